namespace DomainBlock.Patterns.Syntax;

/// <summary>
/// What JavaScript and RE2 took from Perl: groups with flags and names, lazy repetitions, classes with escapes. Names have no line ends, so
/// the flags m and s change nothing and <c>.</c> is any octet.
/// </summary>
internal abstract class PerlParser(string text) : RegexParser(text)
{
    /// <summary>The most that a repetition may ask for.</summary>
    protected abstract int MaxRepetitions { get; }

    /// <summary>The flags that <c>(?…)</c> may set.</summary>
    protected abstract string Flags { get; }

    /// <summary>What an escape stands for. <see cref="RegexParser.Place"/> is behind the backslash, and goes behind the escape.</summary>
    /// <param name="isInClass">Whether it stands in brackets.</param>
    /// <param name="start">Where the backslash stands.</param>
    protected abstract Escape? ReadEscape(bool isInClass, int start);

    /// <summary>Reads what stands in brackets in place of a character and is none: a named class.</summary>
    /// <returns>Null where there is none, or it is refused.</returns>
    protected abstract OctetSet? ReadNamedClass();

    /// <summary>Whether a <c>]</c> directly behind the opening means itself; else it is refused.</summary>
    protected abstract bool ClassMayBeginWithBracket { get; }

    /// <summary>Reads <c>\Q…\E</c>, where the dialect has it.</summary>
    protected virtual bool TryReadQuoted(out ReadOnlySpan<char> quoted)
    {
        quoted = default;
        return false;
    }

    protected override Node? ParseAtom(List<Node> before, out bool canRepeat)
    {
        int start = Place;
        canRepeat = true;
        char next = Text[Place];
        if (next == '\\' && TryReadQuoted(out ReadOnlySpan<char> quoted))
        {
            canRepeat = !quoted.IsEmpty;
            if (quoted.IsEmpty)
                return Node.Empty;
            foreach (char octet in quoted[..^1])
                before.Add(Octets(OctetSet.Of(octet)));
            return Octets(OctetSet.Of(quoted[^1]));
        }
        Place++;
        switch (next)
        {
            case '.':
                return Node.Octets(OctetSet.All);
            case '^':
                return Node.TextStart;
            case '$':
                return Node.TextEnd;
            case '(':
                return ParseParenthesis(start, out canRepeat);
            case '[':
                return ParseClass(start);
            case '\\':
                return ReadEscape(isInClass: false, start) is { } escape ? ToNode(escape, start) : null;
            case '*' or '+' or '?':
                return Refuse(PatternFault.NothingToRepeat, start);
            case '{' when IsBraces(start):
                return Refuse(PatternFault.NothingToRepeat, start);
            default:
                return Octets(OctetSet.Of(next));
        }
    }

    protected override Node? ParseRepetitions(Node part, bool canRepeat)
    {
        int start = Place;
        if (!TryReadRepetition(out int least, out int? most))
            return part;
        if (!canRepeat)
            return Refuse(PatternFault.NothingToRepeat, start);
        if (least > MaxRepetitions || most > MaxRepetitions || most < least)
            return Refuse(PatternFault.Repetition, start);
        TryTake('?');
        start = Place;
        if (TryReadRepetition(out _, out _))
            return Refuse(PatternFault.Repetition, start);
        return Node.Repeat(part, least, most);
    }

    private bool TryReadRepetition(out int least, out int? most)
    {
        (least, most) = (0, null);
        if (IsAtEnd)
            return false;
        switch (Text[Place])
        {
            case '*':
                Place++;
                return true;
            case '+':
                Place++;
                least = 1;
                return true;
            case '?':
                Place++;
                most = 1;
                return true;
            case '{':
                return TryReadBraces(out least, out most);
            default:
                return false;
        }
    }

    private bool IsBraces(int start)
    {
        (int place, Place) = (Place, start);
        bool isBraces = TryReadBraces(out _, out _);
        Place = place;
        return isBraces;
    }

    /// <summary>Anything else that begins with a brace stands for itself.</summary>
    private bool TryReadBraces(out int least, out int? most)
    {
        int start = Place;
        Place++;
        int? first = TakeNumber();
        least = first ?? 0;
        most = least;
        if (first is not null && TryTake(','))
            most = TakeNumber();
        if (first is not null && TryTake('}'))
            return true;
        Place = start;
        return false;
    }

    private Node? ParseParenthesis(int opening, out bool canRepeat)
    {
        canRepeat = true;
        if (!TryTake('?'))
            return ParseGroup(opening);
        if (TryTake("=") || TryTake("!") || TryTake("<=") || TryTake("<!"))
            return Refuse(PatternFault.LookAround, opening);
        if (TryTake("P="))
            return Refuse(PatternFault.BackReference, opening);
        if (TryTake("P<") || TryTake("<"))
            return TakeName() ? ParseGroup(opening) : Refuse(PatternFault.Group, opening);

        bool isOn = true;
        bool ignoresCase = IgnoresCase;
        int flags = Place;
        for (; !IsAtEnd && Text[Place] is not (':' or ')'); Place++)
        {
            if (Text[Place] == '-' && isOn)
                isOn = false;
            else if (!Flags.Contains(Text[Place], StringComparison.Ordinal))
                return Refuse(PatternFault.Group, Place);
            else if (Text[Place] == 'i')
                ignoresCase = isOn;
        }
        if (IsAtEnd)
            return Refuse(PatternFault.Parenthesis, opening);
        if (TryTake(':'))
        {
            bool outer = IgnoresCase;
            IgnoresCase = ignoresCase;
            Node? group = ParseGroup(opening);
            IgnoresCase = outer;
            return group;
        }
        if (Place == flags || Text[Place - 1] == '-')
            return Refuse(PatternFault.Group, opening);
        Place++;
        canRepeat = false;
        IgnoresCase = ignoresCase;
        return Node.Empty;
    }

    private bool TakeName()
    {
        int start = Place;
        while (!IsAtEnd && (char.IsAsciiLetterOrDigit(Text[Place]) || Text[Place] == '_'))
            Place++;
        return Place > start && TryTake('>');
    }

    private Node? ParseClass(int opening)
    {
        bool isNegated = TryTake('^');
        var set = OctetSet.None;
        if (IsNext(']'))
        {
            if (!ClassMayBeginWithBracket)
                return Refuse(PatternFault.EnginesDisagree, opening);
            if (!TryReadRange(ref set))
                return null;
        }
        while (!TryTake(']'))
        {
            if (IsAtEnd)
                return Refuse(PatternFault.Bracket, opening);
            int start = Place;
            if (ReadNamedClass() is { } named)
                set |= named;
            else if (Place != start || !TryReadRange(ref set))
                return null;
        }
        if (IgnoresCase)
            set = set.WithBothCases();
        return Node.Octets(isNegated ? ~set : set);
    }

    /// <summary>Reads a character, a range of them, or an escape that stands for several.</summary>
    private bool TryReadRange(ref OctetSet set)
    {
        int start = Place;
        if (ReadClassCharacter() is not { } from)
            return false;
        if (from.Code < 0)
        {
            set |= from.Set;
            return true;
        }
        if (!IsNext('-') || Place + 1 >= Text.Length || Text[Place + 1] == ']')
        {
            set |= OctetSet.Range(from.Code, Math.Min(from.Code, 0x7F));
            return true;
        }
        Place++;
        if (ReadClassCharacter() is not { } to)
            return false;
        if (to.Code < from.Code)
        {
            Refuse(PatternFault.Range, start);
            return false;
        }
        set |= OctetSet.Range(from.Code, Math.Min(to.Code, 0x7F));
        return true;
    }

    private Escape? ReadClassCharacter()
    {
        int start = Place;
        char next = Text[Place++];
        if (next != '\\')
            return Escape.Character(next);
        if (ReadEscape(isInClass: true, start) is not { } escape)
            return null;
        if (escape.Contexts == Contexts.Never)
            return escape;
        Refuse(PatternFault.Escape, start);
        return null;
    }

    private Node? ToNode(Escape escape, int start)
    {
        if (escape.Contexts != Contexts.Never)
            return Node.Condition(escape.Contexts);
        if (escape.Code > 0x7F)
            return Refuse(PatternFault.NotAscii, start);
        return escape.Code >= 0 ? Octets(OctetSet.Of(escape.Code)) : Octets(escape.Set);
    }

    /// <summary>The escapes that all dialects of Perl's kind share.</summary>
    protected static Escape? FindShared(char letter, OctetSet space) => letter switch
    {
        'd' => Escape.Of(OctetSet.Digits),
        'D' => Escape.Of(~OctetSet.Digits),
        'w' => Escape.Of(OctetSet.Word),
        'W' => Escape.Of(~OctetSet.Word),
        's' => Escape.Of(space),
        'S' => Escape.Of(~space),
        't' => Escape.Character('\t'),
        'n' => Escape.Character('\n'),
        'v' => Escape.Character('\v'),
        'f' => Escape.Character('\f'),
        'r' => Escape.Character('\r'),
        _ => null,
    };

    /// <summary>What an escape stands for: one character, a set, or a condition.</summary>
    /// <param name="Code">The character; -1 where it is none.</param>
    /// <param name="Set">The set.</param>
    /// <param name="Contexts">The condition; never where it is none.</param>
    protected readonly record struct Escape(int Code, OctetSet Set, ushort Contexts)
    {
        public static Escape Character(int code) => new(code, default, Syntax.Contexts.Never);

        public static Escape Of(OctetSet set) => new(-1, set, Syntax.Contexts.Never);

        public static Escape Condition(int contexts) => new(-1, default, (ushort)contexts);
    }
}
