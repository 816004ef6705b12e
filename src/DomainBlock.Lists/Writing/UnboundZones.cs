namespace DomainBlock.Lists.Writing;

/// <summary>
/// The zones of rules that are written for Unbound. Data at or below the name of a zone is not what it would be alone: in one that answers with data of its own it is part of that or makes Unbound
/// refuse the file, in the others it is not looked at.
/// </summary>
internal sealed class UnboundZones
{
    private readonly HashSet<DomainName> _redirecting = [];
    private readonly HashSet<DomainName> _all = [];

    /// <param name="rules">All rules that are to be written.</param>
    public UnboundZones(IReadOnlyList<Rule> rules)
    {
        if (!rules.Any(HasAnswer))
            return;
        foreach (Rule rule in rules.Where(rule => rule.Pattern == RulePattern.Subtree && rule.Action == RuleAction.Block))
        {
            if (RuleText.TryWrite(rule, ListFormat.Unbound, out _) is null)
                continue;
            _all.Add(rule.Name);
            if (OptionText.AnswerOf(rule).Kind is RuleAnswerKind.Addresses or RuleAnswerKind.CName)
                _redirecting.Add(rule.Name);
        }
    }

    /// <summary>Whether a rule would be data in a zone of another rule, which changes what it says.</summary>
    public bool Swallow(in Rule rule)
    {
        HashSet<DomainName> zones = HasAnswer(rule) ? _all : _redirecting;
        return rule.Pattern == RulePattern.Exact && zones.Count > 0 && NamesAbove.SelfAndAbove(rule.Name).Any(zones.Contains);
    }

    private static bool HasAnswer(Rule rule) => OptionText.AnswerOf(rule).Kind != RuleAnswerKind.Default;
}
