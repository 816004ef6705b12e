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
    /// <returns>The line without its end, or null. A zone's lines are not those of its rules (<see cref="ZoneWriter"/>): this says only whether it can carry one. A rule set has the text as a value.</returns>
    public static string? TryWrite(in Rule rule, ListFormat format, out string reason)
    {
        reason = "";
        string name = rule.Name.ToString();
        if (!IsPlain(rule.Name.Octets))
            reason = "a name with octets that the format has no way to write";
        else if (Grammars.Tokens.IsAddress(System.Text.Encoding.ASCII.GetBytes(name)))
            reason = "a name that reads as an address";
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

    private static bool HasExceptions(ListFormat format) => format is ListFormat.Adblock or ListFormat.Dnsmasq or ListFormat.Unbound or ListFormat.Rpz;

    private static string? Write(in Rule rule, string name, ListFormat format) => (format, rule.Pattern) switch
    {
        (ListFormat.Domains, RulePattern.Exact) => name,
        (ListFormat.Domains, RulePattern.Subtree) => $".{name}",
        (ListFormat.Domains, RulePattern.Subdomains) => $"*.{name}",
        (ListFormat.Wildcard, RulePattern.Subtree) => $"*.{name}",
        (ListFormat.Hosts, RulePattern.Exact) => $"0.0.0.0 {name}",
        (ListFormat.Adblock, RulePattern.Subtree or RulePattern.Subdomains or RulePattern.Exact) => rule.ToString(),
        (ListFormat.Dnsmasq, RulePattern.Subtree) => rule.Action == RuleAction.Block ? $"local=/{name}/" : $"server=/{name}/#",
        (ListFormat.Dnsmasq, RulePattern.Subdomains) => rule.Action == RuleAction.Block ? $"local=/*.{name}/" : $"server=/*.{name}/#",
        (ListFormat.Unbound, RulePattern.Subtree) => $"local-zone: \"{name}.\" {(rule.Action == RuleAction.Block ? "always_nxdomain" : "transparent")}",
        (ListFormat.Unbound, RulePattern.Exact) => rule.Action == RuleAction.Block ? $"local-data: \"{name}. A 0.0.0.0\"" : null,
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
