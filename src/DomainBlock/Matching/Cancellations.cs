using System.Collections.Frozen;

namespace DomainBlock.Matching;

/// <summary>
/// Rules that lists take back. Each is found again among all rules by its name, pattern, action, level and options, in one pass before they are sorted: of the list that takes it back it is left out, of
/// others it gets that list among those that cancel it.
/// </summary>
internal sealed class Cancellations
{
    private readonly RuleStore _taken = new();

    /// <summary>Adds one; its list is the one that takes back, and its options name no list that cancels.</summary>
    public void Add(in Rule rule, RuleRecord record) => _taken.Add(rule.Name.Octets, record, rule.Line);

    /// <summary>Forgets those of the list that was added last.</summary>
    public void Forget(int list)
    {
        int kept = _taken.Count;
        while (kept > 0 && _taken.Record(kept - 1).List == list)
            kept--;
        _taken.Truncate(kept);
    }

    /// <summary>Takes the rules back.</summary>
    /// <param name="rules">All rules, not sorted yet.</param>
    /// <param name="options">Their options.</param>
    /// <returns>What was left out.</returns>
    /// <exception cref="BlocklistLimitException">More lists cancel one rule than its options can name.</exception>
    public List<CancelledRule> Apply(RuleStore rules, OptionSets options)
    {
        var cancelled = new List<CancelledRule>();
        if (_taken.Count == 0)
            return cancelled;
        FrozenDictionary<int, int[]> byHash = Enumerable.Range(0, _taken.Count).GroupBy(taken => Hash(_taken.Key(taken))).ToFrozenDictionary(group => group.Key, group => group.ToArray());
        rules.Change(rule =>
        {
            RuleRecord record = rules.Record(rule);
            if (!byHash.TryGetValue(Hash(rules.Key(rule)), out int[]? candidates))
                return record;
            int[] taken = [.. candidates.Where(candidate => SaysTheSame(candidate, rules.Key(rule), record, options))];
            foreach (int own in taken)
            {
                if (_taken.Record(own).List != record.List)
                    continue;
                cancelled.Add(new CancelledRule(record.List, rules.Line(rule), _taken.Line(own)));
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
        RuleRecord other = _taken.Record(taken);
        return other.Pattern == record.Pattern && other.Action == record.Action && other.Level == record.Level && _taken.Key(taken).SequenceEqual(key)
            && options[other.Options].Equals(options[record.Options] with { CancelledBy = [] });
    }

    private RuleOptions CancelledBy(RuleOptions options, int[] taken)
    {
        int[] lists = [.. taken.Select(one => (int)_taken.Record(one).List).Concat(options.CancelledBy).Distinct()];
        return lists.Length <= RuleOptions.MaxItems
            ? options with { CancelledBy = lists }
            : throw new BlocklistLimitException($"{lists.Length} lists cancel one rule; its options can name {RuleOptions.MaxItems}.");
    }
}
