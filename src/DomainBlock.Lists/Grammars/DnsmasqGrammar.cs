using System.Buffers;
using System.Text;

namespace DomainBlock.Lists.Grammars;

/// <summary>
/// Configuration files of dnsmasq: <c>OPTION</c> or <c>OPTION=VALUE</c> a line, <c>#</c> at the start or after white space a comment.
/// <code>
/// address=/x/y/         x, y and all below have no address: NXDOMAIN. Also local=/x/y/ and server=/x/y/
/// address=/x/#          they have the addresses that lead nowhere; so has 0.0.0.0, 127.x.x.x, :: or ::1 behind the names
/// address=/x/10.0.0.1   they have this address, and those of further lines
/// server=/x/#           they are asked of the usual servers: an exception;  server=/x/10.0.0.1  of another server: no rule
/// </code>
/// Of the names, <c>x</c> and <c>.x</c> are the subtree, <c>*.x</c> the subdomains, <c>*x</c> every name that ends so, <c>#</c> in
/// <c>address</c> every name, and an empty one every name without a dot. All other options are passed over by name; a
/// word that is no option makes dnsmasq refuse the file, and is told as such.
/// </summary>
/// <remarks>Source: dnsmasq(8), and read_file in option.c for comments.</remarks>
internal sealed class DnsmasqGrammar(RulePattern bareName) : LineGrammar(bareName)
{
    private static readonly SearchValues<byte> OptionLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-"u8);

    public override LineReason Read(ReadOnlySpan<byte> line, RuleSink sink)
    {
        ReadOnlySpan<byte> text = Tokens.Trim(line);
        if (text.IsEmpty)
            return LineReason.Blank;
        if (text[0] == '#')
            return LineReason.Comment;
        text = Tokens.WithoutComment(text);

        int equals = text.IndexOf((byte)'=');
        ReadOnlySpan<byte> option = Tokens.Trim(equals < 0 ? text : text[..equals]);
        ReadOnlySpan<byte> value = equals < 0 ? default : Tokens.Unquote(Tokens.Trim(text[(equals + 1)..]));
        if (option.SequenceEqual("address"u8))
            return ReadNames(value, isAddress: true, sink);
        if (option.SequenceEqual("server"u8) || option.SequenceEqual("local"u8))
            return value is [(byte)'/', ..] ? ReadNames(value, isAddress: false, sink) : LineReason.Directive;
        if (option.IsEmpty || option.ContainsAnyExcept(OptionLetters))
            return sink.Refuse(LineReason.Syntax, "no option of dnsmasq");
        return DnsmasqOptions.Find(option) is { } reason ? Name(reason, option, sink) : sink.Refuse(LineReason.Syntax, "no option of dnsmasq");
    }

    private static LineReason Name(LineReason reason, ReadOnlySpan<byte> option, RuleSink sink) =>
        reason == LineReason.Directive ? reason : sink.Refuse(reason, Encoding.ASCII.GetString(option));

    private LineReason ReadNames(ReadOnlySpan<byte> value, bool isAddress, RuleSink sink)
    {
        int last = value.LastIndexOf((byte)'/');
        if (last <= 0 || value[0] != '/')
            return sink.Refuse(LineReason.Syntax, "names stand between slashes");
        ReadOnlySpan<byte> target = value[(last + 1)..];
        RuleEffect effect = RuleEffect.Block;
        if (target.SequenceEqual("#"u8))
            effect = isAddress ? RuleEffect.Block : RuleEffect.Allow;
        else if (!target.IsEmpty && !isAddress)
            return sink.Refuse(LineReason.Forward, EscapedText.Escape(target, EscapedText.SampleLength));
        else if (!target.IsEmpty && !Tokens.IsAddress(target))
            return sink.Refuse(LineReason.Syntax, "no address behind the names");
        else if (!target.IsEmpty && !HostsGrammar.LeadsNowhere(target))
            effect = RuleEffect.BlockWith(RuleAnswer.WithAddresses(Tokens.ReadAddress(target)));

        ReadOnlySpan<byte> address = Tokens.IsAddress(target) ? target : default;
        var parts = default(LineParts);
        ReadOnlySpan<byte> names = value[1..last];
        for (bool isLast = false; !isLast;)
        {
            int end = names.IndexOf((byte)'/');
            isLast = end < 0;
            ReadOnlySpan<byte> name = isLast ? names : names[..end];
            names = isLast ? default : names[(end + 1)..];
            parts.Add(ReadName(name, isAddress, address, effect, sink), sink);
        }
        return parts.Result(sink, LineReason.Syntax);
    }

    private LineReason ReadName(ReadOnlySpan<byte> name, bool isAddress, ReadOnlySpan<byte> address, in RuleEffect effect, RuleSink sink)
    {
        if (name.IsEmpty)
            return sink.RefuseRule(LineReason.Glob, effect, "names without a dot");
        if (isAddress && name.SequenceEqual("#"u8))
            return sink.Accept(default, RulePattern.Subtree, effect);
        if (name[0] == '*' && !name.StartsWith("*."u8))
            return sink.AcceptExpression(ExpressionSyntax.SuffixGlob, name, effect);
        (int start, RulePattern pattern) = name switch
        {
            [(byte)'*', ..] => (2, RulePattern.Subdomains),
            [(byte)'.', _, ..] => (1, RulePattern.Subtree),
            _ => (0, BareName),
        };
        if (address.IsEmpty)
            return sink.AcceptName(name[start..], pattern, effect);
        LineReason reason = Tokens.ReadName(name[start..], sink, out DomainName read);
        return reason == LineReason.Rule ? sink.AcceptAddress(read, pattern, address) : reason;
    }
}
