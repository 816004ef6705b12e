namespace DomainBlock.Lists;

/// <summary>
/// A list format: a dialect with its own meaning of a bare name and of <c>*.x</c>. Those from <see cref="Geosite"/> on are read by the package
/// DomainBlock.Lists.Proxies; all others are text and read by <see cref="ListSource"/>.
/// </summary>
public enum ListFormat
{
    /// <summary>One name a line: <c>x</c> is exact, <c>.x</c> the subtree, <c>*.x</c> the subdomains.</summary>
    Domains,

    /// <summary>One name a line, each a subtree, however it is written: <c>x</c>, <c>.x</c> or <c>*.x</c>.</summary>
    Wildcard,

    /// <summary>An address, then the names that get it (hosts(5)): each name exact.</summary>
    Hosts,

    /// <summary>AdGuard's DNS filtering syntax: <c>||x^</c> the subtree, a bare host name exact.</summary>
    Adblock,

    /// <summary>Configuration of dnsmasq: <c>address=/x/</c>, <c>local=/x/</c>, <c>server=/x/</c>, each the subtree.</summary>
    Dnsmasq,

    /// <summary>Configuration of Unbound: <c>local-zone</c> the subtree, <c>local-data</c> exact.</summary>
    Unbound,

    /// <summary>Response policy zones: <c>x</c> exact, <c>*.x</c> the subdomains as far as RFC 4592 lets them reach.</summary>
    Rpz,

    /// <summary>Lists of Pi-hole: <c>x</c> exact, <c>||x^</c> the subtree.</summary>
    Pihole,

    /// <summary>Blocked names of dnscrypt-proxy: <c>x</c> the subtree, <c>=x</c> exact.</summary>
    Dnscrypt,

    /// <summary>Domain lists of RouteDNS: <c>x</c> exact, <c>.x</c> the subtree, <c>*.x</c> the subdomains.</summary>
    RouteDns,

    /// <summary>Sources of v2fly's domain lists: <c>x</c> the subtree, <c>full:x</c> exact.</summary>
    V2fly,

    /// <summary>Rule providers of mihomo as text or YAML: <c>x</c> exact, <c>+.x</c> the subtree, <c>.x</c> the subdomains, <c>*.x</c> one label more.</summary>
    Mihomo,

    /// <summary>Rule sets of sing-box in source form (JSON): <c>domain</c> exact, <c>domain_suffix</c> the subtree.</summary>
    SingBox,

    /// <summary>Domain lists of V2Ray and Xray, many in one file (protobuf): root domain the subtree, full exact.</summary>
    Geosite,

    /// <summary>Rule sets of sing-box in binary form, which mean what <see cref="SingBox"/> means.</summary>
    Srs,

    /// <summary>Rule sets of mihomo in binary form, which mean what <see cref="Mihomo"/> means.</summary>
    Mrs,

    /// <summary>Rule providers of mihomo in any YAML, which mean what <see cref="Mihomo"/> means.</summary>
    MihomoYaml,
}
