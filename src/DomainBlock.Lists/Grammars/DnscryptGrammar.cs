using System.Buffers;

namespace DomainBlock.Lists.Grammars;

/// <summary>
/// Files of blocked names of dnscrypt-proxy: one pattern a line, <c>#</c> at the start or after white space a comment.
/// <code>
/// x  .x  *.x  *x     the subtree          x*    every name that begins so
/// =x                 exact                *x*   every name that has this in it
/// ads[0-9]*.x  a?.x  a glob of the whole name, whose stars cross dots
/// x @WHEN            only at the times that the configuration calls so: no rule
/// </code>
/// </summary>
/// <remarks>Source: pattern_matcher.go and plugin_block_name.go. Where a line has two comments, dnscrypt-proxy cuts only the last one off; here both end.</remarks>
internal sealed class DnscryptGrammar(RulePattern bareName) : LineGrammar(bareName)
{
    private static readonly SearchValues<byte> GlobSigns = SearchValues.Create("?["u8);

    protected override LineReason ReadText(ReadOnlySpan<byte> text, RuleSink sink)
    {
        text = Tokens.WithoutComment(text);

        int at = text.IndexOf((byte)'@');
        if (at == 0)
            return sink.Refuse(LineReason.Syntax, "no pattern before the time");
        if (at > 0)
            return sink.Refuse(LineReason.Schedule, EscapedText.Escape(Tokens.Trim(text[(at + 1)..]), EscapedText.SampleLength));
        if (text.ContainsAny(Tokens.Spaces))
            return sink.Refuse(LineReason.TrailingText, "more than one word");
        return ReadPattern(text, sink);
    }

    private LineReason ReadPattern(ReadOnlySpan<byte> text, RuleSink sink)
    {
        if (text.Trim((byte)'*').IsEmpty)
            return sink.Refuse(LineReason.Syntax, "a star alone");
        bool hasInnerStar = text.Length > 2 && text[1..^1].Contains((byte)'*');
        if (hasInnerStar || text.ContainsAny(GlobSigns) || text[^1] == '*')
            return sink.AcceptExpression(ExpressionSyntax.DnscryptGlob, text, RuleEffect.Block);
        if (text[0] == '=')
            return sink.AcceptName(text[1..], RulePattern.Exact, RuleEffect.Block);

        ReadOnlySpan<byte> name = text[0] == '*' ? text[1..] : text;
        if (name is [(byte)'.', ..])
            name = name[1..];
        return sink.AcceptName(name, name.Length == text.Length ? BareName : RulePattern.Subtree, RuleEffect.Block);
    }
}
