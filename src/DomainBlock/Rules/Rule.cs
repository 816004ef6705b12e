namespace DomainBlock;

/// <summary>One rule: a pattern on a name, what it does, how strong it is, and where it came from.</summary>
/// <param name="Name">The name that the pattern stands on.</param>
/// <param name="Pattern">Which names it matches.</param>
/// <param name="Action">What it does if it wins.</param>
/// <param name="Level">How strong it is.</param>
public readonly record struct Rule(
    DomainName Name,
    RulePattern Pattern = RulePattern.Subtree,
    RuleAction Action = RuleAction.Block,
    RuleLevel Level = RuleLevel.Normal)
{
    private readonly RuleOptions? _options;

    /// <summary>The glob or regular expression of a rule of <see cref="RulePattern.Glob"/> or <see cref="RulePattern.Regex"/>; null in all others.</summary>
    public NameExpression? Expression { get; init; }

    /// <summary>The number of its list, from 0 in the order in which the lists were added; earlier lists come first in precedence.</summary>
    public int List { get; init; }

    /// <summary>The line in its list, from 1; 0 where it is not known.</summary>
    public int Line { get; init; }

    /// <summary>What else must hold for the rule to apply, and what answer it wants; <see cref="RuleOptions.None"/> unless given.</summary>
    public RuleOptions Options
    {
        get => _options ?? RuleOptions.None;
        init => _options = value is null || value.IsEmpty ? null : value;
    }

    /// <summary>
    /// Under which order it blocks, where it does so under one; at most 255 octets in UTF-8, else null. It decides no verdict. Of rules that differ in nothing
    /// else the one with the id that comes first octet by octet wins, before all one without.
    /// </summary>
    public string? OrderId { get; init; }

    /// <summary>A rule with a glob or regular expression. Its name is the root, and says nothing.</summary>
    /// <param name="expression">Which names it matches.</param>
    /// <param name="action">What it does if it wins.</param>
    /// <param name="level">How strong it is.</param>
    public static Rule WithExpression(NameExpression expression, RuleAction action = RuleAction.Block, RuleLevel level = RuleLevel.Normal)
    {
        ArgumentNullException.ThrowIfNull(expression);
        return new Rule(default, expression.Pattern, action, level) { Expression = expression };
    }

    /// <summary>
    /// The rule in adblock syntax: <c>||a.b^</c> for a subtree, <c>||*.a.b^</c> for subdomains, <c>|a.b^</c> for exact,
    /// <c>@@</c> before an allow rule, <c>$important</c> after an important one, its options as <see cref="RuleOptions.ToString"/> gives them. Adblock has no way to write one label or any public suffix; they are
    /// <c>one-label:*.a.b</c>, <c>any-suffix:a.*</c> and <c>any-suffix:=a.*</c>, which begin as no other rule does. An expression is written as <see cref="NameExpression.ToString"/> does.
    /// </summary>
    public override string ToString()
    {
        (string opening, string end) = Pattern switch
        {
            RulePattern.Subtree => ("||", "^"),
            RulePattern.Subdomains => ("||*.", "^"),
            RulePattern.OneLabel => ("one-label:*.", ""),
            RulePattern.AnySuffix => ("any-suffix:", ".*"),
            RulePattern.AnySuffixExact => ("any-suffix:=", ".*"),
            RulePattern.Glob or RulePattern.Regex => ("", ""),
            _ => ("|", "^"),
        };
        string exception = Action == RuleAction.Allow ? "@@" : "";
        string[] modifiers = [.. new[] { Level == RuleLevel.Important ? "important" : "", Options.ToString() }.Where(text => text.Length > 0)];
        return $"{exception}{opening}{(Expression is { } expression ? expression : Name)}{end}{(modifiers.Length > 0 ? "$" : "")}{string.Join(',', modifiers)}";
    }
}
