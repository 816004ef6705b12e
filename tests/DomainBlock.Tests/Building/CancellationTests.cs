using DomainBlock.Generators;

namespace DomainBlock.Tests.Building;

/// <summary>What a list takes back: in its own rules it leaves no trace, in those of others it stands among the lists that cancel them.</summary>
public class CancellationTests
{
    /// <summary>The slow twin goes through all rules for each that is taken back, and compiles what is left.</summary>
    [RuleSetProperty]
    public void Rules_taken_back_are_as_if_they_had_been_added_so(RuleSet set, int seed)
    {
        var random = new Random(seed);

        // A list that uses the closest encloser has neither expressions nor rules under any suffix, and takes none back.
        int AnyList(Rule rule) => rule.Pattern is RulePattern.Glob or RulePattern.Regex or RulePattern.AnySuffix or RulePattern.AnySuffixExact ? rule.List : random.Next(set.ListCount);
        Rule[] taken =
        [
            .. set.Rules.Where(_ => random.Next(3) == 0)
                .SelectMany(rule => Enumerable.Range(0, random.Next(1, 3)).Select(_ => rule with { List = AnyList(rule), Line = random.Next(50), Action = random.Next(4) == 0 ? RuleAction.Allow : rule.Action })),
        ];
        CompiledBlocklist compiled = set.Compile(default, taken);
        RuleSet left = set with { Rules = [.. set.Rules.Select(rule => TakeBack(rule, taken)).OfType<Rule>()] };
        Assert.Equal(left.Compile().Image.ToArray(), compiled.Image.ToArray());
        Assert.Equal(set.Rules.Count - left.Rules.Count, compiled.Cancelled.Count);
        Assert.Equal(
            set.Rules.Where(rule => TakeBack(rule, taken) is null).Select(rule => (rule.List, rule.Line)),
            compiled.Cancelled.Select(rule => (rule.List, rule.Line)));
    }

    [Fact]
    public void A_rule_of_another_list_applies_where_the_list_that_takes_it_back_does_not_count()
    {
        var builder = new BlocklistBuilder();
        int list = builder.AddList(new ListInfo("list"));
        int corrections = builder.AddList(new ListInfo("corrections"));
        builder.Cancel(new Rule(DomainName.Parse("a.example")) { List = corrections, Line = 7 });
        builder.Add(new Rule(DomainName.Parse("a.example")) { List = list, Line = 1 });
        builder.Add(new Rule(DomainName.Parse("a.example"), RulePattern.Exact) { List = corrections, Line = 2 });
        using Blocklist blocklist = builder.Build(cancellationToken: TestContext.Current.CancellationToken).Open();
        Assert.Equal(Verdict.None, blocklist.Match("x.a.example").Verdict);
        Assert.Equal(Verdict.Blocked, blocklist.Match("a.example").Verdict);
        Assert.Equal(Verdict.Blocked, blocklist.Match("x.a.example", new MatchContext { View = blocklist.Select("list") }).Verdict);
    }

    [Fact]
    public void Rules_that_say_something_else_stay()
    {
        var builder = new BlocklistBuilder();
        builder.AddList(new ListInfo("list"));
        var name = DomainName.Parse("a.example");
        builder.Cancel(new Rule(name));
        builder.Add(new Rule(name));
        Rule[] others =
        [
            new(name, RulePattern.Exact), new(name, Action: RuleAction.Allow), new(name, Level: RuleLevel.Important), new(name) { Options = new RuleOptions { QueryTypes = [1] } },
            new(DomainName.Parse("b.example")), new(DomainName.Parse("b.a.example")),
        ];
        foreach (Rule other in others)
            builder.Add(other);
        CompiledBlocklist compiled = builder.Build(cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal([new CancelledRule(0, 0, 0)], compiled.Cancelled);
        Assert.Equal(others.Length, compiled.Open().RuleCount + compiled.Redundant.Count);
    }

    [Fact]
    public void What_a_discarded_list_took_back_is_there_again()
    {
        var builder = new BlocklistBuilder();
        builder.AddList(new ListInfo("list"));
        builder.Add(new Rule(DomainName.Parse("a.example")));
        int unsound = builder.AddList(new ListInfo("unsound"));
        builder.Add(new Rule(DomainName.Parse("b.example")));
        builder.Cancel(new Rule(DomainName.Parse("a.example")) { List = unsound });
        builder.Cancel(new Rule(DomainName.Parse("b.example")));
        builder.DiscardLastList();
        using Blocklist blocklist = builder.Build(cancellationToken: TestContext.Current.CancellationToken).Open();
        Assert.True(blocklist.Match("a.example").IsBlocked);
        Assert.False(blocklist.Match("b.example").IsBlocked);
    }

    [Fact]
    public void More_lists_than_options_can_name_are_refused_in_words()
    {
        var builder = new BlocklistBuilder();
        builder.AddList(new ListInfo("list"));
        builder.Add(new Rule(DomainName.Parse("a.example")));
        for (int list = 1; list <= RuleOptions.MaxItems + 1; list++)
            builder.Cancel(new Rule(DomainName.Parse("a.example")) { List = builder.AddList(new ListInfo($"{list}")) });
        Assert.Contains("4097 lists cancel one rule", Assert.Throws<BlocklistLimitException>(() => builder.Build()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_that_was_not_added_takes_nothing_back() =>
        Assert.Throws<ArgumentException>(() => new BlocklistBuilder().Cancel(new Rule(DomainName.Parse("a.example"))));

    private static Rule? TakeBack(Rule rule, Rule[] taken)
    {
        int[] lists = [.. taken.Where(other => SaysTheSame(other, rule)).Select(other => other.List)];
        if (lists.Contains(rule.List))
            return null;
        return rule with { Options = rule.Options with { CancelledBy = [.. rule.Options.CancelledBy.Concat(lists)] } };
    }

    private static bool SaysTheSame(Rule left, Rule right) =>
        left.Name == right.Name && Equals(left.Expression, right.Expression) && left.Pattern == right.Pattern && left.Action == right.Action && left.Level == right.Level
        && (left.Options with { CancelledBy = [] }).ToString() == (right.Options with { CancelledBy = [] }).ToString();
}
