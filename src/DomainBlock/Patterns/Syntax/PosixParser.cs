namespace DomainBlock.Patterns.Syntax;

/// <summary>
/// See <see cref="ExpressionSyntax.PosixRegex"/>. After laurikari/tre, <c>lib/tre-parse.c</c>, oddities included: what a repetition finds in front of it may be nothing,
/// repetitions may follow each other, a closing parenthesis without partner is itself. What TRE reads in a way that
/// nobody means (flags in the middle take the rest of the pattern as a group) is refused.
/// </summary>
internal sealed class PosixParser : RegexParser
{
    /// <summary>RE_DUP_MAX.</summary>
    private const int MaxRepetitions = 255;

    public PosixParser(string text)
        : base(text) => IgnoresCase = true;

    protected override bool IsLiteralParenthesis => Depth == 0;

    protected override Node? ParseAtom(List<Node> before, out bool canRepeat)
    {
        int start = Place;
        canRepeat = true;
        switch (Text[Place++])
        {
            case '(':
                return IsNext('?') ? ParseFlags(start) : ParseGroup(start);
            case '[':
                return ParseBracket(start);
            case '\\':
                return ParseEscape(start, out canRepeat);
            case '.':
                return Node.Octets(OctetSet.All);
            case '^':
                return Node.TextStart;
            case '$':
                return Node.TextEnd;
            case '*' or '+' or '?' or '{':
                Place--;
                return Node.Empty;
            case var octet:
                return Octets(OctetSet.Of(octet));
        }
    }

    protected override Node? ParseRepetitions(Node part, bool canRepeat)
    {
        while (canRepeat && !IsAtEnd)
        {
            int start = Place;
            switch (Text[Place])
            {
                case '*':
                    part = Node.Repeat(part, 0, null);
                    Place++;
                    break;
                case '+':
                    part = Node.Repeat(part, 1, null);
                    Place++;
                    break;
                case '?':
                    part = Node.Repeat(part, 0, 1);
                    Place++;
                    break;
                case '{':
                    Place++;
                    if (ParseBound(part, start) is not { } bounded)
                        return null;
                    part = bounded;
                    break;
                default:
                    return part;
            }
            TryTake('?');
            if (part.Size > PatternSet.MaxPatternPositions)
                return Refuse(PatternFault.TooManyPositions, start);
        }
        return part;
    }

    private Node? ParseBound(Node part, int start)
    {
        int? first = TakeNumber();
        int? last = first;
        bool hasComma = TryTake(',');
        if (hasComma)
            last = TakeNumber();
        if (!IsAtEnd && Text[Place] is '~' or '+' or '-' or '#' or '<' or 'i' or 'd' or 's' or ' ')
            return Refuse(PatternFault.ApproximateMatching, Place);
        if ((first is null && last is null) || last < first || first > MaxRepetitions || last > MaxRepetitions || !TryTake('}'))
            return Refuse(PatternFault.Repetition, start);
        return Node.Repeat(part, first ?? 0, last);
    }

    /// <summary><c>(?:…)</c> and <c>(?i:…)</c>; flags alone only where the pattern begins.</summary>
    private Node? ParseFlags(int opening)
    {
        Place++;
        bool isOn = true;
        bool ignoresCase = IgnoresCase;
        for (; !IsAtEnd && Text[Place] is 'i' or 'n' or 'r' or 'U' or '-'; Place++)
        {
            if (Text[Place] == '-')
                isOn = false;
            else if (Text[Place] == 'i')
                ignoresCase = isOn;
        }
        if (IsNext('=') || IsNext('!') || IsNext('<'))
            return Refuse(PatternFault.LookAround, opening);
        if (TryTake(':'))
        {
            bool outer = IgnoresCase;
            IgnoresCase = ignoresCase;
            Node? group = ParseGroup(opening);
            IgnoresCase = outer;
            return group;
        }
        if (opening != 0 || !TryTake(')'))
            return Refuse(PatternFault.Group, opening);
        IgnoresCase = ignoresCase;
        return Node.Empty;
    }

    private Node? ParseEscape(int start, out bool canRepeat)
    {
        canRepeat = true;
        if (IsAtEnd)
            return Refuse(PatternFault.Escape, start);
        switch (Text[Place++])
        {
            case 'Q':
                // A repetition behind \E repeats nothing.
                canRepeat = false;
                return ParseQuoted();
            case 't':
                return Node.Octets(OctetSet.Of('\t'));
            case 'n':
                return Node.Octets(OctetSet.Of('\n'));
            case 'r':
                return Node.Octets(OctetSet.Of('\r'));
            case 'f':
                return Node.Octets(OctetSet.Of('\f'));
            case 'a':
                return Node.Octets(OctetSet.Of(7));
            case 'e':
                return Node.Octets(OctetSet.Of(0x1B));
            case 'w':
                return Node.Octets(OctetSet.Word);
            case 'W':
                return Node.Octets(~OctetSet.Word);
            case 's':
                return Node.Octets(CharacterClasses.Space);
            case 'S':
                return Node.Octets(~CharacterClasses.Space);
            case 'd':
                return Node.Octets(OctetSet.Digits);
            case 'D':
                return Node.Octets(~OctetSet.Digits);
            case 'b':
                return Node.Condition(Contexts.WordBoundary);
            case 'B':
                return Node.Condition(Contexts.NotWordBoundary);
            case '<':
                return Node.Condition(Contexts.WordStart);
            case '>':
                return Node.Condition(Contexts.WordEnd);
            case 'x':
                return ParseHexadecimal(start);
            case >= '0' and <= '9':
                return Refuse(PatternFault.BackReference, start);
            case var octet:
                return Octets(OctetSet.Of(octet));
        }
    }

    private Node? ParseHexadecimal(int start)
    {
        bool isBraced = TryTake('{');
        int? code = TakeHexadecimal(isBraced ? 1 : 0, isBraced ? 6 : 2);
        if (code is null || (isBraced && !TryTake('}')))
            return Refuse(PatternFault.Escape, start);
        // Unlike characters that stand for themselves, these keep their case.
        return code > 0x7F ? Refuse(PatternFault.NotAscii, start) : Node.Octets(OctetSet.Of(code.Value));
    }

    private Node ParseQuoted()
    {
        int end = Text.IndexOf("\\E", Place, StringComparison.Ordinal);
        var parts = new List<Node>();
        foreach (char octet in end < 0 ? Text.AsSpan(Place) : Text.AsSpan(Place, end - Place))
            parts.Add(Octets(OctetSet.Of(octet)));
        Place = end < 0 ? Text.Length : end + 2;
        return Node.Sequence(parts);
    }

    private Node? ParseBracket(int opening)
    {
        bool isNegated = TryTake('^');
        int first = Place;
        var set = OctetSet.None;
        while (Place == first || !TryTake(']'))
        {
            int start = Place;
            if (IsAtEnd)
                return Refuse(PatternFault.Bracket, opening);
            if (Place + 2 < Text.Length && Text[Place + 1] == '-' && Text[Place + 2] != ']')
            {
                if (Text[Place] > Text[Place + 2])
                    return Refuse(PatternFault.Range, start);
                set |= OctetSet.Range(Text[Place], Text[Place + 2]);
                Place += 3;
            }
            else if (TryTake("[:"))
            {
                int end = Text.IndexOf(":]", Place, StringComparison.Ordinal);
                if (end < 0 || CharacterClasses.FindPosix(Text.AsSpan(Place, end - Place)) is not { } named)
                    return Refuse(PatternFault.Bracket, start);
                set |= named;
                Place = end + 2;
            }
            else if (TryTake("[.") || TryTake("[="))
            {
                return Refuse(PatternFault.Bracket, start);
            }
            else if (IsNext('-') && Place != first && !(Place + 1 < Text.Length && Text[Place + 1] == ']'))
            {
                return Refuse(PatternFault.Range, start);
            }
            else
            {
                set |= OctetSet.Of(Text[Place++]);
            }
        }
        if (IgnoresCase)
            set = set.WithBothCases();
        return Node.Octets(isNegated ? ~set : set);
    }
}
