namespace DomainBlock.Lists.Writing;

/// <summary>A rule as a line of a format, where the format can carry it unchanged in meaning.</summary>
internal static class RuleText
{
    /// <summary>The lines that a list of the format begins with, each with its end.</summary>
    public static string Header(ListFormat format) => format switch
    {
        ListFormat.Unbound => "server:\n",
        ListFormat.Rpz => "$TTL 300\n@ SOA localhost. hostmaster.localhost. 1 3600 600 86400 300\n@ NS localhost.\n",
        _ => "",
    };

    /// <summary>Writes a rule.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="format">The format.</param>
    /// <param name="reason">Why the format cannot carry it; empty where it can.</param>
    /// <returns>The line without its end, or null; several lines for several addresses. A zone's lines are not those of its rules (<see cref="ZoneWriter"/>): this says only whether it can carry one. A rule set has the text as a value.</returns>
    public static string? TryWrite(in Rule rule, ListFormat format, out string reason)
    {
        if (rule.Expression is not null)
            return ExpressionText.TryWrite(rule, format, out reason);
        reason = "";
        string name = rule.Name.ToString();
        if (!IsPlain(rule.Name.Octets))
            reason = "a name with octets that the format has no way to write";
        else if (IsAddress(rule.Name))
            reason = "a name that reads as an address";
        else if (OptionText.Refusal(rule, format) is { } refusal)
            reason = refusal;
        else if (rule.Level == RuleLevel.Important && format is not (ListFormat.Adblock or ListFormat.Rpz))
            reason = "an important rule";
        else if (rule.Action == RuleAction.Allow && !HasExceptions(format))
            reason = "an allow rule";
        else if (format == ListFormat.Hosts && Grammars.HostsGrammar.IsLocalName(name))
            reason = "a name that hosts files use for the machine itself";
        else if (format == ListFormat.Pihole && rule.Pattern == RulePattern.Exact && !name.Contains('.', StringComparison.Ordinal))
            reason = "a name alone without a dot";
        else if (format == ListFormat.Rpz && name[(name.LastIndexOf('.') + 1)..].StartsWith("rpz-", StringComparison.Ordinal))
            reason = "a name that a zone would take for a trigger of another kind";
        else if (Write(rule, name, format) is not { } line)
            reason = $"a rule on {Describe(rule.Pattern)}";
        else
            return line;
        return null;
    }

    /// <summary>Whether formats can write a name as it is, and read it as one.</summary>
    public static bool IsWritable(DomainName name) => IsPlain(name.Octets) && !IsAddress(name);

    private static bool IsAddress(DomainName name) => Grammars.Tokens.IsAddress(System.Text.Encoding.ASCII.GetBytes(name.ToString()));

    private static bool HasExceptions(ListFormat format) => format is ListFormat.Adblock or ListFormat.Dnsmasq or ListFormat.Unbound or ListFormat.Rpz;

    private static string? Write(in Rule rule, string name, ListFormat format) => (format, rule.Pattern) switch
    {
        (ListFormat.Domains, RulePattern.Exact) => name,
        (ListFormat.Domains, RulePattern.Subtree) => $".{name}",
        (ListFormat.Domains, RulePattern.Subdomains) => $"*.{name}",
        (ListFormat.Wildcard, RulePattern.Subtree) => $"*.{name}",
        (ListFormat.Hosts, RulePattern.Exact) => $"0.0.0.0 {name}",
        (ListFormat.Adblock, RulePattern.Subtree or RulePattern.Subdomains or RulePattern.Exact) => OptionText.Adblock(rule),
        (ListFormat.Dnsmasq, RulePattern.Subtree) => Dnsmasq(rule, name),
        (ListFormat.Dnsmasq, RulePattern.Subdomains) => Dnsmasq(rule, $"*.{name}"),
        (ListFormat.Unbound, RulePattern.Subtree) => UnboundZone(rule, name),
        (ListFormat.Unbound, RulePattern.Exact) => rule.Action == RuleAction.Block ? UnboundData(OptionText.AnswerOf(rule), name) : null,
        (ListFormat.Rpz, RulePattern.Subtree or RulePattern.Subdomains or RulePattern.Exact) => name,
        (ListFormat.Pihole, RulePattern.Exact) => name,
        (ListFormat.Pihole, RulePattern.Subtree) => $"||{name}^",
        (ListFormat.Dnscrypt, RulePattern.Exact) => $"={name}",
        (ListFormat.Dnscrypt, RulePattern.Subtree) => name,
        (ListFormat.RouteDns, RulePattern.Exact) => name,
        (ListFormat.RouteDns, RulePattern.Subtree) => $".{name}",
        (ListFormat.RouteDns, RulePattern.Subdomains) => $"*.{name}",
        (ListFormat.V2fly, RulePattern.Exact) => $"full:{name}",
        (ListFormat.V2fly, RulePattern.Subtree) => $"domain:{name}",
        (ListFormat.Mihomo, RulePattern.Exact) => name,
        (ListFormat.Mihomo, RulePattern.Subtree) => $"+.{name}",
        (ListFormat.Mihomo, RulePattern.Subdomains) => $".{name}",
        (ListFormat.Mihomo, RulePattern.OneLabel) => $"*.{name}",
        (ListFormat.SingBox, RulePattern.Exact or RulePattern.Subtree) => name,
        (ListFormat.SingBox, RulePattern.Subdomains) => $".{name}",
        _ => null,
    };

    private static string Dnsmasq(in Rule rule, string name)
    {
        if (rule.Action == RuleAction.Allow)
            return $"server=/{name}/#";
        return rule.Options.Answer.Kind == RuleAnswerKind.Addresses
            ? string.Join('\n', rule.Options.Answer.Addresses.Select(address => $"address=/{name}/{address}"))
            : $"local=/{name}/";
    }

    private static string UnboundZone(in Rule rule, string name)
    {
        RuleAnswer answer = OptionText.AnswerOf(rule);
        string type = rule.Action == RuleAction.Allow ? "transparent" : answer.Kind switch
        {
            RuleAnswerKind.NoData => "always_nodata",
            RuleAnswerKind.Refused => "always_refuse",
            RuleAnswerKind.Drop => "always_deny",
            RuleAnswerKind.Addresses or RuleAnswerKind.CName => "redirect",
            _ => "always_nxdomain",
        };
        string zone = $"local-zone: \"{name}.\" {type}";
        return type == "redirect" ? $"{zone}\n{UnboundData(answer, name)}" : zone;
    }

    private static string UnboundData(RuleAnswer answer, string name)
    {
        IEnumerable<string> records = answer.Kind == RuleAnswerKind.Default ? ["A 0.0.0.0"] : OptionText.Records(answer);
        return string.Join('\n', records.Select(record => $"local-data: \"{name}. {record}\""));
    }

    private static string Describe(RulePattern pattern) => pattern switch
    {
        RulePattern.Exact => "a name alone",
        RulePattern.Subtree => "a subtree",
        RulePattern.OneLabel => "one label below a name",
        RulePattern.AnySuffix or RulePattern.AnySuffixExact => "a label under any public suffix",
        _ => "subdomains",
    };

    /// <summary>Letters, digits, hyphens and underscores: what every format can write as it is.</summary>
    private static bool IsPlain(ReadOnlySpan<byte> octets)
    {
        if (octets.IsEmpty)
            return false;
        while (!octets.IsEmpty)
        {
            foreach (byte octet in octets.Slice(1, octets[0]))
            {
                if (!char.IsAsciiLetterOrDigit((char)octet) && octet is not ((byte)'-' or (byte)'_'))
                    return false;
            }
            octets = octets[(1 + octets[0])..];
        }
        return true;
    }
}
