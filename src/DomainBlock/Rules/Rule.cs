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
    /// <summary>The number of its list, from 0 in the order in which the lists were added; earlier lists come first in precedence.</summary>
    public int List { get; init; }

    /// <summary>The line in its list, from 1; 0 where it is not known.</summary>
    public int Line { get; init; }

    /// <summary>
    /// Under which order it blocks, where it does so under one; at most 255 octets in UTF-8, else null. It decides no verdict. Of rules that differ in nothing
    /// else the one with the id that comes first octet by octet wins, before all one without.
    /// </summary>
    public string? OrderId { get; init; }

    /// <summary>
    /// The rule in adblock syntax: <c>||a.b^</c> for a subtree, <c>||*.a.b^</c> for subdomains, <c>|a.b^</c> for exact,
    /// <c>@@</c> before an allow rule, <c>$important</c> after an important one. Adblock has no way to write one label or any public suffix; they are
    /// <c>one-label:*.a.b</c>, <c>any-suffix:a.*</c> and <c>any-suffix:=a.*</c>, which begin as no other rule does.
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
            _ => ("|", "^"),
        };
        string exception = Action == RuleAction.Allow ? "@@" : "";
        string modifier = Level == RuleLevel.Important ? "$important" : "";
        return $"{exception}{opening}{Name}{end}{modifier}";
    }
}
