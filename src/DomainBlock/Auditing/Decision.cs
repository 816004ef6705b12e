namespace DomainBlock.Auditing;

/// <summary>
/// What decides for some names: the rules that match them, strongest first, up to the first one that always applies. Two decisions are the same if no question can tell them apart by the answer.
/// </summary>
internal sealed class Decision(ComparedListing listing)
{
    /// <summary>More rules with options than this on one name and those above it are not looked at one by one.</summary>
    private const int MaxRules = 64;

    private readonly List<Standing> _rules = [];
    private bool _isOverfull;

    /// <summary>The verdict; null where it depends on options.</summary>
    public Verdict? Verdict
    {
        get
        {
            List<Outcome> outcomes = Outcomes();
            if (_isOverfull || outcomes.Any(outcome => outcome.Condition != 0))
                return null;
            return outcomes.Count == 0 ? DomainBlock.Verdict.None : outcomes[0].Action == RuleAction.Allow ? DomainBlock.Verdict.Allowed : DomainBlock.Verdict.Blocked;
        }
    }

    public void Clear()
    {
        _rules.Clear();
        _isOverfull = false;
    }

    /// <summary>Takes the rules of another decision of the same blocklist.</summary>
    public void Add(Decision other)
    {
        foreach (Standing rule in other._rules)
            Add(rule);
        _isOverfull |= other._isOverfull;
    }

    /// <summary>Takes one more rule that matches.</summary>
    public void Add(Standing rule)
    {
        // A rule that a list cancels never applies where all lists count.
        if (rule.Rule.Options.CancelledBy.Count > 0)
            return;
        int place = _rules.Count;
        while (place > 0 && rule.IsStronger(_rules[place - 1], listing.Profile))
            place--;
        if (place > 0 && listing.AlwaysApplies(_rules[place - 1].Rule))
            return;
        _rules.Insert(place, rule);
        if (listing.AlwaysApplies(rule.Rule))
            _rules.RemoveRange(place + 1, _rules.Count - place - 1);
        if (_rules.Count <= MaxRules)
            return;
        _isOverfull = true;
        _rules.RemoveRange(MaxRules, _rules.Count - MaxRules);
    }

    /// <summary>Whether the answers are surely the same.</summary>
    /// <param name="other">The other blocklist's decision.</param>
    /// <param name="byRule">Whether the same rules must make it.</param>
    public bool IsSame(Decision other, bool byRule)
    {
        if (_isOverfull || other._isOverfull)
            return false;
        return byRule
            ? Keys().SequenceEqual(other.Keys()) && (listing.AreZonesSame || !_rules.Exists(rule => listing.IsOfZone(rule.Rule)))
            : Outcomes().SequenceEqual(other.Outcomes());
    }

    private IEnumerable<(DomainName, RuleKey)> Keys() => _rules.Select(rule => (rule.Rule.Name, listing.Key(rule.Rule)));

    /// <summary>The different outcomes in order, without those that nothing hangs on.</summary>
    private List<Outcome> Outcomes()
    {
        var outcomes = new List<Outcome>(_rules.Count);
        foreach (Standing rule in _rules)
        {
            Outcome outcome = listing.Outcome(rule.Rule);
            if (!outcomes.Contains(outcome))
                outcomes.Add(outcome);
        }
        while (outcomes.Count > 1 && outcomes[^1].Condition == 0 && outcomes[^2] with { Condition = 0, Zone = null } == outcomes[^1])
            outcomes.RemoveAt(outcomes.Count - 2);
        return outcomes;
    }
}
