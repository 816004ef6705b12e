namespace DomainBlock.Lists.Writing;

/// <summary>
/// Finds rules that another one, of the same pattern on the same name and with another action or answer, outranks. A server that knows one entry a name
/// would take whichever comes last, or put the answers together.
/// </summary>
/// <param name="profile">Which rule wins.</param>
internal sealed class OutrankedRules(Profile profile)
{
    /// <summary>Whether a rule is outranked in a format.</summary>
    /// <param name="rules">Rules, sorted by name.</param>
    /// <param name="place">The rule's place.</param>
    /// <param name="format">The format.</param>
    public bool IsOutranked(IReadOnlyList<Rule> rules, int place, ListFormat format)
    {
        if (format is not (ListFormat.Dnsmasq or ListFormat.Unbound or ListFormat.Adblock))
            return false;
        Rule rule = rules[place];
        int first = place;
        while (first > 0 && rules[first - 1].Name == rule.Name)
            first--;
        for (int i = first; i < rules.Count && rules[i].Name == rule.Name; i++)
        {
            Rule other = rules[i];
            if (other.Pattern == rule.Pattern && other.Level == rule.Level && AreInConflict(other, rule, format) && Outranks(other, rule))
                return true;
        }
        return false;
    }

    /// <summary>AdGuard knows any number of rules, but puts those answers together that are for the same questions. What is for certain types only leaves the others as they are.</summary>
    private static bool AreInConflict(in Rule other, in Rule rule, ListFormat format)
    {
        RuleAnswer answer = OptionText.AnswerOf(rule);
        RuleAnswer otherAnswer = OptionText.AnswerOf(other);
        bool differ = !otherAnswer.Equals(answer);
        if (format == ListFormat.Adblock)
            return differ && answer.Kind != RuleAnswerKind.Default && otherAnswer.Kind != RuleAnswerKind.Default && AreForTheSame(other, rule);
        return (differ || other.Action != rule.Action) && (other.Options.QueryTypes.Count == 0 || AreForTheSame(other, rule));
    }

    private static bool AreForTheSame(in Rule other, in Rule rule) =>
        (other.Options with { Answer = RuleAnswer.Default }).Equals(rule.Options with { Answer = RuleAnswer.Default });

    private bool Outranks(in Rule other, in Rule rule)
    {
        if (profile != Profile.Ordered && other.Action != rule.Action)
            return other.Action == RuleAction.Allow;
        int order = (other.List, other.Line).CompareTo((rule.List, rule.Line));
        return order < 0 || (order == 0 && string.CompareOrdinal(other.Options.ToString(), rule.Options.ToString()) < 0);
    }
}
