using System.Buffers.Binary;
using DomainBlock.Work;

namespace DomainBlock.Indexing.Building;

/// <summary>
/// Builds a <see cref="SuffixFilter"/> by peeling: a place that one key alone has can be left for last, so that key is taken away, and so
/// on until none are left; then the fingerprints are set the other way round. Works for nearly every set of distinct hashes; of a few hundred keys
/// or less, up to six sets in a hundred have keys that share all their places.
/// </summary>
internal static class SuffixFilterBuilder
{
    /// <summary>Builds the filter.</summary>
    /// <param name="hashes">The keys' hashes, in any order; overwritten.</param>
    /// <param name="work">Is told how far it has come; ends it early.</param>
    /// <returns>The section, or null if these hashes cannot be peeled: take another seed.</returns>
    public static byte[]? TryBuild(ulong[] hashes, BuildWork work)
    {
        // Sorted, keys come by segment, so that peeling stays near in memory; and names that hash alike (crafted ones) are one key.
        work.Begin(BuildStage.Filtering, MergeSort.WorkFor(hashes.Length) + (4L * hashes.Length));
        hashes = MergeSort.Sort(hashes, hashes.Length, default(Ascending), work);
        int distinct = 0;
        foreach (ulong hash in hashes)
        {
            if (distinct == 0 || hashes[distinct - 1] != hash)
                hashes[distinct++] = hash;
        }

        (uint segments, int segmentBits) = Shape(distinct);
        uint startCount = segments << segmentBits;
        uint mask = (1u << segmentBits) - 1;
        byte[] section = new byte[SuffixFilter.HeaderSize + startCount + ((SuffixFilter.Arity - 1) << segmentBits)];
        BinaryPrimitives.WriteUInt32LittleEndian(section, segments);
        section[4] = (byte)segmentBits;
        Span<byte> fingerprints = section.AsSpan(SuffixFilter.HeaderSize);

        // Of each place: how many keys have it, and the exclusive or of their hashes.
        byte[] counts = new byte[fingerprints.Length];
        ulong[] union = new ulong[fingerprints.Length];
        for (int key = 0; key < distinct; key++)
        {
            work.Pass(key);
            ulong hash = hashes[key];
            (uint first, uint second, uint third) = SuffixFilter.Places(hash, startCount, mask);
            if (++counts[first] == 255 || ++counts[second] == 255 || ++counts[third] == 255)
                return null;
            union[first] ^= hash;
            union[second] ^= hash;
            union[third] ^= hash;
        }

        int[] alone = new int[fingerprints.Length];
        int aloneCount = 0;
        for (int place = 0; place < counts.Length; place++)
        {
            work.Pass(place);
            if (counts[place] == 1)
                alone[aloneCount++] = place;
        }

        // Peeled keys, each with the place that it had alone; written over the hashes, which are in the unions still.
        int[] places = new int[distinct];
        int peeled = 0;
        while (aloneCount > 0)
        {
            int place = alone[--aloneCount];
            if (counts[place] == 0)
                continue;
            work.Pass(peeled);
            ulong hash = union[place];
            hashes[peeled] = hash;
            places[peeled++] = place;
            (uint first, uint second, uint third) = SuffixFilter.Places(hash, startCount, mask);
            TakeAway(first);
            TakeAway(second);
            TakeAway(third);

            void TakeAway(uint other)
            {
                union[other] ^= hash;
                if (--counts[other] == 1)
                    alone[aloneCount++] = (int)other;
            }
        }
        if (peeled < distinct)
            return null;

        for (int key = distinct - 1; key >= 0; key--)
        {
            work.Pass(key);
            (uint first, uint second, uint third) = SuffixFilter.Places(hashes[key], startCount, mask);
            fingerprints[places[key]] = 0;
            int others = fingerprints[(int)first] ^ fingerprints[(int)second] ^ fingerprints[(int)third];
            fingerprints[places[key]] = (byte)(others ^ SuffixFilter.Fingerprint(hashes[key]));
        }
        return section;
    }

    private readonly struct Ascending : IComparer<ulong>
    {
        public int Compare(ulong left, ulong right) => left.CompareTo(right);
    }

    /// <summary>
    /// How many segments and how long, after Graf and Lemire: a segment has about 4.8 n^0.58 places, and there is room for an eighth more
    /// than the keys, for few keys somewhat more.
    /// </summary>
    private static (uint Segments, int SegmentBits) Shape(int count)
    {
        // log2 of the segment: ln n / ln 3.33 + 2.25 = log2 n / 1.7355 + 2.25; and the room: 0.875 + 0.25 ln 1,000,000 / ln n.
        long log2 = Log2Table.Log2((ulong)Math.Max(count, 2));
        int segmentBits = (int)Math.Clamp(((log2 * 10_000 / 17_355) + (9 << (Log2Table.FractionBits - 2))) >> Log2Table.FractionBits, 2, SuffixFilter.MaxSegmentBits);
        long perMille = Math.Max(1125, 875 + ((250L * 1306_190) / log2));
        long room = (count * perMille / 1000) + 1;
        long segments = ((room + (1L << segmentBits) - 1) >> segmentBits) - (SuffixFilter.Arity - 1);
        return ((uint)Math.Max(segments, 1), segmentBits);
    }
}
