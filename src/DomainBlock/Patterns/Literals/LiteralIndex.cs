using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace DomainBlock.Patterns.Literals;

/// <summary>
/// Finds which of any number of literals a text contains, in one pass. Each literal has two keys, one octet apart, of a few octets of it that seldom occur elsewhere: seven, or five or three
/// where it is too short. A text is looked at in every other place, so that one of the two lies in such a place wherever the literal is. A <see cref="LiteralFilter"/> says of most places that no key is there. Where one
/// may be, a few literals have a key of this hash, and one comparison of eight octets each decides. Literals of three octets have one key; for them the places between are looked up in a small table of
/// their own, if there are any. Every number is checked before use.
/// </summary>
internal readonly ref struct LiteralIndex
{
    public const int LongKey = 7;
    public const int MiddleKey = 5;
    public const int ShortKey = 3;

    /// <summary>A window's octets (8 bytes), its first posting (4), its length (1), where its key begins (1), zero (2).</summary>
    public const int EntrySize = 16;

    /// <summary>
    /// More literals with one hash are not compared one by one; all patterns are tried instead. Only lists made for it come here. It bounds the time in hostile files.
    /// </summary>
    public const int MaxBucketEntries = 1024;

    private readonly ReadOnlySpan<byte> _bytes;
    private readonly LiteralIndexLayout _layout;

    /// <param name="layout">A sound one.</param>
    /// <param name="bytes">What begins with the index.</param>
    public LiteralIndex(LiteralIndexLayout layout, ReadOnlySpan<byte> bytes)
    {
        _layout = layout;
        _bytes = bytes;
    }

    /// <summary>The hash of a key, which is the first octets of a word: a multiplication, whose upper bits depend on all octets.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Hash(ulong octets, int keyLength) => (octets << (64 - (8 * keyLength))) * 0x9E3779B97F4A7C15;

    /// <summary>Whether no literal is in a text. Most texts cost no more than this.</summary>
    /// <param name="text">The text without its ends.</param>
    public bool IsUntouchedBy(ReadOnlySpan<byte> text) => _layout.Entries == 0 || !new LiteralFilter(_layout, _bytes).MayBeIn(text);

    /// <summary>Finds the literals in a text.</summary>
    /// <param name="text">The text between its ends.</param>
    /// <param name="found">Takes the postings of those found.</param>
    public void Find(in EndedText text, ref PostingCursors found)
    {
        if (_layout.Entries == 0)
            return;
        var filter = new LiteralFilter(_layout, _bytes);
        ReadOnlySpan<byte> octets = text.Octets;
        int last = text.End - ShortKey;
        for (int place = EndedText.Start; place <= last; place += LiteralFilter.Stride)
        {
            ulong word = BinaryPrimitives.ReadUInt64LittleEndian(octets[place..]);
            if (!filter.MayBeAt(word))
                continue;
            FindInBucket(Hash(word, LongKey), octets, place, ref found);
            FindInBucket(Hash(word, MiddleKey), octets, place, ref found);
            FindInBucket(Hash(word, ShortKey), octets, place, ref found);
            if (_layout.TripleBits > 0)
                FindInBucket(Hash(word >> 8, ShortKey), octets, place + 1, ref found);
        }
    }

    private void FindInBucket(ulong hash, ReadOnlySpan<byte> octets, int place, ref PostingCursors found)
    {
        ReadOnlySpan<byte> starts = _bytes.Slice(_layout.StartsStart, _layout.StartsSize);
        ReadOnlySpan<byte> entries = _bytes.Slice(_layout.StartsStart + _layout.StartsSize, _layout.EntriesSize);
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
