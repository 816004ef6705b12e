namespace DomainBlock.Tests.Matching;

/// <summary>
/// What other systems' rules on example.com match, asked of the pattern that means the same here. The columns: the name
/// itself, a child, a grandchild, a name that merely ends in the same text, a name that merely begins with it.
/// </summary>
public class PeerSemanticsTests
{
    private static readonly string[] Queries =
        ["example.com", "a.example.com", "a.b.example.com", "badexample.com", "example.com.evil.net"];

    public static TheoryData<string, RulePattern, string> Rows => new()
    {
        { "AdGuard Home example.com, hosts line", RulePattern.Exact, "YNNNN" },
        { "AdGuard Home ||example.com^", RulePattern.Subtree, "YYYNN" },
        { "AdGuard Home ||*.example.com^", RulePattern.Subdomains, "NYYNN" },
        { "Pi-hole example.com, hosts line", RulePattern.Exact, "YNNNN" },
        { "Pi-hole ||example.com^", RulePattern.Subtree, "YYYNN" },
        { "Technitium example.com, hosts line, *.example.com, .example.com, ||example.com^", RulePattern.Subtree, "YYYNN" },
        { "blocky example.com, hosts line, ||example.com^", RulePattern.Exact, "YNNNN" },
        { "blocky *.example.com", RulePattern.Subtree, "YYYNN" },
        { "sing-box domain", RulePattern.Exact, "YNNNN" },
        { "sing-box domain_suffix example.com", RulePattern.Subtree, "YYYNN" },
        { "sing-box domain_suffix .example.com", RulePattern.Subdomains, "NYYNN" },
        { "mihomo +.example.com", RulePattern.Subtree, "YYYNN" },
        { "mihomo *.example.com", RulePattern.OneLabel, "NYNNN" },
        { "mihomo .example.com", RulePattern.Subdomains, "NYYNN" },
        { "geosite domain:", RulePattern.Subtree, "YYYNN" },
        { "geosite full:", RulePattern.Exact, "YNNNN" },
        { "Rethink, wildcard mode", RulePattern.Subtree, "YYYNN" },
        { "dnscrypt-proxy example.com, .example.com, *.example.com, *example.com", RulePattern.Subtree, "YYYNN" },
        { "dnscrypt-proxy =example.com", RulePattern.Exact, "YNNNN" },
        { "RPZ example.com", RulePattern.Exact, "YNNNN" },
        { "RPZ *.example.com", RulePattern.Subdomains, "NYYNN" },
        { "Unbound local-zone always_nxdomain", RulePattern.Subtree, "YYYNN" },
        { "dnsdist SuffixMatchNode", RulePattern.Subtree, "YYYNN" },
        { "dnsmasq /example.com/, /.example.com/", RulePattern.Subtree, "YYYNN" },
        { "dnsmasq /*.example.com/", RulePattern.Subdomains, "NYYNN" },
        { "hickory example.com", RulePattern.Exact, "YNNNN" },
        { "hickory *.example.com", RulePattern.Subdomains, "NYYNN" },
        { "routedns example.com", RulePattern.Exact, "YNNNN" },
        { "routedns .example.com", RulePattern.Subtree, "YYYNN" },
        { "routedns *.example.com", RulePattern.Subdomains, "NYYNN" },
        { "uBlock Origin, adblock-rust ||example.com^", RulePattern.Subtree, "YYYNN" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_pattern_matches_what_the_peer_s_rule_matches(string peer, RulePattern pattern, string expected)
    {
        using Blocklist blocklist = Blocklist.Create([new Rule(DomainName.Parse("example.com"), pattern)]);
        string actual = string.Concat(Queries.Select(query => blocklist.Match(query).IsBlocked ? 'Y' : 'N'));
        Assert.True(expected == actual, $"{peer}: {actual} instead of {expected}");
    }
}
