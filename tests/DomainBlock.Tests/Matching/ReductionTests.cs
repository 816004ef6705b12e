using DomainBlock.Generators;

namespace DomainBlock.Tests.Matching;

public class ReductionTests
{
    private static readonly BlocklistBuilderOptions Everything = new() { KeepRedundant = true };

    [RuleSetProperty]
    public void Left_out_rules_change_no_answer(QueriedRuleSet queried)
    {
        using Blocklist reduced = queried.Set.Compile().Open();
        using Blocklist full = queried.Set.Compile(Everything).Open();
        MatchContext everything = queried.Question.ToContext();
        MatchContext someInReduced = queried.Question.ToContext(reduced.SelectNumbers(queried.View));
        MatchContext someInFull = queried.Question.ToContext(full.SelectNumbers(queried.View));
        foreach (DomainName name in queried.Names)
        {
            AssertSame(full.Match(name.ToString(), everything), reduced.Match(name.ToString(), everything));
            AssertSame(full.Match(name.ToString(), someInFull), reduced.Match(name.ToString(), someInReduced));
        }

        void AssertSame(MatchResult expected, MatchResult actual)
        {
            Assert.Equal(expected.Verdict, actual.Verdict);
            if (expected.Rule < 0)
                return;
            (Rule winner, Rule named) = (full.GetRule(expected.Rule), reduced.GetRule(actual.Rule));
            if (queried.Set.Profile == Profile.AllowWins)
                Assert.Equal(winner, named);
            else
                Assert.True(SameKind(winner, named), $"{named} stands for {winner}.");
        }
    }

    /// <summary>Where the longer name wins, what stands between two rules may take names from the one that is covered.</summary>
    [Theory]
    [InlineData("0:1 ||example.com^", "0:2 ||ads.example.com^", 0, 0)] // covered, and nothing else is there
    [InlineData("0:1 ||b.com^ 1:2 @@||a.b.com^", "0:3 ||x.a.b.com^", 1, 1)] // an allow rule of another list between two blocks
    [InlineData("0:1 ||b.com^ 1:2 ||a.b.com^", "0:3 ||x.a.b.com^", 1, 1)] // another list's block would be named instead
    [InlineData("0:1 ||b.com^ 1:2 @@||*.b.com^", "0:3 ||x.b.com^", 1, 1)] // on the covering rule's own name, and narrower
    [InlineData("0:1 ||b.com^ 0:2 @@|x.a.b.com^", "0:3 ||a.b.com^", 1, 1)] // below the covered one
    [InlineData("0:1 ||b.com^ 0:2 ||a.b.com^$important", "0:3 ||x.a.b.com^", 1, 1)] // another level
    [InlineData("0:1 @@||com^ 0:2 ||b.com^", "0:3 ||x.b.com^", 0, 0)] // above the covering one
    [InlineData("0:1 ||b.com^ 0:2 @@||c.b.com^", "0:3 ||a.b.com^", 0, 0)] // beside the covered one
    public void What_stands_between_two_rules_decides_whether_the_lower_one_may_go(string others, string covered, int specific, int ordered)
    {
        RuleSet set = new(2, [.. others.Split(' ').Chunk(2).Select(words => string.Join(' ', words)).Append(covered).Select(WrittenRule.Parse)]);
        int line = WrittenRule.Parse(covered).Line;
        Assert.Contains(set.Compile().Redundant, redundant => redundant.Line == line);
        Assert.Equal(specific == 0, (set with { Profile = Profile.MostSpecific }).Compile().Redundant.Any(redundant => redundant.Line == line));
        Assert.Equal(ordered == 0, (set with { Profile = Profile.Ordered }).Compile().Redundant.Any(redundant => redundant.Line == line));
    }

    [RuleSetProperty]
    public void Each_left_out_rule_is_covered_by_the_rule_named(RuleSet set)
    {
        RuleSet numbered = WithLinesOfTheirOwn(set);
        Dictionary<int, Rule> byLine = numbered.Rules.ToDictionary(rule => rule.Line);
        foreach (RedundantRule redundant in numbered.Compile().Redundant)
        {
            Rule left = byLine[redundant.Line];
            Rule covering = byLine[redundant.CoveringLine];
            Assert.NotEqual(left, covering);
            Assert.True(SameKind(left, covering));
            Assert.Equal(redundant.List, left.List);
            Assert.DoesNotContain(left.List, set.ClosestEncloserLists);
            Assert.True(Covers(covering, left), $"{covering} does not cover {left}.");
        }
    }

    [RuleSetProperty]
    public void A_listing_has_every_rule_but_the_left_out_ones(RuleSet set)
    {
        RuleSet numbered = WithLinesOfTheirOwn(set);
        CompiledBlocklist compiled = numbered.Compile();
        var leftOut = compiled.Redundant.Select(redundant => redundant.Line).ToHashSet();
        using Blocklist blocklist = compiled.Open();

        Rule[] listed = [.. blocklist.EnumerateRules()];
        Assert.Equal(listed.Length, blocklist.RuleCount);
        Assert.Equal(numbered.Rules.Where(rule => !leftOut.Contains(rule.Line)).OrderBy(rule => rule.Line), listed.OrderBy(rule => rule.Line));
        Assert.Equal(listed, Enumerable.Range(0, blocklist.RuleCount).Select(blocklist.GetRule));
    }

    [RuleSetProperty]
    public void A_listing_by_name_has_the_rules_of_each_name_in_the_order_of_their_numbers(RuleSet set)
    {
        using Blocklist blocklist = set.Compile(Everything).Open();
        Assert.Equal(blocklist.EnumerateRules().OrderBy(rule => rule.Expression is not null).ThenBy(rule => rule.Name), blocklist.ListRulesByName(TestContext.Current.CancellationToken));
    }

    [RuleSetProperty]
    public void A_full_listing_is_the_input(RuleSet set)
    {
        using Blocklist blocklist = set.Compile(Everything).Open();
        Assert.Equal(set.Rules.OrderBy(Order), blocklist.EnumerateRules().OrderBy(Order));

        static (string?, DomainName, int, int, RulePattern, RuleAction, RuleLevel, string?, string) Order(Rule rule) =>
            (rule.Expression?.ToString(), rule.Name, rule.List, rule.Line, rule.Pattern, rule.Action, rule.Level, rule.OrderId, rule.Options.ToString());
    }

    [RuleSetProperty]
    public void No_rule_that_stays_is_covered_under_allow_wins(RuleSet set)
    {
        set = set with { Profile = Profile.AllowWins };
        using Blocklist blocklist = set.Compile().Open();
        Rule[] kept = [.. blocklist.EnumerateRules()];
        for (int i = 0; i < kept.Length; i++)
        {
            Rule rule = kept[i];
            Assert.DoesNotContain(
                kept.Where((_, j) => j != i),
                other => SameKind(other, rule) && Covers(other, rule)
                    && (IsUnderAnySuffix(rule) || !IsUnderAnySuffix(other))
                    && HasNamesBelow(rule) && !set.ClosestEncloserLists.Contains(rule.List));
        }
    }

    [RuleSetProperty]
    public void Rules_in_any_order_give_the_same_bytes(RuleSet set)
    {
        RuleSet reversed = set with { Rules = [.. set.Rules.Reverse()] };
        RuleSet shuffled = set with { Rules = [.. set.Rules.OrderBy(rule => (rule.Line * 7919) % 101)] };
        foreach (BlocklistBuilderOptions options in new[] { default, Everything })
        {
            ReadOnlyMemory<byte> image = set.Compile(options).Image;
            Assert.True(image.Span.SequenceEqual(reversed.Compile(options).Image.Span));
            Assert.True(image.Span.SequenceEqual(shuffled.Compile(options).Image.Span));
        }
    }

    private static bool SameKind(Rule left, Rule right) =>
        (left.List, left.Action, left.Level) == (right.List, right.Action, right.Level) && left.Options.Equals(right.Options);

    private static RuleSet WithLinesOfTheirOwn(RuleSet set) =>
        set with { Rules = [.. set.Rules.Select((rule, index) => rule with { Line = index + 1 })] };

    /// <summary>
    /// Whether every name that one rule matches is matched by another, asked of the reference: a rule that matches a
    /// child that no other rule has heard of matches every child, one that matches its child everything below. The
    /// same of a strange top level and every suffix.
    /// </summary>
    private static bool Covers(Rule wider, Rule narrower)
    {
        // What an expression matches besides is not known: only the same one covers it, and it covers no other rule.
        if (wider.Expression is not null || narrower.Expression is not null)
            return Equals(wider.Expression, narrower.Expression);
        DomainName name = IsUnderAnySuffix(narrower) ? DomainName.Parse($"{narrower.Name}.{StrangeLabel}") : narrower.Name;
        bool itself = !ReferenceMatcher.Matches(narrower, name) || ReferenceMatcher.Matches(wider, name);
        if (!itself || !HasNamesBelow(narrower))
            return itself;
        DomainName child = StrangeChild(name);
        return new[] { child, StrangeChild(child) }.All(name => !ReferenceMatcher.Matches(narrower, name) || ReferenceMatcher.Matches(wider, name));
    }

    private static bool IsUnderAnySuffix(Rule rule) => rule.Pattern is RulePattern.AnySuffix or RulePattern.AnySuffixExact;

    private static bool HasNamesBelow(Rule rule) => rule.Name.Octets.Length <= 254 - (2 * (StrangeLabel.Length + 1));

    private const string StrangeLabel = "_$_";

    private static DomainName StrangeChild(DomainName name) =>
        DomainName.Parse(name.IsRoot ? StrangeLabel : $"{StrangeLabel}.{name}");
}
