using DomainBlock.Generators;

namespace DomainBlock.Tests.Matching;

/// <summary>Lists in which wildcards end at existing names, as RFC 4592 says of zones.</summary>
public class ClosestEncloserTests
{
    private static readonly Rule Wildcard = new(DomainName.Parse("example.com"), RulePattern.Subdomains) { Line = 1 };
    private static readonly Rule Passed = new(DomainName.Parse("a.b.example.com"), RulePattern.Exact, RuleAction.Allow) { Line = 2 };
    private static readonly RuleSet Zone = new(1, [Wildcard, Passed]) { ClosestEncloserLists = [0] };

    [Theory]
    [InlineData("x.example.com", Verdict.Blocked)]
    [InlineData("x.y.z.example.com", Verdict.Blocked)]
    [InlineData("example.com", Verdict.None)]
    [InlineData("b.example.com", Verdict.None)] // exists without a rule: an empty non-terminal
    [InlineData("x.b.example.com", Verdict.None)]
    [InlineData("a.b.example.com", Verdict.Allowed)]
    [InlineData("y.a.b.example.com", Verdict.None)]
    [InlineData("bb.example.com", Verdict.Blocked)]
    public void A_wildcard_does_not_reach_past_an_existing_name(string name, Verdict expected)
    {
        AssertVerdict(expected, Zone, name);
        Verdict anywhere = name switch
        {
            "example.com" => Verdict.None,
            "a.b.example.com" => Verdict.Allowed,
            _ => Verdict.Blocked,
        };
        AssertVerdict(anywhere, Zone with { ClosestEncloserLists = [] }, name);
    }

    [Theory]
    [InlineData("x.b.example.com")]
    [InlineData("b.example.com")]
    [InlineData("y.a.b.example.com")]
    public void Another_list_s_wildcard_is_not_stopped(string name)
    {
        RuleSet two = Zone with { ListCount = 2, Rules = [.. Zone.Rules, Wildcard with { List = 1 }] };
        AssertVerdict(Verdict.Blocked, two, name);
        AssertVerdict(Verdict.Blocked, two with { ClosestEncloserLists = [0, 1] }, name);
        AssertVerdict(Verdict.None, two, name, view: [0]);
    }

    [Fact]
    public void A_deeper_wildcard_takes_the_place_of_the_one_above_it()
    {
        RuleSet set = Zone with { Rules = [Wildcard, Wildcard with { Name = DomainName.Parse("b.example.com"), Action = RuleAction.Allow }] };
        AssertVerdict(Verdict.Allowed, set, "x.b.example.com");
        AssertVerdict(Verdict.None, set, "b.example.com");
        AssertVerdict(Verdict.Blocked, set, "x.example.com");
    }

    [Fact]
    public void Only_wildcards_are_stopped()
    {
        foreach (RulePattern pattern in (RulePattern[])[RulePattern.Subtree, RulePattern.OneLabel, RulePattern.Exact])
        {
            RuleSet set = Zone with { Rules = [Wildcard with { Pattern = pattern }, Passed] };
            using Blocklist blocklist = set.Compile().Open();
            Assert.Equal(0, blocklist.StopCount);
            AssertVerdict(pattern == RulePattern.Subtree ? Verdict.Blocked : Verdict.None, set, "x.b.example.com");
        }
    }

    [Fact]
    public void A_stop_is_counted_but_is_no_rule()
    {
        using Blocklist blocklist = Zone.Compile().Open();
        Assert.Equal((2, 1), (blocklist.RuleCount, blocklist.StopCount));
        Assert.Equal(Zone.Rules.OrderBy(rule => rule.Line), blocklist.EnumerateRules().OrderBy(rule => rule.Line));
        Assert.True(blocklist.Lists[0].UsesClosestEncloser);
        blocklist.Verify();

        using Blocklist anywhere = (Zone with { ClosestEncloserLists = [] }).Compile().Open();
        Assert.Equal(0, anywhere.StopCount);
        Assert.False(anywhere.Lists[0].UsesClosestEncloser);
    }

    [Fact]
    public void Nothing_is_redundant_where_every_rule_says_what_exists()
    {
        RuleSet set = Zone with { Rules = [Wildcard, Wildcard with { Line = 3 }, Passed with { Action = RuleAction.Block }] };
        Assert.Empty(set.Compile().Redundant);
        Assert.Equal(2, (set with { ClosestEncloserLists = [] }).Compile().Redundant.Count);
    }

    [RuleSetProperty]
    public void Stops_stand_on_the_existing_names_directly_below_wildcards(RuleSet set)
    {
        using Blocklist blocklist = set.Compile().Open();
        blocklist.Verify();
        int expected = 0;
        foreach (int list in set.ClosestEncloserLists.Where(list => list < set.ListCount))
        {
            Rule[] rules = [.. set.Rules.Where(rule => rule.List == list)];
            HashSet<string> wildcards = [.. rules.Where(rule => rule.Pattern == RulePattern.Subdomains).Select(rule => Text(rule.Name))];
            expected += rules.SelectMany(rule => Existing(rule.Name)).Distinct().Count(pair => wildcards.Contains(pair.Parent));
        }
        Assert.Equal(expected, blocklist.StopCount);
    }

    private static void AssertVerdict(Verdict expected, RuleSet set, string name, int[]? view = null)
    {
        using Blocklist blocklist = set.Compile().Open();
        Assert.Equal(expected, set.Reference(view).Match(DomainName.Parse(name)).Verdict);
        var context = new MatchContext { View = view is null ? null : blocklist.SelectNumbers(view) };
        Assert.Equal(expected, blocklist.Match(name, context).Verdict);
    }

    private static string Text(DomainName name) => Convert.ToHexString(name.Octets);

    private static List<(string Name, string Parent)> Existing(DomainName name)
    {
        var pairs = new List<(string, string)>();
        for (ReadOnlySpan<byte> rest = name.Octets; !rest.IsEmpty; rest = rest[(1 + rest[0])..])
            pairs.Add((Convert.ToHexString(rest), Convert.ToHexString(rest[(1 + rest[0])..])));
        return pairs;
    }
}
