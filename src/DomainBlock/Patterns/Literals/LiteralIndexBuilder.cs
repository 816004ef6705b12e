using System.Buffers.Binary;
using System.Numerics;

namespace DomainBlock.Patterns.Literals;

/// <summary>Builds a <see cref="LiteralIndex"/>: the same literals give the same bytes, in whatever order they come.</summary>
internal sealed class LiteralIndexBuilder
{
    private readonly Dictionary<LiteralWindow, List<int>> _patternsByWindow = [];

    /// <summary>How large it will be.</summary>
    public LiteralIndexLayout Layout => _patternsByWindow.Count == 0 ? default : new LiteralIndexLayout(BitmapBits, BucketBits, (uint)_patternsByWindow.Count);

    /// <summary>32 to 64 bits a literal: two names in three come to no set bit by chance.</summary>
    private int BitmapBits => Math.Clamp(BitOperations.Log2((uint)_patternsByWindow.Count) + 6, LiteralIndexLayout.MinBitmapBits, LiteralIndexLayout.MaxBitmapBits);

    private int BucketBits => Math.Clamp(BitOperations.Log2((uint)_patternsByWindow.Count), 1, BitmapBits);

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
               orderby window.Hash >> (64 - BucketBits), window.Octets, window.Length, window.KeyStart
               select window,
        ];
        Span<byte> starts = bytes.AsSpan(layout.BitmapSize, layout.StartsSize);
        Span<byte> entries = bytes.AsSpan(layout.BitmapSize + layout.StartsSize);
        int bucket = 0;
        for (int entry = 0; entry <= windows.Length; entry++)
        {
            // The starts of all buckets up to this entry's, or of all that are left.
            ulong upTo = entry < windows.Length ? windows[entry].Hash >> (64 - BucketBits) : 1UL << BucketBits;
            for (; (ulong)bucket <= upTo; bucket++)
                BinaryPrimitives.WriteUInt32LittleEndian(starts[(bucket * sizeof(uint))..], (uint)entry);
            BinaryPrimitives.WriteUInt32LittleEndian(entries[((entry * LiteralIndex.EntrySize) + 8)..], (uint)postings.Count);
            if (entry == windows.Length)
                break;
            LiteralWindow window = windows[entry];
            BinaryPrimitives.WriteUInt64LittleEndian(entries[(entry * LiteralIndex.EntrySize)..], window.Octets);
            entries[(entry * LiteralIndex.EntrySize) + 12] = (byte)window.Length;
            entries[(entry * LiteralIndex.EntrySize) + 13] = (byte)window.KeyStart;
            postings.AddRange(_patternsByWindow[window]);
            int bit = (int)(window.Hash >> (64 - BitmapBits));
            bytes[bit >> 3] |= (byte)(1 << (bit & 7));
        }
        return bytes;
    }
}
