namespace DomainBlock.Patterns.Literals;

/// <summary>How large the parts of a <see cref="LiteralIndex"/> are, which follow one another: blocks, triples, where each bucket's entries begin, entries.</summary>
/// <param name="BlockBits">How many bits of a hash number the blocks; 0: there are no literals.</param>
/// <param name="BucketBits">How many bits of a hash number the buckets.</param>
/// <param name="Entries">How many keys of literals.</param>
/// <param name="HasTriples">Whether there are literals of three octets, and so the triples.</param>
internal readonly record struct LiteralIndexLayout(int BlockBits, int BucketBits, uint Entries, bool HasTriples)
{
    /// <summary>8 MiB of blocks: enough for a million literals, and more only get slower.</summary>
    public const int MaxBits = 20;

    public int BlocksSize => BlockBits == 0 ? 0 : sizeof(ulong) << BlockBits;

    public int TriplesSize => HasTriples ? LiteralIndex.TriplesSize : 0;

    /// <summary>Once more for the end of the last bucket.</summary>
    public int StartsSize => BlockBits == 0 ? 0 : ((1 << BucketBits) + 1) * sizeof(uint);

    /// <summary>Once more for the end of the last one's postings.</summary>
    public int EntriesSize => BlockBits == 0 ? 0 : ((int)Entries + 1) * LiteralIndex.EntrySize;

    public long Size => (long)BlocksSize + TriplesSize + StartsSize + EntriesSize;

    /// <summary>Whether no size is beyond what an index may have.</summary>
    public bool IsSound => BlockBits == 0
        ? BucketBits == 0 && Entries == 0 && !HasTriples
        : BlockBits is >= 1 and <= MaxBits && BucketBits is >= 1 and <= MaxBits && Entries is > 0 and < int.MaxValue / LiteralIndex.EntrySize;
}
