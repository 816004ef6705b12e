using System.Numerics;

namespace DomainBlock.Patterns.Literals;

/// <summary>
/// How large the parts of a <see cref="LiteralIndex"/> are, which follow one another: words of long keys, of middle ones, of short ones, triples, where each bucket's entries begin, entries.
/// A table that no key is for is left out; its width is 0.
/// </summary>
/// <param name="LongBits">How many bits of a hash number the words of long keys.</param>
/// <param name="MiddleBits">The same of middle keys.</param>
/// <param name="ShortBits">The same of short keys.</param>
/// <param name="BucketBits">How many bits of a hash number the buckets.</param>
/// <param name="Entries">How many keys of literals.</param>
/// <param name="TripleBits">How many bits of a hash number the bits of the triples: literals of three octets.</param>
internal sealed record LiteralIndexLayout(int LongBits, int MiddleBits, int ShortBits, int BucketBits, uint Entries, int TripleBits)
{
    /// <summary>4 MiB of words: enough for a million literals, and more only get slower.</summary>
    public const int MaxBits = 20;

    private const int MaxTripleBits = 16;

    /// <summary>No literals.</summary>
    public static LiteralIndexLayout Empty { get; } = new(0, 0, 0, 0, 0, 0);

    /// <summary>The layout for so many keys.</summary>
    /// <param name="longKeys">A word of 32 bits or two for each, in which it sets three, so that one place in a thousand looks like a key by chance.</param>
    /// <param name="middleKeys">Four words or more for each: there are fewer of them, and names have them more often.</param>
    /// <param name="shortKeys">The same.</param>
    /// <param name="triples">Short ones that are looked for in every place: a hundred bits and more each, up to 8 KiB.</param>
    public static LiteralIndexLayout For(int longKeys, int middleKeys, int shortKeys, int triples)
    {
        int keys = longKeys + middleKeys + shortKeys;
        return keys == 0 ? Empty : new LiteralIndexLayout(
            BitsFor(longKeys, 1, MaxBits), BitsFor(middleKeys, 3, MaxBits), BitsFor(shortKeys, 3, MaxBits), BitsFor(keys, 1, MaxBits), (uint)keys, BitsFor(triples, 8, MaxTripleBits));

        static int BitsFor(int count, int more, int most) => count == 0 ? 0 : Math.Min(BitOperations.Log2((uint)count) + more, most);
    }

    public int LongWordsSize => LongBits == 0 ? 0 : sizeof(uint) << LongBits;

    public int MiddleWordsSize => MiddleBits == 0 ? 0 : sizeof(uint) << MiddleBits;

    public int ShortWordsSize => ShortBits == 0 ? 0 : sizeof(uint) << ShortBits;

    public int TriplesSize => TripleBits == 0 ? 0 : 1 << (TripleBits - 3);

    /// <summary>Where the triples begin.</summary>
    public int TriplesStart => LongWordsSize + MiddleWordsSize + ShortWordsSize;

    /// <summary>Where the starts of buckets begin.</summary>
    public int StartsStart => TriplesStart + TriplesSize;

    /// <summary>Once more for the end of the last bucket.</summary>
    public int StartsSize => BucketBits == 0 ? 0 : ((1 << BucketBits) + 1) * sizeof(uint);

    /// <summary>Once more for the end of the last one's postings.</summary>
    public int EntriesSize => Entries == 0 ? 0 : ((int)Entries + 1) * LiteralIndex.EntrySize;

    public long Size => (long)StartsStart + StartsSize + EntriesSize;

    /// <summary>Whether no size is beyond what an index may have.</summary>
    public bool IsSound => Entries == 0
        ? this == Empty
        : LongBits <= MaxBits && MiddleBits <= MaxBits && ShortBits <= MaxBits && BucketBits is >= 1 and <= MaxBits && Entries < int.MaxValue / LiteralIndex.EntrySize
            && TripleBits is 0 or (>= 8 and <= MaxTripleBits);
}
