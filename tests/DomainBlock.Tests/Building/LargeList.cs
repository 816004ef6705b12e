namespace DomainBlock.Tests.Building;

/// <summary>A list so long that building takes several pieces of work in each stage, with rules of all kinds.</summary>
internal static class LargeList
{
    private const int RuleCount = 40_000;

    private static readonly RulePattern[] Patterns = [RulePattern.Subtree, RulePattern.Subdomains, RulePattern.OneLabel, RulePattern.Exact];

    public static BlocklistBuilder InOrder(BlocklistBuilderOptions options) => With(Rules(), options);

    public static BlocklistBuilder Shuffled(BlocklistBuilderOptions options)
    {
        Rule[] rules = [.. Rules()];
        new Random(7).Shuffle(rules);
        return With(rules, options);
    }

    private static BlocklistBuilder With(IEnumerable<Rule> rules, BlocklistBuilderOptions options)
    {
        var builder = new BlocklistBuilder(options);
        builder.AddList(new ListInfo("names"));
        builder.AddList(new ListInfo("zone") { UsesClosestEncloser = true });
        foreach (Rule rule in rules)
            builder.Add(rule);
        return builder;
    }

    private static IEnumerable<Rule> Rules()
    {
        // What makes stops in the zone.
        yield return new Rule(DomainName.Parse("example"), RulePattern.Subdomains) { List = 1, Line = 1 };
        for (int i = 1; i < RuleCount; i++)
        {
            // Some names are below others, some are very long, so that keys have more than a word.
            string below = i % 7 == 0 ? "www." : "";
            string longer = i % 100 == 0 ? new string('q', 40) + "." : "";
            var name = DomainName.Parse(FormattableString.Invariant($"{below}{longer}n{i / 3 * 2654435761 % 100_000}.d{i / 3 % 97}.example"));
            yield return new Rule(name, Patterns[i % 11 % 4], i % 5 == 0 ? RuleAction.Allow : RuleAction.Block) { List = i % 13 == 0 ? 1 : 0, Line = (i % 50_000) + 1 };
        }
    }
}
