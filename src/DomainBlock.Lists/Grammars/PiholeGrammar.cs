using System.Buffers;
using System.Net;
using System.Text;

namespace DomainBlock.Lists.Grammars;

/// <summary>
/// Lists of Pi-hole: a name alone, or hosts lines, each name exact; <c>||x^</c> the subtree, the one adblock form that it knows; and the
/// lines of its lists of regular expressions (POSIX extended, with <c>;querytype=</c>, <c>;invert</c> and <c>;reply=</c> behind them), which are told by
/// signs that no name has. <c>#</c>, <c>!</c> and <c>;</c> at the start begin a comment, so does <c>#</c> after white space.
/// </summary>
/// <remarks>
/// Pi-hole takes no exact name without a dot, and exceptions (<c>@@||x^</c>) only from lists that are subscribed as lists of
/// allowed names. Source: gravity-parseList.c and regex.c of FTL.
/// </remarks>
internal sealed class PiholeGrammar(RulePattern bareName) : LineGrammar(bareName)
{
    private static readonly SearchValues<byte> RegexSigns = SearchValues.Create("\\^$*+?()[]{}|"u8);

    private readonly HostsGrammar _hosts = new(bareName);

    protected override bool IsComment(ReadOnlySpan<byte> text) => text[0] is (byte)'#' or (byte)'!' or (byte)';' && !AdblockGrammar.IsCosmetic(text);

    protected override LineReason ReadText(ReadOnlySpan<byte> text, RuleSink sink)
    {
        if (text[0] == '[' && text[^1] == ']' && !text[1..].Contains((byte)'['))
            return LineReason.Header;
        if (AdblockGrammar.IsCosmetic(text))
            return LineReason.Cosmetic;
        if (HostsGrammar.IsHostsLine(text))
            return _hosts.Read(text, sink);

        text = Tokens.WithoutComment(text);
        if (text.StartsWith("@@"u8))
            return sink.Refuse(LineReason.LostException, "Pi-hole takes exceptions from lists of allowed names only");
        if (text.StartsWith("||"u8))
            return ReadAnchored(text[2..], sink);
        if (text.StartsWith("*."u8) && !text[2..].ContainsAny(RegexSigns))
            return sink.Refuse(LineReason.Glob, "Pi-hole has no wildcards");
        if (text.ContainsAny(RegexSigns))
            return ReadRegex(text, sink);

        ReadOnlySpan<byte> word = Tokens.First(text, out ReadOnlySpan<byte> rest);
        if (!rest.IsEmpty)
            return sink.Refuse(LineReason.TrailingText, "more than one word");
        LineReason reason = Tokens.ReadName(word, sink, out DomainName name);
        if (reason != LineReason.Rule)
            return reason;
        return HasTwoLabels(name)
            ? sink.Accept(name, BareName)
            : sink.Refuse(LineReason.InvalidName, "Pi-hole takes no name without a dot");
    }

    private static bool HasTwoLabels(DomainName name) => name.Octets[0] + 1 < name.Octets.Length;

    private static LineReason ReadAnchored(ReadOnlySpan<byte> text, RuleSink sink)
    {
        int end = text.IndexOf((byte)'^');
        if (end < 0)
            return sink.Refuse(LineReason.Glob, "Pi-hole takes ||x^ only");
        if (end < text.Length - 1)
            return sink.Refuse(text[end + 1] == '$' ? LineReason.Modifier : LineReason.Syntax, EscapedText.Escape(text[(end + 1)..], EscapedText.SampleLength));
        return sink.AcceptName(text[..end], RulePattern.Subtree, RuleEffect.Block);
    }

    private static LineReason ReadRegex(ReadOnlySpan<byte> text, RuleSink sink)
    {
        int end = text.IndexOf((byte)';');
        ReadOnlySpan<byte> expression = end < 0 ? text : text[..end];
        ReadOnlySpan<byte> additions = end < 0 ? default : text[(end + 1)..];
        RuleOptions options = RuleOptions.None;
        if (!additions.IsEmpty)
        {
            foreach (Range range in additions.Split((byte)';'))
            {
                ReadOnlySpan<byte> addition = additions[range];
                if (addition.SequenceEqual("invert"u8))
                    return sink.Refuse(LineReason.Regex, "invert: no automaton here matches what another does not");
                if (TryAdd(Encoding.ASCII.GetString(addition), options) is not { } more)
                    return sink.Refuse(LineReason.Syntax, $"';{EscapedText.Escape(addition, EscapedText.SampleLength)}' is no addition to a regular expression");
                options = more;
            }
        }
        return sink.AcceptExpression(ExpressionSyntax.PosixRegex, expression, new RuleEffect(Options: options));
    }

    /// <summary>Adds <c>querytype=A,HTTPS</c>, <c>querytype=!A</c> or <c>reply=</c> to the options of a rule; null where it is neither. Pi-hole's own address is how it blocks unasked.</summary>
    private static RuleOptions? TryAdd(string addition, RuleOptions options)
    {
        if (addition.StartsWith("reply=", StringComparison.OrdinalIgnoreCase))
        {
            string reply = addition["reply=".Length..];
            RuleAnswer? answer = reply.ToUpperInvariant() switch
            {
                "NODATA" => RuleAnswer.NoData,
                "NXDOMAIN" => RuleAnswer.NxDomain,
                "REFUSED" => RuleAnswer.Refused,
                "NONE" => RuleAnswer.Drop,
                "IP" => RuleAnswer.Default,
                _ => IPAddress.TryParse(reply, out IPAddress? address) ? RuleAnswer.WithAddresses(address) : null,
            };
            return answer is null ? null : options with { Answer = answer };
        }
        if (!addition.StartsWith("querytype=", StringComparison.OrdinalIgnoreCase))
            return null;
        string types = addition["querytype=".Length..];
        bool isExcept = types.StartsWith('!');
        var numbers = new List<ushort>();
        foreach (string type in types[(isExcept ? 1 : 0)..].Split(','))
        {
            if (numbers.Count == RuleOptions.MaxItems || !QueryType.TryParse(type, out ushort number))
                return null;
            numbers.Add(number);
        }
        return options with { QueryTypes = numbers, ExceptQueryTypes = isExcept };
    }
}
