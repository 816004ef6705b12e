using DomainBlock.Indexing;
using DomainBlock.Work;

namespace DomainBlock.Format;

/// <summary>
/// Proves that each group of keys begins where the one before ends, so that no two lengths share a bucket, a rank or bits, and a key that is found is the one that stands there;
/// that every sample is right, those too that no question leads to, because a listing looks for its rank among them;
/// and that nothing stands where no key has anything: a file that says the same otherwise is another file.
/// </summary>
internal static class KeySetVerifier
{
    /// <exception cref="BlocklistFileException">Something is off.</exception>
    public static void Verify(BlocklistImage image, BuildWork work)
    {
        KeySet keys = image.Index.Keys;
        ReadOnlySpan<byte> high = image.Layout.High.Of(image.Bytes);
        ReadOnlySpan<byte> low = image.Layout.Low.Of(image.Bytes);
        long bucket = 0;
        long lowWords = 0;
        uint place = 0;
        uint sample = 0;
        uint groups = 0;
        for (int length = 0; length < keys.LengthEnd; length++)
        {
            if (length % 64 == 0 && keys.GroupsBefore(length / 64) != groups)
                throw image.Inconsistent(Sections.Groups, $"does not count the groups before those of keys of {length} bits and more");
            if (!keys.TryGetGroup(length, out KeyGroup group, out uint firstSample))
                continue;
            work.Advance(0);
            if (!group.IsReservedZero)
                throw image.Inconsistent(Sections.Groups, $"has a byte other than 0 in the group of keys of {length} bits, where 0 belongs");
            if (group.FirstBucket != bucket || group.FirstRank != place - bucket || group.LowStart != lowWords)
                throw image.Inconsistent(Sections.Groups, $"does not let keys of {length} bits begin where those before end");
            if (firstSample != KeySet.FirstSampleOf(group.FirstBucket, groups++))
                throw image.Inconsistent(Sections.Groups, $"does not count the groups before that of keys of {length} bits");
            VerifyUnused(image, keys, ref sample, firstSample);
            VerifySample(image, keys, group, bucket, place, ref sample);
            for (long end = bucket + (1L << group.HighBits); bucket < end; VerifySample(image, keys, group, bucket, place, ref sample))
            {
                for (uint first = place; keys.IsKey(place); place++)
                {
                    if (place - first == KeySet.MaxBucket)
                        throw image.Inconsistent(Sections.High, $"has more than {KeySet.MaxBucket} keys in bucket {bucket}");
                }
                if (!keys.HasPlace(place))
                    throw image.Inconsistent(Sections.High, $"ends before the buckets of keys of {length} bits do");
                place++;
                bucket++;
            }
            long count = place - bucket - group.FirstRank;
            if (group.Load != KeyGroup.LoadOf(count, group.HighBits))
                throw image.Inconsistent(Sections.Groups, $"does not say how full the buckets of keys of {length} bits are");
            long lowEnd = (lowWords * 64) + (count * (length - group.HighBits));
            lowWords = (lowEnd + 63) / 64;
            if (lowWords * 8 > low.Length - BitString.Padding || BitString.Read(low, lowEnd, (int)((lowWords * 64) - lowEnd)) != 0)
                throw image.Inconsistent(Sections.Low, $"ends before the keys of {length} bits do, or has bits other than 0 behind them");
        }
        if (keys.GroupCount != groups)
            throw image.Inconsistent(Sections.Groups, $"has {keys.GroupCount} groups for the {groups} lengths that have keys");
        if (high.Length != ((long)place + 63) / 64 * 8 || !BitString.IsZeroFrom(high, place))
            throw image.Inconsistent(Sections.High, "goes on behind the last bucket");
        if (low.Length != (lowWords * 8) + BitString.Padding || !BitString.IsZeroFrom(low, lowWords * 64))
            throw image.Inconsistent(Sections.Low, "goes on behind the last key");
        if (keys.SampleCount != KeySet.FirstSampleOf((uint)bucket, groups))
            throw image.Inconsistent(Sections.Samples, $"has {keys.SampleCount} samples for {groups} groups of {bucket} buckets");
        VerifyUnused(image, keys, ref sample, (uint)keys.SampleCount);
    }

    /// <summary>The sample of every 64th bucket of a group, and of its end where that is one.</summary>
    private static void VerifySample(BlocklistImage image, in KeySet keys, in KeyGroup group, long bucket, uint place, ref uint sample)
    {
        uint inGroup = (uint)bucket - group.FirstBucket;
        if (!KeySet.HasSample(inGroup))
            return;
        if (sample >= (uint)keys.SampleCount || keys.Sample(sample) != group.KeysBeyondExpected(inGroup, place))
            throw image.Inconsistent(Sections.Samples, $"does not say where bucket {bucket} begins");
        sample++;
    }

    private static void VerifyUnused(BlocklistImage image, in KeySet keys, ref uint sample, uint end)
    {
        for (; sample < end; sample++)
        {
            if (sample >= (uint)keys.SampleCount || keys.Sample(sample) != 0)
                throw image.Inconsistent(Sections.Samples, $"has a number other than 0 at {sample}, where 0 belongs");
        }
    }
}
