using DomainBlock.Generators;
using DomainBlock.Tests.Matching;
using FsCheck;
using FsCheck.Fluent;

namespace DomainBlock.Tests.Auditing;

public class ComparisonTests
{
    private const string Strange = "_$_";

    private static readonly BlocklistBuilderOptions Everything = new() { KeepRedundant = true };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Gen<(RuleSet Before, RuleSet After, DomainName[] Names, ReferenceQuestion Question)> Pair { get; } =
        from queried in QueriedRuleSet.GeneratorFor(60)
        from kept in Gen.SubListOf(queried.Set.Rules.ToArray())
        from all in Gen.Elements(false, true)
        from more in RuleGenerators.RuleOn(Gen.Elements(queried.Names.AsEnumerable()), queried.Set.ListCount).ArrayOf(4)
        from count in Gen.Choose(0, 4)
        from profile in Gen.Frequency((5, Gen.Constant(queried.Set.Profile)), (1, Gen.Elements(Enum.GetValues<Profile>())))
        select (queried.Set, queried.Set with { Rules = [.. all ? queried.Set.Rules : kept, .. more.Take(count)], Profile = profile }, queried.Names.ToArray(), queried.Question);

    /// <summary>Without options and rules on no name, every name is asked for, and every rule is held against every name.</summary>
    [RuleSetProperty]
    public Property A_comparison_of_plain_rules_is_exact() => Prop.ForAll(
        Pair.Select(pair => (Before: Plain(pair.Before), After: Plain(pair.After))).ToArbitrary(),
        pair =>
        {
            using Blocklist before = pair.Before.Compile(Everything).Open();
            using Blocklist after = pair.After.Compile(Everything).Open();
            BlocklistDifference difference = before.CompareWith(after, Token);

            var probes =
                from name in before.EnumerateRules().Concat(after.EnumerateRules()).Select(rule => rule.Name).Distinct().Order()
                from scope in (NameScope[])[NameScope.Itself, NameScope.OneLabelBelow, NameScope.FurtherBelow]
                let asked = Below(name, scope)
                select (Name: name, Scope: scope, Asked: asked, Before: before.Match(asked.ToString()).Verdict, After: after.Match(asked.ToString()).Verdict);
            var different = probes.Where(probe => probe.Before != probe.After).ToArray();
            Assert.Equal(
                different.Select(probe => $"{probe.Name} {probe.Scope} {probe.Before} {probe.After}").Order(StringComparer.Ordinal),
                difference.Names.SelectMany(change => Scopes(change).Select(scope => $"{change.Name} {scope} {change.Before} {change.After}")).Order(StringComparer.Ordinal));
            Assert.Equal(difference.Names.Select(change => change.Name).Order(), difference.Names.Select(change => change.Name));

            HashSet<string> old = [.. before.EnumerateRules().Select(Text)];
            HashSet<string> later = [.. after.EnumerateRules().Select(Text)];
            Assert.Equal(
                later.Except(old).Order(StringComparer.Ordinal),
                difference.Rules.Where(change => change.Kind != RuleChangeKind.Removed).Select(change => Text(change.Rule)).Order(StringComparer.Ordinal));
            Assert.Equal(
                old.Except(later).Order(StringComparer.Ordinal),
                difference.Rules.Where(change => change.Kind != RuleChangeKind.Added).Select(change => Text(change.Before ?? change.Rule)).Order(StringComparer.Ordinal));
            Assert.All(difference.Rules, change =>
            {
                Assert.Equal(different.Any(probe => ReferenceMatcher.Matches(change.Rule, probe.Asked)), change.ChangesVerdicts);
                Assert.Equal(change.Kind == RuleChangeKind.Changed, change.Before is not null);
                if (change.Before is { } was)
                    Assert.Equal((change.Rule.Name, change.Rule.Pattern, change.Rule.List), (was.Name, was.Pattern, was.List));
            });
        });

    [RuleSetProperty]
    public Property What_is_said_to_be_the_same_is_the_same_for_any_question() => Prop.ForAll(
        Pair.ToArbitrary(),
        pair =>
        {
            using Blocklist before = pair.Before.Compile(Everything).Open();
            using Blocklist after = pair.After.Compile(Everything).Open();
            BlocklistDifference difference = before.CompareWith(after, Token);
            DomainName[] standing = [.. before.EnumerateRules().Concat(after.EnumerateRules()).Where(rule => rule.Expression is null).Select(rule => rule.Name).Distinct()];
            foreach (DomainName name in pair.Names)
            {
                MatchContext context = pair.Question.ToContext();
                bool isOthers = difference.Rules.Any(change => IsOnNoName(change.Rule) && Matches(change.Rule, name));
                if (isOthers || Said(before, name, context).Equals(Said(after, name, context)))
                    continue;
                Assert.All(difference.Rules.Where(change => Matches(change.Rule, name)), change => Assert.True(change.ChangesVerdicts, $"{change.Rule} changes {name}."));

                // Under another profile rules that stand on no name may judge what is below none.
                if (pair.Before.Profile != pair.After.Profile && pair.Before.Rules.Concat(pair.After.Rules).Any(rule => IsOnNoName(rule) && Matches(rule, name)))
                    continue;
                DomainName? nearest = difference.Names.Select(change => (DomainName?)change.Name).LastOrDefault(above => IsUnder(name, above!.Value));
                Assert.True(nearest is not null && standing.Contains(nearest.Value), $"{name} is judged otherwise, and not listed.");
            }

            bool Matches(Rule rule, DomainName name) => ReferenceMatcher.Matches(rule, name, RuleSet.PublicSuffixes, pair.Before.WithPrivateSuffixes);
        });

    [RuleSetProperty]
    public void What_reduction_leaves_out_changes_no_verdict(RuleSet set)
    {
        set = set with { Rules = [.. set.Rules.Where(rule => !IsOnNoName(rule))] };
        using Blocklist whole = set.Compile(Everything).Open();
        using Blocklist reduced = set.Compile().Open();
        BlocklistDifference difference = whole.CompareWith(reduced, Token);
        Assert.Empty(difference.Names);
        Assert.All(difference.Rules, change => Assert.Equal((RuleChangeKind.Removed, false), (change.Kind, change.ChangesVerdicts)));
        Assert.Equal(whole.EnumerateRules().Select(Text).Distinct().Count() - reduced.EnumerateRules().Select(Text).Distinct().Count(), difference.Rules.Count);
    }

    [RuleSetProperty]
    public void A_blocklist_does_not_differ_from_itself(RuleSet set)
    {
        using Blocklist blocklist = set.Compile(Everything).Open();
        BlocklistDifference difference = blocklist.CompareWith(blocklist, Token);
        Assert.Empty(difference.Rules);
        Assert.Empty(difference.Names);
    }

    [Theory]
    [InlineData("0:1 ||e.com^", "0:1 ||e.com^ 0:2 |x.e.com^", "Added |x.e.com^ False", "")]
    [InlineData("0:1 ||e.com^", "0:1 ||e.com^ 0:2 @@|x.e.com^", "Added @@|x.e.com^ True", "x.e.com Itself Blocked Allowed")]
    [InlineData("0:1 ||e.com^", "0:1 ||*.e.com^", "Removed ||e.com^ True, Added ||*.e.com^ False", "e.com Itself Blocked None")]
    [InlineData("0:1 ||e.com^", "0:1 @@||e.com^", "Changed @@||e.com^ True", "e.com Itself, OneLabelBelow, FurtherBelow Blocked Allowed")]
    [InlineData("0:1 ||e.com^ 1:1 ||e.com^", "0:1 ||e.com^", "Removed ||e.com^ False", "")]
    [InlineData("0:1 ||e.com^ 0:9 |a.e.com^", "0:5 ||e.com^ 0:7 |a.e.com^", "", "")]
    [InlineData("0:1 ||e.com^ 0:2 @@||x.e.com^", "0:1 ||e.com^$important 0:2 @@||x.e.com^", "Changed ||e.com^$important True", "x.e.com Itself, OneLabelBelow, FurtherBelow Allowed Blocked")]
    public void A_change_is_told_for_what_it_is(string before, string after, string rules, string names)
    {
        using Blocklist old = Parse(before);
        using Blocklist later = Parse(after);
        BlocklistDifference difference = old.CompareWith(later, Token);
        Assert.Equal(rules, string.Join(", ", difference.Rules.Select(change => $"{change.Kind} {change.Rule} {change.ChangesVerdicts}")));
        Assert.Equal(names, string.Join("; ", difference.Names.Select(change => $"{change.Name} {change.Scope} {change.Before} {change.After}")));
    }

    [Fact]
    public void The_only_list_of_each_is_the_same_one_whatever_its_name()
    {
        using Blocklist old = Named("one");
        using Blocklist later = Named("two");
        Assert.Empty(old.CompareWith(later, Token).Rules);
        using Blocklist both = Named("two", "three");
        Assert.Equal(["Added 0", "Added 1", "Removed 0"], old.CompareWith(both, Token).Rules.Select(change => FormattableString.Invariant($"{change.Kind} {change.Rule.List}")).Order(StringComparer.Ordinal));

        static Blocklist Named(params string[] lists)
        {
            var builder = new BlocklistBuilder(Everything);
            foreach (string list in lists)
                builder.Add(new Rule(DomainName.Parse("e.com")) { List = builder.AddList(new ListInfo(list)) });
            return builder.Build().Open();
        }
    }

    private static RuleSet Plain(RuleSet set) => set with
    {
        ClosestEncloserLists = [],
        Rules = [.. set.Rules.Where(rule => !IsOnNoName(rule) && rule.Name.Octets.Length <= 240).Select(rule => rule with { Options = RuleOptions.None })],
    };

    private static Blocklist Parse(string rules) =>
        new RuleSet(2, [.. rules.Split(' ').Chunk(2).Select(words => WrittenRule.Parse(string.Join(' ', words)))]).Compile(Everything).Open();

    private static bool IsOnNoName(Rule rule) => rule.Expression is not null || rule.Pattern is RulePattern.AnySuffix or RulePattern.AnySuffixExact;

    private static (Verdict, RuleAnswer?) Said(Blocklist blocklist, DomainName name, in MatchContext context)
    {
        MatchResult result = blocklist.Match(name.ToString(), context);
        return (result.Verdict, result.Verdict == Verdict.Blocked ? blocklist.GetRule(result.Rule).Options.Answer : null);
    }

    private static DomainName Below(DomainName name, NameScope scope) => scope switch
    {
        NameScope.Itself => name,
        NameScope.OneLabelBelow => DomainName.Parse(name.IsRoot ? Strange : $"{Strange}.{name}"),
        _ => Below(Below(name, NameScope.OneLabelBelow), NameScope.OneLabelBelow),
    };

    private static IEnumerable<NameScope> Scopes(NameChange change) =>
        ((NameScope[])[NameScope.Itself, NameScope.OneLabelBelow, NameScope.FurtherBelow]).Where(scope => (change.Scope & scope) != 0);

    private static bool IsUnder(DomainName name, DomainName above) => ReferenceMatcher.Matches(new Rule(above), name);

    private static string Text(Rule rule) => FormattableString.Invariant($"{rule.List} {rule}");
}
