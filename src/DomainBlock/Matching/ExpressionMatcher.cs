using System.Buffers;
using System.Runtime.CompilerServices;
using DomainBlock.Patterns;
using DomainBlock.Text;

namespace DomainBlock.Matching;

/// <summary>Finds the expressions that match a name, and lets their rules compete. Not inlined, because of the room that a search takes on the stack.</summary>
internal static class ExpressionMatcher
{
    /// <summary>The dot between labels, and the octets that text has as they are; all others, and dots in labels, are escaped.</summary>
    private static readonly SearchValues<byte> Plain = SearchValues.Create([(byte)'.', .. Enumerable.Range(0, 256).Select(octet => (byte)octet).Where(IsWrittenAsItIs)]);

    /// <summary>Whether no expression has anything in common with a name. Nearly every name ends with this, and need not pay for the room of a search.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsUntouched(ClassLayout layout, ReadOnlySpan<byte> file, scoped in NameText name) =>
        name.IsPlain && new PatternSet(layout.Patterns, layout.Expressions.Of(file)).IsUntouchedBy(name.Octets);

    /// <summary>Asks for a name that nothing stands on.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static MatchResult Match(ClassLayout layout, ReadOnlySpan<byte> file, scoped in NameText name, in MatchContext context)
    {
        Unsafe.SkipInit(out PatternSearch.Room room);
        PatternSearch search = Search(layout, file, name, ref room);
        return search.IsOver ? default : Compete(layout, file, name, context, ref search);
    }

    // Most names come to no pattern: they need not pay for the room of a competition.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static MatchResult Compete(ClassLayout layout, ReadOnlySpan<byte> file, scoped in NameText name, in MatchContext context, scoped ref PatternSearch search)
    {
        var winner = new Winner(new RuleClasses(layout, file), layout, name, context);
        while (search.TryNext(out int expression))
            winner.TakeExpression(layout.NameCount + expression);
        if (winner.IsAwaited)
            LookAhead(layout, file, name, ref winner);
        return winner.Result;
    }

    /// <summary>Lets the rules of expressions compete with those on names.</summary>
    public static void Take(ClassLayout layout, ReadOnlySpan<byte> file, scoped in NameText name, scoped ref Winner winner)
    {
        if (!winner.IsBeyondExpressions && !IsUntouched(layout, file, name))
            TakeTouched(layout, file, name, ref winner);
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void TakeTouched(ClassLayout layout, ReadOnlySpan<byte> file, scoped in NameText name, scoped ref Winner winner)
    {
        Unsafe.SkipInit(out PatternSearch.Room room);
        PatternSearch search = Search(layout, file, name, ref room);
        while (search.TryNext(out int expression))
            winner.TakeExpression(layout.NameCount + expression);
    }

    /// <summary>Says how long the answer is true, as far as that depends on expressions.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void LookAhead(ClassLayout layout, ReadOnlySpan<byte> file, scoped in NameText name, scoped ref Winner winner)
    {
        Unsafe.SkipInit(out PatternSearch.Room room);
        PatternSearch search = Search(layout, file, name, ref room);
        while (search.TryNext(out int expression))
            winner.LookAheadToExpression(layout.NameCount + expression);
    }

    /// <summary>All expressions that match a name, by their ranks. Allocates.</summary>
    public static List<int> FindAll(ClassLayout layout, ReadOnlySpan<byte> file, scoped in NameText name)
    {
        var ranks = new List<int>();
        var room = default(PatternSearch.Room);
        PatternSearch search = Search(layout, file, name, ref room);
        while (search.TryNext(out int expression))
            ranks.Add(layout.NameCount + expression);
        return ranks;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static PatternSearch Search(ClassLayout layout, ReadOnlySpan<byte> file, scoped in NameText name, ref PatternSearch.Room room)
    {
        var set = new PatternSet(layout.Patterns, layout.Expressions.Of(file));
        return IsText(name) ? new PatternSearch(set, name.Octets, ref room) : SearchEscaped(set, name, ref room);
    }

    private static bool IsWrittenAsItIs(byte octet) => PresentationText.WriteOctet(octet, stackalloc char[4]) == 1;

    /// <summary>Whether the octets are the name's text: nothing in them is escaped.</summary>
    private static bool IsText(scoped in NameText name) =>
        name.IsPlain || (!name.Octets.ContainsAnyExcept(Plain) && name.HasDotsBetweenLabelsOnly);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static PatternSearch SearchEscaped(PatternSet set, scoped in NameText name, ref PatternSearch.Room room)
    {
        Span<byte> text = stackalloc byte[PresentationText.MaxLength];
        Span<char> octet = stackalloc char[4];
        int length = 0;
        int dot = 0;
        for (int start = 0; start < name.Octets.Length; start = dot + 1)
        {
            if (start > 0)
                text[length++] = (byte)'.';
            dot = name.LabelEnd(start);
            foreach (byte each in name.Octets[start..dot])
            {
                foreach (char character in octet[..PresentationText.WriteOctet(each, octet)])
                    text[length++] = (byte)character;
            }
        }
        return new PatternSearch(set, text[..length], ref room);
    }
}
