namespace DomainBlock.Patterns.Syntax;

/// <summary>See <see cref="ExpressionSyntax.AdGuardRegex"/>.</summary>
internal sealed class AdGuardRegexParser : PerlParser
{
    public AdGuardRegexParser(string text)
        : base(text) => IgnoresCase = true;

    protected override int MaxRepetitions => PatternSet.MaxPatternPositions;

    protected override string Flags => "ims";

    /// <summary>JavaScript ends an empty class there; Go reads on.</summary>
    protected override bool ClassMayBeginWithBracket => false;

    protected override Escape? ReadEscape(bool isInClass, int start)
    {
        if (IsAtEnd)
            return Refused(PatternFault.Escape, start);
        char letter = Text[Place++];
        switch (letter)
        {
            case 'b' when isInClass:
                return Escape.Character('\b');
            case 'b':
                return Escape.Condition(Contexts.WordBoundary);
            case 'B' when !isInClass:
                return Escape.Condition(Contexts.NotWordBoundary);
            case 'p' or 'P':
                return Refused(PatternFault.UnicodeClass, start);
            case 'k' or (>= '1' and <= '9'):
                return Refused(PatternFault.BackReference, start);
            case '0' when IsAtEnd || !char.IsAsciiDigit(Text[Place]):
                return Escape.Character(0);
            case 'x':
                return TakeHexadecimal(2, 2) is { } octet ? Escape.Character(octet) : Refused(PatternFault.Escape, start);
            case 'u':
                return TakeHexadecimal(4, 4) is { } unit ? Escape.Character(unit) : Refused(PatternFault.Escape, start);
            case 'c' when !IsAtEnd && char.IsAsciiLetter(Text[Place]):
                return Escape.Character(Text[Place++] & 0x1F);
        }
        if (FindShared(letter, CharacterClasses.Space) is { } shared)
            return shared;
        // Other letters stand for themselves in JavaScript, and for something else or nothing in Go: \A, \z, \Q, \a.
        return char.IsAsciiLetterOrDigit(letter) ? Refused(PatternFault.EnginesDisagree, start) : Escape.Character(letter);
    }

    /// <summary><c>[:alpha:]</c> inside brackets is a class in Go and seven characters in JavaScript.</summary>
    protected override OctetSet? ReadNamedClass()
    {
        if (IsNext('[') && Text.AsSpan(Place).StartsWith("[:") && Text.IndexOf(":]", Place + 2, StringComparison.Ordinal) >= 0)
        {
            Refuse(PatternFault.EnginesDisagree, Place);
            Place++;
        }
        return null;
    }

    private Escape? Refused(PatternFault fault, int start)
    {
        Refuse(fault, start);
        return null;
    }
}
