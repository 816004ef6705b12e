namespace DomainBlock.Lists.Grammars;

/// <summary>One list format: what a line of it means.</summary>
internal abstract class LineGrammar(RulePattern bareName)
{
    /// <summary>What a name without any mark means.</summary>
    protected RulePattern BareName { get; } = bareName;

    /// <summary>Reads one line, without its end, and hands its rules to the sink.</summary>
    /// <returns>What became of the line.</returns>
    public virtual LineReason Read(ReadOnlySpan<byte> line, RuleSink sink)
    {
        ReadOnlySpan<byte> text = Tokens.Trim(line);
        if (text.IsEmpty)
            return LineReason.Blank;
        return IsComment(text) ? LineReason.Comment : ReadText(text, sink);
    }

    /// <summary>Whether a line without the white space around it is a comment: one that begins with <c>#</c>, unless the format has it otherwise.</summary>
    protected virtual bool IsComment(ReadOnlySpan<byte> text) => text[0] == '#';

    /// <summary>Reads a line, without the white space around it, that is neither blank nor a comment.</summary>
    /// <returns>What became of the line.</returns>
    protected abstract LineReason ReadText(ReadOnlySpan<byte> text, RuleSink sink);

    /// <summary>Is called once behind the last line: what waits for a later line settles it.</summary>
    /// <returns>Null, or why the list is to be refused: something is left open, and nobody knows what it has swallowed.</returns>
    public virtual string? End(RuleSink sink) => null;

    /// <summary>What a bare name means where the caller may override the format's meaning.</summary>
    protected static RulePattern PatternOf(Lists.BareName bare, RulePattern ofFormat) => bare switch
    {
        Lists.BareName.Exact => RulePattern.Exact,
        Lists.BareName.Subtree => RulePattern.Subtree,
        _ => ofFormat,
    };

    /// <summary>The grammar of a format.</summary>
    /// <param name="format">The format.</param>
    /// <param name="bare">What a bare name means instead of what the format says.</param>
    /// <param name="includes">Where lists are that this one may include.</param>
    public static LineGrammar For(ListFormat format, Lists.BareName bare, ListIncludes? includes = null)
    {
        RulePattern Bare(RulePattern ofFormat) => PatternOf(bare, ofFormat);
        return format switch
        {
            ListFormat.Domains => new NameLineGrammar(Bare(RulePattern.Exact), afterDot: RulePattern.Subtree, afterStar: RulePattern.Subdomains),
            ListFormat.Wildcard => new NameLineGrammar(Bare(RulePattern.Subtree), afterDot: RulePattern.Subtree, afterStar: RulePattern.Subtree),
            ListFormat.Hosts => new HostsGrammar(Bare(RulePattern.Exact)),
            ListFormat.Adblock => new AdblockGrammar(Bare(RulePattern.Exact)),
            ListFormat.Dnsmasq => new DnsmasqGrammar(Bare(RulePattern.Subtree)),
            ListFormat.Pihole => new PiholeGrammar(Bare(RulePattern.Exact)),
            ListFormat.Dnscrypt => new DnscryptGrammar(Bare(RulePattern.Subtree)),
            ListFormat.RouteDns => new NameLineGrammar(Bare(RulePattern.Exact), afterDot: RulePattern.Subtree, afterStar: RulePattern.Subdomains),
            ListFormat.V2fly => new V2flyGrammar(Bare(RulePattern.Subtree), includes),
            ListFormat.Mihomo => MihomoGrammar.For(bare),
            ListFormat.Unbound => new UnboundGrammar(Bare(RulePattern.Subtree)),
            ListFormat.Rpz => new RpzGrammar(Bare(RulePattern.Exact)),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Not a defined format."),
        };
    }
}
