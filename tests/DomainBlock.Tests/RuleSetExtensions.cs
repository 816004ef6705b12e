using DomainBlock.Generators;

namespace DomainBlock.Tests;

/// <summary>Rule sets of the generators, compiled: list n is named "list n".</summary>
internal static class RuleSetExtensions
{
    /// <param name="set">The rules.</param>
    /// <param name="options">How to compile; the profile is that of the set.</param>
    /// <param name="taken">What lists take back, half of it before the rules are added.</param>
    public static CompiledBlocklist Compile(this RuleSet set, BlocklistBuilderOptions options = default, params IReadOnlyList<Rule> taken)
    {
        if (options.PublicSuffixes is null)
            options = options with { PublicSuffixes = RuleSet.PublicSuffixes, WithPrivateSuffixes = set.WithPrivateSuffixes };
        var builder = new BlocklistBuilder(options with { Profile = set.Profile });
        for (int list = 0; list < set.ListCount; list++)
            builder.AddList(new ListInfo(ListName(list)) { UsesClosestEncloser = set.ClosestEncloserLists.Contains(list) });
        foreach (Rule rule in taken.Take(taken.Count / 2))
            builder.Cancel(rule);
        foreach (Rule rule in set.Rules)
            builder.Add(rule);
        foreach (Rule rule in taken.Skip(taken.Count / 2))
            builder.Cancel(rule);
        return builder.Build();
    }

    public static ListView SelectNumbers(this Blocklist blocklist, IEnumerable<int> lists) =>
        blocklist.Select([.. lists.Select(ListName)]);

    /// <summary>A question's context for a blocklist.</summary>
    public static MatchContext ToContext(this ReferenceQuestion question, ListView? view = null) =>
        new() { View = view, Type = question.Type, Instant = question.Instant, ViaCname = question.ViaCname };

    private static string ListName(int list) => FormattableString.Invariant($"list {list}");
}
