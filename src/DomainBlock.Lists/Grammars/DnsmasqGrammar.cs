using System.Buffers;
using System.Text;

namespace DomainBlock.Lists.Grammars;

/// <summary>
/// Configuration files of dnsmasq: <c>OPTION</c> or <c>OPTION=VALUE</c> a line, <c>#</c> at the start or after white space a comment.
/// <code>
/// address=/x/y/         x, y and all below have no address: NXDOMAIN. Also local=/x/y/ and server=/x/y/
/// address=/x/#          they have the addresses that lead nowhere; so has 0.0.0.0, 127.x.x.x, :: or ::1 behind the names
/// address=/x/10.0.0.1   they have this address, and those of further lines; for questions of other types it says nothing
/// server=/x/#           they are asked of the usual servers: an exception;  server=/x/10.0.0.1  of another server: no rule
/// </code>
/// Of the names, <c>x</c> and <c>.x</c> are the subtree, <c>*.x</c> the subdomains, <c>*x</c> every name that ends so, <c>#</c> in
/// <c>address</c> every name, and an empty one every name without a dot. All other options are passed over by name; a
/// word that is no option makes dnsmasq refuse the file, and is told as such.
/// </summary>
/// <remarks>Source: dnsmasq(8), and read_file in option.c for comments; that an address says nothing for other types, the program itself (2.90).</remarks>
internal sealed class DnsmasqGrammar(RulePattern bareName) : LineGrammar(bareName)
{
    private const ushort Ipv4 = 1;
    private const ushort Ipv6 = 28;

    private static readonly SearchValues<byte> OptionLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-"u8);

    protected override LineReason ReadText(ReadOnlySpan<byte> text, RuleSink sink)
    {
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
            effect = new RuleEffect(Options: new RuleOptions { QueryTypes = [target.Contains((byte)':') ? Ipv6 : Ipv4], Answer = RuleAnswer.WithAddresses(Tokens.ReadAddress(target)) });

        var parts = default(LineParts);
        ReadOnlySpan<byte> names = value[1..last];
        for (bool isLast = false; !isLast;)
        {
            int end = names.IndexOf((byte)'/');
            isLast = end < 0;
            ReadOnlySpan<byte> name = isLast ? names : names[..end];
            names = isLast ? default : names[(end + 1)..];
            parts.Add(ReadName(name, isAddress, effect, sink), sink);
        }
        return parts.Result(sink, LineReason.Syntax);
    }

    private LineReason ReadName(ReadOnlySpan<byte> name, bool isAddress, in RuleEffect effect, RuleSink sink)
    {
        if (name.IsEmpty)
            return sink.RefuseRule(LineReason.Glob, effect, "names without a dot");
        if (isAddress && name.SequenceEqual("#"u8))
            return sink.Accept(default, RulePattern.Subtree, effect);
        if (name.StartsWith("*."u8))
            return sink.AcceptName(name[2..], RulePattern.Subdomains, effect);
        if (name[0] == '*')
            return sink.AcceptExpression(ExpressionSyntax.SuffixGlob, name, effect);
        return name is [(byte)'.', _, ..] ? sink.AcceptName(name[1..], RulePattern.Subtree, effect) : sink.AcceptName(name, BareName, effect);
    }
}
