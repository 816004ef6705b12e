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
        if (count == 0)
            return default;
        var classes = new RuleClasses(classLayout, file);
        return classLayout.HasStops
            ? MatchWithStops(index, classes, classLayout.ListCount, name, view, hashes, candidates[..count])
            : MatchCandidates(index, classes, classLayout.ListCount, name, view, hashes, candidates[..count]);
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
            Judge(classes, rank, childRank: -1, labels, name.Count - labels, listCount, view, ref winner, ref winningRank);
            if (winningRank <= classes.StrongestRank)
                break;
        }
        return winner;
    }

    /// <summary>As the other, but each suffix is judged when it is known what stands on the one a label longer: a stop there ends its list's wildcard.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static MatchResult MatchWithStops(
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
        int parentRank = -1;
        int parentLabels = 0;
        foreach (byte labels in candidates)
        {
            if (!lookup.TryAdvance(name, hashes, labels, out int rank))
                break;
            if (rank < 0)
                continue;
            if (parentRank >= 0)
            {
                int childRank = labels == parentLabels + 1 ? rank : -1;
                Judge(classes, parentRank, childRank, parentLabels, name.Count - parentLabels, listCount, view, ref winner, ref winningRank);
                if (winningRank <= classes.StrongestRank)
                    return winner;
            }
            (parentRank, parentLabels) = (rank, labels);
        }
        if (parentRank >= 0)
            Judge(classes, parentRank, childRank: -1, parentLabels, name.Count - parentLabels, listCount, view, ref winner, ref winningRank);
        return winner;
    }

    /// <summary>Lets the rules on one suffix win over the winner so far.</summary>
    /// <param name="classes">What stands on each name.</param>
    /// <param name="rank">The suffix's rank.</param>
    /// <param name="childRank">The rank of the suffix that has one label more; -1 where nothing stands on it, or no stop can.</param>
    /// <param name="labels">How many labels the suffix has.</param>
    /// <param name="labelsBelow">How many labels the name has left of it.</param>
    /// <param name="listCount">How many lists there are.</param>
    /// <param name="view">The lists that count; null: all.</param>
    /// <param name="winner">The answer so far.</param>
    /// <param name="winningRank">The winning rule's <see cref="RuleRecord.Rank"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Judge(
        scoped in RuleClasses classes,
        int rank,
        int childRank,
        int labels,
        int labelsBelow,
        int listCount,
        ListView? view,
        ref MatchResult winner,
        ref int winningRank)
    {
        // Shorter suffixes come first and, on one name, rules in the order of precedence: only a strictly better
        // rank replaces the winner, and after the first that cannot win, none can.
        uint before = 0;
        for (ReadOnlySpan<byte> records = classes.Records(rank); !records.IsEmpty; records = records[RuleClasses.RecordSize..])
        {
            var record = RuleRecord.Read(records);
            if (record.Rank >= winningRank)
                return;
            if (record.Matches(labelsBelow) && record.List < listCount && view?.Contains(record.List) != false
                && !(childRank >= 0 && record.Pattern == RulePattern.Subdomains && classes.Has(childRank, RuleRecord.Stop(record.List))))
            {
                uint rule = classes.FirstRule(rank) + before;
                if (rule >= (uint)classes.RuleCount)
                    return;
                winningRank = record.Rank;
                Verdict verdict = record.Action == RuleAction.Allow ? Verdict.Allowed : Verdict.Blocked;
                winner = new MatchResult(verdict, (int)rule, record.List, labels);
                return;
            }
            before += RuleClasses.Repeats(records);
        }
    }
}
