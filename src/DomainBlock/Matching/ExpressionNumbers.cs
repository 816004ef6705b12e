using DomainBlock.Patterns;

namespace DomainBlock.Matching;

/// <summary>The different expressions of rules on their way into an image, each once. They are numbered as they come, and anew before writing, as the image numbers its patterns.</summary>
internal sealed class ExpressionNumbers
{
    /// <summary>A key in <see cref="RuleStore"/> holds 24 bits; so many expressions take gigabytes.</summary>
    public const int Max = 1 << 24;

    private readonly Dictionary<NameExpression, int> _numbers = [];
    private readonly List<CompiledPattern> _patterns = [];

    /// <summary>The number of an expression.</summary>
    /// <param name="expression">The expression.</param>
    /// <returns>-1 where it is none: a file said it was.</returns>
    /// <exception cref="BlocklistLimitException">There are too many.</exception>
    public int Add(NameExpression expression)
    {
        if (_numbers.TryGetValue(expression, out int number))
            return number;
        if (_patterns.Count == Max)
            throw new BlocklistLimitException($"At most {Max} different globs and regular expressions go into one blocklist. Compile them into several.");
        if (expression.Compile() is not { } compiled)
            return -1;
        _patterns.Add(compiled);
        _numbers.Add(expression, _patterns.Count - 1);
        return _patterns.Count - 1;
    }

    /// <summary>Writes the expressions that rules of a store have, and gives them the numbers that they have there.</summary>
    /// <returns>The section; empty where no rule has an expression.</returns>
    /// <exception cref="BlocklistLimitException">They are too many for one section.</exception>
    public byte[] Settle(RuleStore rules, CancellationToken cancellationToken)
    {
        if (_patterns.Count == 0)
            return [];
        bool[] isUsed = new bool[_patterns.Count];
        for (int rule = 0; rule < rules.Count; rule++)
        {
            if (rules.Record(rule).IsExpression)
                isUsed[rules.Expression(rule)] = true;
        }
        var builder = new PatternSetBuilder();
        for (int number = 0; number < isUsed.Length; number++)
        {
            if (isUsed[number])
                builder.Add(_patterns[number]);
        }
        PatternSetBuilder.Image image = builder.Build(cancellationToken);
        rules.NumberExpressions([.. _patterns.Select(pattern => image.Numbers.GetValueOrDefault((pattern.Syntax, pattern.Text)))]);
        return image.Section;
    }
}
