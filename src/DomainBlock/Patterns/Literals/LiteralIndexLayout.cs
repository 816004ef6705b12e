using System.Numerics;

namespace DomainBlock.Patterns.Literals;

/// <summary>How large the parts of a <see cref="LiteralIndex"/> are, which follow one another: words of long keys, words of shorter ones, triples, where each bucket's entries begin, entries.</summary>
/// <param name="LongBits">How many bits of a hash number the words of long keys; 0: there are no literals.</param>
/// <param name="ShortBits">How many bits of a hash number the words of shorter keys.</param>
/// <param name="BucketBits">How many bits of a hash number the buckets.</param>
/// <param name="Entries">How many keys of literals.</param>
/// <param name="TripleBits">How many bits of a hash number the bits of the triples; 0: there are no literals of three octets, and no triples.</param>
internal sealed record LiteralIndexLayout(int LongBits, int ShortBits, int BucketBits, uint Entries, int TripleBits)
{
    /// <summary>4 MiB of words: enough for a million literals, and more only get slower.</summary>
    public const int MaxBits = 20;

    private const int MaxTripleBits = 16;

    /// <summary>No literals.</summary>
    public static LiteralIndexLayout Empty { get; } = new(0, 0, 0, 0, 0);

    /// <summary>The layout for so many keys.</summary>
    /// <param name="longKeys">Keys of seven octets: a word of 32 bits or two for each, in which it sets three, so that one place in a thousand looks like a key by chance.</param>
    /// <param name="shorterKeys">Keys of five or three: four words or more for each: there are few of them, and names have them more often.</param>
    /// <param name="triples">Those that are looked for in every place: a hundred bits and more each, up to 8 KiB.</param>
    public static LiteralIndexLayout For(int longKeys, int shorterKeys, int triples)
    {
        int keys = longKeys + shorterKeys;
        return keys == 0 ? Empty : new LiteralIndexLayout(
            Math.Clamp(Log2(longKeys) + 1, 1, MaxBits),
            Math.Clamp(Log2(shorterKeys) + 3, 1, MaxBits),
            Math.Clamp(Log2(keys) + 1, 1, MaxBits),
            (uint)keys,
            triples == 0 ? 0 : Math.Min(Log2(triples) + 8, MaxTripleBits));

        static int Log2(int count) => BitOperations.Log2((uint)count);
    }

    public int LongWordsSize => LongBits == 0 ? 0 : sizeof(uint) << LongBits;

    public int ShortWordsSize => ShortBits == 0 ? 0 : sizeof(uint) << ShortBits;

    public int TriplesSize => TripleBits == 0 ? 0 : 1 << (TripleBits - 3);

    /// <summary>Where the starts of buckets begin.</summary>
    public int StartsStart => LongWordsSize + ShortWordsSize + TriplesSize;

    /// <summary>Once more for the end of the last bucket.</summary>
    public int StartsSize => BucketBits == 0 ? 0 : ((1 << BucketBits) + 1) * sizeof(uint);

    /// <summary>Once more for the end of the last one's postings.</summary>
    public int EntriesSize => Entries == 0 ? 0 : ((int)Entries + 1) * LiteralIndex.EntrySize;

    public long Size => (long)StartsStart + StartsSize + EntriesSize;

    /// <summary>Whether no size is beyond what an index may have.</summary>
    public bool IsSound => Entries == 0
        ? this == Empty
        : LongBits is >= 1 and <= MaxBits && ShortBits is >= 1 and <= MaxBits && BucketBits is >= 1 and <= MaxBits && Entries < int.MaxValue / LiteralIndex.EntrySize
            && TripleBits is 0 or (>= 8 and <= MaxTripleBits);
}
