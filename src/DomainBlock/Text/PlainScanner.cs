using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DomainBlock.Text;

/// <summary>
/// Looks over text once, 16 units at a time, and tells whether it is plain, which nearly all names are: ASCII, no escape,
/// nothing forbidden, labels and name of good length. What is not plain goes to <see cref="PresentationText"/>, which reads
/// plain text to the same name.
/// </summary>
/// <remarks>
/// <para>
/// A character's kind is found by its two hexadecimal digits. <see cref="KindsOfLow"/> has for each low digit one bit for
/// each high digit with which it makes a plain character, <see cref="KindsOfHigh"/> has that bit for each high digit; both are
/// looked up in one instruction for 16 characters, and the kinds are what the two have in common, none being "not plain".
/// High digits 4 and 5 are the upper-case letters but for <c>_</c>, which uses the bit of high digit 0, where nothing is plain.
/// </para>
/// <para>
/// Units of UTF-16 are narrowed first, those over 255 becoming 255, which is not ASCII either. Text that is no multiple of
/// 16 long ends with a block that overlaps the one before, so that no unit outside the text is touched.
/// </para>
/// <para>
/// <b>Unchecked code.</b> Loads go by reference and offset. The duty is this file's, <see cref="TextCopy"/>'s and <see cref="WireFormat"/>'s: an offset and
/// what is read there lie within the text, which each <c>Load</c> asserts in debug builds and guard pages prove in the tests.
/// </para>
/// </remarks>
internal static class PlainScanner
{
    /// <summary>The longest name and the final dot.</summary>
    public const int MaxUnits = NameBuffer.MaxOctets;

    private const int Block = 16;
    private const int Word = 64;

    /// <summary>The kinds of A to Z.</summary>
    private const byte Upper = 1 << 4 | 1 << 5;

    private static Vector128<byte> KindsOfLow
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128.Create(
            (byte)0b_1110_1000, 0b_1111_1100, 0b_1111_1100, 0b_1111_1000, 0b_1111_1100, 0b_1111_1000, 0b_1111_1100, 0b_1111_1100,
            0b_1111_1100, 0b_1111_1100, 0b_1111_0100, 0b_1101_1100, 0b_0101_0100, 0b_1101_1100, 0b_1101_0100, 0b_0101_0001);
    }

    private static Vector128<byte> KindsOfHigh
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128.Create((byte)0, 0, 1 << 2, 1 << 3, 1 << 4, 1 << 5 | 1 << 0, 1 << 6, 1 << 7, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    /// <summary>Scans text.</summary>
    /// <typeparam name="TUnit"><see cref="byte"/> for UTF-8, <see cref="char"/> for UTF-16.</typeparam>
    /// <param name="text">Any text, with or without the final dot.</param>
    /// <param name="scan">What was found; of no meaning unless the text is plain.</param>
    /// <returns>Whether it is plain. The root is not.</returns>
    [SkipLocalsInit]
    public static bool TryScan<TUnit>(ReadOnlySpan<TUnit> text, out PlainScan scan)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        if (text.Length >= Word)
            return TryScanLong(ref MemoryMarshal.GetReference(text), text.Length, out scan);
        bool isPlain = TryScanShort(text, out ShortScan found);
        scan = new PlainScan(new LabelEnds(found.Ends, found.Length), found.HasUpper, found.Length < text.Length);
        return isPlain;
    }

    /// <summary>Scans text of fewer than 64 units; longer text is not looked at. Compiled into whoever scans: so what was found stays in registers.</summary>
    /// <inheritdoc cref="TryScan"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryScanShort<TUnit>(ReadOnlySpan<TUnit> text, out ShortScan scan)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        int length = text.Length;
        ref TUnit first = ref MemoryMarshal.GetReference(text);
        Vector128<byte> kinds, least;
        ulong dots;
        if (length < Block)
        {
            if (length == 0)
            {
                scan = default;
                return false;
            }
            Vector128<byte> octets = LoadHalves(ref first, length, out int half);
            kinds = least = KindsOf(octets);
            uint found = DotsOf(octets);
            uint halfMask = (1u << half) - 1;
            dots = (found & halfMask) | ((found >> half) & halfMask) << (length - half);
        }
        else if (length <= 2 * Block)
        {
            Vector128<byte> left = Load(ref first, 0, length);
            Vector128<byte> right = Load(ref first, length - Block, length);
            Vector128<byte> leftKinds = KindsOf(left);
            Vector128<byte> rightKinds = KindsOf(right);
            kinds = leftKinds | rightKinds;
            least = Vector128.Min(leftKinds, rightKinds);
            dots = DotsOf(left) | (ulong)DotsOf(right) << (length - Block);
        }
        else if (length < Word)
        {
            // A block that would go beyond the end is moved back; dots that are seen twice are in the same places.
            int third = Math.Min(2 * Block, length - Block);
            Vector128<byte> one = Load(ref first, 0, length);
            Vector128<byte> two = Load(ref first, Block, length);
            Vector128<byte> three = Load(ref first, third, length);
            Vector128<byte> four = Load(ref first, length - Block, length);
            Vector128<byte> oneKinds = KindsOf(one);
            Vector128<byte> twoKinds = KindsOf(two);
            Vector128<byte> threeKinds = KindsOf(three);
            Vector128<byte> fourKinds = KindsOf(four);
            kinds = oneKinds | twoKinds | threeKinds | fourKinds;
            least = Vector128.Min(Vector128.Min(oneKinds, twoKinds), Vector128.Min(threeKinds, fourKinds));
            dots = DotsOf(one) | DotsOf(two) << Block | (ulong)DotsOf(three) << third | (ulong)DotsOf(four) << (length - Block);
        }
        else
        {
            scan = default;
            return false;
        }

        // No label is too long here, and all ends are in one word. Two ends side by side, or one at 0, are an empty label.
        length -= (int)(dots >> (length - 1)) & 1;
        ulong ends = dots | 1UL << length;
        scan = new ShortScan(kinds, ends, length);
        return !Vector128.EqualsAny(least, Vector128<byte>.Zero) && (ends & (ends << 1 | 1)) == 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool TryScanLong<TUnit>(ref TUnit first, int length, out PlainScan scan)
        where TUnit : unmanaged
    {
        Unsafe.SkipInit(out scan);
        if (length > MaxUnits)
            return false;
        LabelEnds.EndBits ends = default;
        Vector128<byte> kinds = Vector128<byte>.Zero;
        Vector128<byte> least = Vector128<byte>.AllBitsSet;
        for (int start = 0; start < length; start += Word)
        {
            ulong dots = 0;
            for (int place = start; place < start + Word; place += Block)
            {
                // A block that would go beyond the end is moved back; its first dots have been seen then and are shifted out.
                int moved = Math.Min(place, length - Block);
                Vector128<byte> octets = Load(ref first, moved, length);
                Vector128<byte> found = KindsOf(octets);
                kinds |= found;
                least = Vector128.Min(least, found);
                dots |= ((ulong)DotsOf(octets) >> (place - moved)) << (place - start);
            }
            ends[start / Word] = dots;
        }
        if (Vector128.EqualsAny(least, Vector128<byte>.Zero))
            return false;

        int last = length - 1;
        int finalDot = (int)(ends[last / Word] >> last) & 1;
        length -= finalDot;
        if (length == MaxUnits)
            return false;
        ends[length / Word] |= 1UL << length;
        scan = new PlainScan(new LabelEnds(ends, length), HasUpper(kinds), finalDot != 0);
        return HasGoodLabels(ends, length);
    }

    /// <summary>Whether no end is at 0 or directly behind another, and none more than a label behind the one before.</summary>
    private static bool HasGoodLabels(in LabelEnds.EndBits ends, int length)
    {
        ulong before = 1;
        foreach (ulong word in ends)
        {
            if ((word & (word << 1 | before)) != 0)
                return false;
            before = word >> (Word - 1);
        }

        int start = 0;
        for (int place = 0; place <= length; place += Word)
        {
            for (ulong word = ends[place / Word]; word != 0; word &= word - 1)
            {
                int end = place + BitOperations.TrailingZeroCount(word);
                if (end - start > NameBuffer.MaxLabelOctets)
                    return false;
                start = end + 1;
            }
        }
        return true;
    }

    /// <summary>Whether sixteen octets are plain, dots among them.</summary>
    public static bool IsPlain(Vector128<byte> octets) => !Vector128.EqualsAny(KindsOf(octets), Vector128<byte>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> KindsOf(Vector128<byte> octets) =>
        Vector128.ShuffleNative(KindsOfLow, octets & Vector128.Create((byte)0x0F)) & Vector128.ShuffleNative(KindsOfHigh, octets >>> 4);

    /// <summary>Which of sixteen octets are dots.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint DotsOf(Vector128<byte> octets) => Vector128.Equals(octets, Vector128.Create((byte)'.')).ExtractMostSignificantBits();

    /// <summary>Whether there is a letter from A to Z among characters that have these kinds between them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HasUpper(Vector128<byte> kinds) => (kinds & Vector128.Create(Upper)) != Vector128<byte>.Zero;

    /// <summary>Loads 16 units, which lie within the text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Load<TUnit>(ref TUnit first, int offset, int length)
        where TUnit : unmanaged
    {
        Debug.Assert(offset >= 0 && offset + Block <= length);
        if (typeof(TUnit) == typeof(byte))
            return Vector128.LoadUnsafe(ref Unsafe.As<TUnit, byte>(ref first), (nuint)offset);
        return Narrow(Load8Chars(ref first, offset, length), Load8Chars(ref first, offset + (Block / 2), length));
    }

    /// <summary>
    /// Loads 1 to 15 units: the first and the last <paramref name="half"/> of them, side by side and repeated to fill the
    /// vector, where half is the highest power of two that is not more than there are. They overlap, but for 2, 4 and 8 units.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> LoadHalves<TUnit>(ref TUnit first, int length, out int half)
        where TUnit : unmanaged
    {
        Debug.Assert(length is > 0 and < Block);
        if (length >= 8)
        {
            half = 8;
            if (typeof(TUnit) == typeof(byte))
                return Vector128.Create(Read<TUnit, ulong>(ref first, 0, length), Read<TUnit, ulong>(ref first, length - 8, length)).AsByte();
            return Narrow(Load8Chars(ref first, 0, length), Load8Chars(ref first, length - 8, length));
        }
        if (length >= 4)
        {
            half = 4;
            if (typeof(TUnit) == typeof(byte))
                return Repeat(Read<TUnit, uint>(ref first, 0, length), Read<TUnit, uint>(ref first, length - 4, length));
            Vector128<ushort> chars = Vector128.Create(Read<TUnit, ulong>(ref first, 0, length), Read<TUnit, ulong>(ref first, length - 4, length)).AsUInt16();
            return Narrow(chars, chars);
        }
        if (length >= 2)
        {
            half = 2;
            if (typeof(TUnit) == typeof(byte))
                return Repeat(Read<TUnit, ushort>(ref first, 0, length) | (uint)Read<TUnit, ushort>(ref first, length - 2, length) << 16);
            Vector128<ushort> chars = Repeat(Read<TUnit, uint>(ref first, 0, length), Read<TUnit, uint>(ref first, length - 2, length)).AsUInt16();
            return Narrow(chars, chars);
        }
        half = 1;
        if (typeof(TUnit) == typeof(byte))
            return Vector128.Create(Read<TUnit, byte>(ref first, 0, length));
        var repeated = Vector128.Create(Read<TUnit, ushort>(ref first, 0, length));
        return Narrow(repeated, repeated);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Repeat(uint octets) => Vector128.Create(octets).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Repeat(uint left, uint right) => Vector128.Create(left | (ulong)right << 32).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Narrow(Vector128<ushort> left, Vector128<ushort> right) => Vector128.NarrowWithSaturation(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ushort> Load8Chars<TUnit>(ref TUnit first, int offset, int length)
        where TUnit : unmanaged
    {
        Debug.Assert(typeof(TUnit) == typeof(char) && offset >= 0 && offset + 8 <= length);
        return Vector128.LoadUnsafe(ref Unsafe.As<TUnit, ushort>(ref first), (nuint)offset);
    }

    /// <summary>Reads a number from the units at an offset, all of which lie within the text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TNumber Read<TUnit, TNumber>(ref TUnit first, int offset, int length)
        where TUnit : unmanaged
        where TNumber : unmanaged
    {
        Debug.Assert(offset >= 0 && (offset * Unsafe.SizeOf<TUnit>()) + Unsafe.SizeOf<TNumber>() <= length * Unsafe.SizeOf<TUnit>());
        return Unsafe.ReadUnaligned<TNumber>(ref Unsafe.As<TUnit, byte>(ref Unsafe.Add(ref first, offset)));
    }
}
