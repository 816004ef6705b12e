using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace DomainBlock.Indexing;

/// <summary>
/// Finds a key of a <see cref="KeySet"/> as fast as memory lets it: all in one piece, with as few values alive at once as it takes, asking for memory before it is needed, and without branches that
/// could not be foretold. What is rare goes to <see cref="KeySet.Find"/>, which finds the same in every sound file.
/// <para>
/// <b>Unchecked code.</b> Parts are read by reference and offset. That they lie in the file is what has been proven on opening, for every file; that samples and low bits lie in their parts is what <see cref="SearchGroup"/> has found
/// then; that high bits do, and a bucket's keys are the group's, is checked here, each time; and a file must not change while it is open. The caller's duty is the key's length, which debug builds assert.
/// </para>
/// </summary>
internal static class KeySearch
{
    /// <summary>What <see cref="Search"/> says where it does not know.</summary>
    private const int Unknown = -2;

    /// <summary>Looks a key up.</summary>
    /// <param name="layout">Where the parts lie.</param>
    /// <param name="file">The file.</param>
    /// <param name="high">The key's bits before the last 64, or 0.</param>
    /// <param name="low">Its last 64 bits, or as many as there are.</param>
    /// <param name="length">How many bits it has: at most 128.</param>
    /// <returns>Its place among all keys, or -1.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Find(IndexLayout layout, ReadOnlySpan<byte> file, ulong high, ulong low, int length)
    {
        Debug.Assert((uint)length <= KeyBits.WindowLength);
        ref SearchGroup group = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(layout.SearchGroups), (nuint)(uint)length);
        if (group.LowLength == 0)
            return FindStepByStep(layout, file, high, low, length);
        int rank = Search(layout, file, group, layout.Scramble.ScrambleUpwards(high, low, length, group.Fold), out ulong offset);

        // Several with the same last bits have only been made by somebody.
        return rank >= 0 && (length <= 64 || BitString.Read(layout.Low.Of(file), (long)offset, length - 64) == high) ? rank
            : rank == -1 ? -1
            : FindStepByStep(layout, file, high, low, length);
    }

    /// <summary>Looks up a key of any length.</summary>
    /// <param name="layout">Where the parts lie.</param>
    /// <param name="file">The file.</param>
    /// <param name="key">The key.</param>
    /// <inheritdoc cref="Find(IndexLayout, ReadOnlySpan{byte}, ulong, ulong, int)" path="/returns"/>
    public static int Find(IndexLayout layout, ReadOnlySpan<byte> file, scoped in KeyBits key)
    {
        if (key.FrontLength == 0)
            return Find(layout, file, key.High, key.Low, key.Length);
        var keys = new KeySet(layout, file);
        SearchGroup group = (uint)key.Length < (uint)layout.SearchGroups.Length ? layout.SearchGroups[key.Length] : default;
        if (group.LowLength == 0)
            return keys.Find(key);
        int rank = Search(layout, file, group, layout.Scramble.Scramble(key), out ulong offset);
        return rank >= 0 && keys.HasBefore((long)offset, key) ? rank
            : rank == -1 ? -1
            : keys.Find(key);
    }

    /// <summary>Looks for the first key of a group that has the same last 64 bits.</summary>
    /// <param name="layout">Where the parts lie.</param>
    /// <param name="file">The file.</param>
    /// <param name="group">The group.</param>
    /// <param name="scrambled">The bits, scrambled, at the upper end.</param>
    /// <param name="offset">Where the bits begin that come before them.</param>
    /// <returns>Its place among all keys, -1 where there is none, or <see cref="Unknown"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Search(IndexLayout layout, ReadOnlySpan<byte> file, in SearchGroup group, ulong scrambled, out ulong offset)
    {
        offset = 0;
        int lowLength = group.LowLength;
        ulong bucket = scrambled >> -group.HighBits;
        uint zeros = (uint)bucket & ((1 << KeySet.SampleBits) - 1);

        // Keys lie evenly among buckets, give or take the root of how many there are: that says about where the bucket's high bits are, before the sample says so exactly.
        ref byte start = ref MemoryMarshal.GetReference(file);
        ref byte highBytes = ref Unsafe.Add(ref start, layout.High.Offset);
        ulong firstPlace = group.FirstPlace + bucket;
        ulong expected = KeyGroup.KeysExpectedBefore(bucket - zeros, group.Load);
        Prefetch(ref highBytes, (firstPlace + expected) >> 3);
        ref short sample = ref Unsafe.Add(ref Unsafe.As<byte, short>(ref Unsafe.Add(ref start, layout.Samples.Offset)), (nuint)(group.FirstSample + ((uint)bucket >> KeySet.SampleBits)));
        ulong before = expected + (ulong)sample;

        // The low bits are fetched from where they must be about, before the bucket says so exactly.
        ref byte lowBytes = ref Unsafe.Add(ref start, layout.Low.Offset);
        uint width = group.Width;
        PrefetchAround(ref lowBytes, (group.LowStart + ((before + (group.KeysBetweenSamples * zeros >> KeySet.SampleBits)) * width)) >> 3);

        // From the zero before the sample's bucket on, so that there is always one to pass. Three words nearly always have enough zeros, and a bucket's keys are read from a fourth at most; which of them has the
        // zero that is looked for is found without a branch.
        ulong sampled = firstPlace - zeros + before - 1;
        ulong word = sampled >> 6;
        if (word + 3 >= (uint)layout.High.Length >> 3)
            return Unknown;
        ref ulong words = ref Unsafe.As<byte, ulong>(ref Unsafe.Add(ref highBytes, (nuint)word * sizeof(ulong)));
        ulong zeroBits = ~words & (ulong.MaxValue << (int)sampled);
        ulong second = ~Unsafe.Add(ref words, 1);
        ulong third = ~Unsafe.Add(ref words, 2);
        uint count = (uint)BitOperations.PopCount(zeroBits);
        uint secondCount = count + (uint)BitOperations.PopCount(second);
        uint passed = (zeros >= count ? 1u : 0) + (zeros >= secondCount ? 1u : 0);
        zeroBits = zeros >= count ? second : zeroBits;
        zeroBits = zeros >= secondCount ? third : zeroBits;
        count = zeros >= count ? count : 0;
        count = zeros >= secondCount ? secondCount : count;
        int inWord = PlaceOf(zeroBits, (int)(zeros - count));
        ulong place = ((word + passed) << 6) + (uint)inWord + 1;
        int keys = BitOperations.TrailingZeroCount(~(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref highBytes, (nuint)(place >> 3))) >> (int)(place & 7)));
        if (inWord >= 64 || keys >= SearchGroup.BitsFromAnyPlace)
            return Unknown;

        // In a hostile file the number may be one that goes round.
        ulong inGroup = place - firstPlace;
        offset = group.LowStart + (inGroup * width);
        if (keys == 0 || inGroup >= group.Count || inGroup + (uint)keys > group.Count)
            return -1;

        // Most buckets have one key or two, which are looked at without a branch between them. There is room behind the last one.
        int shift = -lowLength;
        ulong mine = scrambled << group.HighBits;
        ulong next = offset + width;
        bool isFirst = Read(ref lowBytes, offset) << shift == mine;
        bool isSecond = Read(ref lowBytes, next) << shift == mine & keys > 1;
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
            while (Read(ref lowBytes, next) << shift != mine);
        }
        offset = (isFirst ? offset : next) + (uint)lowLength;
        return rank + (isFirst ? 0 : 1);
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int FindStepByStep(IndexLayout layout, ReadOnlySpan<byte> file, ulong high, ulong low, int length)
    {
        Unsafe.SkipInit(out KeyBits key);
        key.Start(new KeyBits.Run(high, low, length));
        return new KeySet(layout, file).Find(key);
    }

    /// <summary>A number of up to <see cref="SearchGroup.BitsFromAnyPlace"/> bits, and what follows it. Unchecked: it lies in its part, which has room behind.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Read(ref byte bytes, ulong offset) => Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref bytes, (nuint)(offset >> 3))) >> (int)(offset & 7);

    /// <summary>Asks for the cache line that a byte is in. Wherever that is: fetching changes nothing and cannot fail.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Prefetch(ref byte bytes, ulong place)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0((byte*)Unsafe.AsPointer(ref bytes) + place);
    }

    /// <summary>
    /// Asks for the six lines around a place. Memory brings them hardly later than one, and of many listed names that are asked one after another most find their line near by then. Measured beside two, four
    /// and eight: docs/index.md has the figures, and what it costs names that are asked over and over.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void PrefetchAround(ref byte bytes, ulong place)
    {
        if (!Sse.IsSupported)
            return;
        byte* around = (byte*)Unsafe.AsPointer(ref bytes) + place;
        Sse.Prefetch0(around - 32);
        Sse.Prefetch0(around + 32);
        Sse.Prefetch0(around - 96);
        Sse.Prefetch0(around + 96);
        Sse.Prefetch0(around - 160);
        Sse.Prefetch0(around + 160);
    }

    /// <summary>The place of the <paramref name="ordinal"/>th one, from 0; 64 where there are fewer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int PlaceOf(ulong bits, int ordinal)
    {
        if (Bmi2.X64.IsSupported)
            return BitOperations.TrailingZeroCount(Bmi2.X64.ParallelBitDeposit(1UL << ordinal, bits));
        for (; ordinal > 0; ordinal--)
            bits &= bits - 1;
        return BitOperations.TrailingZeroCount(bits);
    }
}
