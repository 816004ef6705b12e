using System.Buffers;

namespace DomainBlock.Lists.Grammars;

/// <summary>
/// AdGuard's DNS filtering syntax.
/// <code>
/// ||x^    the subtree     ||*.x^  the subdomains     |x^  the name alone      each with @@ before it an exception
/// x       the name alone, where it is a host name; anything else is a pattern that matches anywhere in a name
/// *       any octets      ^ or | at the end: the name's end      /…/  a regular expression      $…  modifiers (<see cref="AdblockModifiers"/>)
/// </code>
/// Hosts lines are read as in hosts files. <c>!</c> begins a comment, and <c>#</c> where it begins no rule for pages. In a name asked of DNS nothing
/// follows the host, so that <c>||x|</c> and <c>||x^|</c> mean the same as <c>||x^</c>, and a pattern with a port or a path matches nothing.
/// </summary>
internal sealed class AdblockGrammar(RulePattern bareName) : LineGrammar(bareName)
{
    /// <summary>Source: NewNetworkRule of urlfilter, which refuses shorter ones as too wide.</summary>
    private const int MinPatternLength = 3;

    private static readonly SearchValues<byte> Signs = SearchValues.Create("*^|"u8);

    private static readonly byte[][] CosmeticMarks =
        [.. new[] { "##", "#@#", "#?#", "#@?#", "#$#", "#@$#", "#%#", "#@%#", "$$", "$@$" }.Select(mark => mark.Select(c => (byte)c).ToArray())];

    private readonly HostsGrammar _hosts = new(bareName);

    protected override bool IsComment(ReadOnlySpan<byte> text) => text[0] == '!' || (text[0] == '#' && !IsCosmetic(text));

    protected override LineReason ReadText(ReadOnlySpan<byte> text, RuleSink sink)
    {
        if (text[0] == '[' && text[^1] == ']')
            return LineReason.Header;
        if (IsCosmetic(text))
            return LineReason.Cosmetic;
        if (HostsGrammar.IsHostsLine(text))
            return _hosts.Read(text, sink);

        return text.StartsWith("@@"u8) ? ReadRule(text[2..], RuleAction.Allow, sink) : ReadRule(text, RuleAction.Block, sink);
    }

    private LineReason ReadRule(ReadOnlySpan<byte> rule, RuleAction action, RuleSink sink)
    {
        ReadOnlySpan<byte> pattern = AdblockModifiers.Cut(rule, out ReadOnlySpan<byte> text);
        var effect = new RuleEffect(action);
        if (!text.IsEmpty)
        {
            var modifiers = AdblockModifiers.Read(text, sink);
            if (modifiers.IsRefused(effect, sink, out LineReason reason))
                return reason;
            if (action == RuleAction.Allow && modifiers.Options.Answer.Kind != RuleAnswerKind.Default)
                return sink.RefuseRule(LineReason.Answer, effect, "it takes answers back, and frees no name");
            effect = new RuleEffect(action, modifiers.Level, modifiers.Options, modifiers.CancelsRule);
        }
        else if (action == RuleAction.Block)
        {
            ReadOnlySpan<byte> word = Tokens.WithoutComment(rule);
            if (IsHostName(word))
                return Tokens.IsAddress(word) ? LineReason.Address : sink.AcceptName(word, BareName, effect);
        }
        bool isRestricted = effect.Options is { } options && options.QueryTypes.Count + options.ExemptNames.Count > 0;
        if (pattern.Length < MinPatternLength && !isRestricted)
            return sink.RefuseRule(LineReason.Glob, effect, "too wide: AdGuard takes less than three signs only for certain types or with exempt names");
        return ReadPattern(pattern.IsEmpty ? "*"u8 : pattern, effect, sink);
    }

    /// <summary>Reads a rule without exception mark and modifiers, and not as a bare host name.</summary>
    public static LineReason ReadPattern(ReadOnlySpan<byte> pattern, in RuleEffect effect, RuleSink sink)
    {
        if (pattern is [(byte)'/', .. var expression, (byte)'/'])
            return expression.IsEmpty ? sink.RefuseRule(LineReason.Url, effect, "") : sink.AcceptExpression(ExpressionSyntax.AdGuardRegex, expression, effect);
        if (pattern.ContainsAny(Tokens.Spaces))
            return sink.Refuse(LineReason.TrailingText, "AdGuard's rules have no comment behind them");

        bool isLabelStart = pattern.StartsWith("||"u8);
        bool isStart = !isLabelStart && pattern is [(byte)'|', ..];
        ReadOnlySpan<byte> begun = pattern[(isLabelStart ? 2 : isStart ? 1 : 0)..];
        ReadOnlySpan<byte> host = begun;
        if (host is [.., (byte)'|'])
            host = host[..^1];
        if (host is [.., (byte)'^'])
            host = host[..^1];
        if (Tokens.IsAddress(host))
            return sink.RefuseRule(LineReason.Address, effect, "");

        // Such a pattern AdGuard holds against http:// and the name, so that it begins where the name does.
        int scheme = begun.StartsWith("://"u8) ? 3 : begun.StartsWith("http://"u8) ? 7 : 0;
        if (begun.Length == pattern.Length && scheme > 0 && host.Length > scheme && !host[scheme..].ContainsAny(Tokens.UrlMarks))
            return sink.AcceptExpression(ExpressionSyntax.AdblockGlob, pattern, effect);
        if (host.ContainsAny(Tokens.UrlMarks))
            return sink.RefuseRule(LineReason.Url, effect, "");
        bool isEnd = host.Length < begun.Length;
        if (isEnd && (isLabelStart || isStart) && host is [.., (byte)'.'])
            return sink.Refuse(LineReason.InvalidName, "final dot: no host name that is asked ends with one");

        ReadOnlySpan<byte> afterStars = host.TrimStart((byte)'*');
        bool isBelowName = afterStars is [(byte)'.', _, ..] && (afterStars.Length < host.Length || !(isLabelStart || isStart));
        ReadOnlySpan<byte> name = isBelowName ? afterStars[1..] : host;
        if (!isEnd || name.ContainsAny(Signs) || !(isBelowName || isLabelStart || isStart))
        {
            return host.Contains((byte)'#')
                ? sink.Refuse(LineReason.InvalidName, "no name has a '#'")
                : sink.AcceptExpression(ExpressionSyntax.AdblockGlob, pattern, effect);
        }

        // What stands before a dot is at least one label, for no name begins with a dot.
        return sink.AcceptName(name, isBelowName ? RulePattern.Subdomains : isLabelStart ? RulePattern.Subtree : RulePattern.Exact, effect);
    }

    /// <summary>
    /// Whether AdGuard takes a bare word as a host name, and so as exact: letters, digits and hyphens, none of these at a
    /// label's edge, with a dot inside. Any other word is a pattern that matches anywhere in a name.
    /// </summary>
    private static bool IsHostName(ReadOnlySpan<byte> text)
    {
        foreach (byte octet in text)
        {
            if (!char.IsAsciiLetterOrDigit((char)octet) && octet is not ((byte)'-' or (byte)'.'))
                return false;
        }
        return text.Contains((byte)'.') && text[0] is not ((byte)'.' or (byte)'-') && text[^1] is not ((byte)'.' or (byte)'-')
            && text.IndexOf(".-"u8) < 0 && text.IndexOf("-."u8) < 0;
    }

    /// <summary>Whether the line is a rule that changes how pages look.</summary>
    public static bool IsCosmetic(ReadOnlySpan<byte> text)
    {
        // Most lines have neither, and most comments have a space behind the mark.
        if (!text.ContainsAny((byte)'#', (byte)'$') || text.StartsWith("# "u8))
            return false;
        foreach (byte[] mark in CosmeticMarks)
        {
            int place = text.IndexOf(mark);
            bool hasSelector = place >= 0 && place + mark.Length < text.Length && text[place + mark.Length] is not ((byte)'#' or (byte)' ');
            if (hasSelector)
                return true;
        }
        return false;
    }
}
