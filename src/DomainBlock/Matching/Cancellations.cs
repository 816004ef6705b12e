using System.Text;

namespace DomainBlock.Matching;

/// <summary>
/// Rules that lists take back. Each is found again among all rules by its name or expression, pattern, action, level and options, in one pass before they are sorted: of the list that takes it back it is left out, of
/// others it gets that list among those that cancel it.
/// </summary>
internal sealed class Cancellations
{
    /// <summary>What is taken back: the list of each is the one that takes it back, and its options name no list that cancels.</summary>
    public RuleStore Taken { get; } = new();

    /// <summary>Forgets what a list takes back.</summary>
    public void Forget(int list) => Taken.Change(taken => Taken.Record(taken).List == list ? null : Taken.Record(taken));

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

        // Of one list the first such line counts, so that a rule meets each list once at most.
        ILookup<(string, RuleRecord), int> taken = Enumerable.Range(0, Taken.Count)
            .DistinctBy(one => (Text(Taken.Key(one)), Taken.Record(one)))
            .ToLookup(one => (Text(Taken.Key(one)), Taken.Record(one) with { List = 0 }));
        var plain = new Dictionary<int, int>();
        rules.Change(rule =>
        {
            RuleRecord record = rules.Record(rule);
            int[] found = [.. taken[(Text(rules.Key(rule)), record with { List = 0, Options = WithoutLists(record.Options) })]];
            foreach (int own in found)
            {
                if (Taken.Record(own).List != record.List)
                    continue;
                cancelled.Add((record.List, rules.Line(rule), Taken.Line(own)));
                return null;
            }
            return found.Length == 0 ? record : record with { Options = options.Add(CancelledBy(options[record.Options], found)) };
        });
        return cancelled;

        int WithoutLists(int number)
        {
            if (!plain.TryGetValue(number, out int without))
                plain.Add(number, without = options.Add(options[number] with { CancelledBy = [] }));
            return without;
        }
    }

    private static string Text(ReadOnlySpan<byte> key) => Encoding.Latin1.GetString(key);

    private RuleOptions CancelledBy(RuleOptions options, int[] found)
    {
        int[] lists = [.. found.Select(one => (int)Taken.Record(one).List).Concat(options.CancelledBy).Distinct()];
        return lists.Length <= RuleOptions.MaxItems
            ? options with { CancelledBy = lists }
            : throw new BlocklistLimitException($"{lists.Length} lists cancel one rule; its options can name {RuleOptions.MaxItems}.");
    }
}
