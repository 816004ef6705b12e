using DomainBlock.Generators;

namespace DomainBlock.Tests.Auditing;

/// <summary>The slow twin of an audit: every rule is held against every other one. What covers what is asked of the reference, on names that no rule has heard of.</summary>
internal sealed class PlainAudit(RuleSet set, IReadOnlyList<Rule> listed)
{
    private static readonly DomainName Top = DomainName.Parse("top");

    private readonly ReferenceMatcher _reference = set.Reference();

    public IEnumerable<RuleFinding> Findings => Enumerable.Range(0, listed.Count).SelectMany(FindingsOn);

    public IEnumerable<ListOverlap> Overlaps =>
        from list in Enumerable.Range(0, set.ListCount)
        from other in Enumerable.Range(0, set.ListCount)
        where list != other
        let rules = listed.Count(rule => rule.List == list && listed.Any(covering => covering.List == other && covering.Action == rule.Action
            && ((IsUnconditional(covering) && Covers(covering, rule)) || IsSame(covering, rule))))
        where rules > 0
        select new ListOverlap(list, other, rules);

    private IEnumerable<RuleFinding> FindingsOn(int number)
    {
        Rule rule = listed[number];
        int same = Enumerable.Range(0, number).FirstOrDefault(other => IsSame(listed[other], rule), -1);
        if (same >= 0)
            yield return new RuleFinding(RuleFindingKind.Duplicate, rule, listed[same]);

        int[] covering = [.. Enumerable.Range(0, listed.Count).Where(other => other != number && Covers(listed[other], rule))];
        if (same < 0 && Strongest(covering.Where(other => IsUnconditional(listed[other]) && IsStronger(other, number))) is { } shadow)
            yield return new RuleFinding(RuleFindingKind.Shadowed, rule, listed[shadow]);
        if (Strongest(covering.Where(other => listed[other].Action != rule.Action)) is { } opponent)
            yield return new RuleFinding(IsStronger(opponent, number) ? RuleFindingKind.ConflictLost : RuleFindingKind.ConflictWon, rule, listed[opponent]);
    }

    private int? Strongest(IEnumerable<int> numbers)
    {
        int? strongest = null;
        foreach (int number in numbers)
        {
            if (strongest is null || IsStronger(number, strongest.Value))
                strongest = number;
        }
        return strongest;
    }

    private bool IsStronger(int one, int other)
    {
        (Rule left, Rule right) = (listed[one], listed[other]);
        if (left.Name == right.Name && IsUnderAnySuffix(left) == IsUnderAnySuffix(right) && Equals(left.Expression, right.Expression))
            return one < other;

        // How many labels a rule under any suffix fixes is known of a name only.
        DomainName name = IsUnderAnySuffix(left) ? Below(left.Name, Top) : IsUnderAnySuffix(right) ? Below(right.Name, Top) : Top;
        return _reference.InOrder([right, left], name)[0] == left;
    }

    private bool Covers(Rule wider, Rule narrower)
    {
        if (wider.Pattern == RulePattern.Subdomains && set.ClosestEncloserLists.Contains(wider.List))
            return false;
        if (wider.Expression is not null)
            return wider.Expression.Equals(narrower.Expression);
        if (narrower.Expression is not null)
            return wider.Name.IsRoot && wider.Pattern == RulePattern.Subtree;
        if (IsUnderAnySuffix(wider))
            return IsUnderAnySuffix(narrower) && wider.Name == narrower.Name && CoversAt(wider, narrower, Below(wider.Name, Top));
        if (IsUnderAnySuffix(narrower))
            return wider.Name.IsRoot && CoversAt(wider, narrower, Below(narrower.Name, Top));

        // On short names in place of theirs, so that there is room for names below: no pattern tells three labels more from four.
        List<string> above = NameLabels(wider.Name);
        List<string> labels = NameLabels(narrower.Name);
        int more = labels.Count - above.Count;
        if (more < 0 || !labels.Skip(more).SequenceEqual(above))
            return false;
        DomainName name = Enumerable.Repeat("more", Math.Min(more, 3)).Aggregate(Top, (under, label) => Below(DomainName.Parse(label), under));
        return CoversAt(wider with { Name = Top }, narrower with { Name = name }, name);
    }

    private static bool CoversAt(Rule wider, Rule narrower, DomainName name)
    {
        DomainName child = Below(DomainName.Parse("child"), name);
        return new[] { name, child, Below(DomainName.Parse("x"), child) }.All(asked => !ReferenceMatcher.Matches(narrower, asked) || ReferenceMatcher.Matches(wider, asked));
    }

    private static DomainName Below(DomainName label, DomainName name) => DomainName.Parse($"{label}.{name}");

    private static bool IsUnderAnySuffix(Rule rule) => rule.Pattern is RulePattern.AnySuffix or RulePattern.AnySuffixExact;

    private static bool IsSame(Rule one, Rule other) =>
        one with { List = 0, Line = 0, OrderId = null } == other with { List = 0, Line = 0, OrderId = null, Options = one.Options } && one.Options.Equals(other.Options);

    private static bool IsUnconditional(Rule rule) => new RuleOptions { Answer = rule.Options.Answer }.Equals(rule.Options);

    private static List<string> NameLabels(DomainName name) => [.. Indexing.NameSet.Labels(name).Select(label => Convert.ToHexString(label))];
}
