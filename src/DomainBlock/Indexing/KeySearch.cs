using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace DomainBlock.Indexing;

/// <summary>
/// Finds a key of a <see cref="KeySet"/> as fast as memory lets it: all in one piece, with as few values alive at once as it takes, asking for memory before it is needed, and without branches that
/// could not be foretold. What is rare is left to <see cref="KeySet.Find"/>, which finds the same in every sound file.
/// <para>
/// <b>Unchecked code.</b> Parts are read by reference and offset. That they lie in the file is what has been proven on opening, for every file; that samples and low bits lie in their parts is what <see cref="SearchGroup"/> has found
/// then; that high bits do, and a bucket's keys are the group's, is checked here, each time; and a file must not change while it is open. The caller's duty is the key's length, which debug builds assert.
/// </para>
/// </summary>
internal static class KeySearch
{
    /// <summary>The answer for what is rare: <see cref="KeySet.Find"/> knows.</summary>
    private const int Unknown = -2;

    /// <summary>Looks a key up.</summary>
    /// <param name="layout">Where the parts lie.</param>
    /// <param name="file">The first byte of the file.</param>
    /// <param name="high">The key's bits before the last 64, or 0.</param>
    /// <param name="low">Its last 64 bits, or as many as there are.</param>
    /// <param name="length">How many bits it has: at most 128.</param>
    /// <returns>Its place among all keys, -1 where there is none, or another number below 0 where only <see cref="KeySet.Find"/> knows.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Find(IndexLayout layout, ref byte file, ulong high, ulong low, int length)
    {
        Debug.Assert((uint)length <= KeyBits.WindowLength);
        ref SearchGroup group = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(layout.SearchGroups), (nuint)(uint)length);
        if (group.LowLength == 0)
            return Unknown;
        int rank = Search(layout, ref file, group, layout.Scramble.ScrambleUpwards(high, low, length, group.Fold));
        return length <= 64 || rank < 0 || Before(layout, ref file, group, rank, length - 64) == high ? rank : Unknown;
    }

    /// <summary>Looks up a key of any length.</summary>
    /// <param name="layout">Where the parts lie.</param>
    /// <param name="file">The file.</param>
    /// <param name="key">The key.</param>
    /// <returns>Its place among all keys, or -1.</returns>
    public static int Find(IndexLayout layout, ReadOnlySpan<byte> file, scoped in KeyBits key)
    {
        var keys = new KeySet(layout, file);
        ref byte start = ref MemoryMarshal.GetReference(file);
        int rank;
        if (key.FrontLength == 0)
        {
            rank = Find(layout, ref start, key.High, key.Low, key.Length);
            return rank == Unknown ? keys.Find(key) : rank;
        }
        SearchGroup group = (uint)key.Length < (uint)layout.SearchGroups.Length ? layout.SearchGroups[key.Length] : default;
        if (group.LowLength == 0)
            return keys.Find(key);
        rank = Search(layout, ref start, group, layout.Scramble.Scramble(key));
        return rank == -1 || (rank >= 0 && keys.HasBefore((long)group.BeforeOf(rank), key)) ? rank : keys.Find(key);
    }

    /// <summary>Looks for the first key of a group that has the same last 64 bits.</summary>
    /// <param name="layout">Where the parts lie.</param>
    /// <param name="file">The first byte of the file.</param>
    /// <param name="group">The group.</param>
    /// <param name="scrambled">The bits, scrambled, at the upper end.</param>
    /// <inheritdoc cref="Find(IndexLayout, ref byte, ulong, ulong, int)" path="/returns"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Search(IndexLayout layout, ref byte file, in SearchGroup group, ulong scrambled)
    {
        ulong bucket = scrambled >> -group.HighBits;
        uint zeros = (uint)bucket & ((1 << KeySet.SampleBits) - 1);

        // Keys lie evenly among buckets, give or take the root of how many there are: that says about where the bucket's high bits are, before the sample says so exactly.
        ref byte highBytes = ref Unsafe.Add(ref file, (nuint)(uint)layout.High.Offset);
        ulong firstPlace = group.FirstPlace + bucket;
        ulong expected = KeyGroup.KeysExpectedBefore(bucket - zeros, group.Load);
        Prefetch(ref highBytes, (firstPlace + expected) >> 3);
        ref short sample = ref Unsafe.Add(ref Unsafe.As<byte, short>(ref Unsafe.Add(ref file, (nuint)(uint)layout.Samples.Offset)), (nuint)(group.FirstSample + ((uint)bucket >> KeySet.SampleBits)));
        ulong before = expected + (ulong)sample;

        // The low bits are fetched from where they must be about, before the bucket says so exactly.
        ref byte lowBytes = ref Unsafe.Add(ref file, (nuint)(uint)layout.Low.Offset);
        uint width = group.Width;
        PrefetchAround(ref lowBytes, (group.LowStart + ((before + (group.KeysBetweenSamples * zeros >> KeySet.SampleBits)) * width)) >> 3);

        // From the zero before the sample's bucket on, so that there is always one to pass. Three words nearly always have enough zeros, and a bucket's keys are read from a fourth at most; which of them has the
        // zero that is looked for is found without a branch, and counted from the first word's beginning.
        ulong sampled = firstPlace - zeros + before - 1;
        ulong word = sampled >> 6;
        if (word + 3 >= (uint)layout.High.Length >> 3)
            return Unknown;
        ref ulong words = ref Unsafe.As<byte, ulong>(ref Unsafe.Add(ref highBytes, (nuint)word * sizeof(ulong)));
        ulong first = ~words;
        int inFirst = (int)zeros + BitOperations.PopCount(first & ((1UL << (int)sampled) - 1));
        int inSecond = inFirst - BitOperations.PopCount(first);
        int inThird = inSecond - BitOperations.PopCount(~Unsafe.Add(ref words, 1));
        int ordinal = inSecond < 0 ? inFirst : inSecond;
        ordinal = inThird < 0 ? ordinal : inThird;
        nint passed = 2 + (inSecond >> 31) + (inThird >> 31);
        int inWord = PlaceOf(~Unsafe.Add(ref words, passed), ordinal);
        ulong place = ((word + (ulong)passed) << 6) + (uint)inWord + 1;
        int keys = BitOperations.TrailingZeroCount(~(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref highBytes, (nuint)(place >> 3))) >> (int)(place & 7)));
        if (inWord >= 64 || keys >= SearchGroup.BitsFromAnyPlace)
            return Unknown;

        // In a hostile file the number may be one that goes round.
        ulong inGroup = place - firstPlace;
        if (keys == 0 || inGroup >= group.Count || inGroup + (uint)keys > group.Count)
            return -1;

        // Most buckets have one key or two, which are looked at without a branch between them. There is room behind the last one.
        ulong offset = group.LowStart + (inGroup * width);
        int shift = -group.LowLength;
        ulong mine = scrambled << group.HighBits;
        bool isFirst = Read(ref lowBytes, offset) << shift == mine;
        bool isSecond = Read(ref lowBytes, offset + width) << shift == mine & keys > 1;
        int rank = (int)(group.FirstRank + inGroup);
        if (isFirst | isSecond)
            return rank + (isFirst ? 0 : 1);
        for (int key = 2; key < keys; key++)
        {
            if (Read(ref lowBytes, offset + ((uint)key * width)) << shift == mine)
                return rank + key;
        }
        return -1;
    }

    /// <summary>The bits that a key has before its last 64, up to 64 of them.</summary>
    private static ulong Before(IndexLayout layout, ref byte file, in SearchGroup group, int rank, int count)
    {
        ReadOnlySpan<byte> low = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref file, (nuint)(uint)layout.Low.Offset), layout.Low.Length);
        return BitString.Read(low, (long)group.BeforeOf(rank), count);
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
