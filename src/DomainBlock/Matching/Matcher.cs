using System.Runtime.CompilerServices;
using DomainBlock.Indexing;
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
    /// <param name="context">What else is asked.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static MatchResult Match(IndexLayout indexLayout, ClassLayout classLayout, ReadOnlySpan<byte> file, scoped in NameText name, in MatchContext context)
    {
        Unsafe.SkipInit(out Suffixes suffixes);
        var index = new SuffixIndex(indexLayout, file);
        int count = index.FindCandidates(name, ref suffixes);
        return count == 0 ? default : MatchCandidates(index, classLayout, file, name, context, suffixes, ((ReadOnlySpan<byte>)suffixes.Candidates)[..count]);
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static MatchResult MatchCandidates(
        scoped in SuffixIndex index,
        ClassLayout classLayout,
        ReadOnlySpan<byte> file,
        scoped in NameText name,
        in MatchContext context,
        in Suffixes suffixes,
        ReadOnlySpan<byte> candidates)
    {
        Unsafe.SkipInit(out KeyBits.Room words);
        var lookup = new SuffixIndex.Lookup(index, words);
        return classLayout.Only is { } only
            ? MatchOnly(only, ref lookup, classLayout, name, context, suffixes, candidates)
            : MatchClasses(ref lookup, classLayout, file, name, context, suffixes, candidates);
    }

    /// <summary>Where the same rule stands on every name, the shortest suffix that it applies to wins.</summary>
    private static MatchResult MatchOnly(
        RuleRecord only,
        ref SuffixIndex.Lookup lookup,
        ClassLayout layout,
        scoped in NameText name,
        in MatchContext context,
        in Suffixes suffixes,
        ReadOnlySpan<byte> candidates)
    {
        foreach (byte labels in candidates)
        {
            if (!lookup.TryAdvance(name, suffixes, labels, out int rank))
                break;
            if (rank >= 0 && only.Matches(name.LabelCount - labels) && only.List < layout.ListCount && context.View?.Contains(only.List) != false)
                return new MatchResult(only.Action, rank, only.List, labels, until: 0);
        }
        return default;
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static MatchResult MatchClasses(
        ref SuffixIndex.Lookup lookup,
        ClassLayout layout,
        ReadOnlySpan<byte> file,
        scoped in NameText name,
        in MatchContext context,
        in Suffixes suffixes,
        ReadOnlySpan<byte> candidates)
    {
        Unsafe.SkipInit(out FoundNames.Room room);
        var found = new FoundNames(room);
        var winner = new Winner(new RuleClasses(layout, file), layout, name, context);

        // A suffix is judged when it is known what stands on the one a label longer: a stop there ends its list's wildcard.
        foreach (byte labels in candidates)
        {
            if (!lookup.TryAdvance(name, suffixes, labels, out int rank))
                break;
            if (rank < 0)
                continue;
            found.Add(rank, labels);
            if (found.Count > 1 && winner.Take(found[found.Count - 2]))
                return winner.End(found);
        }
        if (found.Count > 0)
            winner.Take(found[found.Count - 1]);
        return winner.End(found);
    }
}
