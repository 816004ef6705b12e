using System.Net;
using System.Net.Sockets;
using System.Text;
using DomainBlock.Lists.Grammars;

namespace DomainBlock.Lists.Writing;

/// <summary>
/// What formats can say of a rule's options. Zones and Unbound write NXDOMAIN and addresses that lead nowhere as the plain blocks that these are there, dnsmasq NXDOMAIN: their servers answer just that.
/// </summary>
internal static class OptionText
{
    /// <summary>The answer that a rule wants; an allow rule wants none.</summary>
    public static RuleAnswer AnswerOf(in Rule rule) => rule.Action == RuleAction.Block ? rule.Options.Answer : RuleAnswer.Default;

    /// <summary>Why a format cannot carry the options of a rule; null where it can.</summary>
    public static string? Refusal(in Rule rule, ListFormat format)
    {
        RuleOptions options = rule.Options;
        if (options.IsEmpty)
            return null;
        if (options.From is not null || options.Until is not null)
            return "a rule with a validity";
        if (options.NotViaCname)
            return "a rule that does not apply through a CNAME";
        if (options.CancelledBy.Count > 0)
            return "a rule that other lists cancel";
        if (options.QueryTypes.Count > 0 && !AreTypesCarried(rule, format))
            return "a rule for certain types of query";
        if (options.ExemptNames.Any(name => format != ListFormat.Adblock || !RuleText.IsWritable(name)))
            return "a rule with exempt names";
        return RefusalOfAnswer(rule, AnswerOf(rule), format);
    }

    /// <summary>A block rule's line of adblock syntax for each of its answers, or its one line.</summary>
    public static string Adblock(in Rule rule)
    {
        if (rule.Options.IsEmpty)
            return rule.ToString();
        RuleAnswer answer = AnswerOf(rule);
        bool isAnswer = answer.Kind != RuleAnswerKind.Default;

        // A rule with an answer is important as it is.
        Rule plain = rule with { Level = RuleLevel.Normal, Options = rule.Options with { Answer = RuleAnswer.Default } };
        string line = plain.ToString();
        string important = rule.Level == RuleLevel.Important && !isAnswer ? "important" : "";
        string lead = plain.Options.IsEmpty ? $"{line}$" : $"{line},";
        if (!isAnswer)
            return important.Length == 0 ? line : $"{lead}{important}";
        return answer.Kind switch
        {
            RuleAnswerKind.Addresses => string.Join('\n', answer.Addresses.Select(address => $"{lead}dnsrewrite={address}")),
            RuleAnswerKind.CName => $"{lead}dnsrewrite=NOERROR;CNAME;{answer.Target}",
            RuleAnswerKind.NoData => $"{lead}dnsrewrite=NOERROR",
            RuleAnswerKind.Refused => $"{lead}dnsrewrite=REFUSED",
            _ => $"{lead}dnsrewrite=NXDOMAIN",
        };
    }

    /// <summary>The data of resource records, type and value, that give addresses or another name.</summary>
    public static IEnumerable<string> Records(RuleAnswer answer) => answer.Kind == RuleAnswerKind.CName
        ? [$"CNAME {answer.Target}."]
        : answer.Addresses.Select(address => $"{TypeOf(address)} {address}");

    /// <summary>dnsmasq has addresses for the questions for them, and nothing else for certain types.</summary>
    private static bool AreTypesCarried(in Rule rule, ListFormat format)
    {
        RuleOptions options = rule.Options;
        if (format == ListFormat.Adblock)
            return !options.QueryTypes.Any(type => QueryType.ToText(type).StartsWith("TYPE", StringComparison.Ordinal));
        IReadOnlyList<IPAddress> addresses = AnswerOf(rule).Addresses;
        return format == ListFormat.Dnsmasq && !options.ExceptQueryTypes && options.QueryTypes.Count == 1 && addresses.Count > 0
            && addresses.All(address => QueryType.ToText(options.QueryTypes[0]) == TypeOf(address) && !LeadsNowhere(address));
    }

    private static string TypeOf(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork ? "A" : "AAAA";

    private static string? RefusalOfAnswer(in Rule rule, RuleAnswer answer, ListFormat format)
    {
        if (answer.Kind == RuleAnswerKind.Default)
            return null;
        bool isCarried = (format, answer.Kind) switch
        {
            (ListFormat.Adblock, RuleAnswerKind.Drop) or (ListFormat.Rpz, RuleAnswerKind.Refused) => false,
            (ListFormat.Adblock or ListFormat.Rpz, _) => true,
            (ListFormat.Dnsmasq, RuleAnswerKind.NxDomain) => true,
            (ListFormat.Dnsmasq, RuleAnswerKind.Addresses) => rule.Options.QueryTypes.Count > 0,
            (ListFormat.Unbound, RuleAnswerKind.Addresses or RuleAnswerKind.CName) => true,
            (ListFormat.Unbound, _) => rule.Pattern == RulePattern.Subtree,
            _ => false,
        };
        if (!isCarried)
            return $"the answer {answer.Kind.ToString().ToUpperInvariant()}";
        if (format == ListFormat.Adblock && rule.Level != RuleLevel.Important)
            return "an answer that exceptions outrank";
        if (answer.Kind == RuleAnswerKind.CName)
            return IsCarried(answer.Target, rule, format) ? null : "an answer with a name that the format cannot write";

        // What leads nowhere is a plain block where it comes first.
        bool isMixed = answer.Addresses.Count > 0 && LeadsNowhere(answer.Addresses[0]) && !answer.Addresses.All(LeadsNowhere);
        return isMixed && format != ListFormat.Adblock ? "an answer with addresses that lead nowhere before others" : null;
    }

    private static bool IsCarried(DomainName target, in Rule rule, ListFormat format)
    {
        if (!RuleText.IsWritable(target))
            return false;
        string text = target.ToString();
        return format switch
        {
            ListFormat.Adblock => DnsRewrite.IsTarget(Encoding.ASCII.GetBytes(text)),

            // These names are actions, and a name that leads to itself is an exception.
            ListFormat.Rpz => text is not ("rpz-passthru" or "rpz-drop" or "rpz-tcp-only") && !Matches(rule, target),
            _ => true,
        };
    }

    private static bool Matches(in Rule rule, DomainName name) => name == rule.Name
        ? rule.Pattern != RulePattern.Subdomains
        : rule.Pattern != RulePattern.Exact && NamesAbove.SelfAndAbove(name).Contains(rule.Name);

    private static bool LeadsNowhere(IPAddress address) => IPAddress.IsLoopback(address) || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);
}
