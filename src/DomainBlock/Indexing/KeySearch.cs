using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace DomainBlock.Indexing;

/// <summary>
/// Finds a key of a <see cref="KeySet"/> as fast as memory lets it: all in one piece, with as few values alive at once as it takes, asking for memory before it is needed, and without branches that
/// could not be foretold. What is rare goes to <see cref="KeySet.Find"/>, which finds the same.
/// <para>
/// <b>Unchecked code.</b> Parts are read by reference and offset. That they lie in the file, and that the directory of groups has its entries for lengths, is what has been proven on opening, for every file; that what is read lies in
/// its part is checked here, each time; and a file must not change while it is open.
/// </para>
/// </summary>
internal static class KeySearch
{
    /// <summary>So many bits from any place on are in the 8 bytes from the one that they begin in.</summary>
    private const int BitsFromAnyPlace = 57;

    /// <summary>Looks a key up.</summary>
    /// <param name="layout">Where the parts lie.</param>
    /// <param name="file">The file.</param>
    /// <param name="high">The key's bits before the last 64, or 0.</param>
    /// <param name="low">Its last 64 bits, or as many as there are.</param>
    /// <param name="length">How many bits it has: 1 to 128.</param>
    /// <returns>Its place among all keys, or -1.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Find(IndexLayout layout, ReadOnlySpan<byte> file, ulong high, ulong low, int length)
    {
        ref byte start = ref MemoryMarshal.GetReference(file);
        ref byte groups = ref Unsafe.Add(ref start, layout.Groups.Offset);
        uint block = (uint)length >> 6;
        uint blocks = (uint)layout.LengthBlocks;
        if (block >= blocks)
            return -1;
        ref byte lengths = ref Unsafe.Add(ref groups, (nuint)block * KeyGroup.Size);

        // Shifted so that our length's bit is at the top, the lengths' bits say at once whether there is a group and how many come before it.
        ulong upToOurs = Unsafe.ReadUnaligned<ulong>(ref lengths) << ~length;
        if ((long)upToOurs >= 0)
            return -1;

        // What is counted before may be any number. As a file has less than 2^31 bytes, what is found to be a group's number is below 2^27.
        ulong number = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref lengths, sizeof(ulong))) + (uint)BitOperations.PopCount(upToOurs) - 1;
        if (number >= ((uint)layout.Groups.Length / KeyGroup.Size) - blocks)
            return -1;
        ref KeyGroup group = ref Unsafe.As<byte, KeyGroup>(ref Unsafe.Add(ref groups, (nuint)(blocks + number) * KeyGroup.Size));
        int highBits = group.HighBits;
        int lowLength = Math.Min(length, 64) - highBits;
        if (highBits is 0 or > KeyGroup.MaxHighBits || (uint)lowLength > BitsFromAnyPlace)
            return FindStepByStep(layout, file, high, low, length);

        // Where there are no zeros to pass it is the sample's bucket.
        ulong scrambled = layout.Scramble.Scramble(high, low, length);
        ulong bucket = scrambled >> lowLength;
        uint zeros = (uint)bucket & ((1 << KeySet.SampleBits) - 1);
        if (zeros == 0)
            return FindStepByStep(layout, file, high, low, length);

        // Keys lie evenly among buckets, give or take the root of how many there are: that says about where the bucket's high bits are, before the sample says so exactly.
        ref byte highBytes = ref Unsafe.Add(ref start, layout.High.Offset);
        ulong firstPlace = group.FirstBucket + (ulong)group.FirstRank + bucket;
        ulong expected = group.KeysExpectedBefore(bucket - zeros);
        Prefetch(ref highBytes, (firstPlace + expected) >> 3);
        uint sampleNumber = KeySet.FirstSampleOf(group.FirstBucket, (uint)number) + ((uint)bucket >> KeySet.SampleBits);
        if (sampleNumber + 1 >= (uint)layout.Samples.Length / sizeof(short))
            return -1;
        ref short sample = ref Unsafe.Add(ref Unsafe.As<byte, short>(ref Unsafe.Add(ref start, layout.Samples.Offset)), (nuint)sampleNumber);
        long more = sample;
        ulong before = expected + (ulong)more;

        // The low bits are fetched from where they must be about: keys lie evenly between two samples, give or take six.
        ref byte lowBytes = ref Unsafe.Add(ref start, layout.Low.Offset);
        long untilNext = (long)group.KeysExpectedBefore(1UL << KeySet.SampleBits) + Unsafe.Add(ref sample, 1) - more;
        uint width = (uint)(length - highBits);
        ulong lowStart = (ulong)group.LowStart * 64;
        ulong about = (lowStart + ((before + (ulong)((untilNext * zeros) >> KeySet.SampleBits)) * width)) >> 3;
        Prefetch(ref lowBytes, about - 24);
        Prefetch(ref lowBytes, about + 40);

        // Three words nearly always have enough zeros, and a bucket's keys are read from a fourth at most; which of them has the zero that is looked for is found without a branch.
        ulong sampled = firstPlace - zeros + before;
        ulong word = sampled >> 6;
        if (word + 3 >= (uint)layout.High.Length >> 3)
            return FindStepByStep(layout, file, high, low, length);
        ref ulong words = ref Unsafe.As<byte, ulong>(ref Unsafe.Add(ref highBytes, (nuint)word * sizeof(ulong)));
        ulong zeroBits = ~words & (ulong.MaxValue << (int)sampled);
        ulong second = ~Unsafe.Add(ref words, 1);
        ulong third = ~Unsafe.Add(ref words, 2);
        uint count = (uint)BitOperations.PopCount(zeroBits);
        uint secondCount = count + (uint)BitOperations.PopCount(second);
        uint passed = (zeros > count ? 1u : 0) + (zeros > secondCount ? 1u : 0);
        zeroBits = zeros > count ? second : zeroBits;
        zeroBits = zeros > secondCount ? third : zeroBits;
        count = zeros > count ? count : 0;
        count = zeros > secondCount ? secondCount : count;
        int inWord = PlaceOf(zeroBits, (int)(zeros - count));
        ulong place = ((word + passed) << 6) + (uint)inWord + 1;
        int keys = BitOperations.TrailingZeroCount(~(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref highBytes, (nuint)(place >> 3))) >> (int)(place & 7)));
        if (inWord >= 64 || keys >= BitsFromAnyPlace)
            return FindStepByStep(layout, file, high, low, length);

        // In a hostile file the number may be one that goes round.
        ulong inGroup = place - firstPlace;
        ulong offset = lowStart + (inGroup * width);
        if (keys == 0 || inGroup > (uint)layout.KeyCount || inGroup + group.FirstRank + (uint)keys > (uint)layout.KeyCount || offset + ((uint)keys * width) > (ulong)layout.LowBitCount)
            return -1;

        // Most buckets have one key or two, which are looked at without a branch between them.
        ulong mask = (1UL << lowLength) - 1;
        ulong next = offset + (keys > 1 ? width : 0);
        bool isFirst = ((Read(ref lowBytes, offset) ^ scrambled) & mask) == 0;
        bool isSecond = ((Read(ref lowBytes, next) ^ scrambled) & mask) == 0;
        int rank = (int)(group.FirstRank + inGroup);
        if (!(isFirst | isSecond))
        {
            int last = rank + keys - 1;
            do
            {
                if (++rank >= last)
                    return -1;
                next += width;
            }
            while (((Read(ref lowBytes, next) ^ scrambled) & mask) != 0);
        }
        offset = isFirst ? offset : next;
        rank += isFirst ? 0 : 1;

        // Several with the same last bits have only been made by somebody.
        return length <= 64 || BitString.Read(layout.Low.Of(file), (long)offset + lowLength, length - 64) == high ? rank : FindStepByStep(layout, file, high, low, length);
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int FindStepByStep(IndexLayout layout, ReadOnlySpan<byte> file, ulong high, ulong low, int length)
    {
        Unsafe.SkipInit(out KeyBits key);
        key.Start(new KeyBits.Run(high, low, length));
        return new KeySet(layout, file).Find(key);
    }

    /// <summary>A number of up to <see cref="BitsFromAnyPlace"/> bits, and what follows it. Unchecked: it lies in its part, which has room behind.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Read(ref byte bytes, ulong offset) => Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref bytes, (nuint)(offset >> 3))) >> (int)(offset & 7);

    /// <summary>Asks for the cache line that a byte is in. Wherever that is: fetching changes nothing and cannot fail.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Prefetch(ref byte bytes, ulong place)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0((byte*)Unsafe.AsPointer(ref bytes) + place);
    }

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
