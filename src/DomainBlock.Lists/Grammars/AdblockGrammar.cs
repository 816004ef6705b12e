namespace DomainBlock.Lists.Grammars;

/// <summary>
/// AdGuard's DNS filtering syntax, its plain part: <c>||x^</c> the subtree, <c>||*.x^</c> the subdomains, <c>|x^</c> the
/// name alone, each with <c>@@</c> before it an exception, with <c>$important</c> behind it important; a bare host name is exact; hosts lines as in hosts files.
/// <c>!</c> begins a comment, and <c>#</c> where it begins no rule for pages. In a name asked of DNS nothing follows the
/// host, so that <c>||x|</c> and <c>||x^|</c> mean the same as <c>||x^</c>. Everything else is reported, not guessed.
/// </summary>
internal sealed class AdblockGrammar(RulePattern bareName) : LineGrammar(bareName)
{
    private static readonly byte[][] CosmeticMarks =
        [.. new[] { "##", "#@#", "#?#", "#@?#", "#$#", "#@$#", "#%#", "#@%#", "$$", "$@$" }.Select(mark => mark.Select(c => (byte)c).ToArray())];

    private readonly HostsGrammar _hosts = new(bareName);

    public override LineReason Read(ReadOnlySpan<byte> line, RuleSink sink)
    {
        ReadOnlySpan<byte> text = Tokens.Trim(line);
        if (text.IsEmpty)
            return LineReason.Blank;
        if (text[0] == '!')
            return LineReason.Comment;
        if (text[0] == '[' && text[^1] == ']')
            return LineReason.Header;
        if (IsCosmetic(text))
            return LineReason.Cosmetic;
        if (text[0] == '#')
            return LineReason.Comment;
        if (HostsGrammar.IsHostsLine(text))
            return _hosts.Read(text, sink);

        bool isException = text.StartsWith("@@"u8);
        RuleAction action = isException ? RuleAction.Allow : RuleAction.Block;
        LineReason reason = ReadRule(isException ? text[2..] : text, action, sink);

        // What was meant to free names stays blocked: that is told apart from a block rule that was not taken.
        bool isLostException = reason.Outcome() == LineOutcome.Unsupported && (isException || text.EndsWith("$badfilter"u8) || text.EndsWith(",badfilter"u8));
        return isLostException ? sink.Refuse(LineReason.LostException, reason.Label()) : reason;
    }

    private LineReason ReadRule(ReadOnlySpan<byte> text, RuleAction action, RuleSink sink)
    {
        if (text is [(byte)'/', _, ..] && text[1..].Contains((byte)'/'))
            return text[^1] == '/' || text[1..].IndexOf("/$"u8) >= 0 ? LineReason.Regex : LineReason.Url;
        if (text.StartsWith("||"u8))
            return ReadAnchored(text[2..], RulePattern.Subtree, action, sink);
        if (text is [(byte)'|', ..])
            return ReadAnchored(text[1..], RulePattern.Exact, action, sink);
        return action == RuleAction.Block && IsHostName(text) ? AcceptName(text, BareName, action, RuleLevel.Normal, sink) : Unsupported(text);
    }

    /// <summary>Reads what follows <c>||</c> or <c>|</c>.</summary>
    private static LineReason ReadAnchored(ReadOnlySpan<byte> text, RulePattern pattern, RuleAction action, RuleSink sink)
    {
        int end = text.IndexOfAny((byte)'^', (byte)'|');
        if (end < 0)
            return Unsupported(text);
        ReadOnlySpan<byte> host = text[..end];
        ReadOnlySpan<byte> tail = text[end..];
        RuleLevel level = RuleLevel.Normal;
        if (tail.EndsWith("$important"u8))
        {
            level = RuleLevel.Important;
            tail = tail[..^"$important".Length];
        }
        bool endsThere = tail.SequenceEqual("^"u8) || tail.SequenceEqual("|"u8) || tail.SequenceEqual("^|"u8);
        if (!endsThere || host.ContainsAny(Tokens.UrlMarks))
            return Tokens.IsAddress(host) && endsThere ? LineReason.Address : Unsupported(text);
        if (host is [.., (byte)'.'])
            return sink.Refuse(LineReason.InvalidName, "final dot: no host name that is asked ends with one");
        if (pattern == RulePattern.Subtree && host.StartsWith("*."u8))
            return AcceptName(host[2..], RulePattern.Subdomains, action, level, sink);
        return AcceptName(host, pattern, action, level, sink);
    }

    private static LineReason AcceptName(ReadOnlySpan<byte> text, RulePattern pattern, RuleAction action, RuleLevel level, RuleSink sink)
    {
        if (text.Contains((byte)'*'))
            return LineReason.Glob;
        LineReason reason = Tokens.ReadName(text, sink, out DomainName name);
        return reason == LineReason.Rule ? sink.Accept(name, pattern, action, level) : reason;
    }

    /// <summary>Says which kind of rule it is that is not supported.</summary>
    private static LineReason Unsupported(ReadOnlySpan<byte> text)
    {
        if (Tokens.IsAddress(text))
            return LineReason.Address;
        int modifiers = text.LastIndexOf((byte)'$');
        ReadOnlySpan<byte> pattern = modifiers < 0 ? text : text[..modifiers];
        if (pattern.ContainsAny(Tokens.UrlMarks))
            return LineReason.Url;
        return modifiers < 0 ? LineReason.Glob : LineReason.Modifier;
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
