using System.Text;

namespace DomainBlock.Lists.Grammars;

/// <summary>
/// Configuration files of Unbound: statements <c>KEYWORD: VALUE…</c>, parted by any white space, values with or without quotes,
/// <c>#</c> at the start of a word a comment.
/// <code>
/// local-zone: "x" TYPE          the subtree
///   static, always_nxdomain     NXDOMAIN       always_null      0.0.0.0 and ::        always_nodata      NODATA
///   refuse, always_refuse       REFUSED        deny, always_deny, inform_deny         no answer
///   block_a, block_aaaa         NODATA for this type, an exception for the others
///   transparent, typetransparent, always_transparent, inform                          an exception
///   redirect, inform_redirect   what local-data on the same name says, in the statements that follow
/// local-data: "x A 10.0.0.1"    exact; also AAAA and CNAME. All addresses of a name are one answer
/// </code>
/// Zones in a <c>view:</c> or with tags are for some clients only. Other statements are passed over; <c>include:</c> is not followed.
/// </summary>
/// <remarks>Source: unbound.conf(5), configlexer.lex. In a <c>redirect</c> zone the address decides whether it is a block, so its line waits for the data.</remarks>
internal sealed class UnboundGrammar(RulePattern bareName) : LineGrammar(bareName)
{
    private static readonly string[] Clauses =
        ["server", "view", "remote-control", "stub-zone", "forward-zone", "auth-zone", "rpz", "cachedb", "dnscrypt", "dnstap", "dynlib", "ipset", "python"];

    private static readonly (byte[] Word, RuleEffect[] Effects)[] ZoneTypes =
    [
        ("always_nxdomain"u8.ToArray(), [RuleEffect.Block]),
        ("static"u8.ToArray(), [RuleEffect.Block]),
        ("always_null"u8.ToArray(), [RuleEffect.Block]),
        ("always_nodata"u8.ToArray(), [RuleEffect.NoData]),
        ("refuse"u8.ToArray(), [RuleEffect.Refused]),
        ("always_refuse"u8.ToArray(), [RuleEffect.Refused]),
        ("deny"u8.ToArray(), [RuleEffect.Drop]),
        ("always_deny"u8.ToArray(), [RuleEffect.Drop]),
        ("inform_deny"u8.ToArray(), [RuleEffect.Drop]),
        ("transparent"u8.ToArray(), [RuleEffect.Allow]),
        ("typetransparent"u8.ToArray(), [RuleEffect.Allow]),
        ("always_transparent"u8.ToArray(), [RuleEffect.Allow]),
        ("inform"u8.ToArray(), [RuleEffect.Allow]),
        ("block_a"u8.ToArray(), OnlyWithout("A")),
        ("block_aaaa"u8.ToArray(), OnlyWithout("AAAA")),
    ];

    private readonly RedirectZone _redirect = new();
    private bool _isInView;

    protected override LineReason ReadText(ReadOnlySpan<byte> text, RuleSink sink)
    {
        ReadOnlySpan<byte> whole = text;
        var parts = default(LineParts);
        while (!text.IsEmpty && text[0] != '#')
        {
            int colon = text.IndexOf((byte)':');
            ReadOnlySpan<byte> keyword = colon < 0 ? default : text[..colon];
            if (keyword.IsEmpty || keyword.ContainsAnyExcept(Tokens.LowerLettersDigitsHyphen))
            {
                parts.Add(sink.Refuse(LineReason.Syntax, "no keyword with a colon"), sink);
                break;
            }
            text = Tokens.Trim(text[(colon + 1)..]);
            LineReason reason = ReadStatement(keyword, ref text, whole, sink);
            if (reason != LineReason.Directive)
                parts.Add(reason, sink);
        }

        bool isWaiting = _redirect.IsWaitingOn(sink.Line);
        if (isWaiting && (_redirect.IsAbandonedOn(sink.Line) || !parts.IsNothing(sink)))
            parts.Add(_redirect.Refuse(sink), sink);
        return parts.Result(sink, isWaiting ? LineReason.Continued : LineReason.Directive);
    }

    public override string? End(RuleSink sink)
    {
        _redirect.Abandon(sink);
        return null;
    }

    private LineReason ReadStatement(ReadOnlySpan<byte> keyword, ref ReadOnlySpan<byte> text, ReadOnlySpan<byte> line, RuleSink sink)
    {
        if (keyword.SequenceEqual("local-data"u8))
            return TryTakeValue(ref text, out ReadOnlySpan<byte> data) ? ReadData(data, sink) : sink.Refuse(LineReason.Syntax, "no value");
        _redirect.Abandon(sink);
        if (keyword.SequenceEqual("local-zone"u8))
        {
            return TryTakeValue(ref text, out ReadOnlySpan<byte> name) && TryTakeValue(ref text, out ReadOnlySpan<byte> type)
                ? ReadZone(name, type, line, sink)
                : sink.Refuse(LineReason.Syntax, "a zone has a name and a type");
        }

        string word = Encoding.ASCII.GetString(keyword);
        bool isClause = Clauses.Contains(word, StringComparer.Ordinal);
        if (isClause)
            _isInView = word == "view";
        else
            SkipValues(ref text);
        return word switch
        {
            "include" or "include-toplevel" => sink.Refuse(LineReason.Include, word),
            "local-zone-tag" or "local-zone-override" => sink.Refuse(LineReason.Client, word),
            "local-data-ptr" => sink.Refuse(LineReason.Redirect, word),
            _ => LineReason.Directive,
        };
    }

    private LineReason ReadZone(ReadOnlySpan<byte> name, ReadOnlySpan<byte> type, ReadOnlySpan<byte> line, RuleSink sink)
    {
        if (_isInView)
            return sink.Refuse(LineReason.Client, "in a view of Unbound");
        if (type.SequenceEqual("redirect"u8) || type.SequenceEqual("inform_redirect"u8))
            return BeginRedirect(name, line, sink);
        if (type.SequenceEqual("nodefault"u8))
            return LineReason.Directive;
        if (type.SequenceEqual("noview"u8) || type.SequenceEqual("ipset"u8))
            return sink.Refuse(LineReason.Action, Encoding.ASCII.GetString(type));
        foreach ((byte[] word, RuleEffect[] effects) in ZoneTypes)
        {
            if (type.SequenceEqual(word))
                return AcceptZone(name, effects, sink);
        }
        return sink.Refuse(LineReason.Syntax, "no type of zone");
    }

    private LineReason AcceptZone(ReadOnlySpan<byte> name, RuleEffect[] effects, RuleSink sink)
    {
        LineReason reason = LineReason.Syntax;
        foreach (RuleEffect effect in effects)
            reason = name.SequenceEqual("."u8) ? sink.Accept(default, RulePattern.Subtree, effect) : sink.AcceptName(name, BareName, effect);
        return reason;
    }

    private LineReason BeginRedirect(ReadOnlySpan<byte> name, ReadOnlySpan<byte> line, RuleSink sink)
    {
        LineReason reason = Tokens.ReadName(name, sink, out DomainName zone);
        if (reason != LineReason.Rule)
            return reason;
        _redirect.Begin(zone, sink.Line, line);
        return LineReason.Continued;
    }

    private LineReason ReadData(ReadOnlySpan<byte> data, RuleSink sink)
    {
        if (_isInView)
            return sink.Refuse(LineReason.Client, "in a view of Unbound");
        ReadOnlySpan<byte> owner = Tokens.First(Tokens.Trim(data), out ReadOnlySpan<byte> rest);
        if (!ResourceRecord.TryRead(rest, out ResourceRecord record))
        {
            _redirect.Abandon(sink);
            return sink.Refuse(LineReason.Syntax, "no record: NAME TYPE DATA");
        }
        LineReason reason = Tokens.ReadName(owner, sink, out DomainName name);
        if (reason != LineReason.Rule)
        {
            _redirect.Abandon(sink);
            return reason;
        }
        bool isOfZone = _redirect.Continues(name);
        bool isTarget = record.TryReadTarget(out DomainName target);
        if (!isTarget && record.Address.IsEmpty)
        {
            _redirect.Abandon(sink);
            return sink.Refuse(LineReason.Redirect, EscapedText.Escape(rest, EscapedText.SampleLength));
        }
        if (isOfZone)
            _redirect.Complete();
        RulePattern pattern = isOfZone ? BareName : RulePattern.Exact;
        return isTarget ? sink.Accept(name, pattern, RuleEffect.BlockWith(RuleAnswer.WithTarget(target))) : sink.AcceptAddress(name, pattern, record.Address);
    }

    /// <summary>What a zone does that has nothing of one type, and is resolved for the others.</summary>
    private static RuleEffect[] OnlyWithout(string typeName)
    {
        if (!QueryType.TryParse(typeName, out ushort type))
            throw new ArgumentException("No type of query.", nameof(typeName));
        return
        [
            new RuleEffect(Options: new RuleOptions { QueryTypes = [type], Answer = RuleAnswer.NoData }),
            new RuleEffect(RuleAction.Allow, Options: new RuleOptions { QueryTypes = [type], ExceptQueryTypes = true }),
        ];
    }

    /// <summary>Takes the next value, in quotes or up to white space.</summary>
    private static bool TryTakeValue(ref ReadOnlySpan<byte> text, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (text.IsEmpty || text[0] == '#')
            return false;
        if (text[0] is (byte)'"' or (byte)'\'')
        {
            int length = text[1..].IndexOf(text[0]);
            if (length < 0)
                return false;
            value = text.Slice(1, length);
            text = Tokens.Trim(text[(length + 2)..]);
            return true;
        }
        value = Tokens.First(text, out text);
        return true;
    }

    /// <summary>Passes over the values of a statement: everything up to the next word that ends with a colon.</summary>
    private static void SkipValues(ref ReadOnlySpan<byte> text)
    {
        bool isFirst = true;
        while (!text.IsEmpty && text[0] != '#')
        {
            ReadOnlySpan<byte> word = Tokens.First(text, out _);
            if (!isFirst && word.Length > 1 && word[^1] == ':' && !word[..^1].ContainsAnyExcept(Tokens.LowerLettersDigitsHyphen))
                return;
            isFirst = false;
            if (!TryTakeValue(ref text, out _))
                text = default;
        }
    }
}
