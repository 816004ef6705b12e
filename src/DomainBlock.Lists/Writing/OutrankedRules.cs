namespace DomainBlock.Lists.Writing;

/// <summary>
/// Finds rules that another one, of the same pattern on the same name and of the other action, outranks. A server that knows one entry a name
/// would take whichever comes last.
/// </summary>
/// <param name="profile">Which rule wins.</param>
internal sealed class OutrankedRules(Profile profile)
{
    /// <summary>Whether the format has one entry for a name and a pattern.</summary>
    public static bool Matter(ListFormat format) => format is ListFormat.Dnsmasq or ListFormat.Unbound;

    /// <summary>Whether a rule is outranked.</summary>
    /// <param name="rules">Rules, sorted by name.</param>
    /// <param name="place">The rule's place.</param>
    public bool IsOutranked(IReadOnlyList<Rule> rules, int place)
    {
        Rule rule = rules[place];
        int first = place;
        while (first > 0 && rules[first - 1].Name == rule.Name)
            first--;
        for (int i = first; i < rules.Count && rules[i].Name == rule.Name; i++)
        {
            Rule other = rules[i];
            if (other.Pattern == rule.Pattern && other.Action != rule.Action && other.Level == rule.Level && Outranks(other, rule))
                return true;
        }
        return false;
    }

    private bool Outranks(in Rule other, in Rule rule) =>
        profile == Profile.Ordered ? (other.List, other.Line).CompareTo((rule.List, rule.Line)) < 0 : other.Action == RuleAction.Allow;
}
