using DomainBlock.Generators;

namespace DomainBlock.Tests.Matching;

/// <summary>A blocklist asked with a view answers as one that was compiled from the lists of the view alone.</summary>
public class ViewTests
{
    [RuleSetProperty]
    public void A_view_answers_as_a_file_of_only_its_lists(QueriedRuleSet queried)
    {
        RuleSet all = WithLinesOfTheirOwn(queried.Set);
        foreach (bool keepRedundant in (bool[])[true, false])
        {
            var options = new BlocklistBuilderOptions { KeepRedundant = keepRedundant };
            using Blocklist whole = all.Compile(options).Open();
            using Blocklist part = Only(all, queried.View).Compile(options).Open();
            MatchContext inPart = queried.Question.ToContext();
            MatchContext inWhole = queried.Question.ToContext(whole.SelectNumbers(queried.View));
            foreach (DomainName name in queried.Names)
            {
                MatchResult expected = part.Match(name.ToString(), inPart);
                MatchResult actual = whole.Match(name.ToString(), inWhole);
                Assert.Equal((expected.Verdict, expected.Until), (actual.Verdict, actual.Until));
                Assert.Equal(expected.List, actual.List < 0 ? -1 : Place(queried.View, actual.List));
                if (expected.Rule < 0)
                    continue;
                Rule winner = part.GetRule(expected.Rule);
                Rule named = Renumbered(whole.GetRule(actual.Rule), queried.View);

                // What else is in a file says which rules can be left out where the longer name wins; another one of the same kind stands for them.
                if (keepRedundant || all.Profile == Profile.AllowWins)
                    Assert.Equal(winner, named);
                else
                    Assert.Equal(KindOf(winner), KindOf(named));
            }
        }
    }

    [Fact]
    public void A_view_of_no_list_answers_nothing()
    {
        using Blocklist blocklist = Blocklist.Create([new Rule(DomainName.Parse("example.com"))]);
        Assert.Equal(default, blocklist.Match("example.com", new MatchContext { View = blocklist.Select() }));
        Assert.True(blocklist.Match("example.com", new MatchContext { View = blocklist.Select("rules") }).IsBlocked);
    }

    /// <summary>The same rules, as if the other lists did not exist.</summary>
    private static RuleSet Only(RuleSet set, IReadOnlyList<int> view) => set with
    {
        ListCount = view.Count,
        Rules = [.. set.Rules.Where(rule => view.Contains(rule.List)).Select(rule => Renumbered(rule, view))],
        ClosestEncloserLists = [.. set.ClosestEncloserLists.Where(view.Contains).Select(list => Place(view, list))],
    };

    private static Rule Renumbered(Rule rule, IReadOnlyList<int> view)
    {
        RuleOptions options = rule.Options;
        return rule with
        {
            List = Place(view, rule.List),
            Options = new RuleOptions
            {
                QueryTypes = options.QueryTypes,
                ExceptQueryTypes = options.ExceptQueryTypes,
                ExemptNames = options.ExemptNames,
                NotViaCname = options.NotViaCname,
                From = options.From,
                Until = options.Until,
                CancelledBy = [.. options.CancelledBy.Where(view.Contains).Select(list => Place(view, list))],
                Answer = options.Answer,
            },
        };
    }

    private static (int List, RuleAction Action, RuleLevel Level, RuleOptions Options) KindOf(Rule rule) => (rule.List, rule.Action, rule.Level, rule.Options);

    private static RuleSet WithLinesOfTheirOwn(RuleSet set) =>
        set with { Rules = [.. set.Rules.Select((rule, index) => rule with { Line = index + 1 })] };

    /// <summary>The place of a list among those of a view: its number where they are all there are.</summary>
    private static int Place(IReadOnlyList<int> view, int list) => view.Order().TakeWhile(selected => selected != list).Count();
}
