using System.Runtime.CompilerServices;
using DomainBlock.Indexing;
using DomainBlock.PublicSuffixes;
using DomainBlock.Text;

namespace DomainBlock.Matching;

/// <summary>
/// Finds the rule that wins for a canonical name: its suffixes pass the filter or not, and those that do are looked up, so
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
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static MatchResult Match(IndexLayout indexLayout, ClassLayout classLayout, ReadOnlySpan<byte> file, scoped in NameText name, ListView? view)
    {
        Unsafe.SkipInit(out Suffixes suffixes);
        var index = new SuffixIndex(indexLayout, file);
        int count = index.FindCandidates(name, ref suffixes);
        if (classLayout.PublicSuffixes.Length != 0)
            return MatchAnySuffix(index, classLayout, file, name, view, suffixes, ((ReadOnlySpan<byte>)suffixes.Candidates)[..count]);
        return count == 0 ? default : MatchCandidates(index, classLayout, file, name, view, suffixes, ((ReadOnlySpan<byte>)suffixes.Candidates)[..count], out _);
    }

    /// <summary>Where rules stand under any public suffix, those on the label before the name's own suffix are asked after all others.</summary>
    private static MatchResult MatchAnySuffix(
        scoped in SuffixIndex index,
        ClassLayout layout,
        ReadOnlySpan<byte> file,
        scoped in NameText name,
        ListView? view,
        in Suffixes suffixes,
        ReadOnlySpan<byte> candidates)
    {
        RuleRecord winner = default;
        MatchResult result = candidates.IsEmpty ? default : MatchCandidates(index, layout, file, name, view, suffixes, candidates, out winner);
        int labelCount = name.LabelCount;
        int labels = 1 + new PublicSuffixTable(layout.PublicSuffixes.Of(file)).CountSuffixLabels(name.Octets, suffixes, labelCount);
        if (labels > labelCount)
            return result;
        ReadOnlySpan<byte> label = name.Octets[suffixes.Starts[labels]..(suffixes.Starts[labels - 1] - 1)];
        if (!index.TryFindUnderAnySuffix(label, out int rank))
            return result;
        var mine = new Winner(new RuleClasses(layout, file), layout, view);
        mine.Take(rank, childRank: -1, labels, labelCount - labels);
        bool isStronger = mine.Result.Verdict != Verdict.None
            && (result.Verdict == Verdict.None || Precedence.IsStronger(layout.Profile, mine.Record, labels, winner, result.SuffixLabels));
        return isStronger ? mine.Result : result;
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static MatchResult MatchCandidates(
        scoped in SuffixIndex index,
        ClassLayout classLayout,
        ReadOnlySpan<byte> file,
        scoped in NameText name,
        ListView? view,
        in Suffixes suffixes,
        ReadOnlySpan<byte> candidates,
        out RuleRecord record)
    {
        Unsafe.SkipInit(out KeyBits.Room words);
        var lookup = new SuffixIndex.Lookup(index, words);
        record = classLayout.Only.GetValueOrDefault();
        if (classLayout.Only is { } only)
            return MatchOnly(only, ref lookup, classLayout, name, view, suffixes, candidates);

        // A suffix is judged when it is known what stands on the one a label longer: a stop there ends its list's wildcard.
        var winner = new Winner(new RuleClasses(classLayout, file), classLayout, view);
        int parentRank = -1;
        int parentLabels = 0;
        foreach (byte labels in candidates)
        {
            if (!lookup.TryAdvance(name, suffixes, labels, out int rank))
                break;
            if (rank < 0)
                continue;
            if (parentRank >= 0 && winner.Take(parentRank, childRank: labels == parentLabels + 1 ? rank : -1, parentLabels, name.LabelCount - parentLabels))
            {
                parentRank = -1;
                break;
            }
            (parentRank, parentLabels) = (rank, labels);
        }
        if (parentRank >= 0)
            winner.Take(parentRank, childRank: -1, parentLabels, name.LabelCount - parentLabels);
        record = winner.Record;
        return winner.Result;
    }

    /// <summary>Where the same rule stands on every name, the shortest suffix that it applies to wins.</summary>
    private static MatchResult MatchOnly(
        RuleRecord only,
        ref SuffixIndex.Lookup lookup,
        ClassLayout layout,
        scoped in NameText name,
        ListView? view,
        in Suffixes suffixes,
        ReadOnlySpan<byte> candidates)
    {
        foreach (byte labels in candidates)
        {
            if (!lookup.TryAdvance(name, suffixes, labels, out int rank))
                break;
            if (rank >= 0 && only.Matches(name.LabelCount - labels) && IsCounted(only, layout, view))
                return new MatchResult(VerdictOf(only), rank, only.List, labels);
        }
        return default;
    }

    private static bool IsCounted(RuleRecord record, ClassLayout layout, ListView? view) =>
        record.List < layout.ListCount && view?.Contains(record.List) != false;

    private static Verdict VerdictOf(RuleRecord record) => record.Action == RuleAction.Allow ? Verdict.Allowed : Verdict.Blocked;

    /// <summary>The strongest rule so far.</summary>
    private ref struct Winner(RuleClasses classes, ClassLayout layout, ListView? view)
    {
        private readonly RuleClasses _classes = classes;
        private readonly Profile _profile = layout.Profile;

        /// <summary>What a rule on a longer name may have at most to win: see <see cref="Precedence.AcrossNames"/>.</summary>
        private int _limit = int.MaxValue;

        public MatchResult Result { get; private set; }

        /// <summary>The record of the rule in <see cref="Result"/>.</summary>
        public RuleRecord Record { get; private set; }

        /// <summary>
        /// Takes the rules on one more suffix into account. Shorter suffixes come first and, on one name, rules in the order of precedence: after the
        /// first that cannot win, none can.
        /// </summary>
        /// <param name="name">The suffix's rank.</param>
        /// <param name="childRank">The rank of the suffix that has one label more; -1 where nothing stands on it.</param>
        /// <param name="labels">How many labels the suffix has.</param>
        /// <param name="labelsBelow">How many labels the asked name has left of it.</param>
        /// <returns>Whether no other rule of the file can be stronger.</returns>
        public bool Take(int name, int childRank, int labels, int labelsBelow)
        {
            uint before = 0;
            for (ReadOnlySpan<byte> records = _classes.Records(name); !records.IsEmpty; records = records[RuleClasses.RecordSize..])
            {
                var record = RuleRecord.Read(records);
                int standing = Precedence.AcrossNames(_profile, record);
                if (standing > _limit)
                    break;
                if (record.Matches(labelsBelow) && IsCounted(record, layout, view) && !IsStopped(record, childRank))
                {
                    uint rule = _classes.FirstRule(name) + before;
                    if (rule >= (uint)_classes.RuleCount)
                        break;
                    _limit = Precedence.PrefersDeeper(_profile) ? standing : standing - 1;
                    Result = new MatchResult(VerdictOf(record), (int)rule, record.List, labels);
                    Record = record;
                    break;
                }
                before += RuleClasses.Repeats(records);
            }
            return !Precedence.PrefersDeeper(_profile) && _limit < _classes.StrongestRank;
        }

        private readonly bool IsStopped(RuleRecord record, int childRank) =>
            layout.HasStops && childRank >= 0 && record.Pattern == RulePattern.Subdomains && _classes.HasStop(childRank, record.List);
    }
}
