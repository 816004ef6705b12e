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
    public static MatchResult Match(IndexLayout indexLayout, ClassLayout classLayout, ReadOnlySpan<byte> file, scoped NameLabels name, ListView? view)
    {
        Span<ulong> hashes = stackalloc ulong[SuffixIndex.MaxSuffixes];
        Span<byte> candidates = stackalloc byte[SuffixIndex.MaxSuffixes];
        var index = new SuffixIndex(indexLayout, file);
        int count = index.FindCandidates(name, hashes, candidates);
        return count == 0 ? default : MatchCandidates(index, new RuleClasses(classLayout, file), classLayout.ListCount, name, view, hashes, candidates[..count]);
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static MatchResult MatchCandidates(
        scoped in SuffixIndex index,
        scoped in RuleClasses classes,
        int listCount,
        scoped NameLabels name,
        ListView? view,
        ReadOnlySpan<ulong> hashes,
        ReadOnlySpan<byte> candidates)
    {
        Span<ulong> words = stackalloc ulong[KeyBits.MaxWords];
        SuffixIndex.Lookup lookup = index.Begin(words);
        var winner = default(MatchResult);
        int winningRank = int.MaxValue;
        foreach (byte labels in candidates)
        {
            if (!lookup.TryAdvance(name, hashes, labels, out int rank))
                break;
            if (rank < 0)
                continue;

            // Shorter suffixes come first and, on one name, rules in the order of precedence: only a strictly better
            // rank replaces the winner, and after the first that cannot win, none can.
            uint before = 0;
            for (ReadOnlySpan<byte> records = classes.Records(rank); !records.IsEmpty; records = records[RuleClasses.RecordSize..])
            {
                var record = RuleRecord.Read(records);
                if (record.Rank >= winningRank)
                    break;
                if (record.Matches(labelsBelow: name.Count - labels) && record.List < listCount && view?.Contains(record.List) != false)
                {
                    uint rule = classes.FirstRule(rank) + before;
                    if (rule >= (uint)classes.RuleCount)
                        break;
                    winningRank = record.Rank;
                    Verdict verdict = record.Action == RuleAction.Allow ? Verdict.Allowed : Verdict.Blocked;
                    winner = new MatchResult(verdict, (int)rule, record.List, labels);
                    break;
                }
                before += RuleClasses.Repeats(records);
            }
            if (winningRank <= classes.StrongestRank)
                break;
        }
        return winner;
    }
}
