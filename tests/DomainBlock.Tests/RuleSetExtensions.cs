using DomainBlock.Generators;

namespace DomainBlock.Tests;

/// <summary>Rule sets of the generators, compiled: list n is named "list n".</summary>
internal static class RuleSetExtensions
{
    public static CompiledBlocklist Compile(this RuleSet set, BlocklistBuilderOptions options = default)
    {
        if (options.PublicSuffixes is null)
            options = options with { PublicSuffixes = RuleSet.PublicSuffixes, WithPrivateSuffixes = set.WithPrivateSuffixes };
        var builder = new BlocklistBuilder(options with { Profile = set.Profile });
        for (int list = 0; list < set.ListCount; list++)
            builder.AddList(new ListInfo(ListName(list)) { UsesClosestEncloser = set.ClosestEncloserLists.Contains(list) });
        foreach (Rule rule in set.Rules)
            builder.Add(rule);
        return builder.Build();
    }

    public static ListView SelectNumbers(this Blocklist blocklist, IEnumerable<int> lists) =>
        blocklist.Select([.. lists.Select(ListName)]);

    /// <summary>A question's context for a blocklist.</summary>
    public static MatchContext ToContext(this ReferenceQuestion question, ListView? view = null) =>
        new() { View = view, Type = question.Type, Instant = question.Instant, ViaCname = question.ViaCname };

    private static string ListName(int list) => FormattableString.Invariant($"list {list}");
}
