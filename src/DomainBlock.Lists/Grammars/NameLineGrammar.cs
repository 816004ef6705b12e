namespace DomainBlock.Lists.Grammars;

/// <summary>
/// Domains and wildcard lists, and those of RouteDNS: one name a line, with a mark before it or none. Comments begin with <c>#</c>, <c>!</c>,
/// <c>;</c> or <c>//</c>, after a name with white space and <c>#</c>.
/// </summary>
/// <param name="bareName">What <c>x</c> means.</param>
/// <param name="afterDot">What <c>.x</c> means.</param>
/// <param name="afterStar">What <c>*.x</c> means.</param>
internal sealed class NameLineGrammar(RulePattern bareName, RulePattern afterDot, RulePattern afterStar) : LineGrammar(bareName)
{
    protected override bool IsComment(ReadOnlySpan<byte> text) => text[0] is (byte)'#' or (byte)'!' or (byte)';' || text.StartsWith("//"u8);

    protected override LineReason ReadText(ReadOnlySpan<byte> text, RuleSink sink)
    {
        if (text[0] == '[' && text[^1] == ']')
            return LineReason.Header;

        ReadOnlySpan<byte> word = Tokens.First(Tokens.WithoutComment(text), out ReadOnlySpan<byte> rest);
        if (!rest.IsEmpty)
        {
            return sink.Refuse(
                LineReason.TrailingText,
                Tokens.IsAddress(word) ? "an address and a name: is this a hosts file?" : "more than one word");
        }

        RulePattern pattern = BareName;
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
}
