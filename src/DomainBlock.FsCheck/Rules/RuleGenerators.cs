using FsCheck;
using FsCheck.Fluent;

namespace DomainBlock.Generators;

/// <summary>Generators of rules, for composing into other generators.</summary>
public static class RuleGenerators
{
    private const int MostLines = 50;

    // Ids that begin alike, that share text with each other, of one octet and of the most.
    private static readonly string?[] OrderIds = ["1", "12 O 34/5", "12 O 34/56", "Beschluß №7", "\U0001F6AB", "\uFFFD", new('x', 255)];

    // Those that can stand on any name; one under any suffix stands on one label, and needs a list of suffixes.
    private static readonly RulePattern[] Patterns = [RulePattern.Subtree, RulePattern.Subdomains, RulePattern.OneLabel, RulePattern.Exact];
    private static readonly RulePattern[] AnySuffixPatterns = [RulePattern.AnySuffix, RulePattern.AnySuffixExact];

    /// <summary>A rule of list 0 on a name out of <see cref="NameGenerators.Name"/>.</summary>
    public static Gen<Rule> Rule { get; } = RuleOn(NameGenerators.Name, lists: 1);

    /// <summary>A rule on a name out of a generator: of any list, pattern, action, level and options, block, normal and without options the most.</summary>
    /// <param name="names">Where the name comes from.</param>
    /// <param name="lists">How many lists there are to come from.</param>
    public static Gen<Rule> RuleOn(Gen<DomainName> names, int lists) =>
        from name in names
        from pattern in Gen.Elements(Patterns)
        from action in Gen.Frequency((2, Gen.Constant(RuleAction.Block)), (1, Gen.Constant(RuleAction.Allow)))
        from level in Gen.Frequency((3, Gen.Constant(RuleLevel.Normal)), (1, Gen.Constant(RuleLevel.Important)))
        from list in Gen.Choose(0, lists - 1)
        from line in Gen.Choose(0, MostLines)
        from options in OptionGenerators.Options(names, lists)
        from order in Gen.Frequency((5, Gen.Constant<string?>(null)), (1, Gen.Elements(OrderIds)))
        select new Rule(name, pattern, action, level) { List = list, Line = line, OrderId = order, Options = options };

    /// <summary>A rule with an expression out of a piece of such a name.</summary>
    /// <param name="names">Where the name comes from.</param>
    /// <param name="lists">How many lists there are to come from.</param>
    public static Gen<Rule> RuleWithExpression(Gen<DomainName> names, int lists) =>
        from rule in RuleOn(names, lists)
        from expression in ExpressionGenerators.Expression(names)
        select rule with { Name = default, Pattern = expression.IsGlob ? RulePattern.Glob : RulePattern.Regex, Expression = expression };

    /// <summary>A rule under any public suffix, on the first label of a name out of a generator.</summary>
    /// <param name="names">Where the name comes from.</param>
    /// <param name="lists">How many lists there are to come from.</param>
    public static Gen<Rule> AnySuffixRuleOn(Gen<DomainName> names, int lists) =>
        from rule in RuleOn(names.Where(name => !name.IsRoot), lists)
        from pattern in Gen.Elements(AnySuffixPatterns)
        select rule with { Name = NameLabels.Join(NameLabels.Split(rule.Name).Take(1)), Pattern = pattern };

    /// <summary>Whether a rule stands under any public suffix.</summary>
    internal static bool IsUnderAnySuffix(Rule rule) => AnySuffixPatterns.Contains(rule.Pattern);

    internal static IEnumerable<Rule> Shrink(Rule rule)
    {
        foreach (DomainName simpler in NameShrinker.Shrink(rule.Name))
            yield return rule with { Name = simpler };
        if (rule.Expression is not null)
            yield return rule with { Expression = null, Pattern = RulePattern.Subtree };
        else if (rule.Pattern != RulePattern.Subtree)
            yield return rule with { Pattern = RulePattern.Subtree };
        if (rule.Action != RuleAction.Block)
            yield return rule with { Action = RuleAction.Block };
        if (rule.Level != RuleLevel.Normal)
            yield return rule with { Level = RuleLevel.Normal };
        foreach (RuleOptions simpler in OptionGenerators.Shrink(rule.Options))
            yield return rule with { Options = simpler };
        if (rule.List > 0)
            yield return rule with { List = 0 };
        if (rule.OrderId is not null)
            yield return rule with { OrderId = null };
        if (rule.Line > 1)
            yield return rule with { Line = 1 };
    }
}
