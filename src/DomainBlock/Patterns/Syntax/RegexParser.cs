namespace DomainBlock.Patterns.Syntax;

/// <summary>
/// What regular expressions have in common: branches, sequences, groups, refusals. A dialect says what an atom is and how it repeats. Recursion
/// is bounded by <see cref="MaxDepth"/>; whatever is refused is null all the way up.
/// </summary>
internal abstract class RegexParser(string text)
{
    /// <summary>
    /// Real lists nest no deeper than ten. Each level of repetition may connect all positions with each other once more, so this also bounds the
    /// time that an automaton takes to build.
    /// </summary>
    public const int MaxDepth = 32;

    private PatternRefusal _refusal;

    /// <summary>Where reading is.</summary>
    protected int Place { get; set; }

    /// <summary>How many groups are open.</summary>
    protected int Depth { get; private set; }

    /// <summary>Whether letters of either case are the same here.</summary>
    protected bool IgnoresCase { get; set; }

    protected string Text { get; } = text;

    protected bool IsAtEnd => Place >= Text.Length;

    /// <summary>Reads the whole text.</summary>
    public Node? TryParse(out PatternRefusal refusal)
    {
        Node? tree = ParseEither();
        if (tree is not null && !IsAtEnd)
            tree = Refuse(PatternFault.Parenthesis, Place);
        refusal = _refusal;
        return tree;
    }

    /// <summary>Reads what can be repeated.</summary>
    /// <param name="before">Takes what comes before it and is not repeated with it.</param>
    /// <param name="canRepeat">Whether a repetition may follow.</param>
    protected abstract Node? ParseAtom(List<Node> before, out bool canRepeat);

    /// <summary>Reads the repetitions of a part, if there are any.</summary>
    protected abstract Node? ParseRepetitions(Node part, bool canRepeat);

    /// <summary>Whether a closing parenthesis means itself here.</summary>
    protected virtual bool IsLiteralParenthesis => false;

    protected Node? ParseEither()
    {
        var branches = new List<Node>();
        do
        {
            if (ParseSequence() is not { } branch)
                return null;
            branches.Add(branch);
        }
        while (TryTake('|'));
        return Node.Either(branches);
    }

    /// <summary>Reads a group's inside and its closing parenthesis.</summary>
    /// <param name="opening">Where its opening parenthesis stands.</param>
    protected Node? ParseGroup(int opening)
    {
        if (Depth == MaxDepth)
            return Refuse(PatternFault.TooDeep, opening);
        bool ignoresCase = IgnoresCase;
        Depth++;
        Node? inside = ParseEither();
        if (inside is not null && !TryTake(')'))
            return Refuse(PatternFault.Parenthesis, opening);
        Depth--;
        IgnoresCase = ignoresCase;
        return inside;
    }

    /// <summary>One octet of a set, as case counts here.</summary>
    protected Node Octets(OctetSet set) => Node.Octets(IgnoresCase ? set.WithBothCases() : set);

    protected Node? Refuse(PatternFault fault, int position)
    {
        // The first refusal is the innermost one.
        if (_refusal.Fault == PatternFault.None)
            _refusal = new PatternRefusal(fault, position);
        return null;
    }

    protected bool TryTake(char expected)
    {
        if (!IsNext(expected))
            return false;
        Place++;
        return true;
    }

    protected bool TryTake(ReadOnlySpan<char> expected)
    {
        if (!Text.AsSpan(Place).StartsWith(expected))
            return false;
        Place += expected.Length;
        return true;
    }

    protected bool IsNext(char expected) => Place < Text.Length && Text[Place] == expected;

    /// <summary>A number in decimal digits; null where there is none. Large ones stop growing.</summary>
    protected int? TakeNumber()
    {
        int start = Place;
        int number = 0;
        for (; !IsAtEnd && char.IsAsciiDigit(Text[Place]); Place++)
            number = Math.Min((number * 10) + (Text[Place] - '0'), 1_000_000);
        return Place == start ? null : number;
    }

    /// <summary>A number in exactly, or up to, so many hexadecimal digits; null where they are missing.</summary>
    protected int? TakeHexadecimal(int least, int most)
    {
        int start = Place;
        int number = 0;
        for (; !IsAtEnd && Place - start < most && char.IsAsciiHexDigit(Text[Place]); Place++)
            number = (number << 4) + Convert.ToInt32(Text.Substring(Place, 1), 16);
        return Place - start < least ? null : number;
    }

    private Node? ParseSequence()
    {
        var parts = new List<Node>();
        while (!IsAtEnd && !IsNext('|') && (!IsNext(')') || IsLiteralParenthesis))
        {
            if (ParseAtom(parts, out bool canRepeat) is not { } atom || ParseRepetitions(atom, canRepeat) is not { } part)
                return null;
            // Checked here too, so that a hostile text makes no larger tree.
            if (part.Size > PatternSet.MaxPatternPositions)
                return Refuse(PatternFault.TooManyPositions, Place);
            parts.Add(part);
        }
        return Node.Sequence(parts);
    }
}
