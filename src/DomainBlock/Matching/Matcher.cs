using System.Runtime.CompilerServices;
using DomainBlock.Indexing;

namespace DomainBlock.Matching;

/// <summary>
/// Finds the winner of <c>allow-wins</c> for a canonical name: its suffixes pass the filter or not, and those that do are looked up, so
/// that the time grows with the name, not with the number of names that rules stand on.
/// </summary>
internal static class Matcher
{
    /// <param name="indexLayout">The names that rules stand on.</param>
    /// <param name="classLayout">What stands on each.</param>
    /// <param name="file">The file that both lie in.</param>
    /// <param name="name">The name that is asked.</param>
    /// <param name="view">The lists that count; null: all.</param>
    [SkipLocalsInit]
    public static MatchResult Match(IndexLayout indexLayout, ClassLayout classLayout, ReadOnlySpan<byte> file, scoped in NameLabels name, ListView? view)
    {
        Unsafe.SkipInit(out SuffixIndex.HashRoom hashes);
        Unsafe.SkipInit(out SuffixIndex.LabelRoom candidates);
        var index = new SuffixIndex(indexLayout, file);
        int count = index.FindCandidates(name, hashes, candidates);
        return count == 0 ? default : MatchCandidates(index, classLayout, file, name, view, hashes, ((ReadOnlySpan<byte>)candidates)[..count]);
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static MatchResult MatchCandidates(
        scoped in SuffixIndex index,
        ClassLayout classLayout,
        ReadOnlySpan<byte> file,
        scoped in NameLabels name,
        ListView? view,
        ReadOnlySpan<ulong> hashes,
        ReadOnlySpan<byte> candidates)
    {
        Unsafe.SkipInit(out KeyBits.Room words);
        var lookup = new SuffixIndex.Lookup(index, words);
        var winner = new Winner();
        foreach (byte labels in candidates)
        {
            if (!lookup.TryAdvance(name, hashes, labels, out int rank))
                break;
            if (rank < 0)
                continue;
            bool isWholeName = labels == name.Count;
            if (classLayout.Only is { } only)
            {
                if (only.Matches(isWholeName) && IsCounted(only, classLayout, view))
                    return new MatchResult(VerdictOf(only), rank, only.List, labels);
            }
            else if (winner.Take(new RuleClasses(classLayout, file), rank, labels, isWholeName, classLayout, view))
            {
                break;
            }
        }
        return winner.Result;
    }

    private static bool IsCounted(RuleRecord record, ClassLayout layout, ListView? view) =>
        record.List < layout.ListCount && view?.Contains(record.List) != false;

    private static Verdict VerdictOf(RuleRecord record) => record.Action == RuleAction.Allow ? Verdict.Allowed : Verdict.Blocked;

    /// <summary>The strongest rule so far.</summary>
    private struct Winner()
    {
        private int _rank = int.MaxValue;

        public MatchResult Result { get; private set; }

        /// <summary>
        /// Takes the rules of one more name into account. Shorter suffixes come first and, on one name, rules in the order of precedence: only
        /// a strictly better rank replaces the winner, and after the first that cannot win, none can.
        /// </summary>
        /// <returns>Whether no other rule of the file can be stronger.</returns>
        public bool Take(scoped in RuleClasses classes, int name, int labels, bool isWholeName, ClassLayout layout, ListView? view)
        {
            uint before = 0;
            for (ReadOnlySpan<byte> records = classes.Records(name); !records.IsEmpty; records = records[RuleClasses.RecordSize..])
            {
                var record = RuleRecord.Read(records);
                if (record.Rank >= _rank)
                    break;
                if (record.Matches(isWholeName) && IsCounted(record, layout, view))
                {
                    uint rule = classes.FirstRule(name) + before;
                    if (rule >= (uint)classes.RuleCount)
                        break;
                    _rank = record.Rank;
                    Result = new MatchResult(VerdictOf(record), (int)rule, record.List, labels);
                    break;
                }
                before += RuleClasses.Repeats(records);
            }
            return _rank <= classes.StrongestRank;
        }
    }
}
