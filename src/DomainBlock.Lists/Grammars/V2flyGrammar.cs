namespace DomainBlock.Lists.Grammars;

/// <summary>
/// Sources of v2fly's domain-list-community, one entry a line, <c>#</c> begins a comment anywhere:
/// <c>[domain:]x</c> the subtree, <c>full:x</c> exact, <c>keyword:x</c> every name that has this in it, <c>regexp:…</c> (RE2), <c>include:FILE</c>.
/// Behind it, parted by white space, attributes (<c>@cn</c>), by which others pick entries, and affiliations (<c>&amp;LIST</c>), further lists
/// that the entry belongs to: neither changes what an entry means in this list.
/// </summary>
/// <remarks>Source: the README of v2fly/domain-list-community and its main.go.</remarks>
internal sealed class V2flyGrammar(RulePattern bareName) : LineGrammar(bareName)
{
    public override LineReason Read(ReadOnlySpan<byte> line, RuleSink sink)
    {
        ReadOnlySpan<byte> text = Tokens.Trim(line);
        if (text.IsEmpty)
            return LineReason.Blank;
        int comment = text.IndexOf((byte)'#');
        if (comment == 0)
            return LineReason.Comment;
        if (comment > 0)
            text = Tokens.Trim(text[..comment]);

        ReadOnlySpan<byte> entry = Tokens.First(text, out ReadOnlySpan<byte> marks);
        while (!marks.IsEmpty)
        {
            ReadOnlySpan<byte> mark = Tokens.First(marks, out marks);
            if (mark.Length < 2 || mark[0] is not ((byte)'@' or (byte)'&'))
                return sink.Refuse(LineReason.TrailingText, "neither an attribute nor an affiliation");
        }

        int colon = entry.IndexOf((byte)':');
        if (colon < 0)
            return sink.AcceptName(entry, BareName, RuleEffect.Block);
        ReadOnlySpan<byte> kind = entry[..colon];
        ReadOnlySpan<byte> value = entry[(colon + 1)..];
        if (value.IsEmpty)
            return sink.Refuse(LineReason.Syntax, "nothing behind the colon");
        if (kind.SequenceEqual("domain"u8))
            return sink.AcceptName(value, RulePattern.Subtree, RuleEffect.Block);
        if (kind.SequenceEqual("full"u8))
            return sink.AcceptName(value, RulePattern.Exact, RuleEffect.Block);
        if (kind.SequenceEqual("keyword"u8))
            return sink.AcceptGlob(value, GlobShape.Anywhere, RuleEffect.Block);
        if (kind.SequenceEqual("regexp"u8))
            return sink.AcceptRegex(value, RegexDialect.Re2, RuleEffect.Block);
        return kind.SequenceEqual("include"u8)
            ? sink.Refuse(LineReason.Include, EscapedText.Escape(value, EscapedText.SampleLength))
            : sink.Refuse(LineReason.Syntax, "no known kind of entry before the colon");
    }
}
