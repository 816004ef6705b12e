using System.Buffers.Binary;

namespace DomainBlock.Matching;

/// <summary>
/// Which of two rules with expressions wins: of rules on names, the numbers of labels or the pattern decide at the latest, but two expressions may differ in nothing but the
/// lines of their rules, which a query does not read. So the rules of expressions have places, 4 bytes each, in the order of their numbers: the lower one wins. The places are their order by
/// <see cref="Precedence.OnName"/>, line, <see cref="Precedence.AfterLine"/> and number.
/// </summary>
internal readonly ref struct ExpressionOrder(ReadOnlySpan<byte> section, int firstRule)
{
    public const int PlaceSize = sizeof(uint);

    private readonly ReadOnlySpan<byte> _section = section;

    /// <summary>The place of a rule; that of the weakest where the file has none.</summary>
    public uint this[uint rule]
    {
        get
        {
            long start = ((long)rule - firstRule) * PlaceSize;
            return start >= 0 && start <= _section.Length - PlaceSize ? BinaryPrimitives.ReadUInt32LittleEndian(_section[(int)start..]) : uint.MaxValue;
        }
    }

    /// <summary>Orders rules.</summary>
    /// <param name="profile">Whose order of precedence.</param>
    /// <param name="rules">What decides between the rules of expressions, by their numbers; lines of 0 where they are not known.</param>
    /// <returns>The places, as the section has them.</returns>
    public static byte[] Write(Profile profile, IReadOnlyList<(RuleRecord Record, int Line)> rules)
    {
        byte[] section = new byte[rules.Count * PlaceSize];
        int place = 0;
        foreach (int rule in Enumerable.Range(0, rules.Count)
            .OrderBy(rule => Precedence.OnName(profile, rules[rule].Record))
            .ThenBy(rule => rules[rule].Line)
            .ThenBy(rule => Precedence.AfterLine(rules[rule].Record)))
        {
            BinaryPrimitives.WriteInt32LittleEndian(section.AsSpan(rule * PlaceSize), place++);
        }
        return section;
    }

    /// <summary>What is wrong with the places, for messages; null where nothing is.</summary>
    /// <param name="profile">Whose order of precedence.</param>
    /// <param name="section">The places of all rules.</param>
    /// <param name="rules">See <see cref="Write"/>.</param>
    /// <param name="hasLines">Whether lines are known; where they are not, any order of rules that differ in nothing else is right.</param>
    public static string? FindFault(Profile profile, ReadOnlySpan<byte> section, IReadOnlyList<(RuleRecord Record, int Line)> rules, bool hasLines)
    {
        if (hasLines)
            return section.SequenceEqual(Write(profile, rules)) ? null : "is not the order of the rules that have expressions";
        int[] ruleAt = new int[rules.Count];
        Array.Fill(ruleAt, -1);
        for (int rule = 0; rule < rules.Count; rule++)
        {
            uint place = BinaryPrimitives.ReadUInt32LittleEndian(section[(rule * PlaceSize)..]);
            if (place >= (uint)rules.Count || ruleAt[place] >= 0)
                return $"gives rule {rule} of those with expressions no place of its own";
            ruleAt[place] = rule;
        }
        for (int place = 1; place < ruleAt.Length; place++)
        {
            if (Precedence.OnName(profile, rules[ruleAt[place - 1]].Record) > Precedence.OnName(profile, rules[ruleAt[place]].Record))
                return $"has rules out of the order of precedence at place {place}";
        }
        return null;
    }
}
