using DomainBlock.Generators;

namespace DomainBlock.Tests.Matching;

/// <summary>Holds a blocklist's answer to the reference's: verdict, rule, list, and how much of the name matched.</summary>
internal static class ExpectedAnswer
{
    /// <param name="expected">What the reference says.</param>
    /// <param name="blocklist">The blocklist.</param>
    /// <param name="actual">What it says.</param>
    /// <param name="name">The name that was asked.</param>
    /// <param name="asCompiled">What is left of a rule in the blocklist.</param>
    public static void Assert(ReferenceAnswer expected, Blocklist blocklist, MatchResult actual, DomainName name, Func<Rule, Rule> asCompiled)
    {
        Xunit.Assert.Equal(NameStatus.Valid, actual.Status);
        Xunit.Assert.True(expected.Verdict == actual.Verdict, $"{name} is {actual.Verdict}, not {expected.Verdict}.");
        Xunit.Assert.Equal(expected.Until, actual.Until);
        if (expected.Winner is not { } winner)
        {
            Xunit.Assert.Equal((-1, -1, 0), (actual.Rule, actual.List, actual.SuffixLabels));
            return;
        }
        Xunit.Assert.Equal(Describe(asCompiled(winner)), Describe(blocklist.GetRule(actual.Rule)));
        Xunit.Assert.Equal(winner.List, actual.List);
        Xunit.Assert.Equal(expected.SuffixLabels, actual.SuffixLabels);
    }

    private static string Describe(Rule rule) => FormattableString.Invariant($"{rule.List}:{rule.Line} {rule}");
}
