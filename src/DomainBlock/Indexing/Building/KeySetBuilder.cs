using System.Numerics;
using System.Runtime.InteropServices;
using DomainBlock.Work;

namespace DomainBlock.Indexing.Building;

/// <summary>Collects scrambled keys, then sorts them into a <see cref="KeySet"/>. 14 bytes a key, and 8 for every 64 bits beyond the last.</summary>
internal sealed class KeySetBuilder
{
    /// <summary>The low bits must fit into one array, and one file.</summary>
    private const long MaxLowWords = (int.MaxValue / 8) - 16;

    private readonly ushort[] _lengths;
    private readonly ulong[] _last;
    private readonly int[] _restStarts;
    private readonly List<ulong> _rests = [];
    private readonly KeyScramble _scramble;

    /// <param name="count">How many keys will be set.</param>
    /// <param name="seed">The file's seed.</param>
    public KeySetBuilder(int count, ulong seed)
    {
        _lengths = new ushort[count];
        _last = new ulong[count];
        _restStarts = new int[count];
        _scramble = new KeyScramble(seed);
    }

    /// <summary>Sets the key of a name. Several threads may set keys of different names.</summary>
    public void Set(int name, scoped in KeyBits key)
    {
        _lengths[name] = (ushort)key.Length;
        _last[name] = _scramble.Scramble(key);
        if (key.Length > 64)
        {
            // Where they come to lie depends on the threads; what is written does not.
            lock (_rests)
            {
                _restStarts[name] = _rests.Count;
                _rests.Add(key.High);
                _rests.AddRange(key.Front);
            }
        }
    }

    /// <summary>Builds the set.</summary>
    /// <param name="work">Is told how far it has come; ends it early.</param>
    /// <returns>Null if the keys crowd in spite of the scramble: take another seed.</returns>
    public KeySetSections? TryBuild(BuildWork work)
    {
        work.Begin(BuildStage.Ordering, 3L * _lengths.Length);
        int[] nameByRank = GroupByLength(out int[] ends, work);
        work.Share(ends.Length, length =>
        {
            int start = length == 0 ? 0 : ends[length - 1];
            Sort(nameByRank.AsSpan(start, ends[length] - start));
            work.Advance(ends[length] - start);
        });
        var groups = new GroupDirectoryBuilder();
        long buckets = 0;
        long lowWords = 0;
        for (int length = 0, start = 0; length < ends.Length; start = ends[length++])
        {
            int count = ends[length] - start;
            if (count == 0)
                continue;
            int highBits = Math.Min(length, BitOperations.Log2(((uint)count * 2) - 1));
            groups.Add(length, new KeyGroup((uint)buckets, (uint)start, (uint)lowWords, (byte)highBits, count));
            buckets += 1L << highBits;
            lowWords += (((long)count * (length - highBits)) + 63) / 64;
        }
        if (lowWords > MaxLowWords || buckets + nameByRank.Length > uint.MaxValue)
            throw new BlocklistLimitException("The names are too many, or too long, for one blocklist: their keys would take more than 2 GB. Compile them into several.");

        byte[] high = new byte[(buckets + nameByRank.Length + 63) / 64 * 8];
        byte[] samples = new byte[KeySet.FirstSampleOf((uint)buckets, (uint)groups.Count) * sizeof(short)];
        byte[] low = new byte[(lowWords * 8) + BitString.Padding];
        return WriteBits(nameByRank, ends, groups, high, samples, low, work)
            ? new KeySetSections(groups.ToBytes(), groups.LengthBlocks, samples, high, low, nameByRank)
            : null;
    }

    /// <summary>Names in the order of their keys' lengths.</summary>
    /// <param name="ends">For each length where the names with keys of that length end.</param>
    /// <param name="work">Is told how far it has come; ends it early.</param>
    private int[] GroupByLength(out int[] ends, BuildWork work)
    {
        int longest = 0;
        foreach (ushort length in _lengths)
            longest = Math.Max(longest, length);
        int[] next = new int[longest + 2];
        foreach (ushort length in _lengths)
            next[length + 1]++;
        for (int length = 1; length < next.Length; length++)
            next[length] += next[length - 1];
        int[] names = new int[_lengths.Length];
        for (int name = 0; name < names.Length; name++)
        {
            work.Pass(name);
            names[next[_lengths[name]]++] = name;
        }

        // Each place has moved to where the next length begins.
        ends = next[..^1];
        return names;
    }

    /// <summary>Sorts names whose keys are of one length by their scrambled keys.</summary>
    private void Sort(Span<int> names)
    {
        if (names.Length <= 1)
            return;
        ulong[] last = new ulong[names.Length];
        for (int i = 0; i < names.Length; i++)
            last[i] = _last[names[i]];
        last.AsSpan().Sort(names);
        if (_lengths[names[0]] <= 64)
            return;

        // Keys with the same last bits are rare, unless somebody made them.
        for (int start = 0, end; start < names.Length; start = end)
        {
            for (end = start + 1; end < names.Length && last[end] == last[start];)
                end++;
            if (end - start > 1)
                names[start..end].Sort((left, right) => Rest(left).SequenceCompareTo(Rest(right)));
        }
    }

    private ReadOnlySpan<ulong> Rest(int name) =>
        CollectionsMarshal.AsSpan(_rests).Slice(_restStarts[name], (_lengths[name] - 1) / 64);

    private bool WriteBits(int[] nameByRank, int[] ends, GroupDirectoryBuilder groups, byte[] high, byte[] samples, byte[] low, BuildWork work)
    {
        long place = 0;
        uint bucket = 0;
        int inBucket = 0;
        uint number = 0;
        for (int length = 0, rank = 0; length < ends.Length; length++)
        {
            if (rank == ends[length])
                continue;
            KeyGroup group = groups[length];
            int lowLength = Math.Min(length, 64) - group.HighBits;
            var sampler = new BucketSampler(group, samples.AsSpan((int)KeySet.FirstSampleOf(group.FirstBucket, number++) * sizeof(short)));
            for (; rank < ends[length]; rank++)
            {
                work.Pass(rank);
                int name = nameByRank[rank];
                uint mine = group.FirstBucket + (group.HighBits == 0 ? 0 : (uint)(_last[name] >> lowLength));
                if (!EndBuckets(mine, ref sampler))
                    return false;
                if (++inBucket > KeySet.MaxBucket)
                    return false;
                high[place >> 3] |= (byte)(1 << (int)(place & 7));
                place++;
                WriteLow(low, group.LowBitsOf((uint)rank, length), name, length, lowLength);
            }
            if (!EndBuckets(group.FirstBucket + (1u << group.HighBits), ref sampler))
                return false;
        }
        return true;

        bool EndBuckets(uint next, ref BucketSampler sampler)
        {
            for (; bucket < next; inBucket = 0)
            {
                place++;
                bucket++;
                if (!sampler.TryPass(bucket, place))
                    return false;
            }
            return true;
        }
    }

    private void WriteLow(byte[] low, long offset, int name, int length, int lowLength)
    {
        BitString.Write(low, offset, _last[name] & BitString.Mask(lowLength), lowLength);
        offset += lowLength;
        int left = length - 64;
        if (left <= 0)
            return;
        foreach (ulong word in Rest(name))
        {
            BitString.Write(low, offset, word, Math.Min(left, 64));
            offset += 64;
            left -= 64;
        }
    }
}

/// <summary>The sections of a <see cref="KeySet"/>, and which name has which rank.</summary>
internal sealed record KeySetSections(byte[] Groups, int LengthBlocks, byte[] Samples, byte[] High, byte[] Low, int[] NameByRank);
