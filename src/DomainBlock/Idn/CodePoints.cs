using System.Runtime.CompilerServices;

namespace DomainBlock.Idn;

/// <summary>
/// Look-ups in <see cref="CodePointTable"/>. One value of the trie says what UTS #46 makes of a code point:
/// <code>
/// 0 disallowed · 1 ignored · 2… valid, with property class value−2 · FirstMapping… mapped to string value−FirstMapping
/// </code>
/// </summary>
internal static class CodePoints
{
    private const int TopShift = CodePointTable.LeafBits + CodePointTable.MiddleBits;
    private const int MiddleMask = (1 << CodePointTable.MiddleBits) - 1;
    private const int LeafMask = (1 << CodePointTable.LeafBits) - 1;

    /// <summary>The trie's value of a code point.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Value(int codePoint)
    {
        if ((uint)codePoint >= CodePointTable.Limit)
        {
            return codePoint is >= CodePointTable.IgnoredFirst and <= CodePointTable.IgnoredLast
                ? CodePointTable.Ignored
                : CodePointTable.Disallowed;
        }
        int middle = (CodePointTable.Top[codePoint >> TopShift] << CodePointTable.MiddleBits) + ((codePoint >> CodePointTable.LeafBits) & MiddleMask);
        return CodePointTable.Leaves[(CodePointTable.Middle[middle] << CodePointTable.LeafBits) + (codePoint & LeafMask)];
    }

    /// <summary>Whether the value is a valid code point's (deviation characters are valid: processing is non-transitional).</summary>
    public static bool IsValid(int value) => value is >= CodePointTable.FirstClass and < CodePointTable.FirstMapping;

    /// <summary>The property word of a valid code point, from its value.</summary>
    public static uint ValidBits(int value) => CodePointTable.Classes[value - CodePointTable.FirstClass];

    /// <summary>The properties of any code point.</summary>
    public static CodePointProperties Properties(int codePoint)
    {
        int value = Value(codePoint);
        return new CodePointProperties(IsValid(value) ? ValidBits(value) : OtherBits(codePoint));
    }

    /// <summary>The string with this trie value, in UTF-16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadOnlySpan<ushort> Mapping(int value)
    {
        // Most strings have one unit; strings are ordered by length, so that their number is their place.
        int number = value - CodePointTable.FirstMapping;
        return number < MappingStrings.FirstOfLength[2] ? MappingStrings.Units.Slice(number, 1) : LongMapping(number);
    }

    private static ReadOnlySpan<ushort> LongMapping(int number)
    {
        int place = MappingStrings.FirstOfLength[2];
        int length = 2;
        for (; number >= MappingStrings.FirstOfLength[length + 1]; length++)
            place += (MappingStrings.FirstOfLength[length + 1] - MappingStrings.FirstOfLength[length]) * length;
        return MappingStrings.Units.Slice(place + ((number - MappingStrings.FirstOfLength[length]) * length), length);
    }

    private static uint OtherBits(int codePoint)
    {
        // The last range that begins at or before the code point.
        ReadOnlySpan<uint> ranges = CodePointTable.OtherProperties;
        int low = 0;
        int high = ranges.Length - 1;
        while (low < high)
        {
            int middle = (low + high + 1) >> 1;
            if (ranges[middle] >> 8 <= (uint)codePoint)
                low = middle;
            else
                high = middle - 1;
        }
        return CodePointTable.Classes[(int)(ranges[low] & 0xFF)];
    }
}
