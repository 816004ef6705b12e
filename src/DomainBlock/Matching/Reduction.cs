using DomainBlock.Work;

namespace DomainBlock.Matching;

/// <summary>
/// Decides which rules of a sorted store can be left out under <c>allow-wins</c>: those that another rule of the same
/// list, action and level covers. The covering rule would win over them anyway: it has the same rank, and fewer labels
/// or, on the same name, a wider pattern or a lower line.
/// </summary>
internal static class Reduction
{
    /// <summary>Finds the covered rules in one pass.</summary>
    /// <param name="rules">A store that has been sorted.</param>
    /// <param name="lists">The lists, by number. Of those that use the closest encloser nothing is left out: each of their rules says which names exist.</param>
    /// <param name="work">Is told how far it has come; ends it early.</param>
    /// <returns>For each rule the number of the rule that covers it, or -1 for those that stay.</returns>
    public static int[] FindCovered(RuleStore rules, IReadOnlyList<ListInfo> lists, BuildWork work)
    {
        int[] coveredBy = new int[rules.Count];

        // The rules that stay and whose name is the present one or above it, outermost name first. Keys are prefixes of
        // the keys below them, so a name that is no prefix of the present one is done with for good.
        var above = new Stack<int>();
        for (int rule = 0; rule < coveredBy.Length; rule++)
        {
            work.Pass(rule);
            if (lists[rules.Record(rule).List].UsesClosestEncloser)
            {
                coveredBy[rule] = -1;
                continue;
            }
            ReadOnlySpan<byte> key = rules.Key(rule);
            while (above.TryPeek(out int last) && !key.StartsWith(rules.Key(last)))
                above.Pop();

            coveredBy[rule] = FindCover(rules, above, rule);
            if (coveredBy[rule] < 0)
                above.Push(rule);
        }
        return coveredBy;
    }

    private static int FindCover(RuleStore rules, Stack<int> above, int rule)
    {
        RuleRecord record = rules.Record(rule);
        ReadOnlySpan<byte> key = rules.Key(rule);
        foreach (int candidate in above)
        {
            RuleRecord other = rules.Record(candidate);
            if (other.Rank == record.Rank && other.Covers(record, LabelCount(key[rules.Key(candidate).Length..])))
                return candidate;
        }
        return -1;
    }

    private static int LabelCount(ReadOnlySpan<byte> labels)
    {
        int count = 0;
        for (; !labels.IsEmpty; labels = labels[(1 + labels[0])..])
            count++;
        return count;
    }
}
