using DomainBlock.Generators;

namespace DomainBlock.Tests.Matching;

/// <summary>The keys of allow-wins, one by one. Each case: rules as "list:line text", the name asked, the winner's place.</summary>
public class PrecedenceTests
{
    public static TheoryData<string, string, string[]> Cases => new()
    {
        { "www.example.com", "0:2", ["0:1 ||example.com^", "0:2 @@||example.com^"] },
        { "www.example.com", "0:1", ["0:1 ||example.com^$important", "0:2 @@||example.com^"] },
        { "www.example.com", "0:2", ["0:1 ||example.com^$important", "0:2 @@||example.com^$important"] },
        { "www.example.com", "0:1", ["0:1 @@||example.com^", "0:2 |www.example.com^"] }, // the deeper block does not win
        { "www.example.com", "1:1", ["0:1 ||example.com^", "1:1 @@|www.example.com^"] }, // nor does the earlier list's
        { "www.example.com", "0:9", ["0:9 |www.example.com^", "1:1 ||com^"] }, // list before width
        { "www.example.com", "0:3", ["0:1 |www.example.com^", "0:2 ||www.example.com^", "0:3 ||com^"] }, // fewest labels
        { "www.example.com", "0:3", ["0:1 |www.example.com^", "0:3 ||www.example.com^"] }, // subtree before exact
        { "www.example.com", "0:3", ["0:1 ||*.example.com^", "0:3 ||example.com^"] }, // subtree before subdomains
        { "www.example.com", "0:3", ["0:1 one-label:*.example.com", "0:3 ||*.example.com^"] }, // subdomains before one label
        { "www.example.com", "0:3", ["0:1 |www.example.com^", "0:3 one-label:*.example.com"] }, // fewest labels
        { "a.www.example.com", "none", ["0:1 one-label:*.example.com", "0:2 one-label:*.com", "0:3 one-label:*.."] },
        { "com", "0:3", ["0:2 one-label:*.com", "0:3 one-label:*.."] },
        { ".", "none", ["0:1 one-label:*.."] },
        { "www.example.com", "0:2", ["0:5 ||example.com^", "0:2 ||example.com^"] }, // lowest line
        { "www.example.com", "0:7", ["0:7 ||.^", "0:1 ||com^"] }, // the root is above all
        { "com", "none", ["0:1 ||*.com^", "0:2 |example.com^"] },
        { ".", "0:1", ["0:1 |.^"] },
        { "com", "none", ["0:1 |.^"] },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_winner_is_the_one_that_allow_wins_names(string name, string winner, string[] rules)
    {
        Rule[] parsed = [.. rules.Select(WrittenRule.Parse)];
        var builder = new BlocklistBuilder(new BlocklistBuilderOptions { KeepRedundant = true });
        builder.AddList(new ListInfo("first"));
        builder.AddList(new ListInfo("second"));
        foreach (Rule rule in parsed)
            builder.Add(rule);
        using Blocklist blocklist = builder.Build().Open();

        Assert.Equal(winner, WrittenRule.PlaceOf(new ReferenceMatcher(parsed).Match(DomainName.Parse(name)).Winner));
        MatchResult result = blocklist.Match(name);
        Assert.Equal(winner, WrittenRule.PlaceOf(result.Rule < 0 ? null : blocklist.GetRule(result.Rule)));
    }

    [Fact]
    public void All_applicable_rules_are_listed_with_the_winner_first()
    {
        Rule[] rules = [.. new[] { "0:1 ||com^", "0:2 @@|example.com^", "0:3 ||example.com^$important", "0:4 ||net^" }.Select(WrittenRule.Parse)];
        Assert.Equal([3, 2, 1], new ReferenceMatcher(rules).Applicable(DomainName.Parse("example.com")).Select(rule => rule.Line));
    }

    [Fact]
    public void A_rule_prints_in_the_syntax_of_these_tests()
    {
        string[] texts = ["one-label:*.a.b", "@@one-label:*.a.b$important", "||a.b^", "||*.a.b^", "|a.b^", "@@||a.b^", "|a.b^$important", "@@||*.a.b^$important", "||.^"];
        Assert.Equal(texts, texts.Select(text => WrittenRule.Parse($"0:1 {text}").ToString()));
    }
}
