namespace DomainBlock.Idn;

/// <summary>Canonical decompositions and the primary composites that undo them, from <see cref="NfcTable"/>; Hangul by arithmetic.</summary>
internal static class NfcDecomposition
{
    // Unicode Standard §3.12.
    private const int HangulBase = 0xAC00;
    private const int LeadingBase = 0x1100;
    private const int VowelBase = 0x1161;
    private const int TrailingBase = 0x11A7;
    private const int Leadings = 19;
    private const int Vowels = 21;
    private const int Trailings = 28;
    private const int Syllables = Leadings * Vowels * Trailings;

    /// <summary>Appends the full canonical decomposition of a code point.</summary>
    /// <returns>False if there is no room.</returns>
    public static bool Append(int codePoint, Span<int> destination, ref int count)
    {
        if (codePoint >= NfcTable.FirstDecomposed)
        {
            uint syllable = (uint)(codePoint - HangulBase);
            if (syllable < Syllables)
                return AppendSyllable((int)syllable, destination, ref count);

            // The second of a pair never decomposes, the first may.
            if (TryGet(codePoint, out int first, out int second))
                return Append(first, destination, ref count) && (second == 0 || AppendOne(second, destination, ref count));
        }
        return AppendOne(codePoint, destination, ref count);
    }

    /// <summary>The primary composite of two code points, or -1.</summary>
    public static int Pair(int first, int second)
    {
        uint leading = (uint)(first - LeadingBase);
        uint vowel = (uint)(second - VowelBase);
        if (leading < Leadings && vowel < Vowels)
            return HangulBase + (int)(((leading * Vowels) + vowel) * Trailings);
        uint syllable = (uint)(first - HangulBase);
        if (syllable < Syllables && syllable % Trailings == 0 && second is > TrailingBase and < TrailingBase + Trailings)
            return first + (second - TrailingBase);
        return first < 0x10000 && second < 0x10000 ? LowPair(first, second) : HighPair(first, second);
    }

    private static int LowPair(int first, int second)
    {
        ReadOnlySpan<ushort> byPair = NfcTable.ByPair;
        int low = 0;
        int high = byPair.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) >> 1;
            int place = byPair[middle];
            int order = NfcTable.First[place] != first ? NfcTable.First[place] - first : NfcTable.Second[place] - second;
            if (order == 0)
                return NfcTable.Composed[place];
            if (order < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }
        return -1;
    }

    private static int HighPair(int first, int second)
    {
        ReadOnlySpan<uint> triples = NfcTable.HighPairs;
        for (int i = 0; i < triples.Length; i += 3)
        {
            if (triples[i + 1] == first && triples[i + 2] == second)
                return (int)triples[i];
        }
        return -1;
    }

    private static bool TryGet(int codePoint, out int first, out int second)
    {
        second = 0;
        if (codePoint is (>= NfcTable.CjkFirst and <= NfcTable.CjkLast) or (>= NfcTable.CjkSupplementFirst and <= NfcTable.CjkSupplementLast))
        {
            int value = CodePoints.Value(codePoint);
            if (value >= CodePointTable.FirstMapping)
            {
                first = MappedCodePoint(CodePoints.Mapping(value));
                return true;
            }
        }
        if (codePoint >= 0x10000)
            return TryGetHigh(NfcTable.HighPairs, codePoint, out first, out second) || TryGetHigh(NfcTable.HighExcluded, codePoint, out first, out second);

        int place = NfcTable.Composed.BinarySearch((ushort)codePoint);
        first = place < 0 ? 0 : NfcTable.First[place];
        second = place < 0 ? 0 : NfcTable.Second[place];
        return place >= 0;
    }

    private static bool TryGetHigh(ReadOnlySpan<uint> triples, int codePoint, out int first, out int second)
    {
        for (int i = 0; i < triples.Length; i += 3)
        {
            if (triples[i] == codePoint)
            {
                first = (int)triples[i + 1];
                second = (int)triples[i + 2];
                return true;
            }
        }
        first = second = 0;
        return false;
    }

    private static int MappedCodePoint(ReadOnlySpan<ushort> units) =>
        units.Length == 1 ? units[0] : char.ConvertToUtf32((char)units[0], (char)units[1]);

    private static bool AppendSyllable(int syllable, Span<int> destination, ref int count)
    {
        int trailing = syllable % Trailings;
        return AppendOne(LeadingBase + (syllable / (Vowels * Trailings)), destination, ref count)
            && AppendOne(VowelBase + (syllable / Trailings % Vowels), destination, ref count)
            && (trailing == 0 || AppendOne(TrailingBase + trailing, destination, ref count));
    }

    private static bool AppendOne(int codePoint, Span<int> destination, ref int count)
    {
        if (count == destination.Length)
            return false;
        destination[count++] = codePoint;
        return true;
    }
}
