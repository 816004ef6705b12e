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
    /// <summary>
    /// Asks for a short name. Compiled into whoever asks: a stranger is done in one method. Where the first suffix that the filter lets pass is no name of the list, as happens to one of some hundred strangers, or is not found
    /// so quickly, or does not decide, all are looked up.
    /// </summary>
    /// <param name="indexLayout">The names that rules stand on.</param>
    /// <param name="classLayout">What stands on each.</param>
    /// <param name="file">The file that both lie in.</param>
    /// <param name="name">The name that is asked.</param>
    /// <param name="context">What else is asked.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static MatchResult Match(IndexLayout indexLayout, ClassLayout classLayout, ReadOnlySpan<byte> file, scoped ShortText name, in MatchContext context)
    {
        if (!indexLayout.HasFilter)
            return MatchAny(indexLayout, classLayout, file, name.Octets, name.Ends, name.IsCopy, context);
        Unsafe.SkipInit(out SuffixHash.Room room);
        var hash = new SuffixHash(name.Octets, indexLayout.Seed, ref room, name.IsCopy);
        int first = SuffixIndex.FindFirstCandidate(indexLayout, file, name, hash);
        if (first < 0)
            return classLayout.HasNamesOnly ? default : MatchNone(indexLayout, classLayout, file, name.Octets, name.Ends, context);
        if (classLayout.FirstDecides && SuffixIndex.Find(indexLayout, file, name, ref room, first) is >= 0 and var rank)
            return context.View is null || context.View.Contains(classLayout.OnlyAnswer.List) ? classLayout.OnlyAnswer.By(rank, name.CountLabels(first)) : default;
        return MatchAny(indexLayout, classLayout, file, name.Octets, name.Ends, name.IsCopy, context);
    }

    /// <summary>Asks for a short name none of whose suffixes the filter lets pass.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static MatchResult MatchNone(IndexLayout indexLayout, ClassLayout classLayout, ReadOnlySpan<byte> file, ReadOnlySpan<byte> octets, ulong ends, in MatchContext context)
    {
        Unsafe.SkipInit(out Suffixes suffixes);
        var labelEnds = new LabelEnds(ends, octets.Length);
        return MatchSuffixes(indexLayout, classLayout, file, new NameText(octets, labelEnds, isPlain: true), context, suffixes, count: 0);
    }

    /// <summary>Asks for a short name in the general way.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static MatchResult MatchAny(
        IndexLayout indexLayout, ClassLayout classLayout, ReadOnlySpan<byte> file, ReadOnlySpan<byte> octets, ulong ends, bool isCopy, in MatchContext context)
    {
        var labelEnds = new LabelEnds(ends, octets.Length);
        return Match(indexLayout, classLayout, file, new NameText(octets, labelEnds, isPlain: true, isCopy), context);
    }

    /// <summary>Asks for any name.</summary>
    /// <inheritdoc cref="Match(IndexLayout, ClassLayout, ReadOnlySpan{byte}, ShortText, in MatchContext)"/>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static MatchResult Match(IndexLayout indexLayout, ClassLayout classLayout, ReadOnlySpan<byte> file, scoped in NameText name, in MatchContext context)
    {
        Unsafe.SkipInit(out Suffixes suffixes);
        int count = new SuffixIndex(indexLayout, file).FindCandidates(name, ref suffixes);
        return MatchSuffixes(indexLayout, classLayout, file, name, context, suffixes, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static MatchResult MatchSuffixes(
        IndexLayout indexLayout, ClassLayout classLayout, ReadOnlySpan<byte> file, scoped in NameText name, in MatchContext context, in Suffixes suffixes, int count)
    {
        if (count == 0 && classLayout.PublicSuffixes.Length == 0 && IsWithoutExpression(classLayout, file, name))
            return default;
        if (classLayout.Only is null)
            return MatchCandidates(indexLayout, classLayout, file, name, context, suffixes, count);
        return classLayout.IsOnlyUnderAnySuffix
            ? MatchOnlyUnderAnySuffix(indexLayout, classLayout, file, name, context)
            : MatchOnly(indexLayout, classLayout, file, name, context, suffixes, count);
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
        return MatchClasses(index, classLayout, file, name, context, suffixes, candidates, mayBeUnderAnySuffix);
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
        if (layout.PublicSuffixes.Length > 0 && TryFindUnderAnySuffix(index, layout, file, name, out int ofLabel, out int labelsOfAll))
            found.AddUnderAnySuffix(ofLabel, labelsOfAll);
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
                return default;
            if (rank >= 0 && classLayout.Only is { } only && (only.Pattern == RulePattern.Subtree || only.Matches(name.LabelCount - labels)) && context.View?.Contains(only.List) != false)
                return classLayout.OnlyAnswer.By(rank, labels);
        }
        return default;
    }

    /// <summary>Where the same rule stands on every label, under any public suffix.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static MatchResult MatchOnlyUnderAnySuffix(IndexLayout indexLayout, ClassLayout layout, ReadOnlySpan<byte> file, scoped in NameText name, in MatchContext context)
    {
        // Only a hostile file has such a rule and no list of suffixes.
        var index = new SuffixIndex(indexLayout, file);
        if (layout.PublicSuffixes.Length == 0 || !index.MayHaveLabelUnderAnySuffix(name) || layout.Only is not { } only)
            return default;
        bool isFound = TryFindUnderAnySuffix(index, layout, file, name, out int rank, out int labels);
        return isFound && only.Matches(name.LabelCount - labels) && context.View?.Contains(only.List) != false
            ? layout.OnlyAnswer.By(rank, labels)
            : default;
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
        if (mayBeUnderAnySuffix && TryFindUnderAnySuffix(index, layout, file, name, out int ofLabel, out int labelsOfAll))
            found.AddUnderAnySuffix(ofLabel, labelsOfAll);
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

    /// <summary>Finds what stands, under any public suffix, on the label before the name's own suffix. Its rules are asked after all others.</summary>
    /// <param name="index">The names that rules stand on.</param>
    /// <param name="layout">Where the Public Suffix List lies.</param>
    /// <param name="file">The file.</param>
    /// <param name="name">The name that is asked.</param>
    /// <param name="rank">The label's rank.</param>
    /// <param name="labels">How many labels it has together with the name's public suffix.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool TryFindUnderAnySuffix(scoped in SuffixIndex index, ClassLayout layout, ReadOnlySpan<byte> file, scoped in NameText name, out int rank, out int labels)
    {
        Unsafe.SkipInit(out Suffixes suffixes);
        var table = new PublicSuffixTable(layout.PublicSuffixes.Of(file));
        index.ReadSuffixes(name, ref suffixes, table.MaxLabels);
        rank = -1;
        labels = 1 + table.CountSuffixLabels(name.Octets, suffixes, name.LabelCount, name.HasDotsBetweenLabelsOnly);
        return labels <= name.LabelCount && index.TryFindUnderAnySuffix(name.Octets[suffixes.Start(labels)..(suffixes.Start(labels - 1) - 1)], out rank);
    }
}
