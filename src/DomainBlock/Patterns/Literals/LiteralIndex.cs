using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace DomainBlock.Patterns.Literals;

/// <summary>
/// Finds the literals that have a key of one length: a few octets of the literal that seldom occur elsewhere. A bit says whether some literal's key has a hash; for most
/// places of most texts it is not set, and that is all. Where it is, a few literals have the upper bits of this hash, and one comparison
/// of eight octets each decides. Every number is checked before use.
/// </summary>
internal readonly ref struct LiteralIndex
{
    public const int LongKey = 5;
    public const int ShortKey = 3;

    /// <summary>A window's octets (8 bytes), its first posting (4), its length (1), where its key begins (1), zero (2).</summary>
    public const int EntrySize = 16;

    /// <summary>
    /// More literals with one hash are not compared one by one; all patterns are tried instead. Only lists made for it come here. It bounds the time in hostile files.
    /// </summary>
    public const int MaxBucketEntries = 1024;

    private readonly ReadOnlySpan<byte> _index;
    private readonly LiteralIndexLayout _layout;

    /// <param name="layout">A sound one.</param>
    /// <param name="bytes">The index.</param>
    public LiteralIndex(LiteralIndexLayout layout, ReadOnlySpan<byte> bytes)
    {
        _layout = layout;
        _index = bytes;
    }

    /// <summary>One bit for each value of the upper bits of a hash: whether a literal's key has it. Where there is no index, no bit is set.</summary>
    public ReadOnlySpan<byte> Bitmap => _layout.BitmapBits == 0 ? [0, 0, 0, 0, 0, 0, 0, 0] : _index[.._layout.BitmapSize];

    /// <summary>How far a hash is shifted to be a number in <see cref="Bitmap"/>.</summary>
    public int BitmapShift => 64 - Math.Max(_layout.BitmapBits, LiteralIndexLayout.MinBitmapBits);

    /// <summary>The hash of a key, which is the first octets of a word: a multiplication, whose upper bits depend on all octets.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Hash(ulong octets, int keyLength) => (octets << (64 - (8 * keyLength))) * 0x9E3779B97F4A7C15;

    /// <summary>Not 0 if the bit of a hash is set; else 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Look(ReadOnlySpan<byte> bitmap, int shift, ulong hash)
    {
        ulong bit = hash >> shift;
        return bitmap[(int)(bit >> 3)] >> (int)(bit & 7) & 1;
    }

    /// <summary>Finds the literals whose key stands at a place of a text.</summary>
    /// <param name="octets">The text, eight octets more than any place in it.</param>
    /// <param name="place">Where the key stands, at least eight octets from the beginning less one.</param>
    /// <param name="keyLength">How long it is.</param>
    /// <param name="found">Takes the postings of the literals.</param>
    public void Find(ReadOnlySpan<byte> octets, int place, int keyLength, ref PostingCursors found)
    {
        ulong hash = Hash(BinaryPrimitives.ReadUInt64LittleEndian(octets[place..]), keyLength);
        if (Look(Bitmap, BitmapShift, hash) == 0)
            return;
        ReadOnlySpan<byte> starts = _index.Slice(_layout.BitmapSize, _layout.StartsSize);
        ReadOnlySpan<byte> entries = _index.Slice(_layout.BitmapSize + _layout.StartsSize, _layout.EntriesSize);
        starts = starts[((int)(hash >> (64 - _layout.BucketBits)) * sizeof(uint))..];
        uint first = BinaryPrimitives.ReadUInt32LittleEndian(starts);
        uint end = BinaryPrimitives.ReadUInt32LittleEndian(starts[sizeof(uint)..]);
        if (first > end || end > _layout.Entries)
            return;
        if (end - first > MaxBucketEntries)
        {
            found.TakeAll();
            return;
        }
        entries = entries[((int)first * EntrySize)..(((int)end + 1) * EntrySize)];
        for (; entries.Length > EntrySize; entries = entries[EntrySize..])
        {
            int length = entries[12];
            int start = place - entries[13];
            if (length is < ShortKey or > LiteralWindow.MaxLength || start < 0)
                continue;
            ulong differences = BinaryPrimitives.ReadUInt64LittleEndian(octets[start..]) ^ BinaryPrimitives.ReadUInt64LittleEndian(entries);
            if (differences << (64 - (8 * length)) == 0)
                found.Take(FirstPosting(entries), FirstPosting(entries[EntrySize..]));
        }
    }

    private static uint FirstPosting(ReadOnlySpan<byte> entry) => BinaryPrimitives.ReadUInt32LittleEndian(entry[8..]);
}
