namespace DomainBlock.Unicode.Generator;

/// <summary>
/// Canonical decompositions, one step each, and the order in which they are found by their pair, for composition.
/// CJK compatibility ideographs are left out: UTS #46 maps them to just what they decompose to.
/// </summary>
internal static class NfcTableWriter
{
    /// <summary>CJK Compatibility Ideographs, and their Supplement.</summary>
    private static readonly (int First, int Last)[] DecomposedAsMapped = [(0xF900, 0xFAFF), (0x2F800, 0x2FA1F)];

    public static CodeWriter Write(CharacterData data)
    {
        int[] listed = [.. Enumerable.Range(0, CharacterData.CodePoints).Where(c => data.Decomposition[c] is not null && !IsAsMapped(data, c))];
        foreach (int c in listed)
            RequireShape(data, c);
        RequireCjkMappingsDecompose(data);

        int[] low = [.. listed.Where(c => c < 0x10000)];
        int[] high = [.. listed.Where(c => c >= 0x10000)];
        ushort[] pairs =
        [
            .. Enumerable.Range(0, low.Length)
                .Where(i => !data.IsFullCompositionExclusion[low[i]])
                .OrderBy(i => data.Decomposition[low[i]]![0]).ThenBy(i => data.Decomposition[low[i]]![1])
                .Select(i => (ushort)i),
        ];

        var code = new CodeWriter("NfcTable", "Canonical decompositions and compositions (UAX #15).", data.Version);
        code.Constant("CjkFirst", "From here to CjkLast a code point that is mapped decomposes to what it is mapped to.", DecomposedAsMapped[0].First);
        code.Constant("CjkLast", "See CjkFirst.", DecomposedAsMapped[0].Last);
        code.Constant("CjkSupplementFirst", "From here to CjkSupplementLast as well.", DecomposedAsMapped[1].First);
        code.Constant("CjkSupplementLast", "See CjkSupplementFirst.", DecomposedAsMapped[1].Last);
        code.Constant("FirstDecomposed", "No code point below decomposes.", low[0]);
        code.Shorts("Composed", "The code points below U+10000 that decompose, in order.", [.. low.Select(c => (ushort)c)]);
        code.Shorts("First", "What they decompose to: its first code point.", [.. low.Select(c => (ushort)data.Decomposition[c]![0])]);
        code.Shorts("Second", "Its second, or 0.", [.. low.Select(c => (ushort)data.Decomposition[c]!.ElementAtOrDefault(1))]);
        code.Shorts("ByPair", "Places in Composed of those that may be composed, ordered by First, then Second.", pairs);
        code.Words("HighPairs", "Above U+FFFF: composed, first, second.", Triples(data, high.Where(c => !data.IsFullCompositionExclusion[c])));
        code.Words("HighExcluded", "The same for those that are never composed.", Triples(data, high.Where(c => data.IsFullCompositionExclusion[c])));
        return code;
    }

    private static uint[] Triples(CharacterData data, IEnumerable<int> codePoints) =>
        [.. codePoints.SelectMany(c => data.Decomposition[c]!.Prepend(c)).Select(c => (uint)c)];

    private static bool IsAsMapped(CharacterData data, int c)
    {
        if (!DecomposedAsMapped.Any(range => c >= range.First && c <= range.Last))
            return false;
        if (data.Mappings.Mapping[c] is not { } mapping)
            return false;
        if (!mapping.AsSpan().SequenceEqual(data.Decomposition[c]) || data.Decomposition[mapping[0]] is not null)
            throw new InvalidDataException($"U+{c:X4} is not mapped to what it decomposes to: the NFC table's shape no longer fits.");
        return true;
    }

    /// <summary>What the reading code relies on.</summary>
    private static void RequireShape(CharacterData data, int c)
    {
        int[] parts = data.Decomposition[c]!;
        bool fits = c < 0x10000 ? parts.Length <= 2 && parts.All(part => part < 0x10000) : parts.Length == 2;
        bool secondStays = parts.Length < 2 || data.Decomposition[parts[1]] is null;
        if (!fits || !secondStays)
            throw new InvalidDataException($"U+{c:X4} decomposes in a way that the NFC table has no room for.");
    }

    private static void RequireCjkMappingsDecompose(CharacterData data)
    {
        foreach ((int first, int last) in DecomposedAsMapped)
        {
            for (int c = first; c <= last; c++)
            {
                if (data.Mappings.Mapping[c] is not null && data.Decomposition[c] is null)
                    throw new InvalidDataException($"U+{c:X4} is mapped but doesn't decompose: the NFC table's shape no longer fits.");
            }
        }
    }
}
