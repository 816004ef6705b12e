using System.Diagnostics;
using DomainBlock.Generators;
using DomainBlock.Tests.Matching;

namespace DomainBlock.Tests.Auditing;

public class AuditTests
{
    private static readonly BlocklistBuilderOptions Everything = new() { KeepRedundant = true };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [RuleSetProperty]
    public void An_audit_finds_what_its_slow_twin_finds(RuleSet set)
    {
        using Blocklist blocklist = set.Compile(Everything).Open();
        BlocklistAudit audit = blocklist.Audit(int.MaxValue, Token);
        var plain = new PlainAudit(set, [.. blocklist.EnumerateRules()]);
        Assert.Equal(Texts(plain.Findings), Texts(audit.Findings));
        Assert.Equal(plain.Overlaps, audit.Overlaps);
        Assert.Equal(Enumerable.Range(0, set.ListCount), audit.ComparedLists);
        for (int list = 0; list < set.ListCount; list++)
        {
            Assert.Equal(
                new ListAudit(blocklist.EnumerateRules().Count(rule => rule.List == list), Count(RuleFindingKind.Duplicate), Count(RuleFindingKind.Shadowed), Count(RuleFindingKind.ConflictWon), Count(RuleFindingKind.ConflictLost)),
                audit.Lists[list]);

            int Count(RuleFindingKind kind) => audit.Findings.Count(finding => finding.Kind == kind && finding.Rule.List == list);
        }
    }

    [RuleSetProperty]
    public void A_shadowed_rule_never_wins(QueriedRuleSet queried)
    {
        using Blocklist blocklist = queried.Set.Compile(Everything).Open();
        HashSet<Rule> shadowed = [.. blocklist.Audit(int.MaxValue, Token).Findings.Where(finding => finding.Kind == RuleFindingKind.Shadowed).Select(finding => finding.Rule)];
        foreach (DomainName name in queried.Names)
        {
            MatchResult result = blocklist.Match(name.ToString(), queried.Question.ToContext());
            if (result.Rule >= 0)
                Assert.DoesNotContain(blocklist.GetRule(result.Rule), shadowed);
        }
    }

    [Theory]
    [InlineData("0:1 ||e.com^ 1:2 ||e.com^", Profile.AllowWins, "Duplicate 1:2 0:1")]
    [InlineData("0:1 ||e.com^ 1:2 |x.e.com^", Profile.AllowWins, "Shadowed 1:2 0:1")]
    [InlineData("0:1 ||e.com^ 1:2 |x.e.com^", Profile.MostSpecific, "")]
    [InlineData("0:1 ||e.com^ 1:2 |x.e.com^", Profile.Ordered, "Shadowed 1:2 0:1")]
    [InlineData("1:1 ||e.com^ 0:2 |x.e.com^", Profile.AllowWins, "")]
    [InlineData("0:1 |x.e.com^ 0:2 ||e.com^", Profile.AllowWins, "Shadowed 0:1 0:2")]
    [InlineData("0:1 ||e.com^ 0:2 @@||x.e.com^", Profile.AllowWins, "ConflictWon 0:2 0:1")]
    [InlineData("0:1 ||e.com^$important 0:2 @@||x.e.com^", Profile.AllowWins, "ConflictLost 0:2 0:1, Shadowed 0:2 0:1")]
    [InlineData("0:1 ||e.com^ 1:2 @@||e.com^", Profile.AllowWins, "ConflictLost 0:1 1:2, ConflictWon 1:2 0:1, Shadowed 0:1 1:2")]
    [InlineData("0:1 ||e.com^ 1:2 @@||e.com^", Profile.Ordered, "ConflictLost 1:2 0:1, ConflictWon 0:1 1:2, Shadowed 1:2 0:1")]
    [InlineData("0:1 ||*.e.com^ 1:2 |e.com^", Profile.AllowWins, "")]
    [InlineData("0:1 ||e.com^ 1:2 ||badexample.com^", Profile.AllowWins, "")]
    public void A_rule_is_found_for_what_it_is(string rules, Profile profile, string expected)
    {
        var set = new RuleSet(2, [.. rules.Split(' ').Chunk(2).Select(words => WrittenRule.Parse(string.Join(' ', words)))]) { Profile = profile };
        using Blocklist blocklist = set.Compile(Everything).Open();
        IEnumerable<string> found = blocklist.Audit(cancellationToken: Token).Findings.Select(finding => $"{finding.Kind} {WrittenRule.PlaceOf(finding.Rule)} {WrittenRule.PlaceOf(finding.Other)}");
        Assert.Equal(expected, string.Join(", ", found.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void A_rule_that_may_not_apply_shadows_nothing()
    {
        Rule wide = new(DomainName.Parse("e.com")) { Options = new RuleOptions { QueryTypes = [28] } };
        Rule narrow = new(DomainName.Parse("x.e.com"), RulePattern.Exact) { Line = 2 };
        using Blocklist blocklist = Blocklist.Create([wide, narrow]);
        Assert.Empty(blocklist.Audit(cancellationToken: Token).Findings);
        using Blocklist answered = Blocklist.Create([wide with { Options = new RuleOptions { Answer = RuleAnswer.NoData } }, narrow]);
        Assert.Equal(RuleFindingKind.Shadowed, Assert.Single(answered.Audit(cancellationToken: Token).Findings).Kind);
    }

    [Fact]
    public void Only_the_first_findings_are_kept_and_all_are_counted()
    {
        using Blocklist blocklist = Compile(2, Enumerable.Range(0, 20).Select(i => Named(i / 2) with { List = i % 2 }));
        BlocklistAudit audit = blocklist.Audit(findingsOfKind: 3, Token);
        Assert.Equal(3, audit.Findings.Count);
        Assert.Equal([new ListAudit(10, 0, 0, 0, 0), new ListAudit(10, 10, 0, 0, 0)], audit.Lists);
        Assert.Empty(blocklist.Audit(findingsOfKind: 0, Token).Findings);
        Assert.Throws<ArgumentOutOfRangeException>(() => blocklist.Audit(-1, Token));
    }

    [Fact]
    public void Of_very_many_lists_the_largest_are_compared()
    {
        const int Lists = BlocklistAudit.MaxComparedLists + 100;
        using Blocklist blocklist = Compile(Lists, Enumerable.Range(0, Lists).SelectMany(list => Enumerable.Range(0, list < 100 ? 1 : 2).Select(i => Named(i) with { List = list })));
        BlocklistAudit audit = blocklist.Audit(cancellationToken: Token);
        Assert.Equal(Enumerable.Range(100, BlocklistAudit.MaxComparedLists), audit.ComparedLists);
        Assert.Equal((BlocklistAudit.MaxComparedLists - 1) * BlocklistAudit.MaxComparedLists, audit.Overlaps.Count);
        Assert.All(audit.Overlaps, overlap => Assert.Equal(2, overlap.Rules));
    }

    /// <summary>Each of these takes hours where rules are held against each other in pairs.</summary>
    [Theory]
    [InlineData("one name in all lists")]
    [InlineData("many options above many names")]
    [InlineData("a chain of names in all lists")]
    public void No_rules_make_it_slow(string shape)
    {
        const int Rules = 200_000;
        const int Lists = 60_000;
        RuleOptions[] options = [.. Enumerable.Range(0, 50_000).Select(i => new RuleOptions { From = DateTimeOffset.FromUnixTimeSeconds(i + 1) })];
        using Blocklist blocklist = Compile(Lists, Enumerable.Range(0, Rules).Select(i => shape switch
        {
            "one name in all lists" => Named(0) with { List = i % Lists, Line = i },
            "many options above many names" => i % 2 == 0 ? Named(0) with { Options = options[i / 2 % options.Length], Line = i } : new Rule(DomainName.Parse($"x{i}.n0.example")) { Line = i },
            _ => new Rule(DomainName.Parse(string.Concat(Enumerable.Repeat("d.", 1 + (i % 100))) + "example")) { List = i % Lists, Line = i },
        }));
        long start = Stopwatch.GetTimestamp();
        BlocklistAudit audit = blocklist.Audit(cancellationToken: Token);
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(30));
        Assert.Equal(Rules, audit.Lists.Sum(list => list.Rules));
    }

    [Fact]
    public void It_ends_early()
    {
        using Blocklist blocklist = Compile(1, [Named(0)]);
        Assert.Throws<OperationCanceledException>(() => blocklist.Audit(cancellationToken: new CancellationToken(canceled: true)));
    }

    private static Rule Named(int number) => new(DomainName.Parse(FormattableString.Invariant($"n{number}.example"))) { Line = number + 1 };

    private static Blocklist Compile(int lists, IEnumerable<Rule> rules)
    {
        var builder = new BlocklistBuilder(Everything);
        for (int list = 0; list < lists; list++)
            builder.AddList(new ListInfo(FormattableString.Invariant($"list {list}")));
        foreach (Rule rule in rules)
            builder.Add(rule);
        return builder.Build().Open();
    }

    private static IEnumerable<string> Texts(IEnumerable<RuleFinding> findings) =>
        findings.Select(finding => $"{finding.Kind} {Text(finding.Rule)} {Text(finding.Other)}").Order(StringComparer.Ordinal);

    private static string Text(Rule rule) => FormattableString.Invariant($"{rule.List}:{rule.Line} {rule} {rule.OrderId}");
}
