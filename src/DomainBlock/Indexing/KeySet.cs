using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace DomainBlock.Indexing;

/// <summary>
/// A set of keys, stored as little more than what their number leaves open (Elias and Fano). Keys of one length form a group. In a
/// group of n keys, scrambled, the first ⌈log2 n⌉ of the last 64 bits of a key choose a bucket; of these only the buckets' sizes are written, each in unary: a
/// one for every key, then a zero. The other bits stand one behind the other in the order of the keys. A key's place in that order is
/// its rank. Here it is read step by step, each number checked before use; <see cref="KeySearch"/> does the same for most keys at once.
/// </summary>
internal readonly ref struct KeySet
{
    /// <summary>Every so many buckets of a group it is written down how many keys stand before: a quarter of a bit a bucket, and three words to look at.</summary>
    public const int SampleBits = 6;

    /// <summary>No bucket has more keys, so that nobody has to count far; scrambled keys come nowhere near, and the builder takes another seed rather than write one.</summary>
    public const int MaxBucket = 63;

    /// <summary>A bucket begins no further, in words, from the one before it of which that is written down. As <see cref="MaxBucket"/>.</summary>
    public const int MaxWordsToBucket = 64;

    private readonly IndexLayout _layout;
    private readonly ReadOnlySpan<byte> _file;

    /// <param name="layout">Where the parts lie.</param>
    /// <param name="file">The file.</param>
    public KeySet(IndexLayout layout, ReadOnlySpan<byte> file)
    {
        _layout = layout;
        _file = file;
    }

    /// <summary>Which lengths there are keys of.</summary>
    public GroupDirectory Groups => new(_layout.Groups.Of(_file), _layout.LengthBlocks);

    /// <summary>Looks a key up.</summary>
    /// <param name="key">The key.</param>
    /// <returns>Its place among all keys, or -1.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public int Find(scoped in KeyBits key)
    {
        if (!Groups.TryFind(key.Length, out KeyGroup group, out uint number))
            return -1;
        int lowLength = Math.Min(key.Length, 64) - group.HighBits;
        ulong scrambled = _layout.Scramble.Scramble(key);
        uint bucket = lowLength == 64 ? 0 : (uint)(scrambled >> lowLength);
        int keys = FindBucket(group, bucket, FirstSampleOf(group.FirstBucket, number), out uint place);
        ulong low = scrambled & BitString.Mask(lowLength);
        uint rank = place - (group.FirstBucket + bucket);
        for (uint end = rank + (uint)keys; rank != end; rank++)
        {
            long offset = group.LowBitsOf(rank, key.Length);
            if (!HasRoom(group, rank, offset, key.Length))
                return -1;
            ulong stored = BitString.Read(Low, offset, lowLength);
            if (stored > low)
                break;
            if (stored == low && (key.Length <= 64 || HasBefore(offset + lowLength, key)))
                return (int)rank;
        }
        return -1;
    }

    /// <summary>The key of a rank, for listings: its length is the group's, its bucket the caller's.</summary>
    /// <param name="group">The group.</param>
    /// <param name="length">The group's length in bits.</param>
    /// <param name="bucket">Which bucket of the group.</param>
    /// <param name="rank">The rank.</param>
    /// <param name="words">Takes the key from its first bit on: <see cref="KeyBits.MaxWords"/> words.</param>
    /// <returns>How many words the key has, the last one with its bits at the low end; 0 where the file gives it no place.</returns>
    public int Read(in KeyGroup group, int length, uint bucket, uint rank, Span<ulong> words)
    {
        long offset = group.LowBitsOf(rank, length);
        if (!HasRoom(group, rank, offset, length))
            return 0;
        int lowLength = Math.Min(length, 64) - group.HighBits;
        ulong scrambled = lowLength == 64 ? 0 : (ulong)bucket << lowLength;
        scrambled |= BitString.Read(Low, offset, lowLength);
        offset += lowLength;
        int highLength = Math.Clamp(length - 64, 0, 64);
        ulong high = BitString.Read(Low, offset, highLength);

        // The front comes as it goes: in words from the first bit on.
        int count = 0;
        for (int left = length - KeyBits.WindowLength; left > 0; left -= 64)
            words[count++] = BitString.Read(Low, offset += 64, Math.Min(left, 64));
        ulong low = _layout.Scramble.Unscramble(scrambled, length, high, words[..count]);
        int written = Math.Max(0, length - KeyBits.WindowLength);
        Append(words, ref written, high, highLength);
        Append(words, ref written, low, Math.Min(length, 64));
        return (length + 63) / 64;
    }

    /// <summary>Appends bits to words of which the last one has its bits at the low end.</summary>
    private static void Append(Span<ulong> words, ref int written, ulong bits, int length)
    {
        int used = written & 63;
        int fitting = Math.Min(length, 64 - used);
        if (length > 0)
            words[written >> 6] = used == 0 ? bits >> (length - fitting) : (words[written >> 6] << fitting) | (bits >> (length - fitting));
        if (fitting < length)
            words[(written >> 6) + 1] = bits & BitString.Mask(length - fitting);
        written += length;
    }

    /// <summary>Whether the high bits have a key at a place, not the end of a bucket nor of the bits.</summary>
    public bool IsKey(uint place) => HasPlace(place) && (HighWord(place >> 6) >> (int)place & 1) != 0;

    /// <summary>Whether the high bits reach as far.</summary>
    public bool HasPlace(uint place) => (place >> 6) < (uint)HighWords;

    /// <summary>How many samples there are.</summary>
    public int SampleCount => (int)((uint)_layout.Samples.Length / sizeof(short));

    /// <summary>How many words of 8 bytes the high bits have: the buckets' sizes in unary.</summary>
    private int HighWords => (int)((uint)_layout.High.Length / sizeof(ulong));

    /// <summary>
    /// Where the samples of a group begin: for its bucket 0, 64, 128 and so on, and for the end. Two for every group beyond what its buckets come to leave room for all, so that this can be told from the
    /// groups before; those that no group has are zero.
    /// </summary>
    /// <param name="firstBucket">The group's first bucket.</param>
    /// <param name="number">How many groups come before.</param>
    public static uint FirstSampleOf(uint firstBucket, uint number) => (firstBucket >> SampleBits) + (2 * number);

    /// <summary>Whether a bucket, counted in its group, has a sample; also a group's end.</summary>
    public static bool HasSample(uint inGroup) => (inGroup & ((1 << SampleBits) - 1)) == 0;

    /// <summary>How many keys of a group stand before its bucket <paramref name="sample"/> × 64.</summary>
    public uint KeysBefore(in KeyGroup group, uint firstSample, uint sample) =>
        (uint)((long)group.KeysExpectedBefore(sample << SampleBits) + Sample(firstSample + sample));

    /// <summary>A sample: how many keys more stand before its bucket than were to be expected.</summary>
    public short Sample(uint place)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(place, (uint)SampleCount);
        return BinaryPrimitives.ReadInt16LittleEndian(_layout.Samples.Of(_file)[((int)place * sizeof(short))..]);
    }

    /// <summary>The low bits.</summary>
    private ReadOnlySpan<byte> Low => _layout.Low.Of(_file);

    /// <summary>Whether a rank is one of the set's, and its low bits, which begin at a place, lie in their part.</summary>
    private bool HasRoom(in KeyGroup group, uint rank, long offset, int length) =>
        rank >= group.FirstRank && rank < (uint)_layout.KeyCount && offset + length - group.HighBits <= _layout.LowBitCount;

    /// <summary>Whether a key's bits before its last 64 stand at a place.</summary>
    public bool HasBefore(long offset, scoped in KeyBits key)
    {
        if (BitString.Read(Low, offset, Math.Min(key.Length - 64, 64)) != key.High)
            return false;
        int left = key.FrontLength;
        foreach (ulong word in key.Front)
        {
            offset += 64;
            if (BitString.Read(Low, offset, Math.Min(left, 64)) != word)
                return false;
            left -= 64;
        }
        return true;
    }

    /// <summary>Finds a bucket in the high bits: from the last sample before it, past so many zeros.</summary>
    /// <param name="group">Its group.</param>
    /// <param name="bucket">Which one of the group.</param>
    /// <param name="firstSample">See <see cref="FirstSampleOf"/>.</param>
    /// <param name="place">Where it begins.</param>
    /// <returns>How many keys it has.</returns>
    private int FindBucket(in KeyGroup group, uint bucket, uint firstSample, out uint place)
    {
        uint sample = bucket >> SampleBits;
        place = 0;
        if (firstSample + sample >= (uint)SampleCount)
            return 0;
        place = group.HighStart + (sample << SampleBits) + KeysBefore(group, firstSample, sample);
        return TryPass((int)bucket & ((1 << SampleBits) - 1), ref place) ? KeysFrom(place) : 0;
    }

    /// <summary>Goes on behind so many zeros.</summary>
    private bool TryPass(int zeros, ref uint place)
    {
        if (zeros == 0)
            return true;
        uint word = place >> 6;
        ulong mask = ulong.MaxValue << (int)place;
        for (int passed = 0; passed < MaxWordsToBucket && word < (uint)HighWords; passed++, word++, mask = ulong.MaxValue)
        {
            ulong zeroBits = ~HighWord(word) & mask;
            int count = BitOperations.PopCount(zeroBits);
            if (zeros <= count)
            {
                for (; zeros > 1; zeros--)
                    zeroBits &= zeroBits - 1;
                place = (word << 6) + (uint)BitOperations.TrailingZeroCount(zeroBits) + 1;
                return true;
            }
            zeros -= count;
        }
        return false;
    }

    /// <summary>How many keys stand from a place on to the end of their bucket; no more than a bucket may have.</summary>
    private int KeysFrom(uint place)
    {
        int keys = 0;
        while (keys < MaxBucket && IsKey(place + (uint)keys))
            keys++;
        return keys;
    }

    private ulong HighWord(uint word) => BinaryPrimitives.ReadUInt64LittleEndian(_layout.High.Of(_file)[((int)word * sizeof(ulong))..]);
}
