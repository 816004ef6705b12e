using System.Numerics;
using DomainBlock.Indexing;
using DomainBlock.Work;

namespace DomainBlock.Format;

/// <summary>
/// Proves that each group of keys begins where the one before ends, so that no two lengths share a bucket, a rank or bits, and a key that is found is the one that stands there;
/// that every sample is right, those too that no question leads to, because a listing looks for its rank among them;
/// and that nothing stands where no key has anything: a file that says the same otherwise is another file.
/// </summary>
internal ref struct KeySetVerifier
{
    private readonly BlocklistImage _image;
    private readonly KeySet _keys;
    private readonly ReadOnlySpan<byte> _low;
    private uint _groups;
    private uint _sample;
    private long _bucket;
    private long _lowWords;

    /// <summary>In the high bits. Where it would go beyond 32 bits, which no rank or bucket may, the file is refused.</summary>
    private long _place;

    private KeySetVerifier(BlocklistImage image)
    {
        _image = image;
        _keys = image.Index.Keys;
        _low = image.Layout.Low.Of(image.Bytes);
    }

    /// <exception cref="BlocklistFileException">Something is off.</exception>
    public static void Verify(BlocklistImage image, BuildWork work)
    {
        var verifier = new KeySetVerifier(image);
        verifier.VerifyGroups(work);
        verifier.VerifyEnds();
    }

    private void VerifyGroups(BuildWork work)
    {
        GroupDirectory groups = _keys.Groups;
        int blocks = _image.Layout.LengthBlocks;
        for (int block = 0; block < blocks; block++)
        {
            (ulong lengths, ulong before) = groups.LengthsOf(block);
            if (before != _groups || (lengths == 0 && block == blocks - 1))
                throw _image.Inconsistent(Sections.Groups, $"does not count the groups before those of keys of {block * 64} bits and more, or has none of these at its end");
            for (; lengths != 0; lengths &= lengths - 1)
            {
                work.Advance(0);
                int length = (block * 64) + BitOperations.TrailingZeroCount(lengths);
                if (length > KeyBits.MaxLength || !groups.TryFind(length, out KeyGroup group, out uint number))
                    throw _image.Inconsistent(Sections.Groups, $"has no group for keys of {length} bits, or one that cannot be");
                VerifyGroup(length, group, KeySet.FirstSampleOf(group.FirstBucket, number));
                _groups++;
            }
        }
    }

    private void VerifyGroup(int length, in KeyGroup group, uint firstSample)
    {
        if (!group.IsReservedZero)
            throw _image.Inconsistent(Sections.Groups, $"has a byte other than 0 in the group of keys of {length} bits, where 0 belongs");
        if (group.FirstBucket != _bucket || group.FirstRank != _place - _bucket || group.LowStart != _lowWords)
            throw _image.Inconsistent(Sections.Groups, $"does not let keys of {length} bits begin where those before end");
        VerifyUnused(firstSample);
        VerifySample(group);
        for (long end = _bucket + (1L << group.HighBits); _bucket < end; VerifySample(group))
        {
            for (long first = _place; _place <= uint.MaxValue && _keys.IsKey((uint)_place); _place++)
            {
                if (_place - first == KeySet.MaxBucket)
                    throw _image.Inconsistent(Sections.High, $"has more than {KeySet.MaxBucket} keys in bucket {_bucket}");
            }
            if (_place > uint.MaxValue || !_keys.HasPlace((uint)_place))
                throw _image.Inconsistent(Sections.High, $"ends before the buckets of keys of {length} bits do");
            _place++;
            _bucket++;
        }
        long count = _place - _bucket - group.FirstRank;
        if (group.Load != KeyGroup.LoadOf(count, group.HighBits))
            throw _image.Inconsistent(Sections.Groups, $"does not say how full the buckets of keys of {length} bits are");
        long lowEnd = (_lowWords * 64) + (count * (length - group.HighBits));
        _lowWords = (lowEnd + 63) / 64;
        if (_lowWords * 8 > _low.Length - BitString.Padding)
            throw _image.Inconsistent(Sections.Low, $"ends before the keys of {length} bits do");
        if (BitString.Read(_low, lowEnd, (int)((_lowWords * 64) - lowEnd)) != 0)
            throw _image.Inconsistent(Sections.Low, $"has bits other than 0 behind the keys of {length} bits");
    }

    private void VerifyEnds()
    {
        long keys = _place - _bucket;
        if (keys != _image.Directory.KeyCount)
            throw _image.Inconsistent(Sections.High, $"has {keys} keys for {_image.Directory.KeyCount} names");
        if (_keys.Groups.Count != _groups)
            throw _image.Inconsistent(Sections.Groups, $"has {_keys.Groups.Count} groups for the {_groups} lengths that have keys");
        ReadOnlySpan<byte> high = _image.Layout.High.Of(_image.Bytes);
        if (high.Length != (_place + 63) / 64 * 8 || !BitString.IsZeroFrom(high, _place))
            throw _image.Inconsistent(Sections.High, "goes on behind the last bucket");
        if (_low.Length != (_lowWords * 8) + BitString.Padding || !BitString.IsZeroFrom(_low, _lowWords * 64))
            throw _image.Inconsistent(Sections.Low, "goes on behind the last key");
        if (_keys.SampleCount != KeySet.FirstSampleOf((uint)_bucket, _groups))
            throw _image.Inconsistent(Sections.Samples, $"has {_keys.SampleCount} samples for {_groups} groups of {_bucket} buckets");
        VerifyUnused((uint)_keys.SampleCount);
    }

    /// <summary>The sample of every 64th bucket of a group, and of its end where that is one.</summary>
    private void VerifySample(in KeyGroup group)
    {
        uint inGroup = (uint)_bucket - group.FirstBucket;
        if (!KeySet.HasSample(inGroup))
            return;
        if (_sample >= (uint)_keys.SampleCount || _keys.Sample(_sample) != group.KeysBeyondExpected(inGroup, _place))
            throw _image.Inconsistent(Sections.Samples, $"does not say where bucket {_bucket} begins");
        _sample++;
    }

    private void VerifyUnused(uint end)
    {
        for (; _sample < end; _sample++)
        {
            if (_sample >= (uint)_keys.SampleCount || _keys.Sample(_sample) != 0)
                throw _image.Inconsistent(Sections.Samples, $"has a number other than 0 at {_sample}, where 0 belongs");
        }
    }
}
