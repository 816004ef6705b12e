using System.Runtime.InteropServices;

namespace DomainBlock.Indexing;

/// <summary>
/// The keys of one length in a <see cref="KeySet"/>, as the directory has them: the first bucket (4 bytes), first rank (4), where the low bits begin in units of 8 bytes (4), how many high bits there are (1),
/// zero (1), how full the buckets are (2). <see cref="GroupDirectory"/> finds it.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct KeyGroup
{
    /// <summary>An entry's bytes.</summary>
    public const int Size = 16;

    /// <summary>A group has at most 2^31 keys, a file fewer.</summary>
    public const int MaxHighBits = 31;

    /// <summary>How many bits of <see cref="Load"/> are behind the point.</summary>
    private const int LoadBits = 16;

    public readonly uint FirstBucket;
    public readonly uint FirstRank;
    public readonly uint LowStart;
    public readonly byte HighBits;
    private readonly byte _zero;

    /// <summary>How many keys a bucket has on average, see <see cref="LoadOf"/>: samples count from what that lets expect.</summary>
    public readonly ushort Load;

    /// <param name="firstBucket">Its first bucket.</param>
    /// <param name="firstRank">Its first rank.</param>
    /// <param name="lowStart">Where its low bits begin, in units of 8 bytes.</param>
    /// <param name="highBits">How many high bits its keys have.</param>
    /// <param name="count">How many keys it has.</param>
    public KeyGroup(uint firstBucket, uint firstRank, uint lowStart, byte highBits, long count)
    {
        FirstBucket = firstBucket;
        FirstRank = firstRank;
        LowStart = lowStart;
        HighBits = highBits;
        Load = LoadOf(count, highBits);
        _zero = 0;
    }

    /// <summary>Whether the byte that says nothing is zero.</summary>
    public bool IsReservedZero => _zero == 0;

    /// <summary>How many keys a bucket has on average, in fixed point: at most just below one, where there is one for each.</summary>
    public static ushort LoadOf(long count, int highBits) => (ushort)Math.Min((count << LoadBits) >> highBits, ushort.MaxValue);

    /// <summary>Where its high bits begin: a bit for each bucket and each key before.</summary>
    public uint HighStart => FirstBucket + FirstRank;

    /// <summary>How many keys stand before one of its buckets if all are as full as <see cref="Load"/> says.</summary>
    public ulong KeysExpectedBefore(ulong bucket) => KeysExpectedBefore(bucket, Load);

    /// <summary>The same for a group that is as full.</summary>
    public static ulong KeysExpectedBefore(ulong bucket, ushort load) => (bucket * load) >> LoadBits;

    /// <summary>What a sample says: how many keys more than expected stand before one of its buckets, or before its end, which begins at a place in the high bits.</summary>
    public long KeysBeyondExpected(uint bucket, long place) => place - HighStart - bucket - (long)KeysExpectedBefore(bucket);

    /// <summary>Where a rank's low bits begin.</summary>
    public long LowBitsOf(uint rank, int length) => ((long)LowStart * 64) + ((long)(rank - FirstRank) * (length - HighBits));
}
