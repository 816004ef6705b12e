namespace DomainBlock.Patterns.Syntax;

/// <summary>Reads a pattern's text as its dialect says.</summary>
internal static class PatternParser
{
    /// <summary>Far beyond what 256 positions need; bounds the work on hostile lists.</summary>
    public const int MaxTextLength = 4096;

    /// <summary>Reads a pattern. Never throws on any text.</summary>
    /// <param name="syntax">Its dialect.</param>
    /// <param name="text">Its text.</param>
    /// <param name="refusal">Where and why it is refused.</param>
    /// <returns>The pattern as it is searched for: where it does not anchor itself, it may begin and end anywhere in the name. Null if it is refused.</returns>
    public static Node? TryParse(ExpressionSyntax syntax, string text, out PatternRefusal refusal)
    {
        refusal = CheckText(syntax, text);
        if (refusal.Fault != PatternFault.None)
            return null;
        Node? tree = syntax switch
        {
            ExpressionSyntax.AdGuardRegex => new AdGuardRegexParser(text).TryParse(out refusal),
            ExpressionSyntax.Re2Regex => new Re2Parser(text).TryParse(out refusal),
            ExpressionSyntax.PosixRegex => new PosixParser(text).TryParse(out refusal),
            _ => GlobParser.TryParse(syntax, text.ToLowerInvariant(), out refusal),
        };
        if (tree?.Size > PatternSet.MaxPatternPositions)
        {
            refusal = new PatternRefusal(PatternFault.TooManyPositions, 0);
            return null;
        }
        return tree;
    }

    private static PatternRefusal CheckText(ExpressionSyntax syntax, string text)
    {
        if (text.Length == 0)
            return new PatternRefusal(PatternFault.Empty, 0);
        if (text.Length > MaxTextLength)
            return new PatternRefusal(PatternFault.TextTooLong, MaxTextLength);
        int beyond = text.AsSpan().IndexOfAnyExceptInRange('\0', '\x7F');
        if (beyond >= 0)
            return new PatternRefusal(PatternFault.NotAscii, beyond);
        int option = syntax == ExpressionSyntax.PosixRegex ? text.IndexOf(';', StringComparison.Ordinal) : -1;
        return option >= 0 ? new PatternRefusal(PatternFault.PiHoleOption, option) : default;
    }
}
