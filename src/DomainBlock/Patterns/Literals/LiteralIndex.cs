using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace DomainBlock.Patterns.Literals;

/// <summary>
/// Finds which of any number of literals a text contains, in one pass. Each literal has a key of a few octets that seldom
/// occurs. At every place of the text the octets that could be a key are hashed, and a bit says whether some literal's key has this hash;
/// for most texts no bit is set anywhere, and that is all. Where one is, a few literals have the upper bits of this hash, and one comparison
/// of eight octets each decides. Literals are looked up by keys of five octets, those that are too short for it by keys of three.
/// </summary>
internal readonly ref struct LiteralIndex
{
    public const int LongKey = 5;
    public const int ShortKey = 3;

    /// <summary>A window's octets (8 bytes), its first posting (4), its length (1), where its key begins (1), zero (2).</summary>
    public const int EntrySize = 16;

    /// <summary>8 MiB of bits: enough for a quarter of a million literals, and more only get slower.</summary>
    public const int MaxBitmapBits = 26;

    /// <summary>
    /// More literals with one hash are not compared one by one; all patterns are tried instead. Only lists made for it come here. It bounds the time in hostile files.
    /// </summary>
    public const int MaxBucketEntries = 1024;

    private readonly ReadOnlySpan<byte> _bitmap;
    private readonly ReadOnlySpan<byte> _starts;
    private readonly ReadOnlySpan<byte> _entries;
    private readonly int _bitmapShift;
    private readonly int _bucketShift;
    private readonly int _keyLength;

    /// <param name="layout">Where its parts lie: <see cref="LiteralIndexLayout.IsSound"/>.</param>
    /// <param name="bytes">The index.</param>
    /// <param name="keyLength">How long its keys are.</param>
    public LiteralIndex(LiteralIndexLayout layout, ReadOnlySpan<byte> bytes, int keyLength)
    {
        _bitmap = bytes[..layout.BitmapSize];
        _starts = bytes.Slice(layout.BitmapSize, layout.StartsSize);
        _entries = bytes.Slice(layout.BitmapSize + layout.StartsSize, layout.EntriesSize);
        _bitmapShift = 64 - layout.BitmapBits;
        _bucketShift = 64 - layout.BucketBits;
        _keyLength = keyLength;
    }

    public bool IsEmpty => _bitmap.IsEmpty;

    /// <summary>The hash of a key, which is the first octets of a word: a multiplication, whose upper bits depend on all octets.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Hash(ulong octets, int keyLength) => (octets << (64 - (8 * keyLength))) * 0x9E3779B97F4A7C15;

    /// <summary>Finds the literals in a text.</summary>
    /// <param name="text">The text between ends.</param>
    /// <param name="found">Takes the postings of those found.</param>
    public void Find(in EndedText text, ref PostingCursors found)
    {
        ReadOnlySpan<byte> octets = text.Octets;
        ReadOnlySpan<byte> bitmap = _bitmap;
        int end = text.End - _keyLength;
        for (int place = EndedText.Start; place <= end; place++)
        {
            ulong hash = Hash(BinaryPrimitives.ReadUInt64LittleEndian(octets[place..]), _keyLength);
            int bit = (int)(hash >> _bitmapShift);
            if ((bitmap[bit >> 3] >> (bit & 7) & 1) != 0)
                Visit(octets, place, hash, ref found);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Visit(ReadOnlySpan<byte> octets, int place, ulong hash, ref PostingCursors found)
    {
        int bucket = (int)(hash >> _bucketShift);
        uint first = BinaryPrimitives.ReadUInt32LittleEndian(_starts[(bucket * sizeof(uint))..]);
        uint end = BinaryPrimitives.ReadUInt32LittleEndian(_starts[((bucket + 1) * sizeof(uint))..]);
        if (first > end || end >= (uint)(_entries.Length / EntrySize))
            return;
        if (end - first > MaxBucketEntries)
        {
            found.TakeAll();
            return;
        }
        ReadOnlySpan<byte> entries = _entries[((int)first * EntrySize)..(((int)end + 1) * EntrySize)];
        for (; entries.Length > EntrySize; entries = entries[EntrySize..])
        {
            int length = entries[12];
            int start = place - entries[13];
            if (length > LiteralWindow.MaxLength || start < 0)
                continue;
            ulong differences = BinaryPrimitives.ReadUInt64LittleEndian(octets[start..]) ^ BinaryPrimitives.ReadUInt64LittleEndian(entries);
            if (differences << (64 - (8 * length)) == 0)
                found.Take(FirstPosting(entries), FirstPosting(entries[EntrySize..]));
        }
    }

    private static uint FirstPosting(ReadOnlySpan<byte> entry) => BinaryPrimitives.ReadUInt32LittleEndian(entry[8..]);
}

/// <summary>How large the parts of a <see cref="LiteralIndex"/> are, which follow one another: bits by hash, where each bucket's entries begin, entries.</summary>
/// <param name="BitmapBits">How many bits of the hash number the bits; 0: there is no index.</param>
/// <param name="BucketBits">How many bits of the hash number the buckets.</param>
/// <param name="Entries">How many literals.</param>
internal readonly record struct LiteralIndexLayout(int BitmapBits, int BucketBits, uint Entries)
{
    public int BitmapSize => BitmapBits == 0 ? 0 : 1 << (BitmapBits - 3);

    /// <summary>Once more for the end of the last bucket.</summary>
    public int StartsSize => BitmapBits == 0 ? 0 : ((1 << BucketBits) + 1) * sizeof(uint);

    /// <summary>Once more for the end of the last one's postings.</summary>
    public int EntriesSize => BitmapBits == 0 ? 0 : ((int)Entries + 1) * LiteralIndex.EntrySize;

    public long Size => (long)BitmapSize + StartsSize + EntriesSize;

    /// <summary>Whether no size is beyond what an index may have.</summary>
    public bool IsSound => BitmapBits == 0
        ? BucketBits == 0 && Entries == 0
        : BitmapBits is >= 6 and <= LiteralIndex.MaxBitmapBits && BucketBits is >= 1 && BucketBits <= BitmapBits && Entries is > 0 and < int.MaxValue / LiteralIndex.EntrySize;
}
