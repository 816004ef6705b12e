using System.Numerics;

namespace DomainBlock.Patterns.Literals;

/// <summary>How large the parts of a <see cref="LiteralIndex"/> are, which follow one another: blocks, triples, where each bucket's entries begin, entries.</summary>
/// <param name="BlockBits">How many bits of a hash number the blocks; 0: there are no literals.</param>
/// <param name="BucketBits">How many bits of a hash number the buckets.</param>
/// <param name="Entries">How many keys of literals.</param>
/// <param name="TripleBits">How many bits of a hash number the bits of the triples; 0: there are no literals of three octets, and no triples.</param>
internal readonly record struct LiteralIndexLayout(int BlockBits, int BucketBits, uint Entries, int TripleBits)
{
    /// <summary>8 MiB of blocks: enough for a million literals, and more only get slower.</summary>
    public const int MaxBits = 20;

    private const int MaxTripleBits = 16;

    public int BlocksSize => BlockBits == 0 ? 0 : sizeof(ulong) << BlockBits;

    /// <summary>A hundred bits and more to a literal, up to 8 KiB.</summary>
    public static int TripleBitsFor(int triples) => triples == 0 ? 0 : Math.Min(BitOperations.Log2((uint)triples) + 8, MaxTripleBits);

    public int TriplesSize => TripleBits == 0 ? 0 : 1 << (TripleBits - 3);

    /// <summary>Once more for the end of the last bucket.</summary>
    public int StartsSize => BlockBits == 0 ? 0 : ((1 << BucketBits) + 1) * sizeof(uint);

    /// <summary>Once more for the end of the last one's postings.</summary>
    public int EntriesSize => BlockBits == 0 ? 0 : ((int)Entries + 1) * LiteralIndex.EntrySize;

    public long Size => (long)BlocksSize + TriplesSize + StartsSize + EntriesSize;

    /// <summary>Whether no size is beyond what an index may have.</summary>
    public bool IsSound => BlockBits == 0
        ? BucketBits == 0 && Entries == 0 && TripleBits == 0
        : BlockBits is >= 1 and <= MaxBits && BucketBits is >= 1 and <= MaxBits && Entries is > 0 and < int.MaxValue / LiteralIndex.EntrySize
            && TripleBits is 0 or (>= 8 and <= MaxTripleBits);
}
