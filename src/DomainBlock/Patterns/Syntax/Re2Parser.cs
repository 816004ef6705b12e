namespace DomainBlock.Patterns.Syntax;

/// <summary>See <see cref="ExpressionSyntax.Re2Regex"/>. After the syntax of Go's <c>regexp/syntax</c>.</summary>
internal sealed class Re2Parser(string text) : PerlParser(text)
{
    private static readonly OctetSet Space = OctetSet.OfAny("\t\n\f\r ");

    /// <summary>Go refuses more.</summary>
    protected override int MaxRepetitions => 1000;

    protected override string Flags => "imsU";

    protected override bool ClassMayBeginWithBracket => true;

    protected override Escape? ReadEscape(bool isInClass, int start)
    {
        if (IsAtEnd)
            return Refused(PatternFault.Escape, start);
        char letter = Text[Place++];
        switch (letter)
        {
            case 'b' when !isInClass:
                return Escape.Condition(Contexts.WordBoundary);
            case 'B' when !isInClass:
                return Escape.Condition(Contexts.NotWordBoundary);
            case 'A' when !isInClass:
                return Escape.Condition(Contexts.TextStart);
            case 'z' when !isInClass:
                return Escape.Condition(Contexts.TextEnd);
            case 'a':
                return Escape.Character(7);
            case 'p' or 'P':
                return Refused(PatternFault.UnicodeClass, start);
            case >= '1' and <= '7' when IsAtEnd || Text[Place] is < '0' or > '7':
                return Refused(PatternFault.BackReference, start);
            case >= '0' and <= '7':
                Place--;
                return Escape.Character(TakeOctal());
            case '8' or '9':
                return Refused(PatternFault.BackReference, start);
            case 'x' when TryTake('{'):
                return TakeHexadecimal(1, 6) is { } code && TryTake('}') ? Escape.Character(code) : Refused(PatternFault.Escape, start);
            case 'x':
                return TakeHexadecimal(2, 2) is { } octet ? Escape.Character(octet) : Refused(PatternFault.Escape, start);
        }
        if (FindShared(letter, Space) is { } shared)
            return shared;
        return char.IsAsciiLetterOrDigit(letter) ? Refused(PatternFault.Escape, start) : Escape.Character(letter);
    }

    protected override OctetSet? ReadNamedClass()
    {
        int start = Place;
        int end = Text.AsSpan(Place).StartsWith("[:") ? Text.IndexOf(":]", Place + 2, StringComparison.Ordinal) : -1;
        if (end < 0)
            return null;
        ReadOnlySpan<char> name = Text.AsSpan(Place + 2, end - Place - 2);
        bool isNegated = name.StartsWith("^");
        if (isNegated)
            name = name[1..];
        OctetSet? set = name switch
        {
            "word" => OctetSet.Word,
            "ascii" => OctetSet.Range(0, 0x7F),
            _ => CharacterClasses.FindPosix(name),
        };
        Place = end + 2;
        if (set is null)
            Refuse(PatternFault.Bracket, start);
        return isNegated ? ~set : set;
    }

    protected override bool TryReadQuoted(out ReadOnlySpan<char> quoted)
    {
        quoted = default;
        if (!TryTake("\\Q"))
            return false;
        int end = Text.IndexOf("\\E", Place, StringComparison.Ordinal);
        quoted = end < 0 ? Text.AsSpan(Place) : Text.AsSpan(Place, end - Place);
        Place = end < 0 ? Text.Length : end + 2;
        return true;
    }

    private int TakeOctal()
    {
        int code = 0;
        for (int digits = 0; digits < 3 && !IsAtEnd && Text[Place] is >= '0' and <= '7'; digits++, Place++)
            code = (code << 3) + (Text[Place] - '0');
        return code;
    }

    private Escape? Refused(PatternFault fault, int start)
    {
        Refuse(fault, start);
        return null;
    }
}
