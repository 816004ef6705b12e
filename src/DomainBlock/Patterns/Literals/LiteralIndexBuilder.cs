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
            int bits = Math.Min(BitOperations.Log2((uint)_patternsByWindow.Count) + 1, LiteralIndexLayout.MaxBits);
            return new LiteralIndexLayout(bits, bits, (uint)_patternsByWindow.Count);
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
        LiteralWindow[] windows =
        [
            .. from window in _patternsByWindow.Keys
               orderby Bucket(window), window.Octets, window.Length, window.KeyStart
               select window,
        ];
        Span<byte> starts = bytes.AsSpan(layout.BlocksSize, layout.StartsSize);
        Span<byte> entries = bytes.AsSpan(layout.BlocksSize + layout.StartsSize);
        int bucket = 0;
        foreach (LiteralWindow window in windows)
        {
            SetBits(bytes.AsSpan(0, layout.BlocksSize), window, layout.BlockBits);
            int entry = (bytes.Length - layout.BlocksSize - layout.StartsSize - entries.Length) / LiteralIndex.EntrySize;
            for (; bucket <= Bucket(window); bucket++)
                BinaryPrimitives.WriteUInt32LittleEndian(starts[(bucket * sizeof(uint))..], (uint)entry);
            BinaryPrimitives.WriteUInt64LittleEndian(entries, window.Octets);
            BinaryPrimitives.WriteUInt32LittleEndian(entries[8..], (uint)postings.Count);
            entries[12] = (byte)window.Length;
            entries[13] = (byte)window.KeyStart;
            entries = entries[LiteralIndex.EntrySize..];
            postings.AddRange(_patternsByWindow[window]);
        }
        for (; bucket <= 1 << layout.BucketBits; bucket++)
            BinaryPrimitives.WriteUInt32LittleEndian(starts[(bucket * sizeof(uint))..], (uint)windows.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(entries[8..], (uint)postings.Count);
        return bytes;

        int Bucket(LiteralWindow window) => (int)(window.Hash >> (64 - layout.BucketBits));
    }

    private static void SetBits(Span<byte> blocks, LiteralWindow window, int blockBits)
    {
        ulong octets = window.Octets >> (8 * window.KeyStart);
        Span<byte> block = blocks[((int)(LiteralIndex.Hash(octets, LiteralIndex.ShortKey) >> (64 - blockBits)) * sizeof(ulong))..];
        ulong bits = window.KeyLength == LiteralIndex.ShortKey ? ulong.MaxValue : 1UL << LiteralIndex.BitOf(LiteralIndex.Hash(octets, LiteralIndex.LongKey));
        BinaryPrimitives.WriteUInt64LittleEndian(block, BinaryPrimitives.ReadUInt64LittleEndian(block) | bits);
    }
}
