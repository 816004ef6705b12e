using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace DomainBlock.Generators;

/// <summary>Rules of several lists, as they would be compiled into one blocklist.</summary>
/// <param name="ListCount">How many lists there are; each rule's list number is below it.</param>
/// <param name="Rules">The rules, in no particular order; some may be equal.</param>
public sealed record RuleSet(int ListCount, IReadOnlyList<Rule> Rules)
{
    /// <summary>The numbers of the lists with <see cref="ListInfo.UsesClosestEncloser"/>; may have numbers of lists that there are not.</summary>
    public IReadOnlyList<int> ClosestEncloserLists { get; init; } = [];

    /// <summary>Which rule wins.</summary>
    public Profile Profile { get; init; }

    /// <summary>The suffixes that rules of <see cref="RulePattern.AnySuffix"/> stand under: a short list of every kind of rule, of labels that generated names have.</summary>
    public static PublicSuffixList PublicSuffixes { get; } = PublicSuffixList.Read(new MemoryStream(Encoding.ASCII.GetBytes(
        """
        com
        net
        co.net
        *.b
        !a.b
        b.co.net
        ample.x-com
        // ===BEGIN PRIVATE DOMAINS===
        example.com
        *.ads.example.com
        """)));

    /// <summary>Whether the private section of <see cref="PublicSuffixes"/> counts too.</summary>
    public bool WithPrivateSuffixes { get; init; }

    /// <summary>Rule sets whose names nest and repeat, so that rules meet, cover each other and contradict each other.</summary>
    // Most have no rule under any suffix: under two of the profiles nothing is left out where there is one. Most have no expression, as most lists.
    public static Gen<RuleSet> Generator { get; } = Gen.Sized(size =>
        from lists in Gen.Choose(1, 4)
        from count in Gen.Choose(0, Math.Max(1, size))
        from names in NameGenerators.Name.ArrayOf(1 + (count / 2))
        let nested = Gen.Frequency(
            (4, Gen.Elements(names)),
            (3, Gen.Elements(names).Select(QueriedRuleSet.Parent)),
            (2, NameGenerators.Below(Gen.Elements(names), 1, 2)))
        from closest in Gen.Frequency((2, Gen.Constant(new List<int>())), (1, Gen.SubListOf(Enumerable.Range(0, lists))))
        from anySuffix in Gen.Elements(0, 0, 1)
        from expression in Gen.Elements(0, 0, 1)
        let rule = Gen.Frequency(
            (5, RuleGenerators.RuleOn(nested, lists)),
            (anySuffix, RuleGenerators.AnySuffixRuleOn(nested, lists)),
            (expression, RuleGenerators.RuleWithExpression(nested, lists)))
        from drawn in rule.ArrayOf(count)
        let rules = drawn.Select(rule => IsAllowed(rule, closest) ? rule : rule with { Pattern = RulePattern.Subtree, Expression = null }).ToArray()
        from repeated in Gen.SubListOf(rules)
        from shuffled in Gen.Shuffle<Rule>([.. rules, .. repeated.Take(count / 4)])
        from profile in Gen.Elements(Enum.GetValues<Profile>())
        from withPrivate in Gen.Elements(false, true)
        select new RuleSet(lists, shuffled) { ClosestEncloserLists = [.. closest], Profile = profile, WithPrivateSuffixes = withPrivate });

    /// <summary>The meaning of these rules.</summary>
    /// <param name="lists">The numbers of the lists that count; null: all.</param>
    public ReferenceMatcher Reference(IEnumerable<int>? lists = null) =>
        new(Rules, lists, ClosestEncloserLists, Profile) { PublicSuffixes = PublicSuffixes, WithPrivateSuffixes = WithPrivateSuffixes };

    /// <summary>The rules one a line, as "list:line rule".</summary>
    public override string ToString() =>
        string.Join('\n', Rules.Select(rule => FormattableString.Invariant($"{rule.List}:{rule.Line} {rule}")).Prepend(
            FormattableString.Invariant($"{Rules.Count} rules of {ListCount} lists, profile {Profile}, closest encloser in those numbered [{string.Join(' ', ClosestEncloserLists)}], {(WithPrivateSuffixes ? "with" : "without")} private suffixes:")));

    internal static IEnumerable<RuleSet> Shrink(RuleSet set) =>
        Simpler(set).Where(simpler => simpler.Rules.All(rule => IsAllowed(rule, simpler.ClosestEncloserLists)));

    /// <summary>A list that uses the closest encloser has no rule under any suffix, which else stands on one label, and no expression.</summary>
    private static bool IsAllowed(Rule rule, IEnumerable<int> closestEncloserLists)
    {
        bool isUnderAnySuffix = RuleGenerators.IsUnderAnySuffix(rule);
        return (!isUnderAnySuffix || NameLabels.Split(rule.Name).Count == 1)
            && !((isUnderAnySuffix || rule.Expression is not null) && closestEncloserLists.Contains(rule.List));
    }

    private static IEnumerable<RuleSet> Simpler(RuleSet set)
    {
        foreach (IReadOnlyList<Rule> fewer in Fewer(set.Rules))
            yield return set with { Rules = fewer };
        foreach (IReadOnlyList<int> fewer in Fewer(set.ClosestEncloserLists))
            yield return set with { ClosestEncloserLists = fewer };
        if (set.Profile != Profile.AllowWins)
            yield return set with { Profile = Profile.AllowWins };
        if (set.WithPrivateSuffixes)
            yield return set with { WithPrivateSuffixes = false };
        int used = set.Rules.SelectMany(rule => rule.Options.CancelledBy.Append(rule.List)).Select(list => list + 1).DefaultIfEmpty(1).Max();
        if (used < set.ListCount)
            yield return set with { ListCount = used };
        for (int i = 0; i < set.Rules.Count; i++)
        {
            foreach (Rule simpler in RuleGenerators.Shrink(set.Rules[i]))
                yield return set with { Rules = [.. set.Rules.Take(i), simpler, .. set.Rules.Skip(i + 1)] };
        }
    }

    // Halves first, then all but one: a large set comes down in few steps.
    internal static IEnumerable<IReadOnlyList<T>> Fewer<T>(IReadOnlyList<T> all)
    {
        if (all.Count > 3)
        {
            yield return [.. all.Take(all.Count / 2)];
            yield return [.. all.Skip(all.Count / 2)];
        }
        for (int i = 0; i < all.Count; i++)
            yield return [.. all.Where((_, index) => index != i)];
    }
}
