using System.Text;

namespace DomainBlock.Lists.Grammars;

/// <summary>
/// The value of adblock's <c>$dnsrewrite</c>: what a name is answered with.
/// <code>
/// NXDOMAIN  REFUSED  NOERROR    such an answer, empty; NOERROR is NODATA, and so is no value at all
/// 1.2.3.4  ::1  other.example   an address, another name
/// RCODE;TYPE;VALUE              the same in full: NOERROR;A;1.2.3.4  NOERROR;CNAME;other.example  NXDOMAIN;;
/// </code>
/// </summary>
/// <remarks>Source: rules/dnsrewrite.go of urlfilter, which takes other names only of up to 63 octets, and without underscores.</remarks>
internal static class DnsRewrite
{
    private const int MaxTargetLength = 63;

    /// <summary>Reads a value.</summary>
    /// <param name="value">What stands behind the sign <c>=</c>.</param>
    /// <param name="answer">The answer.</param>
    /// <returns><see cref="LineReason.Rule"/>; <see cref="LineReason.Answer"/> where no rule can hold it, <see cref="LineReason.Syntax"/> where AdGuard takes it for none.</returns>
    public static LineReason Read(ReadOnlySpan<byte> value, out RuleAnswer answer)
    {
        int first = value.IndexOf((byte)';');
        if (first < 0)
            return ReadShort(value, out answer);
        answer = RuleAnswer.Default;
        ReadOnlySpan<byte> code = value[..first];
        ReadOnlySpan<byte> record = value[(first + 1)..];
        int second = record.IndexOf((byte)';');
        if (second < 0)
            return LineReason.Syntax;
        if (!Ascii.EqualsIgnoreCase(code, "NOERROR"u8) || record.Length == 1)
            return ReadCode(Encoding.ASCII.GetString(code).ToUpperInvariant(), out answer);
        return ReadRecord(record[..second], record[(second + 1)..], out answer);
    }

    /// <summary>Whether AdGuard takes the text for another name.</summary>
    public static bool IsTarget(ReadOnlySpan<byte> text)
    {
        if (text.Length > MaxTargetLength)
            return false;
        foreach (Range part in text.Split((byte)'.'))
        {
            ReadOnlySpan<byte> label = text[part];
            if (label.IsEmpty || label[0] == '-' || label.ContainsAnyExcept(Tokens.LettersDigitsHyphen))
                return false;
        }
        return true;
    }

    private static LineReason ReadShort(ReadOnlySpan<byte> value, out RuleAnswer answer)
    {
        if (value.IsEmpty || !value.ContainsAnyExceptInRange((byte)'A', (byte)'Z'))
            return ReadCode(value.IsEmpty ? "NOERROR" : Encoding.ASCII.GetString(value), out answer);
        if (!Tokens.IsAddress(value))
            return ReadTarget(value, out answer);
        answer = RuleAnswer.WithAddresses(Tokens.ReadAddress(value));
        return LineReason.Rule;
    }

    private static LineReason ReadCode(string code, out RuleAnswer answer)
    {
        answer = code switch
        {
            "NOERROR" => RuleAnswer.NoData,
            "NXDOMAIN" => RuleAnswer.NxDomain,
            "REFUSED" => RuleAnswer.Refused,
            _ => RuleAnswer.Default,
        };
        return answer.Kind == RuleAnswerKind.Default ? LineReason.Answer : LineReason.Rule;
    }

    private static LineReason ReadRecord(ReadOnlySpan<byte> type, ReadOnlySpan<byte> value, out RuleAnswer answer)
    {
        answer = RuleAnswer.Default;
        if (Ascii.EqualsIgnoreCase(type, "CNAME"u8))
            return ReadTarget(value, out answer);
        bool isFour = Ascii.EqualsIgnoreCase(type, "A"u8);
        if (!isFour && !Ascii.EqualsIgnoreCase(type, "AAAA"u8))
            return LineReason.Answer;
        if (!Tokens.IsAddress(value) || value.Contains((byte)':') == isFour)
            return LineReason.Syntax;
        answer = RuleAnswer.WithAddresses(Tokens.ReadAddress(value));
        return LineReason.Rule;
    }

    private static LineReason ReadTarget(ReadOnlySpan<byte> text, out RuleAnswer answer)
    {
        answer = RuleAnswer.Default;
        if (!IsTarget(text) || DomainName.Read(text, out DomainName target, out _) != NameStatus.Valid)
            return LineReason.Syntax;
        answer = RuleAnswer.WithTarget(target);
        return LineReason.Rule;
    }
}
