namespace DomainBlock.Indexing;

/// <summary>
/// What <see cref="KeySearch"/> has to know of the keys of one length, worked out from the file's directory on opening: of a few lengths, however many rules there are. What leads to samples and low
/// bits was compared with the size of these then, so that it need not be for each question; a group that does not fit, or whose keys cannot be read in one piece, is left to <see cref="KeySet"/>.
/// </summary>
internal readonly struct SearchGroup
{
    /// <summary>Longer keys, which names of some sixty letters have, are left to <see cref="KeySet"/>: <see cref="Width"/> is an octet.</summary>
    public const int MaxLength = byte.MaxValue;

    /// <summary>So many bits from any place on are in the 8 bytes from the one that they begin in.</summary>
    public const int BitsFromAnyPlace = 57;

    /// <summary>For each length that there are none: all are left to <see cref="KeySet"/>.</summary>
    public static readonly SearchGroup[] None = new SearchGroup[MaxLength + 1];

    /// <summary>Where the low bits begin, in bits.</summary>
    public readonly ulong LowStart;

    /// <summary>Where the first bucket's high bits begin.</summary>
    public readonly uint FirstPlace;

    /// <summary>The first key's rank.</summary>
    public readonly uint FirstRank;

    /// <summary>How many keys there are: so many have room among the low bits.</summary>
    public readonly uint Count;

    /// <summary>The number of the first bucket's sample. One for every 64 buckets follows, and one for the group's end.</summary>
    public readonly uint FirstSample;

    /// <summary>See <see cref="KeyGroup.Load"/>.</summary>
    public readonly ushort Load;

    /// <summary>How many keys are to be expected from one sample to the next.</summary>
    public readonly byte KeysBetweenSamples;

    /// <summary>How many bits choose the bucket.</summary>
    public readonly byte HighBits;

    /// <summary>How many others of a key's last 64 bits there are, at most <see cref="BitsFromAnyPlace"/>; 0 where keys of this length are left to <see cref="KeySet"/>, or there are none.</summary>
    public readonly byte LowLength;

    /// <summary>How many bits a key has among the low bits: those, and what comes before its last 64.</summary>
    public readonly byte Width;

    /// <summary>See <see cref="KeyScramble.FoldOf"/>.</summary>
    public readonly byte Fold;

    private SearchGroup(in KeyGroup group, uint number, uint count, int length)
    {
        int last = Math.Min(length, 64);
        LowStart = (ulong)group.LowStart * 64;
        FirstPlace = group.HighStart;
        FirstRank = group.FirstRank;
        Count = count;
        FirstSample = KeySet.FirstSampleOf(group.FirstBucket, number);
        Load = group.Load;
        KeysBetweenSamples = (byte)group.KeysExpectedBefore(1 << KeySet.SampleBits);
        HighBits = group.HighBits;
        LowLength = (byte)(last - group.HighBits);
        Width = (byte)(length - group.HighBits);
        Fold = (byte)KeyScramble.FoldOf(last);
    }

    /// <summary>Where the bits begin that a key of the group has before its last 64.</summary>
    public ulong BeforeOf(int rank) => LowStart + ((ulong)((uint)rank - FirstRank) * Width) + LowLength;

    /// <summary>Works out the groups of all lengths up to <see cref="MaxLength"/>.</summary>
    /// <param name="layout">Where the parts lie.</param>
    /// <param name="file">The file.</param>
    /// <returns>A group for each length from 0 on.</returns>
    public static SearchGroup[] Prepare(IndexLayout layout, ReadOnlySpan<byte> file)
    {
        var groups = new SearchGroup[None.Length];
        GroupDirectory directory = new KeySet(layout, file).Groups;
        for (int length = 1; length < groups.Length; length++)
        {
            if (!directory.TryFind(length, out KeyGroup group, out uint number))
                continue;
            uint end = number + 1 < (uint)directory.Count ? directory[(int)number + 1].FirstRank : (uint)layout.KeyCount;
            if (CanBeSearched(group, length) && group.FirstRank <= end && end <= (uint)layout.KeyCount && new SearchGroup(group, number, end - group.FirstRank, length) is var prepared && prepared.Fits(layout))
                groups[length] = prepared;
        }
        return groups;
    }

    private static bool CanBeSearched(in KeyGroup group, int length) => group.HighBits > 0 && Math.Min(length, 64) - group.HighBits is > 0 and <= BitsFromAnyPlace;

    private bool Fits(IndexLayout layout) =>
        FirstSample + (1L << HighBits >> KeySet.SampleBits) + 1 < layout.Samples.Length / sizeof(short)
        && LowStart + ((ulong)Count * Width) <= (ulong)layout.LowBitCount;
}
