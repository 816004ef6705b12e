using System.Buffers.Binary;

namespace DomainBlock.Patterns.Literals;

/// <summary>Builds a <see cref="LiteralIndex"/>: the same literals give the same bytes, in whatever order they come.</summary>
internal sealed class LiteralIndexBuilder
{
    private readonly Dictionary<LiteralWindow, List<int>> _patternsByWindow = [];

    /// <summary>How large it will be.</summary>
    public LiteralIndexLayout Layout
    {
        get
        {
            return LiteralIndexLayout.For(
                Keys(LiteralIndex.LongKey) + Keys(LiteralIndex.MiddleKey), Keys(LiteralIndex.ShortKey), _patternsByWindow.Keys.Count(window => window.IsTriple));

            int Keys(int length) => _patternsByWindow.Keys.Where(window => window.KeyLength == length).Sum(window => window.KeyCount);
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
        Span<byte> starts = bytes.AsSpan(layout.StartsStart, layout.StartsSize);
        Span<byte> entries = bytes.AsSpan(layout.StartsStart + layout.StartsSize);
        int bucket = 0;
        for (int entry = 0; entry < keys.Length; entry++)
        {
            (LiteralWindow window, int key) = keys[entry];
            LiteralFilter.Set(bytes, layout, window, key);
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
}
