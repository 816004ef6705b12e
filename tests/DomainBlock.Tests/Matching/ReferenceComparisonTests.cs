using System.Text;
using DomainBlock.Generators;

namespace DomainBlock.Tests.Matching;

public class ReferenceComparisonTests
{
    [RuleSetProperty]
    public void A_blocklist_answers_as_the_reference_does_for_the_rules_that_stayed(QueriedRuleSet queried)
    {
        using Blocklist blocklist = queried.Set.Compile().Open();
        AssertAgreement(queried with { Set = queried.Set with { Rules = [.. blocklist.EnumerateRules()] } }, default, rule => rule);
    }

    [RuleSetProperty]
    public void Under_allow_wins_it_answers_as_the_reference_does_for_all_rules(QueriedRuleSet queried) =>
        AssertAgreement(queried with { Set = queried.Set with { Profile = Profile.AllowWins } }, default, rule => rule);

    [RuleSetProperty]
    public void A_blocklist_that_keeps_redundant_rules_answers_as_the_reference_does(QueriedRuleSet queried) =>
        AssertAgreement(queried, new BlocklistBuilderOptions { KeepRedundant = true }, rule => rule);

    [RuleSetProperty]
    public void A_blocklist_without_lines_answers_as_the_reference_does_but_for_the_line(QueriedRuleSet queried) =>
        AssertAgreement(queried, new BlocklistBuilderOptions { Slim = true, KeepRedundant = true }, rule => rule with { Line = 0, OrderId = null });

    [RuleSetProperty]
    public void The_spelling_of_a_name_changes_no_answer(RuleSet set, SpelledName spelled)
    {
        using Blocklist blocklist = set.Compile().Open();
        MatchResult expected = blocklist.Match(spelled.Name.ToString());

        Assert.Equal(expected, blocklist.Match(spelled.Text));
        Assert.Equal(expected, blocklist.Match(Encoding.ASCII.GetBytes(spelled.Text)));
    }

    [RuleSetProperty]
    public void Compression_and_case_of_a_wire_name_change_no_answer(RuleSet set, NameInMessage laid)
    {
        using Blocklist blocklist = set.Compile().Open();
        MatchResult expected = blocklist.Match(laid.Name.ToString());

        Assert.Equal(expected, blocklist.Match(laid.ToWireName([.. laid.Message])));
    }

    private static void AssertAgreement(QueriedRuleSet queried, BlocklistBuilderOptions options, Func<Rule, Rule> asCompiled)
    {
        using Blocklist blocklist = queried.Set.Compile(options).Open();
        var all = queried.Set.Reference();
        var some = queried.Set.Reference(queried.View);
        var context = new MatchContext { View = blocklist.SelectNumbers(queried.View) };

        foreach (DomainName name in queried.Names)
        {
            string text = name.ToString();
            byte[] utf8 = Encoding.ASCII.GetBytes(text);
            byte[] wire = new byte[name.Octets.Length + 1];
            name.CopyWireTo(wire);

            ExpectedAnswer.Assert(all.Match(name), blocklist, blocklist.Match(text), name, asCompiled);
            ExpectedAnswer.Assert(all.Match(name), blocklist, blocklist.Match(utf8), name, asCompiled);
            ExpectedAnswer.Assert(all.Match(name), blocklist, blocklist.Match(new WireName(wire)), name, asCompiled);
            ExpectedAnswer.Assert(some.Match(name), blocklist, blocklist.Match(text, context), name, asCompiled);
            ExpectedAnswer.Assert(some.Match(name), blocklist, blocklist.Match(utf8, context), name, asCompiled);
            ExpectedAnswer.Assert(some.Match(name), blocklist, blocklist.Match(new WireName(wire), context), name, asCompiled);
        }
    }
}
