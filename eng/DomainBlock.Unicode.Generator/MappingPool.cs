using System.Text;

namespace DomainBlock.Unicode.Generator;

/// <summary>
/// The strings that code points are mapped to, each once, ordered by length, so that a string's number gives its length
/// and place and no lengths need be stored.
/// </summary>
internal sealed class MappingPool
{
    private readonly string[] _strings;
    private readonly Dictionary<string, int> _numbers;

    public MappingPool(CharacterData data)
    {
        if (data.Mappings.Mapping.Any(mapping => mapping is { Length: > 1 } && mapping.Contains('.')))
            throw new InvalidDataException("A mapping has a dot among other characters: the reader of labels takes none but a lone one.");
        _strings = [.. data.Mappings.Mapping.OfType<int[]>().Select(Text).Distinct(StringComparer.Ordinal)];
        Array.Sort(_strings, (a, b) => a.Length != b.Length ? a.Length - b.Length : string.CompareOrdinal(a, b));
        _numbers = _strings.Select((text, number) => (text, number)).ToDictionary(p => p.text, p => p.number, StringComparer.Ordinal);
    }

    public int NumberOf(int[] mapping) => _numbers[Text(mapping)];

    public CodeWriter Write(string version)
    {
        int longest = _strings[^1].Length;
        var firstOfLength = new ushort[longest + 2];
        for (int length = 0; length < firstOfLength.Length; length++)
            firstOfLength[length] = (ushort)_strings.Count(text => text.Length < length);

        var code = new CodeWriter("MappingStrings", "The strings that code points are mapped to, ordered by length.", version);
        code.Constant("MaxLength", "The length of the longest, in UTF-16 units.", longest);
        code.Shorts("FirstOfLength", "By length in UTF-16 units: the number of the first string that is not shorter.", firstOfLength);
        code.Shorts("Units", "All strings in the order of their numbers, in UTF-16.", [.. _strings.SelectMany(text => text).Select(unit => (ushort)unit)]);
        return code;
    }

    private static string Text(int[] codePoints) => string.Concat(codePoints.Select(c => new Rune(c).ToString()));
}
