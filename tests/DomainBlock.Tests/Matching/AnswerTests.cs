namespace DomainBlock.Tests.Matching;

public class AnswerTests
{
    [Fact]
    public void The_sequence_of_rules_can_be_walked_again()
    {
        using Blocklist blocklist = Blocklist.Create([new Rule(DomainName.Parse("a.example")), new Rule(DomainName.Parse("b.example"))]);
        IEnumerable<Rule> rules = blocklist.EnumerateRules();
        Assert.Equal(2, rules.Count());
        Assert.Equal([.. rules], rules.ToArray());
    }

    [Fact]
    public void The_default_answer_is_that_no_rule_matches_a_valid_name()
    {
        MatchResult answer = default;
        Assert.Equal(
            (Verdict.None, NameStatus.Valid, false, -1, -1, 0),
            (answer.Verdict, answer.Status, answer.IsBlocked, answer.Rule, answer.List, answer.SuffixLabels));
        using Blocklist empty = Blocklist.Create([]);
        Assert.Equal(answer, empty.Match("example.com"));
        Assert.Equal(answer, empty.Match("."));
    }

    [Fact]
    public void An_answer_names_the_rule_its_list_and_the_labels_it_stands_on()
    {
        using Blocklist blocklist = TwoLists();
        MatchResult answer = blocklist.Match("a.b.ads.example.com");
        Assert.Equal((Verdict.Blocked, true, 0, 3), (answer.Verdict, answer.IsBlocked, answer.List, answer.SuffixLabels));
        Assert.Equal("||ads.example.com^", blocklist.GetRule(answer.Rule).ToString());

        answer = blocklist.Match("good.example");
        Assert.Equal((Verdict.Allowed, false, 1, 2), (answer.Verdict, answer.IsBlocked, answer.List, answer.SuffixLabels));
    }

    [Fact]
    public void A_view_answers_as_if_only_its_lists_had_been_compiled()
    {
        using Blocklist blocklist = TwoLists();
        var adsOnly = new MatchContext { View = blocklist.Select("ads") };
        var allowOnly = new MatchContext { View = blocklist.Select("allow") };
        var nothing = new MatchContext { View = blocklist.Select() };

        Assert.Equal(Verdict.Blocked, blocklist.Match("good.example", adsOnly).Verdict);
        Assert.Equal(Verdict.Allowed, blocklist.Match("good.example", allowOnly).Verdict);
        Assert.Equal(Verdict.None, blocklist.Match("good.example", nothing).Verdict);
        Assert.Equal(Verdict.None, blocklist.Match("ads.example.com"u8, allowOnly).Verdict);
        Assert.Equal([true, false, false, false], new[] { 0, 1, 64, -1 }.Select(adsOnly.View.Contains));
    }

    [Fact]
    public void A_view_of_another_blocklist_is_refused()
    {
        using Blocklist blocklist = TwoLists();
        using Blocklist other = TwoLists();
        var context = new MatchContext { View = other.Select("ads") };
        Assert.Throws<ArgumentException>(() => blocklist.Match("example.com", context));
        Assert.Throws<ArgumentException>(() => blocklist.Match("not a name", context));
    }

    [Fact]
    public void Selecting_an_unknown_list_names_it()
    {
        using Blocklist blocklist = TwoLists();
        ArgumentException refusal = Assert.Throws<ArgumentException>(() => blocklist.Select("ads", "Allow"));
        Assert.Contains("\"Allow\"", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_number_out_of_range_is_refused()
    {
        using Blocklist blocklist = TwoLists();
        Assert.Throws<ArgumentOutOfRangeException>(() => blocklist.GetRule(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => blocklist.GetRule(blocklist.RuleCount));
    }

    [Fact]
    public void After_disposing_every_call_is_refused_and_disposing_again_is_not()
    {
        Blocklist blocklist = TwoLists();
        ListView view = blocklist.Select("ads");
        blocklist.Dispose();
        blocklist.Dispose();

        Action[] calls =
        [
            () => blocklist.Match("a"), () => blocklist.Match("a"u8), () => blocklist.Match(new WireName([0])),
            () => blocklist.Match("a", new MatchContext { View = view }), () => blocklist.Match("not valid"),
            () => blocklist.GetRule(0), () => blocklist.EnumerateRules(), () => blocklist.Verify(),
            () => blocklist.Select("ads"), () => _ = blocklist.Lists, () => _ = blocklist.RuleCount,
            () => _ = blocklist.Profile, () => _ = blocklist.Metadata, () => _ = blocklist.SectionSizes,
        ];
        Assert.All(calls, call => Assert.Throws<ObjectDisposedException>(call));
    }

    private static Blocklist TwoLists()
    {
        var builder = new BlocklistBuilder();
        int ads = builder.AddList(new ListInfo("ads", "hosts"));
        int allow = builder.AddList(new ListInfo("allow"));
        builder.Add(new Rule(DomainName.Parse("ads.example.com")) { List = ads, Line = 1 });
        builder.Add(new Rule(DomainName.Parse("good.example")) { List = ads, Line = 2 });
        builder.Add(new Rule(DomainName.Parse("good.example"), Action: RuleAction.Allow) { List = allow, Line = 1 });
        return builder.Build().Open();
    }
}
