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
    /// <param name="context">What else is asked.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static MatchResult Match(IndexLayout indexLayout, ClassLayout classLayout, ReadOnlySpan<byte> file, scoped in NameText name, in MatchContext context)
    {
        Unsafe.SkipInit(out Suffixes suffixes);
        int count = new SuffixIndex(indexLayout, file).FindCandidates(name, ref suffixes);
        if (count == 0 && classLayout.PublicSuffixes.Length == 0 && IsWithoutExpression(classLayout, file, name))
            return default;
        return classLayout.IsOfOneRule
            ? MatchOnly(indexLayout, classLayout, file, name, context, suffixes, count)
            : MatchCandidates(indexLayout, classLayout, file, name, context, suffixes, count);
    }

    // Most names end above, and need not pay for what is prepared here.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static MatchResult MatchCandidates(
        IndexLayout indexLayout, ClassLayout classLayout, ReadOnlySpan<byte> file, scoped in NameText name, in MatchContext context, in Suffixes suffixes, int count)
    {
        var index = new SuffixIndex(indexLayout, file);
        bool mayBeUnderAnySuffix = classLayout.PublicSuffixes.Length > 0 && index.MayHaveLabelUnderAnySuffix(name);
        if (count == 0 && !mayBeUnderAnySuffix)
            return classLayout.PublicSuffixes.Length > 0 && IsWithoutExpression(classLayout, file, name) ? default : ExpressionMatcher.Match(classLayout, file, name, context);
        ReadOnlySpan<byte> candidates = ((ReadOnlySpan<byte>)suffixes.Candidates)[..count];
        if (classLayout.Only is not { } only)
            return MatchClasses(index, classLayout, file, name, context, suffixes, candidates, mayBeUnderAnySuffix);
        return mayBeUnderAnySuffix ? MatchOnlyUnderAnySuffix(only, index, classLayout, file, name, context) : default;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsWithoutExpression(ClassLayout layout, ReadOnlySpan<byte> file, scoped in NameText name) =>
        layout.Expressions.Length == 0 || ExpressionMatcher.IsUntouched(layout, file, name);

    /// <summary>Finds the names that rules stand on, of those that a name ends with or that stand for them.</summary>
    /// <param name="index">The names that rules stand on.</param>
    /// <param name="layout">Where the Public Suffix List lies, if there is one.</param>
    /// <param name="file">The file.</param>
    /// <param name="name">The name that is asked.</param>
    /// <param name="found">Takes the names.</param>
    [SkipLocalsInit]
    public static void FindAll(scoped in SuffixIndex index, ClassLayout layout, ReadOnlySpan<byte> file, scoped in NameText name, scoped ref FoundNames found)
    {
        Unsafe.SkipInit(out Suffixes suffixes);
        Unsafe.SkipInit(out KeyEncoder encoder);
        int count = index.FindCandidates(name, ref suffixes);
        encoder.Start();
        foreach (byte labels in ((ReadOnlySpan<byte>)suffixes.Candidates)[..count])
        {
            if (!index.TryAdvance(ref encoder, name, suffixes, labels, out int rank))
                break;
            if (rank >= 0)
                found.Add(rank, labels);
        }
        if (layout.PublicSuffixes.Length > 0)
            FindUnderAnySuffix(index, layout, file, name, ref found);
    }

    /// <summary>Where the same rule stands on every name, the shortest suffix that it applies to wins.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static MatchResult MatchOnly(
        IndexLayout indexLayout, ClassLayout classLayout, ReadOnlySpan<byte> file, scoped in NameText name, in MatchContext context, in Suffixes suffixes, int count)
    {
        Unsafe.SkipInit(out KeyEncoder encoder);
        encoder.Start();
        var index = new SuffixIndex(indexLayout, file);
        for (int candidate = 0; candidate < count; candidate++)
        {
            int labels = suffixes.Candidate(candidate);
            if (!index.TryAdvance(ref encoder, name, suffixes, labels, out int rank))
                break;
            if (rank >= 0 && classLayout.Only is { } only && only.Matches(name.LabelCount - labels) && only.List < classLayout.ListCount && context.View?.Contains(only.List) != false)
                return new MatchResult(only.Action, rank, only.List, labels, until: 0);
        }
        return default;
    }

    /// <summary>Where the same rule stands on every label, under any public suffix.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static MatchResult MatchOnlyUnderAnySuffix(
        RuleRecord only,
        scoped in SuffixIndex index,
        ClassLayout layout,
        ReadOnlySpan<byte> file,
        scoped in NameText name,
        in MatchContext context)
    {
        Unsafe.SkipInit(out FoundNames.Room room);
        var found = new FoundNames(room);
        FindUnderAnySuffix(index, layout, file, name, ref found);
        if (found.Count == 0 || !only.Matches(name.LabelCount - found[0].Labels) || only.List >= layout.ListCount || context.View?.Contains(only.List) == false)
            return default;
        return new MatchResult(only.Action, found[0].Rank, only.List, found[0].Labels, until: 0);
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static MatchResult MatchClasses(
        scoped in SuffixIndex index,
        ClassLayout layout,
        ReadOnlySpan<byte> file,
        scoped in NameText name,
        in MatchContext context,
        in Suffixes suffixes,
        ReadOnlySpan<byte> candidates,
        bool mayBeUnderAnySuffix)
    {
        Unsafe.SkipInit(out KeyEncoder encoder);
        Unsafe.SkipInit(out FoundNames.Room room);
        encoder.Start();
        var found = new FoundNames(room);
        var winner = new Winner(new RuleClasses(layout, file), layout, name, context);

        // A suffix is judged when it is known what stands on the one a label longer: a stop there ends its list's wildcard.
        bool isDecided = false;
        foreach (byte labels in candidates)
        {
            if (!index.TryAdvance(ref encoder, name, suffixes, labels, out int rank))
                break;
            if (rank < 0)
                continue;
            found.Add(rank, labels);
            isDecided = found.Count > 1 && winner.Take(found[found.Count - 2]);
            if (isDecided)
                break;
        }
        if (found.Count > 0 && !isDecided)
            winner.Take(found[found.Count - 1]);
        int named = found.Count;
        if (mayBeUnderAnySuffix)
            FindUnderAnySuffix(index, layout, file, name, ref found);
        if (found.Count > named)
            winner.Take(found[named]);
        if (layout.Expressions.Length > 0)
            ExpressionMatcher.Take(layout, file, name, ref winner);
        return End(layout, file, name, found, ref winner);
    }

    /// <summary>The answer, when all that matches was taken into account. What begins to apply later is looked for in a second pass, because only now the winner is known.</summary>
    private static MatchResult End(ClassLayout layout, ReadOnlySpan<byte> file, scoped in NameText name, scoped FoundNames found, scoped ref Winner winner)
    {
        if (!winner.IsAwaited)
            return winner.Result;
        winner.LookAhead(found);
        if (layout.Expressions.Length > 0)
            ExpressionMatcher.LookAhead(layout, file, name, ref winner);
        return winner.Result;
    }

    /// <summary>Where rules stand under any public suffix, those on the label before the name's own suffix are asked after all others.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void FindUnderAnySuffix(scoped in SuffixIndex index, ClassLayout layout, ReadOnlySpan<byte> file, scoped in NameText name, scoped ref FoundNames found)
    {
        Unsafe.SkipInit(out Suffixes suffixes);
        index.ReadSuffixes(name, ref suffixes);
        int labels = 1 + new PublicSuffixTable(layout.PublicSuffixes.Of(file)).CountSuffixLabels(name.Octets, suffixes, name.LabelCount);
        if (labels > name.LabelCount)
            return;
        ReadOnlySpan<byte> label = name.Octets[suffixes.Starts[labels]..(suffixes.Starts[labels - 1] - 1)];
        if (index.TryFindUnderAnySuffix(label, out int rank))
            found.AddUnderAnySuffix(rank, labels);
    }
}
