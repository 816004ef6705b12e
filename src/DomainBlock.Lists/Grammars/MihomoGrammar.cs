using System.Text;

namespace DomainBlock.Lists.Grammars;

/// <summary>
/// Rule providers of mihomo as text, one entry a line, or as YAML with one entry a line under <c>payload:</c>; <c>#</c> or <c>//</c> at the
/// start begins a comment.
/// <code>
/// behaviour domain:     x exact    +.x the subtree    .x the subdomains    *.x exactly one label more    a.*.x a glob, a star for one label
/// behaviour classical:  DOMAIN,x exact    DOMAIN-SUFFIX,x the subtree    DOMAIN-KEYWORD,x    DOMAIN-REGEX,…    DOMAIN-WILDCARD,…
/// </code>
/// A line with a comma is classical. Classical rules on anything else than the name asked for are reported.
/// </summary>
/// <remarks>Source: wiki.metacubex.one (rule providers, rules), component/trie/domain.go. Of YAML only this form is read: anything else is reported.</remarks>
internal sealed class MihomoGrammar(RulePattern bareName) : LineGrammar(bareName)
{
    /// <summary>The grammar, with what a bare name means instead of what the format says.</summary>
    public static MihomoGrammar For(Lists.BareName bare) => new(PatternOf(bare, RulePattern.Exact));

    protected override bool IsComment(ReadOnlySpan<byte> text) => text[0] == '#' || text.StartsWith("//"u8);

    protected override LineReason ReadText(ReadOnlySpan<byte> text, RuleSink sink)
    {
        text = Tokens.WithoutComment(text);
        if (text.SequenceEqual("payload:"u8) || text.SequenceEqual("---"u8))
            return LineReason.Header;
        if (text.StartsWith("- "u8))
            text = WithoutQuotes(Tokens.Trim(text[2..]));
        return ReadEntry(text, sink);
    }

    /// <summary>Reads one entry, of either behaviour, without what a line has around it.</summary>
    public LineReason ReadEntry(ReadOnlySpan<byte> text, RuleSink sink)
    {
        int comma = text.IndexOf((byte)',');
        return comma < 0 ? ReadDomain(text, sink) : ReadClassical(text[..comma], Tokens.Trim(text[(comma + 1)..]), sink);
    }

    /// <summary>Reads one entry of the behaviour domain.</summary>
    public LineReason ReadDomain(ReadOnlySpan<byte> text, RuleSink sink)
    {
        if (text.IsEmpty)
            return sink.Refuse(LineReason.Syntax, "an entry without text");
        if (text.ContainsAny(Tokens.Spaces))
            return sink.Refuse(LineReason.TrailingText, "more than one word");
        if (text.StartsWith("+."u8))
            return sink.AcceptName(text[2..], RulePattern.Subtree, RuleEffect.Block);
        if (text[0] == '.')
            return sink.AcceptName(text[1..], RulePattern.Subdomains, RuleEffect.Block);
        bool isStarred = text.StartsWith("*."u8);
        if (text[(isStarred ? 2 : 0)..].Contains((byte)'*'))
            return sink.AcceptExpression(ExpressionSyntax.LabelGlob, text, RuleEffect.Block);
        return isStarred ? sink.AcceptName(text[2..], RulePattern.OneLabel, RuleEffect.Block) : sink.AcceptName(text, BareName, RuleEffect.Block);
    }

    private static ReadOnlySpan<byte> WithoutQuotes(ReadOnlySpan<byte> text) =>
        text is [(byte)'\'' or (byte)'"', .. var inner, _] && text[^1] == text[0] ? inner : text;

    private static LineReason ReadClassical(ReadOnlySpan<byte> kind, ReadOnlySpan<byte> value, RuleSink sink)
    {
        // A pattern may hold commas; behind other values stand a policy and the like, which say nothing of names.
        string word = Encoding.ASCII.GetString(kind[..Math.Min(kind.Length, EscapedText.SampleLength)]);
        int end = value.IndexOf((byte)',');
        ReadOnlySpan<byte> first = end < 0 ? value : Tokens.Trim(value[..end]);
        return word switch
        {
            "DOMAIN" => sink.AcceptName(first, RulePattern.Exact, RuleEffect.Block),
            "DOMAIN-SUFFIX" => sink.AcceptName(first, RulePattern.Subtree, RuleEffect.Block),
            "DOMAIN-KEYWORD" => sink.AcceptExpression(ExpressionSyntax.Keyword, first, RuleEffect.Block),
            "DOMAIN-WILDCARD" => sink.AcceptExpression(ExpressionSyntax.WildcardGlob, first, RuleEffect.Block),
            "DOMAIN-REGEX" => sink.AcceptExpression(ExpressionSyntax.Re2Regex, value, RuleEffect.Block),
            "IP-CIDR" or "IP-CIDR6" or "IP-SUFFIX" or "IP-ASN" or "GEOIP" => sink.Refuse(LineReason.Address, word),
            "GEOSITE" or "RULE-SET" => sink.Refuse(LineReason.Include, word),
            "AND" or "OR" or "NOT" or "SUB-RULE" or "MATCH" or "NETWORK" or "DSCP" or "UID" or "DST-PORT" => sink.Refuse(LineReason.Trigger, word),
            _ when word.StartsWith("SRC-", StringComparison.Ordinal) || word.StartsWith("IN-", StringComparison.Ordinal) || word.StartsWith("PROCESS-", StringComparison.Ordinal)
                => sink.Refuse(LineReason.Trigger, word),
            _ => sink.Refuse(LineReason.Syntax, "no known kind of rule before the comma"),
        };
    }
}
