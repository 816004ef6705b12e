using System.Numerics;

namespace DomainBlock.Patterns.Literals;

/// <summary>
/// How large the parts of a <see cref="LiteralIndex"/> are, which follow one another: words of keys of seven and five octets, words of keys of three, triples, where each bucket's entries begin, entries.
/// A table that no key is for is left out; its width is 0.
/// </summary>
/// <param name="WordBits">How many bits of a hash number the words of keys of seven and five.</param>
/// <param name="ShortBits">The same of keys of three.</param>
/// <param name="BucketBits">How many bits of a hash number the buckets.</param>
/// <param name="Entries">How many keys of literals.</param>
/// <param name="TripleBits">How many bits of a hash number the bits of the triples: literals of three octets.</param>
internal sealed record LiteralIndexLayout(int WordBits, int ShortBits, int BucketBits, uint Entries, int TripleBits)
{
    /// <summary>4 MiB of words: enough for a million literals, and more only get slower.</summary>
    public const int MaxBits = 20;

    /// <summary>Eight words, which a vector of 256 bits holds.</summary>
    public const int FewBits = 3;

    /// <summary>As many keys of three fill eight words well enough: they set at most one bit in eleven, and a key sets three.</summary>
    private const int MostInFew = 8;

    private const int MaxTripleBits = 16;

    /// <summary>No literals.</summary>
    public static LiteralIndexLayout Empty { get; } = new(0, 0, 0, 0, 0);

    /// <summary>The layout for so many keys.</summary>
    /// <param name="keys">Those of seven and five octets: two words of 32 bits to four for each, in which it sets three, so that one place in a thousand looks like a key by chance.</param>
    /// <param name="shortKeys">Those of three: four words or more for each, as names have them more often; but no more than a vector holds where there are few.</param>
    /// <param name="triples">Short ones that are looked for in every place: a hundred bits and more each, up to 8 KiB.</param>
    public static LiteralIndexLayout For(int keys, int shortKeys, int triples)
    {
        int all = keys + shortKeys;
        int shortBits = shortKeys is > 0 and <= MostInFew ? FewBits : BitsFor(shortKeys, 3, MaxBits);
        return all == 0 ? Empty : new LiteralIndexLayout(BitsFor(keys, 2, MaxBits), shortBits, BitsFor(all, 1, MaxBits), (uint)all, BitsFor(triples, 8, MaxTripleBits));

        static int BitsFor(int count, int more, int most) => count == 0 ? 0 : Math.Min(BitOperations.Log2((uint)count) + more, most);
    }

    public int WordsSize => WordBits == 0 ? 0 : sizeof(uint) << WordBits;

    public int ShortWordsSize => ShortBits == 0 ? 0 : sizeof(uint) << ShortBits;

    public int TriplesSize => TripleBits == 0 ? 0 : 1 << (TripleBits - 3);

    /// <summary>Where the triples begin.</summary>
    public int TriplesStart => WordsSize + ShortWordsSize;

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
        : WordBits <= MaxBits && ShortBits <= MaxBits && BucketBits is >= 1 and <= MaxBits && Entries < int.MaxValue / LiteralIndex.EntrySize
            && TripleBits is 0 or (>= 8 and <= MaxTripleBits);
}
