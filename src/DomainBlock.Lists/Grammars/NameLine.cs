namespace DomainBlock.Lists.Grammars;

/// <summary>The line that domains and wildcard lists share: at most one name, with a mark before it or none.</summary>
internal static class NameLine
{
    /// <param name="line">The line.</param>
    /// <param name="sink">Takes the rule.</param>
    /// <param name="bare">What <c>x</c> means.</param>
    /// <param name="afterDot">What <c>.x</c> means.</param>
    /// <param name="afterStar">What <c>*.x</c> means.</param>
    public static LineReason Read(ReadOnlySpan<byte> line, RuleSink sink, RulePattern bare, RulePattern afterDot, RulePattern afterStar)
    {
        ReadOnlySpan<byte> text = Tokens.Trim(line);
        if (text.IsEmpty)
            return LineReason.Blank;
        if (IsComment(text))
            return LineReason.Comment;
        if (text[0] == '[' && text[^1] == ']')
            return LineReason.Header;

        ReadOnlySpan<byte> word = Tokens.First(Tokens.WithoutComment(text), out ReadOnlySpan<byte> rest);
        if (!rest.IsEmpty)
        {
            return sink.Refuse(
                LineReason.TrailingText,
                Tokens.IsAddress(word) ? "an address and a name: is this a hosts file?" : "more than one word");
        }

        RulePattern pattern = bare;
        if (word.StartsWith("*."u8))
        {
            pattern = afterStar;
            word = word[2..];
        }
        else if (word is [(byte)'.', _, ..])
        {
            pattern = afterDot;
            word = word[1..];
        }
        LineReason reason = Tokens.ReadName(word, sink, out DomainName name);
        return reason == LineReason.Rule ? sink.Accept(name, pattern) : reason;
    }

    private static bool IsComment(ReadOnlySpan<byte> text) => text[0] is (byte)'#' or (byte)'!' or (byte)';' || text.StartsWith("//"u8);
}
