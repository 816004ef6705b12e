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
/// </summary>
internal readonly ref struct KeySet
{
    /// <summary>
    /// A group: its first bucket (4 bytes), first rank (4), where its low bits begin in units of 8 bytes (4), how many high bits it has (1),
    /// zero (3). Before the groups there is one entry of the same size for every 64 lengths: which of them have keys, one bit each from
    /// the lowest on (8), and how many groups come before those (8).
    /// </summary>
    public const int GroupSize = 16;

    /// <summary>A group has at most 2^31 keys, a file fewer.</summary>
    public const int MaxHighBits = 31;

    /// <summary>Every so many buckets the place where the bucket begins is written down: half a bit a bucket, and three words to look at.</summary>
    public const int SampleBits = 6;

    /// <summary>No bucket has more keys, so that two words hold it; scrambled keys come nowhere near, and the builder takes another seed rather than write one.</summary>
    public const int MaxBucket = 63;

    /// <summary>A bucket begins no further, in words, from the place written down before it. As <see cref="MaxBucket"/>.</summary>
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

    /// <summary>Which lengths have keys.</summary>
    private ReadOnlySpan<byte> Blocks => _file.Slice(_layout.Groups.Offset, _layout.LengthBlocks * GroupSize);

    /// <summary>A group for each of those.</summary>
    private ReadOnlySpan<byte> Groups => _layout.Groups.Of(_file)[(_layout.LengthBlocks * GroupSize)..];

    /// <summary>Where every 64th bucket begins, in bits; 4 bytes each.</summary>
    private ReadOnlySpan<byte> Samples => _layout.Samples.Of(_file);

    /// <summary>The buckets' sizes in unary, in words of 8 bytes.</summary>
    private ReadOnlySpan<ulong> High => MemoryMarshal.Cast<byte, ulong>(_layout.High.Of(_file));

    /// <summary>The low bits.</summary>
    private ReadOnlySpan<byte> Low => _layout.Low.Of(_file);

    private uint Count => (uint)_layout.KeyCount;

    /// <summary>Looks a key up.</summary>
    /// <param name="key">The key.</param>
    /// <param name="rank">Its place among all keys, or -1.</param>
    public bool TryFind(scoped in KeyBits key, out int rank)
    {
        rank = -1;
        int length = key.Length;
        if (!TryGetGroup(length, out Group group))
            return false;

        ulong scrambled = _layout.Scramble.Scramble(key);
        int lowLength = Math.Min(length, 64) - group.HighBits;
        ulong mask = BitString.Mask(lowLength);
        uint bucket = group.FirstBucket + (uint)((scrambled & ~mask) >> lowLength);
        if (!TryGetStart(bucket, group, length, out uint place))
            return false;

        ReadOnlySpan<byte> lowBits = Low;
        ulong low = scrambled & mask;
        ulong highMask = BitString.Mask(Math.Clamp(length - 64, 0, 64));
        long lowEnd = LowBitCount - (length - group.HighBits);
        uint candidate = place - bucket;
        for (int left = KeysFrom(place); left > 0; left--, candidate++)
        {
            long offset = group.LowBitsOf(candidate, length);
            if (candidate >= Count || candidate < group.FirstRank || offset > lowEnd)
                return false;
            ulong stored = BitString.Read(lowBits, offset) & mask;
            if (stored > low)
                return false;
            if (stored == low && (BitString.Read(lowBits, offset + lowLength) & highMask) == key.High && (key.FrontLength == 0 || HasFront(offset + lowLength + 64, key)))
            {
                rank = (int)candidate;
                return true;
            }
        }
        return false;
    }

    /// <summary>No key is that long.</summary>
    public int LengthEnd => Blocks.Length / GroupSize * 64;

    /// <summary>The group of a length.</summary>
    /// <returns>False if it has no keys.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryGetGroup(int length, out Group group)
    {
        group = default;
        int block = (length >> 6) * GroupSize;
        if ((uint)block >= (uint)Blocks.Length)
            return false;
        ulong lengths = BinaryPrimitives.ReadUInt64LittleEndian(Blocks[block..]);
        ulong mine = 1UL << (length & 63);
        if ((lengths & mine) == 0 || length == 0)
            return false;
        ulong place = BinaryPrimitives.ReadUInt64LittleEndian(Blocks[(block + 8)..]) + (uint)BitOperations.PopCount(lengths & (mine - 1));
        if (place >= (uint)(Groups.Length / GroupSize))
            return false;
        group = MemoryMarshal.Read<Group>(Groups[((int)place * GroupSize)..]);
        return group.HighBits <= Math.Min(length, MaxHighBits);
    }

    /// <summary>The key of a rank, for listings: its length is the group's, its bucket the caller's.</summary>
    /// <param name="group">The group.</param>
    /// <param name="length">The group's length in bits.</param>
    /// <param name="bucket">Which bucket of the group.</param>
    /// <param name="rank">The rank.</param>
    /// <param name="words">Takes the key from its first bit on: <see cref="KeyBits.MaxWords"/> words.</param>
    /// <returns>How many words the key has, the last one with its bits at the low end; 0 where the file gives it no place.</returns>
    public int Read(in Group group, int length, uint bucket, uint rank, Span<ulong> words)
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
    public bool IsKey(uint place)
    {
        ReadOnlySpan<ulong> high = High;
        return (place >> 6) < (uint)high.Length && (high[(int)(place >> 6)] >> (int)place & 1) != 0;
    }

    /// <summary>Whether the high bits reach as far.</summary>
    public bool HasPlace(uint place) => (place >> 6) < (uint)High.Length;

    /// <summary>How many places are written down.</summary>
    public int SampleCount => Samples.Length / sizeof(uint);

    /// <summary>Where bucket <paramref name="sample"/> × 64 begins.</summary>
    public uint Sample(int sample) => BinaryPrimitives.ReadUInt32LittleEndian(Samples[(sample * sizeof(uint))..]);

    /// <summary>The bits of the low part, padding left out.</summary>
    private long LowBitCount => ((long)_layout.Low.Length - BitString.Padding) * 8;

    private bool HasFront(long offset, scoped in KeyBits key)
    {
        int left = key.FrontLength;
        foreach (ulong word in key.Front)
        {
            if (BitString.Read(Low, offset, Math.Min(left, 64)) != word)
                return false;
            offset += 64;
            left -= 64;
        }
        return true;
    }

    /// <summary>
    /// Where a bucket begins in the high bits: from the last place written down before it, past so many zeros. Meanwhile the low bits are fetched
    /// from where they must be about: keys lie evenly between two places written down, give or take six.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryGetStart(uint bucket, in Group group, int length, out uint place)
    {
        ReadOnlySpan<uint> samples = MemoryMarshal.Cast<byte, uint>(Samples);
        int sample = (int)(bucket >> SampleBits);
        int zeros = (int)(bucket & ((1 << SampleBits) - 1));
        place = 0;
        if (sample >= samples.Length)
            return false;
        place = samples[sample];
        if (zeros == 0)
            return true;

        uint keys = sample + 1 < samples.Length ? samples[sample + 1] - place - (1 << SampleBits) : 0;
        uint near = place - (bucket - (uint)zeros) + (uint)(((ulong)keys * (uint)zeros) >> SampleBits);
        Prefetch(group.LowBitsOf(near, length) >> 3);
        return TryPass(zeros, ref place);
    }

    /// <summary>Asks for the two cache lines about a byte of the low bits. Fetching changes nothing and cannot fail; the place is checked all the same.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private unsafe void Prefetch(long place)
    {
        if (!Sse.IsSupported || place < 64 || place > _layout.Low.Length - 64)
            return;
        ref byte low = ref Unsafe.AsRef(in Low[(int)place]);
        Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Subtract(ref low, 24)));
        Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref low, 40)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryPass(int zeros, ref uint place)
    {
        ReadOnlySpan<ulong> words = High;
        int word = (int)(place >> 6);
        if (word + 2 >= words.Length)
            return TryPassSlowly(words, zeros, ref place);

        // Three words nearly always have enough; which of them has the zero that is looked for is found without a branch, as no branch could be foretold.
        ulong zeroBits = ~words[word] & (ulong.MaxValue << (int)place);
        ulong second = ~words[word + 1];
        ulong third = ~words[word + 2];
        int count = BitOperations.PopCount(zeroBits);
        int secondCount = count + BitOperations.PopCount(second);
        bool isBehindFirst = zeros > count;
        bool isBehindSecond = zeros > secondCount;
        if (zeros > secondCount + BitOperations.PopCount(third))
            return TryPassSlowly(words, zeros, ref place);
        zeroBits = isBehindFirst ? second : zeroBits;
        zeroBits = isBehindSecond ? third : zeroBits;
        int before = isBehindFirst ? count : 0;
        before = isBehindSecond ? secondCount : before;
        word += (isBehindFirst ? 1 : 0) + (isBehindSecond ? 1 : 0);
        place = ((uint)word << 6) + (uint)PlaceOf(zeroBits, zeros - before) + 1;
        return true;
    }

    private static bool TryPassSlowly(ReadOnlySpan<ulong> words, int zeros, ref uint place)
    {
        int word = (int)(place >> 6);
        ulong mask = ulong.MaxValue << (int)place;
        for (int passed = 0; passed < MaxWordsToBucket && (uint)word < (uint)words.Length; passed++, word++, mask = ulong.MaxValue)
        {
            ulong zeroBits = ~words[word] & mask;
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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int KeysFrom(uint place)
    {
        ReadOnlySpan<ulong> high = High;
        int word = (int)(place >> 6);
        if ((uint)word >= (uint)high.Length)
            return 0;
        int inWord = 64 - ((int)place & 63);
        int keys = BitOperations.TrailingZeroCount(~(high[word] >> (int)place));
        if (keys < inWord || ++word >= high.Length)
            return Math.Min(keys, inWord);
        return keys + BitOperations.TrailingZeroCount(~high[word]);
    }

    /// <summary>The place of the <paramref name="ordinal"/>th one, from 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int PlaceOf(ulong bits, int ordinal)
    {
        if (Bmi2.X64.IsSupported)
            return BitOperations.TrailingZeroCount(Bmi2.X64.ParallelBitDeposit(1UL << (ordinal - 1), bits));
        for (; ordinal > 1; ordinal--)
            bits &= bits - 1;
        return BitOperations.TrailingZeroCount(bits);
    }

    /// <summary>A directory entry, as it lies in the file.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public readonly struct Group
    {
        public readonly uint FirstBucket;
        public readonly uint FirstRank;
        public readonly uint LowStart;
        public readonly byte HighBits;
        private readonly byte _zero1;
        private readonly byte _zero2;
        private readonly byte _zero3;

        public Group(uint firstBucket, uint firstRank, uint lowStart, byte highBits)
        {
            FirstBucket = firstBucket;
            FirstRank = firstRank;
            LowStart = lowStart;
            HighBits = highBits;
            _zero1 = _zero2 = _zero3 = 0;
        }

        /// <summary>Whether the bytes behind the last field are zero.</summary>
        public bool IsReservedZero => (_zero1 | _zero2 | _zero3) == 0;

        /// <summary>Where a rank's low bits begin.</summary>
        public long LowBitsOf(uint rank, int length) => ((long)LowStart * 64) + ((long)(rank - FirstRank) * (length - HighBits));
    }
}
