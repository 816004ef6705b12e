using System.Text;

namespace DomainBlock.Lists.Grammars;

/// <summary>
/// Response policy zones: master files (RFC 1035 §5.1) whose owners, told from the zone's top, are the names that are asked for.
/// <code>
/// x    exact        *.x  the subdomains, but for what lies at or below a name that the zone has (RFC 4592)
/// CNAME .             NXDOMAIN        CNAME rpz-passthru.    an exception, so is a CNAME to the owner itself
/// CNAME *.            NODATA          CNAME rpz-drop.        no answer
/// CNAME other.        another name    A, AAAA                addresses: all those of an owner are one answer
/// CNAME rpz-tcp-only. asks for TCP, CNAME *.other. puts the name before another, records of other types are data: no rule can hold these
/// </code>
/// Owners below <c>rpz-ip</c>, <c>rpz-client-ip</c>, <c>rpz-nsip</c> and <c>rpz-nsdname</c> look at something else than the name. <c>$ORIGIN</c> and
/// <c>$TTL</c> are understood, <c>$INCLUDE</c> and <c>$GENERATE</c> are not followed; SOA, NS and whatever else stands at the top is the zone's own.
/// </summary>
/// <remarks>
/// Source: draft-vixie-dnsop-dns-rpz-00 and the BIND manual. A zone without <c>$ORIGIN</c> and with relative names needs no name; where
/// absolute names come without one, they cannot be told from the top and are refused.
/// </remarks>
internal sealed class RpzGrammar(RulePattern bareName) : LineGrammar(bareName)
{
    private readonly ZoneLines _lines = new();
    private readonly ZoneOrigin _origin = new();
    private readonly List<byte> _owner = [];
    private bool _hasNoOwner;
    private string? _refusal;

    public override LineReason Read(ReadOnlySpan<byte> line, RuleSink sink)
    {
        if (_refusal is not null)
            return LineReason.Syntax;
        bool isInside = _lines.OpenSince > 0;
        ReadOnlySpan<byte> text = Tokens.Trim(line);
        if (!isInside && text.IsEmpty)
            return LineReason.Blank;
        if (!isInside && IsComment(text))
            return LineReason.Comment;
        if (!_lines.TryEndRecord(line, sink.Line, out ReadOnlySpan<byte> record, out _hasNoOwner))
        {
            if (_lines.IsTooLong)
                _refusal = Unclosed();
            return LineReason.Continued;
        }
        return record.IsEmpty ? LineReason.Blank : ReadText(record, sink);
    }

    protected override bool IsComment(ReadOnlySpan<byte> text) => text[0] == ';';

    protected override LineReason ReadText(ReadOnlySpan<byte> text, RuleSink sink) =>
        !_hasNoOwner && text[0] == '$' ? ReadDirective(text, sink) : ReadRecord(text, sink);

    public override string? End(RuleSink sink) => _refusal ?? (_lines.OpenSince > 0 ? Unclosed() : null);

    private string Unclosed() => $"The parenthesis of line {_lines.OpenSince} is not closed, so that what follows cannot be told apart. The zone is cut off or damaged; fetch it again.";

    private LineReason ReadDirective(ReadOnlySpan<byte> record, RuleSink sink)
    {
        ReadOnlySpan<byte> word = Tokens.First(record, out ReadOnlySpan<byte> value);
        if (Ascii.EqualsIgnoreCase(word, "$INCLUDE"u8))
            return sink.Refuse(LineReason.Include, EscapedText.Escape(value, EscapedText.SampleLength));
        if (Ascii.EqualsIgnoreCase(word, "$GENERATE"u8))
            return sink.Refuse(LineReason.Action, "$GENERATE");
        if (value.IsEmpty)
            return sink.Refuse(LineReason.Syntax, "nothing behind the directive");
        if (Ascii.EqualsIgnoreCase(word, "$ORIGIN"u8))
        {
            _origin.Set(Tokens.First(value, out _));
            return LineReason.Directive;
        }
        return Ascii.EqualsIgnoreCase(word, "$TTL"u8) ? LineReason.Directive : sink.Refuse(LineReason.Syntax, "no known directive");
    }

    private LineReason ReadRecord(ReadOnlySpan<byte> text, RuleSink sink)
    {
        if (!_hasNoOwner)
        {
            ReadOnlySpan<byte> word = Tokens.First(text, out text);
            _owner.Clear();
            _owner.AddRange(word);
        }
        ReadOnlySpan<byte> owner = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_owner);
        if (owner.IsEmpty)
            return sink.Refuse(LineReason.Syntax, "a record without an owner");
        if (!ResourceRecord.TryRead(text, out ResourceRecord record))
            return sink.Refuse(LineReason.Syntax, "no record: OWNER TYPE DATA");

        if (record.IsType("SOA"u8))
        {
            _origin.SetApex(owner);
            return LineReason.ZoneRecord;
        }
        if (_origin.Locate(owner, out ReadOnlySpan<byte> trigger) is { } fault)
            return sink.Refuse(LineReason.InvalidName, fault);
        if (trigger.IsEmpty || IsSignature(record))
            return LineReason.ZoneRecord;
        if (_origin.IsTooLong(trigger))
            return sink.Refuse(LineReason.InvalidName, "too long together with the zone's own name");
        return ReadAction(trigger, record, sink);
    }

    private LineReason ReadAction(ReadOnlySpan<byte> trigger, in ResourceRecord record, RuleSink sink)
    {
        if (!record.Address.IsEmpty)
            return ReadTrigger(trigger, RuleEffect.Block, sink, record.Address);
        if (record.IsType("NS"u8) || record.IsType("DNAME"u8))
            return sink.Refuse(LineReason.Action, Encoding.ASCII.GetString(record.Type));
        if (!record.IsType("CNAME"u8))
            return sink.Refuse(LineReason.Redirect, Encoding.ASCII.GetString(record.Type));

        ReadOnlySpan<byte> target = Tokens.First(record.Data, out _);
        if (target.SequenceEqual("."u8))
            return ReadTrigger(trigger, RuleEffect.Block, sink);
        if (target.SequenceEqual("*."u8))
            return ReadTrigger(trigger, RuleEffect.NoData, sink);
        bool isAbsolute = ZoneOrigin.IsAbsolute(target);
        if (isAbsolute || _origin.IsRoot)
        {
            ReadOnlySpan<byte> name = isAbsolute ? target[..^1] : target;
            if (Ascii.EqualsIgnoreCase(name, "rpz-passthru"u8) || Ascii.EqualsIgnoreCase(name, trigger))
                return ReadTrigger(trigger, RuleEffect.Allow, sink);
            if (Ascii.EqualsIgnoreCase(name, "rpz-drop"u8))
                return ReadTrigger(trigger, RuleEffect.Drop, sink);
            if (Ascii.EqualsIgnoreCase(name, "rpz-tcp-only"u8))
                return sink.Refuse(LineReason.Action, "asks for TCP");
        }
        if (target.StartsWith("*."u8))
            return sink.Refuse(LineReason.Redirect, $"{EscapedText.Escape(target, EscapedText.SampleLength)} puts the asked name before another");
        if (_origin.Complete(target) is not { } whole)
            return sink.Refuse(LineReason.Redirect, $"{EscapedText.Escape(target, EscapedText.SampleLength)} is relative, and the zone's own name is not known");
        NameStatus status = DomainName.Read(whole, out DomainName other, out int position);
        return status == NameStatus.Valid
            ? ReadTrigger(trigger, RuleEffect.BlockWith(RuleAnswer.WithTarget(other)), sink)
            : sink.Refuse(LineReason.InvalidName, $"{EscapedText.Escape(target, EscapedText.SampleLength)}: {status.Describe()} at byte {position + 1}");
    }

    private LineReason ReadTrigger(ReadOnlySpan<byte> trigger, in RuleEffect effect, RuleSink sink, ReadOnlySpan<byte> address = default)
    {
        ReadOnlySpan<byte> last = trigger[(trigger.LastIndexOf((byte)'.') + 1)..];
        if (last.Length > 4 && Ascii.EqualsIgnoreCase(last[..4], "rpz-"u8))
            return sink.RefuseRule(LineReason.Trigger, effect, EscapedText.Escape(last, EscapedText.SampleLength));
        DomainName name = default;
        bool isOfAll = trigger.SequenceEqual("*"u8);
        bool isWildcard = isOfAll || trigger.StartsWith("*."u8);
        LineReason reason = isOfAll ? LineReason.Rule : ReadName(isWildcard ? trigger[2..] : trigger, sink, out name);
        if (reason != LineReason.Rule)
            return sink.RefuseRule(reason, effect, sink.Detail);
        RulePattern pattern = isWildcard ? RulePattern.Subdomains : BareName;
        return address.IsEmpty ? sink.Accept(name, pattern, effect) : sink.AcceptAddress(name, pattern, address);
    }

    private static LineReason ReadName(ReadOnlySpan<byte> owner, RuleSink sink, out DomainName name)
    {
        if (!owner.Contains((byte)'*'))
            return Tokens.ReadName(owner, sink, out name);

        // A star that is not the first label, or not a whole one, is an octet like others (RFC 4592 §2.1.1).
        NameStatus status = DomainName.Read(owner, out name, out int position);
        return status == NameStatus.Valid ? LineReason.Rule : sink.Refuse(LineReason.InvalidName, $"{status.Describe()} at byte {position + 1}");
    }

    private static bool IsSignature(in ResourceRecord record) =>
        record.IsType("RRSIG"u8) || record.IsType("NSEC"u8) || record.IsType("NSEC3"u8) || record.IsType("NSEC3PARAM"u8) || record.IsType("DNSKEY"u8)
        || record.IsType("DS"u8) || record.IsType("CDS"u8) || record.IsType("CDNSKEY"u8) || record.IsType("ZONEMD"u8);
}
