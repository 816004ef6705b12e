using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace DomainBlock.Indexing;

/// <summary>
/// A set of keys, stored as little more than what their number leaves open (Elias and Fano). Keys of one length form a group. In a
/// group of n keys, scrambled, the first ⌈log2 n⌉ of the last 64 bits of a key choose a bucket; of these only the buckets' sizes are written, each in unary: a
/// one for every key, then a zero. The other bits stand one behind the other in the order of the keys. A key's place in that order is
/// its rank. All numbers from the file are checked before use.
/// <para>
/// <b>Unchecked code.</b> Parts are read by reference and offset. That they lie in the file is what has been proven on opening, for every file; that what is read lies in its part is checked here, each
/// time; and a file must not change while it is open.
/// </para>
/// </summary>
internal readonly ref struct KeySet
{
    /// <summary>Every so many buckets of a group it is written down how many keys stand before: a quarter of a bit a bucket, and three words to look at.</summary>
    public const int SampleBits = 6;

    /// <summary>No bucket has more keys, so that two words hold it; scrambled keys come nowhere near, and the builder takes another seed rather than write one.</summary>
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

    /// <summary>Looks a key up.</summary>
    /// <param name="key">The key.</param>
    /// <returns>Its place among all keys, or -1.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public int Find(scoped in KeyBits key) => FindHere(key);

    /// <summary>The same, in the caller's own code.</summary>
    /// <inheritdoc cref="Find"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int FindHere(scoped in KeyBits key)
    {
        int length = key.Length;
        if (!TryGetGroup(length, out KeyGroup group, out uint firstSample))
            return -1;

        ulong scrambled = _layout.Scramble.Scramble(key);
        int lowLength = Math.Min(length, 64) - group.HighBits;
        ulong mask = BitString.Mask(lowLength);
        uint inGroup = (uint)((scrambled & ~mask) >> lowLength);
        PrefetchHigh(group, inGroup);
        (uint place, int keys) = FindBucket(inGroup, group, length, firstSample);
        if (keys == 0)
            return -1;

        uint rank = place - (group.FirstBucket + inGroup);
        int width = length - group.HighBits;
        long offset = group.LowBitsOf(rank, length);
        if (rank < group.FirstRank || rank >= Count || (uint)keys > Count - rank || offset + ((long)keys * width) > LowBitCount)
            return -1;
        ulong low = scrambled & mask;

        // Most buckets have one key or two, which are looked at without a branch between them, as no branch could be foretold.
        bool isFirst = (BitString.Read(in First(_layout.Low), offset) & mask) == low;
        bool isSecond = (BitString.Read(in First(_layout.Low), offset + (keys > 1 ? width : 0)) & mask) == low;
        if (!(isFirst | isSecond))
            return keys <= 2 ? -1 : FindInBucket(key, low, offset, keys, rank);
        uint found = isFirst ? 0u : 1u;
        return length <= 64 || HasBefore(offset + (found * width) + lowLength, key) ? (int)(rank + found) : FindInBucket(key, low, offset, keys, rank);
    }

    /// <summary>Looks a key up in its bucket, however many it has, and even where many have the same last bits, as only crafted names do.</summary>
    /// <param name="key">The key.</param>
    /// <param name="low">Its last bits, scrambled, without those that chose the bucket.</param>
    /// <param name="offset">Where the bucket's low bits begin; all of them lie in their part.</param>
    /// <param name="keys">How many keys the bucket has.</param>
    /// <param name="rank">The first one's place.</param>
    /// <returns>As <see cref="Find"/>.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int FindInBucket(scoped in KeyBits key, ulong low, long offset, int keys, uint rank)
    {
        TryGetGroup(key.Length, out KeyGroup group, out _);
        int lowLength = Math.Min(key.Length, 64) - group.HighBits;
        for (uint end = rank + (uint)keys; rank < end; rank++, offset += key.Length - group.HighBits)
        {
            ulong stored = BitString.Read(Low, offset, lowLength);
            if (stored > low)
                break;
            if (stored == low && (key.Length <= 64 || HasBefore(offset + lowLength, key)))
                return (int)rank;
        }
        return -1;
    }

    /// <summary>No key is that long.</summary>
    public int LengthEnd => Math.Min(_layout.LengthBlocks * 64, KeyBits.MaxLength + 1);

    /// <summary>How many groups there are.</summary>
    public int GroupCount => (_layout.Groups.Length / KeyGroup.Size) - _layout.LengthBlocks;

    /// <summary>Which of a block of 64 lengths have keys, and how many groups come before theirs, as the directory says.</summary>
    public (ulong Lengths, ulong Before) LengthsOf(int block)
    {
        ReadOnlySpan<byte> entry = _layout.Groups.Of(_file).Slice(block * KeyGroup.Size, KeyGroup.Size);
        return (BinaryPrimitives.ReadUInt64LittleEndian(entry), BinaryPrimitives.ReadUInt64LittleEndian(entry[sizeof(ulong)..]));
    }

    /// <summary>The group of a length.</summary>
    /// <param name="length">The length in bits.</param>
    /// <param name="group">The group.</param>
    /// <param name="firstSample">Where its part of the samples begins, see <see cref="FirstSampleOf"/>.</param>
    /// <returns>False if it has no keys.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryGetGroup(int length, out KeyGroup group, out uint firstSample)
    {
        group = default;
        firstSample = 0;
        int blocks = _layout.LengthBlocks;
        if (length >> 6 >= blocks)
            return false;
        ref byte groups = ref First(_layout.Groups);
        ref byte block = ref Unsafe.Add(ref groups, (length >> 6) * KeyGroup.Size);
        ulong lengths = Unsafe.ReadUnaligned<ulong>(ref block);
        ulong mine = 1UL << length;
        if ((lengths & mine) == 0 || length == 0)
            return false;

        // What a block counts may be any number. Those that pass are below 2^27, as a file has less than 2^31 bytes.
        ulong number = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref block, sizeof(ulong))) + (uint)BitOperations.PopCount(lengths & (mine - 1));
        if (number >= ((uint)_layout.Groups.Length / KeyGroup.Size) - (uint)blocks)
            return false;
        group = Unsafe.ReadUnaligned<KeyGroup>(ref Unsafe.Add(ref groups, (nint)((number + (uint)blocks) * KeyGroup.Size)));
        firstSample = FirstSampleOf(group.FirstBucket, (uint)number);
        return group.HighBits <= Math.Min(length, KeyGroup.MaxHighBits);
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
        if (rank >= Count || rank < group.FirstRank || offset + length - group.HighBits > LowBitCount)
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
    public bool IsKey(uint place) => HasPlace(place) && (HighWord((int)(place >> 6)) >> (int)place & 1) != 0;

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
        (uint)(group.KeysExpectedBefore(sample << SampleBits) + Sample(firstSample + sample));

    /// <summary>A sample: how many keys more stand before its bucket than were to be expected.</summary>
    public short Sample(uint place)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(place, (uint)SampleCount);
        return SampleAt(place);
    }

    private uint Count => (uint)_layout.KeyCount;

    /// <summary>The low bits, for listings.</summary>
    private ReadOnlySpan<byte> Low => _layout.Low.Of(_file);

    /// <summary>The bits of the low part, padding left out.</summary>
    private long LowBitCount => ((long)_layout.Low.Length - BitString.Padding) * 8;

    /// <summary>Whether a key's bits before its last 64 stand at a place.</summary>
    private bool HasBefore(long offset, scoped in KeyBits key)
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

    /// <summary>
    /// Where a bucket begins in the high bits, and how many keys it has: from the last sample before it, past so many zeros. Meanwhile the low bits are fetched
    /// from where they must be about: keys lie evenly between two samples, give or take six.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (uint Place, int Keys) FindBucket(uint bucket, in KeyGroup group, int length, uint firstSample)
    {
        uint sample = firstSample + (bucket >> SampleBits);
        int zeros = (int)bucket & ((1 << SampleBits) - 1);

        // Does not go round: the first sample is below 2^29, as there are fewer than 2^32 buckets and 2^27 groups, and a group has at most 2^25 samples and one.
        if (sample + 1 >= (uint)SampleCount)
            return default;
        int more = SampleAt(sample);
        int moreAtNext = SampleAt(sample + 1);
        Prefetch(group.LowBitsOf(group.FirstRank + (uint)(group.KeysExpectedBefore(bucket) + more + (((moreAtNext - more) * zeros) >> SampleBits)), length) >> 3);
        uint sampled = bucket - (uint)zeros;
        uint start = group.HighStart + sampled + (uint)(group.KeysExpectedBefore(sampled) + more);

        // Three words nearly always have enough; which of them has the zero that is looked for is found without a branch, as no branch could be foretold.
        uint word = start >> 6;
        if (zeros == 0 || word + 2 >= (uint)HighWords)
            return FindBucketSlowly(start, zeros);
        ulong zeroBits = ~HighWord((int)word) & (ulong.MaxValue << (int)start);
        ulong second = ~HighWord((int)word + 1);
        ulong third = ~HighWord((int)word + 2);
        int count = BitOperations.PopCount(zeroBits);
        int secondCount = count + BitOperations.PopCount(second);
        int passed = (zeros > count ? 1 : 0) + (zeros > secondCount ? 1 : 0);
        zeroBits = zeros > count ? second : zeroBits;
        zeroBits = zeros > secondCount ? third : zeroBits;
        count = zeros > count ? count : 0;
        count = zeros > secondCount ? secondCount : count;
        int place = PlaceOf(zeroBits, zeros - count);

        // The bucket ends at the next zero, if that is in the same word.
        int keys = BitOperations.TrailingZeroCount(zeroBits >> 1 >> place);
        return place < 64 && keys < 64 ? (((word + (uint)passed) << 6) + (uint)place + 1, keys) : FindBucketSlowly(start, zeros);
    }

    /// <summary>The same wherever the bucket is: so many zeros from a place on.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private (uint Place, int Keys) FindBucketSlowly(uint place, int zeros) =>
        zeros == 0 || TryPass(zeros, ref place) ? (place, KeysFrom(place)) : default;

    private bool TryPass(int zeros, ref uint place)
    {
        int word = (int)(place >> 6);
        ulong mask = ulong.MaxValue << (int)place;
        for (int passed = 0; passed < MaxWordsToBucket && word < HighWords; passed++, word++, mask = ulong.MaxValue)
        {
            ulong zeroBits = ~HighWord(word) & mask;
            int count = BitOperations.PopCount(zeroBits);
            if (zeros <= count)
            {
                place = ((uint)word << 6) + (uint)PlaceOf(zeroBits, zeros) + 1;
                return true;
            }
            zeros -= count;
        }
        return false;
    }

    /// <summary>How many keys stand from a place on to the end of their bucket; no more than a bucket may have.</summary>
    private int KeysFrom(uint place)
    {
        int word = (int)(place >> 6);
        if (word >= HighWords)
            return 0;
        int inWord = 64 - ((int)place & 63);
        int keys = BitOperations.TrailingZeroCount(~(HighWord(word) >> (int)place));
        if (keys < inWord || ++word >= HighWords)
            return Math.Min(keys, inWord);
        return keys + BitOperations.TrailingZeroCount(~HighWord(word));
    }

    /// <summary>
    /// Asks for the cache line of the high bits that a bucket of a group is likely to be in, before the sample says so exactly. Keys lie evenly among buckets, give or take the root of
    /// how many there are. As <see cref="Prefetch"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private unsafe void PrefetchHigh(in KeyGroup group, uint bucket)
    {
        uint place = (group.HighStart + bucket + (uint)group.KeysExpectedBefore(bucket)) >> 3;
        if (Sse.IsSupported && place < (uint)_layout.High.Length)
            Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref First(_layout.High), (nint)place)));
    }

    /// <summary>Asks for the two cache lines about a byte of the low bits. Fetching changes nothing and cannot fail; the place is checked all the same.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private unsafe void Prefetch(long place)
    {
        if (!Sse.IsSupported || place < 64 || place > _layout.Low.Length - 64)
            return;
        ref byte low = ref Unsafe.Add(ref First(_layout.Low), (nint)place);
        Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Subtract(ref low, 24)));
        Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref low, 40)));
    }

    /// <summary>The first byte of a part.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref byte First(Extent part) => ref Unsafe.Add(ref MemoryMarshal.GetReference(_file), part.Offset);

    /// <summary>A word of the high bits, of which there are as many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong HighWord(int word) => Unsafe.Add(ref Unsafe.As<byte, ulong>(ref First(_layout.High)), word);

    /// <summary>A sample; there are as many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private short SampleAt(uint place) => Unsafe.Add(ref Unsafe.As<byte, short>(ref First(_layout.Samples)), place);

    /// <summary>The place of the <paramref name="ordinal"/>th one, from 1; 64 where there are fewer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int PlaceOf(ulong bits, int ordinal)
    {
        if (Bmi2.X64.IsSupported)
            return BitOperations.TrailingZeroCount(Bmi2.X64.ParallelBitDeposit(1UL << (ordinal - 1), bits));
        for (; ordinal > 1; ordinal--)
            bits &= bits - 1;
        return BitOperations.TrailingZeroCount(bits);
    }
}
