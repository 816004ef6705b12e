namespace DomainBlock.Tool.Input;

/// <summary>What rules are counted by: pattern, action and level.</summary>
internal readonly record struct RuleKind(RulePattern Pattern, RuleAction Action, RuleLevel Level)
{
    public static RuleKind Of(in Rule rule) => new(rule.Pattern, rule.Action, rule.Level);

    /// <summary>The word for a pattern.</summary>
    public static string Word(RulePattern pattern) => pattern switch
    {
        RulePattern.Subtree => "subtree",
        RulePattern.Subdomains => "subdomains",
        RulePattern.OneLabel => "one label",
        RulePattern.AnySuffix => "any suffix",
        RulePattern.AnySuffixExact => "any suffix exact",
        RulePattern.Glob => "glob",
        RulePattern.Regex => "regex",
        _ => "exact",
    };

    /// <summary>The word for an action.</summary>
    public static string Word(RuleAction action) => action == RuleAction.Allow ? "allow" : "block";

    /// <summary>The word for a level.</summary>
    public static string Word(RuleLevel level) => level == RuleLevel.Important ? "important" : "normal";

    public override string ToString() => $"{(Level == RuleLevel.Important ? "important " : "")}{Word(Action)} {Word(Pattern)}";
}
