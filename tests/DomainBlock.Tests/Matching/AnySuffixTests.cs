using System.Text;
using DomainBlock.Generators;
using DomainBlock.Tests.Indexing;
using FsCheck;
using FsCheck.Fluent;

namespace DomainBlock.Tests.Matching;

/// <summary>Rules on a label under any public suffix, alone and among others.</summary>
public class AnySuffixTests
{
    private static readonly string[] SuffixRules = ["com", "uk", "co.uk", "*.ck", "!www.ck", "a.b", "b", "*.x"];

    private static readonly PublicSuffixList Suffixes = Read(string.Join('\n', SuffixRules) + "\n// ===BEGIN PRIVATE DOMAINS===\ngithub.io\n");

    [Theory]
    [InlineData("dasolo.com", true, true)]
    [InlineData("www.dasolo.com", true, false)]
    [InlineData("dasolo.co.uk", true, true)]
    [InlineData("dasolo.uk", true, true)]
    [InlineData("dasolo.unknown", true, true)]
    [InlineData("a.b.dasolo.any.ck", true, false)]
    [InlineData("dasolo.any.ck", true, true)]
    [InlineData("dasolo.ck", false, false)]
    [InlineData("dasolo.www.ck", false, false)]
    [InlineData("dasolo", false, false)]
    [InlineData("dasolo.x.com", false, false)]
    [InlineData("mydasolo.com", false, false)]
    [InlineData("dasolo.github.io", false, false)]
    [InlineData("com", false, false)]
    [InlineData(".", false, false)]
    public void A_label_is_blocked_under_every_suffix_and_nowhere_else(string name, bool isBlocked, bool isBlockedExactly)
    {
        foreach (bool withFilter in (bool[])[true, false])
        {
            using Blocklist below = Compile([AnySuffix("dasolo")], new BlocklistBuilderOptions { NoFilter = !withFilter });
            Assert.Equal(isBlocked, below.Match(name).IsBlocked);
            using Blocklist exact = Compile([AnySuffix("dasolo") with { Pattern = RulePattern.AnySuffixExact }], new BlocklistBuilderOptions { NoFilter = !withFilter });
            Assert.Equal(isBlockedExactly, exact.Match(name).IsBlocked);
        }
    }

    [Fact]
    public void With_the_private_section_a_stranger_on_a_platform_counts()
    {
        using Blocklist blocklist = Compile([AnySuffix("dasolo")], new BlocklistBuilderOptions { WithPrivateSuffixes = true });
        Assert.True(blocklist.Match("dasolo.github.io").IsBlocked);
        Assert.True(blocklist.Match("dasolo.io").IsBlocked);
        Assert.False(blocklist.Match("github.dasolo").IsBlocked);
    }

    [Fact]
    public void The_answer_names_the_rule_and_what_matched()
    {
        using Blocklist blocklist = Compile([AnySuffix("dasolo") with { Line = 7 }], default);
        MatchResult result = blocklist.Match("www.dasolo.co.uk"u8);
        Assert.Equal(3, result.SuffixLabels);
        Rule rule = blocklist.GetRule(result.Rule);
        Assert.Equal((AnySuffix("dasolo") with { Line = 7 }, "any-suffix:dasolo.*"), (rule, rule.ToString()));
        blocklist.Verify();
    }

    [Fact]
    public void Without_a_list_or_on_more_than_a_label_or_in_a_zone_it_is_refused()
    {
        var builder = new BlocklistBuilder();
        builder.AddList(new ListInfo("list"));
        Assert.Throws<ArgumentException>(() => builder.Add(AnySuffix("dasolo")));
        builder = new BlocklistBuilder(new BlocklistBuilderOptions { PublicSuffixes = Suffixes });
        builder.AddList(new ListInfo("list"));
        builder.AddList(new ListInfo("zone") { UsesClosestEncloser = true });
        Assert.Throws<ArgumentException>(() => builder.Add(AnySuffix("a.b")));
        Assert.Throws<ArgumentException>(() => builder.Add(AnySuffix(".")));
        Assert.Throws<ArgumentException>(() => builder.Add(AnySuffix("dasolo") with { List = 1 }));
        builder.Add(AnySuffix("dasolo"));
    }

    [Fact]
    public void Many_labels_are_found_and_listed()
    {
        // So many that "any suffix" is a root, and groups of keys are large.
        Rule[] rules = [.. Enumerable.Range(0, 20_000).Select(i => AnySuffix(FormattableString.Invariant($"name{i * 7919}")) with { Line = i + 1 })];
        using Blocklist blocklist = Compile(rules, default);
        blocklist.Verify();
        Assert.Equal(rules.ToHashSet(), [.. blocklist.EnumerateRules()]);
        for (int i = 0; i < rules.Length; i += 37)
        {
            Assert.True(blocklist.Match($"www.{rules[i].Name}.co.uk").IsBlocked);
            Assert.False(blocklist.Match($"{rules[i].Name}").IsBlocked);
            Assert.False(blocklist.Match($"{rules[i].Name}x.com").IsBlocked);
        }
    }

    [RuleSetProperty]
    public Property Among_other_rules_the_winner_is_that_of_the_profile() =>
        Prop.ForAll(
            (from set in RuleSet.Generator
             from labels in Gen.Elements("a", "b", "x", "com", "ad", "co").ArrayOf(6)
             from patterns in Gen.Elements(RulePattern.AnySuffix, RulePattern.AnySuffixExact).ArrayOf(6)
             from others in RuleGenerators.RuleOn(Gen.Elements(DomainName.Parse("com")), set.ListCount).ArrayOf(6)
             from below in NameGenerators.Below(Gen.Elements(labels.SelectMany(label => new[] { "com", "co.uk", "b.x", "a.b", "x", "z" }.Select(s => DomainName.Parse($"{label}.{s}"))).ToArray()), 0, 2).ArrayOf(12)
             from standing in RuleGenerators.RuleOn(Gen.Elements(below), set.ListCount).ArrayOf(4)
             select (Set: set with { ClosestEncloserLists = [], Rules = [.. set.Rules, .. standing, .. labels.Zip(patterns, others).Select(x => x.Third with { Name = DomainName.Parse(x.First), Pattern = x.Second })] }, Names: below)).ToArbitrary(),
            given =>
            {
                // The oracle below knows neither options nor expressions.
                given.Set = given.Set with { Rules = [.. given.Set.Rules.Where(rule => rule.Expression is null).Select(rule => rule with { Options = RuleOptions.None })] };
                using Blocklist blocklist = given.Set.Compile(new BlocklistBuilderOptions { PublicSuffixes = Suffixes }).Open();
                blocklist.Verify();
                foreach (DomainName name in given.Names)
                {
                    Rule? winner = Oracle.Winner([.. blocklist.EnumerateRules()], name, given.Set.Profile, out int labels);
                    MatchResult result = blocklist.Match(name.ToString());
                    Assert.Equal(winner, result.Rule < 0 ? null : blocklist.GetRule(result.Rule));
                    if (winner is { } rule)
                        Assert.Equal((labels, rule.Action == RuleAction.Allow), (result.SuffixLabels, result.Verdict == Verdict.Allowed));
                }
            });

    private static Rule AnySuffix(string label) => new(DomainName.Parse(label), RulePattern.AnySuffix);

    private static PublicSuffixList Read(string text) => PublicSuffixList.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)));

    private static Blocklist Compile(IEnumerable<Rule> rules, BlocklistBuilderOptions options)
    {
        var builder = new BlocklistBuilder(options with { PublicSuffixes = Suffixes });
        builder.AddList(new ListInfo("list"));
        foreach (Rule rule in rules)
            builder.Add(rule);
        return builder.Build().Open();
    }

    /// <summary>Tries every rule, and orders those that match by the text of the profiles.</summary>
    private static class Oracle
    {
        private static readonly RulePattern[] WidestFirst =
            [RulePattern.Subtree, RulePattern.Subdomains, RulePattern.OneLabel, RulePattern.AnySuffix, RulePattern.AnySuffixExact, RulePattern.Exact];

        private static readonly RulePattern[] NarrowestFirst =
            [RulePattern.Exact, RulePattern.OneLabel, RulePattern.Subdomains, RulePattern.Subtree, RulePattern.AnySuffixExact, RulePattern.AnySuffix];

        public static Rule? Winner(IReadOnlyList<Rule> rules, DomainName name, Profile profile, out int labels)
        {
            string[] parts = Parts(name);
            int suffix = SuffixLabels(parts);
            var matching = rules.Select(rule => (Rule: rule, Labels: Labels(rule, name, parts, suffix))).Where(m => m.Labels >= 0);
            var ordered = profile switch
            {
                Profile.AllowWins => matching.OrderBy(m => Strength(m.Rule)).ThenBy(m => m.Rule.List).ThenBy(m => m.Labels)
                    .ThenBy(m => Array.IndexOf(WidestFirst, m.Rule.Pattern)).ThenBy(m => m.Rule.Line),
                Profile.MostSpecific => matching.OrderByDescending(m => m.Labels).ThenBy(m => Array.IndexOf(NarrowestFirst, m.Rule.Pattern))
                    .ThenBy(m => Strength(m.Rule)).ThenBy(m => m.Rule.List).ThenBy(m => m.Rule.Line),
                _ => matching.OrderBy(m => m.Rule.List).ThenByDescending(m => m.Rule.Pattern == RulePattern.Exact).ThenByDescending(m => m.Labels)
                    .ThenBy(m => IsAny(m.Rule)).ThenBy(m => m.Rule.Line).ThenBy(m => Array.IndexOf(WidestFirst, m.Rule.Pattern)).ThenBy(m => Strength(m.Rule)),
            };
            (Rule Rule, int Labels)[] first = [.. ordered.Take(1)];
            labels = first.Length == 0 ? 0 : first[0].Labels;
            return first.Length == 0 ? null : first[0].Rule;
        }

        private static bool IsAny(Rule rule) => rule.Pattern is RulePattern.AnySuffix or RulePattern.AnySuffixExact;

        private static int Strength(Rule rule) => (rule.Level == RuleLevel.Important ? 0 : 2) + (rule.Action == RuleAction.Allow ? 0 : 1);

        /// <summary>How many labels a rule fixes of a name that it matches; -1 where it does not.</summary>
        private static int Labels(Rule rule, DomainName name, string[] parts, int suffix)
        {
            if (!IsAny(rule))
                return ReferenceMatcher.Matches(rule, name) ? Parts(rule.Name).Length : -1;
            bool isThere = suffix < parts.Length && parts[^(suffix + 1)] == Parts(rule.Name)[0]
                && (rule.Pattern == RulePattern.AnySuffix || parts.Length == suffix + 1);
            return isThere ? suffix + 1 : -1;
        }

        /// <summary>The labels, an octet a character: a dot may be among them.</summary>
        private static string[] Parts(DomainName name) => [.. NameSet.Labels(name).Select(Encoding.Latin1.GetString)];

        private static int SuffixLabels(string[] parts)
        {
            int most = Math.Min(1, parts.Length);
            foreach (string rule in SuffixRules)
            {
                string[] labels = rule.TrimStart('!').Split('.');
                bool matches = labels.Length <= parts.Length && labels.Zip(parts[^labels.Length..]).All(pair => pair.First == "*" || pair.First == pair.Second);
                if (matches && rule[0] == '!')
                    return labels.Length - 1;
                if (matches)
                    most = Math.Max(most, labels.Length);
            }
            return most;
        }
    }
}
