namespace DomainBlock.Patterns.Literals;

/// <summary>How large the parts of a <see cref="LiteralIndex"/> are, which follow one another: bits by hash, where each bucket's entries begin, entries.</summary>
/// <param name="BitmapBits">How many bits of the hash number the bits; 0: there is no index.</param>
/// <param name="BucketBits">How many bits of the hash number the buckets.</param>
/// <param name="Entries">How many literals.</param>
internal readonly record struct LiteralIndexLayout(int BitmapBits, int BucketBits, uint Entries)
{
    public const int MinBitmapBits = 6;

    /// <summary>8 MiB of bits: enough for two million literals, and more only get slower.</summary>
    public const int MaxBitmapBits = 26;

    public int BitmapSize => BitmapBits == 0 ? 0 : 1 << (BitmapBits - 3);

    /// <summary>Once more for the end of the last bucket.</summary>
    public int StartsSize => BitmapBits == 0 ? 0 : ((1 << BucketBits) + 1) * sizeof(uint);

    /// <summary>Once more for the end of the last one's postings.</summary>
    public int EntriesSize => BitmapBits == 0 ? 0 : ((int)Entries + 1) * LiteralIndex.EntrySize;

    public long Size => (long)BitmapSize + StartsSize + EntriesSize;

    /// <summary>Whether no size is beyond what an index may have.</summary>
    public bool IsSound => BitmapBits == 0
        ? BucketBits == 0 && Entries == 0
        : BitmapBits is >= MinBitmapBits and <= MaxBitmapBits && BucketBits >= 1 && BucketBits <= BitmapBits && Entries is > 0 and < int.MaxValue / LiteralIndex.EntrySize;
}
