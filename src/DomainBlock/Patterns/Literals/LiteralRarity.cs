using System.Numerics;

namespace DomainBlock.Patterns.Literals;

/// <summary>
/// How seldom names have a literal, in bits: from how frequent its octets are in names, and how many patterns of the set have the same three octets
/// in a row. Every name has ends, few patterns do: what reaches over an end counts by its octets only. Integers only, so that the same patterns give the same bytes everywhere.
/// </summary>
internal sealed class LiteralRarity
{
    private readonly Dictionary<int, int> _patternsByTrigram = [];
    private readonly int _patterns;

    /// <param name="patterns">The literals of each pattern.</param>
    public LiteralRarity(IEnumerable<IEnumerable<string>> patterns)
    {
        var seen = new HashSet<int>();
        foreach (IEnumerable<string> literals in patterns)
        {
            _patterns++;
            seen.Clear();
            foreach (string literal in literals)
            {
                for (int start = 0; start + 3 <= literal.Length; start++)
                    seen.Add(Trigram(literal.AsSpan(start)));
            }
            foreach (int trigram in seen)
                _patternsByTrigram[trigram] = _patternsByTrigram.GetValueOrDefault(trigram) + 1;
        }
    }

    /// <summary>How seldom names have one of these, before it is known which other patterns there are.</summary>
    public static int OfSet(IReadOnlyList<string> literals)
    {
        int least = int.MaxValue;
        foreach (string literal in literals)
            least = Math.Min(least, OfOctets(literal));
        return least - BitOperations.Log2((uint)literals.Count);
    }

    /// <summary>How seldom names have these octets in a row.</summary>
    public int Of(ReadOnlySpan<char> literal)
    {
        int bits = OfOctets(literal);
        for (int start = 0; start + 3 <= literal.Length; start++)
        {
            if (literal.Slice(start, 3).Contains(LiteralFinder.End))
                continue;
            bits += BitOperations.Log2((uint)(_patterns / (_patternsByTrigram.GetValueOrDefault(Trigram(literal[start..])) + 1)) + 1);
        }
        return bits;
    }

    private static int OfOctets(ReadOnlySpan<char> literal)
    {
        int bits = 0;
        foreach (char octet in literal)
        {
            bits += octet switch
            {
                LiteralFinder.End => 2,
                'e' or 'a' or 'o' or 'i' or 'r' or 't' or 'n' or 's' or '.' => 3,
                'l' or 'c' or 'm' or 'd' or 'u' or 'p' or 'h' or 'g' or 'b' or 'w' => 4,
                >= 'a' and <= 'z' or '-' => 6,
                >= '0' and <= '9' => 7,
                _ => 9,
            };
        }
        return bits;
    }

    private static int Trigram(ReadOnlySpan<char> text) => text[0] << 16 | text[1] << 8 | text[2];
}
