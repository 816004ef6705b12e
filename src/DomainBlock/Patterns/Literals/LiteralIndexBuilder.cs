using System.Buffers.Binary;
using System.Numerics;

namespace DomainBlock.Patterns.Literals;

/// <summary>Builds a <see cref="LiteralIndex"/>: the same literals give the same bytes, in whatever order they come.</summary>
internal sealed class LiteralIndexBuilder
{
    private readonly Dictionary<LiteralWindow, List<int>> _patternsByWindow = [];

    /// <summary>How large it will be: a block or two to a literal, so that by chance one place in a hundred looks like a key.</summary>
    public LiteralIndexLayout Layout
    {
        get
        {
            if (_patternsByWindow.Count == 0)
                return default;
            int keys = _patternsByWindow.Keys.Sum(window => window.KeyCount);
            int bits = Math.Min(BitOperations.Log2((uint)keys) + 1, LiteralIndexLayout.MaxBits);
            return new LiteralIndexLayout(bits, bits, (uint)keys, LiteralIndexLayout.TripleBitsFor(_patternsByWindow.Keys.Count(window => window.IsTriple)));
        }
    }

    /// <param name="window">What a text must contain.</param>
    /// <param name="pattern">The pattern that is then tried; patterns come in ascending order.</param>
    public void Add(LiteralWindow window, int pattern)
    {
        if (!_patternsByWindow.TryGetValue(window, out List<int>? patterns))
            _patternsByWindow.Add(window, patterns = []);
        if (patterns.Count == 0 || patterns[^1] != pattern)
            patterns.Add(pattern);
    }

    /// <summary>Writes the index and appends its postings.</summary>
    public byte[] Write(List<int> postings)
    {
        LiteralIndexLayout layout = Layout;
        byte[] bytes = new byte[layout.Size];
        if (bytes.Length == 0)
            return bytes;
        (LiteralWindow Window, int Key)[] keys =
        [
            .. from window in _patternsByWindow.Keys
               from key in Enumerable.Range(0, window.KeyCount)
               orderby Bucket(window, key), window.Octets, window.Length, window.KeyStart + key
               select (window, key),
        ];
        Span<byte> blocks = bytes.AsSpan(0, layout.BlocksSize);
        Span<byte> triples = bytes.AsSpan(layout.BlocksSize, layout.TriplesSize);
        Span<byte> starts = bytes.AsSpan(layout.BlocksSize + layout.TriplesSize, layout.StartsSize);
        Span<byte> entries = bytes.AsSpan(layout.BlocksSize + layout.TriplesSize + layout.StartsSize);
        int bucket = 0;
        for (int entry = 0; entry < keys.Length; entry++)
        {
            (LiteralWindow window, int key) = keys[entry];
            SetBits(blocks, triples, window, key, layout);
            for (; bucket <= Bucket(window, key); bucket++)
                BinaryPrimitives.WriteUInt32LittleEndian(starts[(bucket * sizeof(uint))..], (uint)entry);
            BinaryPrimitives.WriteUInt64LittleEndian(entries, window.Octets);
            BinaryPrimitives.WriteUInt32LittleEndian(entries[8..], (uint)postings.Count);
            entries[12] = (byte)window.Length;
            entries[13] = (byte)(window.KeyStart + key);
            entries = entries[LiteralIndex.EntrySize..];
            postings.AddRange(_patternsByWindow[window]);
        }
        for (; bucket <= 1 << layout.BucketBits; bucket++)
            BinaryPrimitives.WriteUInt32LittleEndian(starts[(bucket * sizeof(uint))..], (uint)keys.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(entries[8..], (uint)postings.Count);
        return bytes;

        int Bucket(LiteralWindow window, int key) => (int)(LiteralIndex.Hash(window.Key(key), window.KeyLength) >> (64 - layout.BucketBits));
    }

    private static void SetBits(Span<byte> blocks, Span<byte> triples, LiteralWindow window, int key, LiteralIndexLayout layout)
    {
        ulong octets = window.Key(key);
        ulong hash = LiteralIndex.Hash(octets, LiteralIndex.ShortKey);
        Span<byte> block = blocks[((int)(hash >> (64 - layout.BlockBits)) * sizeof(ulong))..];
        ulong bits = window.KeyLength == LiteralIndex.ShortKey ? ulong.MaxValue : 1UL << LiteralIndex.BitOf(LiteralIndex.Hash(octets, LiteralIndex.LongKey));
        BinaryPrimitives.WriteUInt64LittleEndian(block, BinaryPrimitives.ReadUInt64LittleEndian(block) | bits);
        if (window.IsTriple)
        {
            int triple = LiteralIndex.TripleOf(hash, layout.TripleBits);
            triples[triple >> 3] |= (byte)(1 << (triple & 7));
        }
    }
}
