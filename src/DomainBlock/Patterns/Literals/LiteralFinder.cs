using DomainBlock.Patterns.Syntax;

namespace DomainBlock.Patterns.Literals;

/// <summary>
/// Finds sets of literals of which a text must contain at least one to match a pattern, as RE2's prefilter does: parts that stand for a few texts only
/// are multiplied out as long as they stay few; where they end, they are a set that the pattern requires. In literals a zero octet stands for either end of
/// the text, so that anchors make literals longer. Capitals are left out, because no name has any.
/// </summary>
internal static class LiteralFinder
{
    /// <summary>The end of the text, in front or behind.</summary>
    public const char End = '\0';

    /// <summary>How many texts a part may stand for: enough for <c>[0-9]</c> or three words of five forms.</summary>
    private const int MaxTexts = 16;

    /// <summary>How many literals a set may have where each of several branches brings its own.</summary>
    private const int MaxLiterals = 64;

    /// <summary>Three times what is looked for: longer ones are cut.</summary>
    private const int MaxLength = 24;

    /// <summary>More choice makes nothing better.</summary>
    private const int MaxSets = 16;

    /// <summary>All the sets that a pattern requires, none empty and none with an empty literal; no sets where none were found.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Find(Node pattern)
    {
        Part part = Visit(pattern);
        List<IReadOnlyList<string>> sets = [.. part.Required];
        AddRequired(sets, part.Texts);
        return sets;
    }

    private static Part Visit(Node node)
    {
        switch (node)
        {
            case Node.OctetsNode octets:
                return new Part(TextsOf(octets.Set), []);
            case Node.ConditionNode condition:
                // Whatever else it says, it has no octets.
                return new Part([condition.Contexts is Contexts.TextStart or Contexts.TextEnd ? "\0" : ""], []);
            case Node.SequenceNode sequence:
                return VisitSequence(sequence.Parts);
            case Node.EitherNode either:
                return VisitEither(either);
            case Node.RepeatNode repeat:
                return VisitRepeat(repeat);
            default:
                throw new InvalidOperationException("A kind of node that does not exist.");
        }
    }

    private static List<string>? TextsOf(OctetSet set)
    {
        set &= ~OctetSet.Range('A', 'Z');
        if (set.IsEmpty || set.Count > MaxTexts)
            return null;
        var texts = new List<string>(set.Count);
        for (int octet = 0; texts.Count < set.Count; octet++)
        {
            if (set.Contains(octet))
                texts.Add(((char)octet).ToString());
        }
        return texts;
    }

    private static Part VisitSequence(IEnumerable<Node> nodes)
    {
        var required = new List<IReadOnlyList<string>>();
        List<string> run = [""];
        bool isWhole = true;
        foreach (Node node in nodes)
        {
            Part part = Visit(node);
            if (part.Texts is { } texts && TryMultiply(run, texts) is { } longer)
            {
                run = longer;
                continue;
            }
            isWhole = false;
            AddRequired(required, run);
            foreach (IReadOnlyList<string> set in part.Required)
                AddRequired(required, set);
            run = part.Texts ?? [""];
        }
        if (isWhole)
            return new Part(run, []);
        AddRequired(required, run);
        return new Part(null, required);
    }

    private static List<string>? TryMultiply(List<string> left, List<string> right)
    {
        if (left.Count * right.Count > MaxTexts || left.Max(text => text.Length) + right.Max(text => text.Length) > MaxLength)
            return null;
        // Two anchors at one place are one.
        return [.. (from first in left from second in right select string.Concat(first, second).Replace("\0\0", "\0", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal)];
    }

    private static Part VisitEither(Node.EitherNode either)
    {
        var parts = either.Branches.Select(Visit).ToList();
        if (parts.All(part => part.Texts is not null))
        {
            List<string> texts = [.. parts.SelectMany(part => part.Texts!).Distinct(StringComparer.Ordinal)];
            if (texts.Count <= MaxTexts)
                return new Part(texts, []);
        }

        var union = new List<string>();
        foreach (Part part in parts)
        {
            List<IReadOnlyList<string>> sets = [.. part.Required];
            AddRequired(sets, part.Texts);
            if (sets.Count == 0)
                return new Part(null, []);
            union.AddRange(sets.MaxBy(LiteralRarity.OfSet)!);
        }
        union = [.. union.Distinct(StringComparer.Ordinal)];
        return new Part(null, union.Count <= MaxLiterals ? [union] : []);
    }

    private static Part VisitRepeat(Node.RepeatNode repeat)
    {
        if (repeat.Least == 0)
        {
            Part part = repeat.Most == 1 ? Visit(repeat.Part) : default;
            return part.Texts is { Count: < MaxTexts } texts ? new Part(texts.Contains("") ? texts : [.. texts, ""], []) : new Part(null, []);
        }
        // What comes behind the least number of copies is anything, and a set that is too large says that.
        int copies = Math.Min(repeat.Least, MaxLength);
        bool isExact = copies == repeat.Least && repeat.Most == repeat.Least;
        return VisitSequence([.. Enumerable.Repeat(repeat.Part, copies), .. isExact ? Array.Empty<Node>() : [Node.Octets(OctetSet.All)]]);
    }

    private static void AddRequired(List<IReadOnlyList<string>> sets, IReadOnlyList<string>? literals)
    {
        if (literals is { Count: > 0 } && sets.Count < MaxSets && literals.All(literal => literal.Length > 0))
            sets.Add(literals);
    }

    /// <summary>A part of the tree.</summary>
    /// <param name="Texts">All the texts that it stands for, if they are few and known.</param>
    /// <param name="Required">Else sets of which every text of it contains at least one.</param>
    private readonly record struct Part(List<string>? Texts, IReadOnlyList<IReadOnlyList<string>> Required);
}
