using DomainBlock.Generators;

namespace DomainBlock.Tests.Matching;

/// <summary>Explanations list what the reference lists, in its order and with its reasons; chains are judged as their mode says.</summary>
public class ExplainTests
{
    [RuleSetProperty]
    public void An_explanation_has_every_matching_rule_in_order_with_its_reason(QueriedRuleSet queried)
    {
        using Blocklist blocklist = queried.Set.Compile(new BlocklistBuilderOptions { KeepRedundant = true }).Open();
        ReferenceMatcher some = queried.Set.Reference(queried.View);
        MatchContext context = queried.Question.ToContext(blocklist.SelectNumbers(queried.View));
        foreach (DomainName name in queried.Names.Take(10))
        {
            Explanation explanation = blocklist.Explain(name.ToString(), context);
            Assert.Equal(blocklist.Match(name.ToString(), context), explanation.Result);
            Assert.Equal(some.Applicable(name, queried.Question), explanation.Rules.Where(rule => rule.Hindrance == RuleHindrance.None).Select(rule => rule.Rule));
            Assert.Equal(queried.Set.Rules.Count(rule => ReferenceMatcher.Matches(rule, name, RuleSet.PublicSuffixes, queried.Set.WithPrivateSuffixes)), explanation.Rules.Count);
            Assert.All(explanation.Rules, rule => Assert.Equal(
                queried.View.Contains(rule.Rule.List) ? some.Hindrance(rule.Rule, name, queried.Question) : RuleHindrance.View, rule.Hindrance));
            Assert.All(explanation.Rules, rule => Assert.Equal(rule.Rule, blocklist.GetRule(rule.Number)));
            Assert.Equal(explanation.Result.Rule >= 0 ? 1 : 0, explanation.Rules.Count(rule => rule.IsWinner));
        }
    }

    [Theory]
    [InlineData(Profile.AllowWins, "Level Action List Labels Pattern Line")]
    [InlineData(Profile.MostSpecific, "Labels Pattern Level Action List Line")]
    public void A_loser_is_told_the_key_that_it_lost_by(Profile profile, string keys)
    {
        Dictionary<string, string[]> losers = new()
        {
            ["Level"] = ["0:1 |e.com^$important", "0:2 |e.com^"],
            ["Action"] = ["0:1 @@|e.com^", "0:2 |e.com^"],
            ["List"] = ["0:1 |e.com^", "1:1 |e.com^"],
            ["Labels"] = profile == Profile.AllowWins ? ["0:2 ||com^", "0:1 ||e.com^"] : ["0:2 ||e.com^", "0:1 ||com^"],
            ["Pattern"] = profile == Profile.AllowWins ? ["0:2 ||e.com^", "0:1 |e.com^"] : ["0:2 |e.com^", "0:1 ||e.com^"],
            ["Line"] = ["0:1 |e.com^", "0:2 |e.com^"],
        };
        foreach (string key in keys.Split(' '))
        {
            var set = new RuleSet(2, [.. losers[key].Select(WrittenRule.Parse)]) { Profile = profile };
            using Blocklist blocklist = set.Compile(new BlocklistBuilderOptions { KeepRedundant = true }).Open();
            IReadOnlyList<RuleExplanation> rules = blocklist.Explain("e.com").Rules;
            Assert.Equal(set.Rules, rules.Select(rule => rule.Rule));
            Assert.Equal([PrecedenceKey.None, Enum.Parse<PrecedenceKey>(key)], rules.Select(rule => rule.OutrankedBy));
        }
    }

    // cloak.example leads to tracker.example (blocked), that to good.example (allowed).
    [Theory]
    [InlineData(ChainMode.Each, "a.test tracker.example good.example", Verdict.Blocked, 1)]
    [InlineData(ChainMode.Each, "good.example tracker.example", Verdict.Blocked, 1)]
    [InlineData(ChainMode.Each, "a.test good.example b.test", Verdict.Allowed, 1)]
    [InlineData(ChainMode.Each, "a.test b.test", Verdict.None, -1)]
    [InlineData(ChainMode.Each, "tracker.example tracker.example", Verdict.Blocked, 0)]
    [InlineData(ChainMode.Each, "", Verdict.None, -1)]
    [InlineData(ChainMode.AllowAnywhere, "a.test tracker.example good.example", Verdict.Allowed, 2)] // Pi-hole: an allow anywhere in the chain permits it
    [InlineData(ChainMode.AllowAnywhere, "a.test tracker.example b.test tracker.example", Verdict.Blocked, 1)]
    [InlineData(ChainMode.AllowAnywhere, "good.example tracker.example", Verdict.Allowed, 0)]
    [InlineData(ChainMode.Each, "a.test asked.example", Verdict.None, -1)] // not for a name that a record led to
    [InlineData(ChainMode.Each, "asked.example a.test", Verdict.Blocked, 0)]
    public void A_chain_is_judged_as_its_mode_says(ChainMode mode, string chain, Verdict verdict, int position)
    {
        var builder = new BlocklistBuilder(new BlocklistBuilderOptions { ChainMode = mode });
        builder.AddList(new ListInfo("list"));
        builder.Add(new Rule(DomainName.Parse("tracker.example")));
        builder.Add(new Rule(DomainName.Parse("good.example"), RulePattern.Subtree, RuleAction.Allow));
        builder.Add(new Rule(DomainName.Parse("asked.example")) { Options = new RuleOptions { NotViaCname = true } });
        using Blocklist blocklist = builder.Build().Open();

        string[] names = chain.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        ChainResult result = blocklist.MatchChain(names);
        Assert.Equal((verdict, position), (result.Result.Verdict, result.Position));

        var message = new List<byte>(new byte[12]);
        var offsets = new List<int>();
        foreach (string name in names)
        {
            offsets.Add(message.Count);
            message.AddRange([.. DomainName.Parse(name).Octets, 0]);
        }
        Assert.Equal(result, blocklist.MatchChain(message.ToArray(), offsets.ToArray()));
    }

    [Fact]
    public void A_chain_s_answer_is_true_no_longer_than_those_that_it_comes_from()
    {
        DateTimeOffset now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using Blocklist blocklist = Blocklist.Create(
        [
            new Rule(DomainName.Parse("soon.example")) { Options = new RuleOptions { From = now.AddSeconds(5) } },
            new Rule(DomainName.Parse("now.example")) { Options = new RuleOptions { Until = now.AddSeconds(9) } },
        ]);
        Assert.Equal(now.AddSeconds(5), blocklist.MatchChain(["soon.example", "now.example"], new MatchContext { Instant = now }).Result.Until);
        Assert.Equal(now.AddSeconds(9), blocklist.MatchChain(["a.example", "now.example", "soon.example"], new MatchContext { Instant = now }).Result.Until);
        Assert.Equal(NameStatus.EmptyLabel, blocklist.MatchChain(["a..b", "a.example"]).Result.Status);
    }
}
