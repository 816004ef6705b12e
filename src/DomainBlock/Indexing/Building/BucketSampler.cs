using System.Buffers.Binary;

namespace DomainBlock.Indexing.Building;

/// <summary>Writes the samples of one group.</summary>
/// <param name="group">The group.</param>
/// <param name="samples">From the group's first one on.</param>
internal ref struct BucketSampler(KeyGroup group, Span<byte> samples)
{
    private readonly Span<byte> _samples = samples;
    private long _sampled = group.HighStart;

    /// <summary>Passes on to the next bucket.</summary>
    /// <param name="bucket">The bucket, or the end of the group's.</param>
    /// <param name="place">Where in the high bits it begins.</param>
    /// <returns>False where keys crowd so much that a sample cannot say so, or that the bucket is too far from the last one that has a sample.</returns>
    public bool TryPass(uint bucket, long place)
    {
        uint inGroup = bucket - group.FirstBucket;
        if ((place >> 6) - (_sampled >> 6) >= KeySet.MaxWordsToBucket)
            return false;
        if (!KeySet.HasSample(inGroup))
            return true;
        long more = group.KeysBeyondExpected(inGroup, place);
        if (more != (short)more)
            return false;
        BinaryPrimitives.WriteInt16LittleEndian(_samples[((int)(inGroup >> KeySet.SampleBits) * sizeof(short))..], (short)more);
        _sampled = place;
        return true;
    }
}
