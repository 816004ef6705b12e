using DomainBlock.Indexing;
using DomainBlock.Work;

namespace DomainBlock.Format;

/// <summary>
/// Proves that each group of keys begins where the one before ends, so that no two lengths share a bucket, a rank or bits, and a key that is found is the one that stands there;
/// and that every place in SAMP is right, those too that no question leads to, because a listing looks for its rank among them all.
/// </summary>
internal static class KeySetVerifier
{
    /// <exception cref="BlocklistFileException">Something is off.</exception>
    public static void Verify(BlocklistImage image, BuildWork work)
    {
        KeySet keys = image.Index.Keys;
        long bucket = 0;
        long lowWords = 0;
        uint place = 0;
        VerifySample(image, keys, bucket, place);
        for (int length = 0; length < keys.LengthEnd; length++)
        {
            if (!keys.TryGetGroup(length, out KeySet.Group group))
                continue;
            work.Advance(0);
            if (!group.IsReservedZero)
                throw image.Inconsistent(Sections.Groups, $"has a byte other than 0 in the group of keys of {length} bits, where 0 belongs");
            if (group.FirstBucket != bucket || group.FirstRank != place - bucket || group.LowStart != lowWords)
                throw image.Inconsistent(Sections.Groups, $"does not let keys of {length} bits begin where those before end");
            for (long end = bucket + (1L << group.HighBits); bucket < end; VerifySample(image, keys, bucket, place))
            {
                while (keys.IsKey(place))
                    place++;
                if (!keys.HasPlace(place))
                    throw image.Inconsistent(Sections.High, $"ends before the buckets of keys of {length} bits do");
                place++;
                bucket++;
            }
            long count = place - bucket - group.FirstRank;
            if (group.Load != KeySet.Group.LoadOf(count, group.HighBits))
                throw image.Inconsistent(Sections.Groups, $"does not say how full the buckets of keys of {length} bits are");
            lowWords += ((count * (length - group.HighBits)) + 63) / 64;
        }
        if (keys.SampleCount != (bucket >> KeySet.SampleBits) + 1)
            throw image.Inconsistent(Sections.Samples, $"has {keys.SampleCount} places for {bucket} buckets");
    }

    private static void VerifySample(BlocklistImage image, in KeySet keys, long bucket, uint place)
    {
        if ((bucket & ((1 << KeySet.SampleBits) - 1)) != 0)
            return;
        long sample = bucket >> KeySet.SampleBits;
        if (sample >= keys.SampleCount || keys.Sample((int)sample) != place)
            throw image.Inconsistent(Sections.Samples, $"does not say where bucket {bucket} begins");
    }
}
