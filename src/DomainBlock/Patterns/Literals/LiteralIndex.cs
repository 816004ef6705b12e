using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DomainBlock.Patterns.Literals;

/// <summary>
/// Finds which of any number of literals a text contains, in one pass. Each literal has two keys, one octet apart, of a few octets of it that seldom occur elsewhere: five, or three
/// where it is too short. At every other place of the text the next three octets choose a block of 64 bits, the next five a bit in it; a long key has set its
/// bit, a short one all bits of its block. For most places the bit is not set, and that is all that most texts cost. Where it is, a few literals
/// have a key of this hash, and one comparison of eight octets each decides. Literals of three octets have one key; for them the places between are looked up in a small table of their own,
/// if there are any. Every number is checked before use.
/// </summary>
internal readonly ref struct LiteralIndex
{
    /// <summary>A text is looked at in every other place.</summary>
    private const int Stride = 2;

    public const int LongKey = 5;
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

    /// <summary>Which bit of its block a long key sets.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int BitOf(ulong longHash) => (int)(longHash >> 58);

    /// <summary>Which bit of the triples the hash of three octets has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TripleOf(ulong shortHash, int tripleBits) => (int)(shortHash >> (64 - tripleBits));

    /// <summary>Finds the literals in a text.</summary>
    /// <param name="text">The text between its ends.</param>
    /// <param name="found">Takes the postings of those found.</param>
    public void Find(in EndedText text, ref PostingCursors found)
    {
        if (_layout.BlockBits == 0)
            return;
        ReadOnlySpan<ulong> blocks = MemoryMarshal.Cast<byte, ulong>(_bytes[.._layout.BlocksSize]);
        int shift = 64 - _layout.BlockBits;

        ReadOnlySpan<byte> octets = text.Octets;
        int last = text.End - ShortKey;
        ReadOnlySpan<byte> triples = _bytes.Slice(_layout.BlocksSize, _layout.TriplesSize);
        for (int place = EndedText.Start; place <= last; place += Stride)
        {
            place = triples.IsEmpty ? NextPlace(octets, place, last, blocks, shift) : NextPlace(octets, place, last, blocks, shift, triples, _layout.TripleBits);
            if (place < 0)
                return;
            ulong word = BinaryPrimitives.ReadUInt64LittleEndian(octets[place..]);
            FindInBucket(Hash(word, LongKey), octets, place, ref found);
            FindInBucket(Hash(word, ShortKey), octets, place, ref found);
            if (!triples.IsEmpty)
                FindInBucket(Hash(word >> 8, ShortKey), octets, place + 1, ref found);
        }
    }

    /// <summary>The loop that names spend their time in; a method of its own, so that everything it needs stays in registers.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int NextPlace(ReadOnlySpan<byte> octets, int place, int last, ReadOnlySpan<ulong> blocks, int shift)
    {
        for (; place <= last; place += Stride)
        {
            ulong word = BinaryPrimitives.ReadUInt64LittleEndian(octets[place..]);
            ulong block = blocks[(int)(Hash(word, ShortKey) >> shift)];
            if ((block >> BitOf(Hash(word, LongKey)) & 1) != 0)
                return place;
        }
        return -1;
    }

    /// <summary>The same where there are literals of three octets, which may begin at the places between.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int NextPlace(ReadOnlySpan<byte> octets, int place, int last, ReadOnlySpan<ulong> blocks, int shift, ReadOnlySpan<byte> triples, int tripleBits)
    {
        for (; place <= last; place += Stride)
        {
            ulong word = BinaryPrimitives.ReadUInt64LittleEndian(octets[place..]);
            ulong block = blocks[(int)(Hash(word, ShortKey) >> shift)];
            int triple = TripleOf(Hash(word >> 8, ShortKey), tripleBits);
            if (((block >> BitOf(Hash(word, LongKey)) | (uint)triples[triple >> 3] >> (triple & 7)) & 1) != 0)
                return place;
        }
        return -1;
    }

    private void FindInBucket(ulong hash, ReadOnlySpan<byte> octets, int place, ref PostingCursors found)
    {
        ReadOnlySpan<byte> starts = _bytes.Slice(_layout.BlocksSize + _layout.TriplesSize, _layout.StartsSize);
        ReadOnlySpan<byte> entries = _bytes.Slice(_layout.BlocksSize + _layout.TriplesSize + _layout.StartsSize, _layout.EntriesSize);
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
