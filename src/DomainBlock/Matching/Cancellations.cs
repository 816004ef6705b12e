using System.Collections.Frozen;

namespace DomainBlock.Matching;

/// <summary>
/// Rules that lists take back. Each is found again among all rules by its name or expression, pattern, action, level and options, in one pass before they are sorted: of the list that takes it back it is left out, of
/// others it gets that list among those that cancel it.
/// </summary>
internal sealed class Cancellations
{
    /// <summary>What is taken back: the list of each is the one that takes it back, and its options name no list that cancels.</summary>
    public RuleStore Taken { get; } = new();

    /// <summary>Forgets those of the list that was added last.</summary>
    public void Forget(int list)
    {
        int kept = Taken.Count;
        while (kept > 0 && Taken.Record(kept - 1).List == list)
            kept--;
        Taken.Truncate(kept);
    }

    /// <summary>Takes the rules back.</summary>
    /// <param name="rules">All rules, not sorted yet.</param>
    /// <param name="options">Their options.</param>
    /// <returns>What was left out: the list, the rule's line, and the line that takes it back.</returns>
    /// <exception cref="BlocklistLimitException">More lists cancel one rule than its options can name.</exception>
    public List<(int List, int Line, int CancellingLine)> Apply(RuleStore rules, OptionSets options)
    {
        var cancelled = new List<(int List, int Line, int CancellingLine)>();
        if (Taken.Count == 0)
            return cancelled;
        FrozenDictionary<int, int[]> byHash = Enumerable.Range(0, Taken.Count).GroupBy(taken => Hash(Taken.Key(taken))).ToFrozenDictionary(group => group.Key, group => group.ToArray());
        rules.Change(rule =>
        {
            RuleRecord record = rules.Record(rule);
            if (!byHash.TryGetValue(Hash(rules.Key(rule)), out int[]? candidates))
                return record;
            int[] taken = [.. candidates.Where(candidate => SaysTheSame(candidate, rules.Key(rule), record, options))];
            foreach (int own in taken)
            {
                if (Taken.Record(own).List != record.List)
                    continue;
                cancelled.Add((record.List, rules.Line(rule), Taken.Line(own)));
                return null;
            }
            return taken.Length == 0 ? record : record with { Options = options.Add(CancelledBy(options[record.Options], taken)) };
        });
        return cancelled;
    }

    private static int Hash(ReadOnlySpan<byte> key)
    {
        var hash = default(HashCode);
        hash.AddBytes(key);
        return hash.ToHashCode();
    }

    private bool SaysTheSame(int taken, ReadOnlySpan<byte> key, RuleRecord record, OptionSets options)
    {
        RuleRecord other = Taken.Record(taken);
        return other.Pattern == record.Pattern && other.Action == record.Action && other.Level == record.Level && Taken.Key(taken).SequenceEqual(key)
            && options[other.Options].Equals(options[record.Options] with { CancelledBy = [] });
    }

    private RuleOptions CancelledBy(RuleOptions options, int[] taken)
    {
        int[] lists = [.. taken.Select(one => (int)Taken.Record(one).List).Concat(options.CancelledBy).Distinct()];
        return lists.Length <= RuleOptions.MaxItems
            ? options with { CancelledBy = lists }
            : throw new BlocklistLimitException($"{lists.Length} lists cancel one rule; its options can name {RuleOptions.MaxItems}.");
    }
}
