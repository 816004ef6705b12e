namespace DomainBlock.Lists;

/// <summary>A textual list format: a dialect with its own meaning of a bare name and of <c>*.x</c>.</summary>
public enum ListFormat
{
    /// <summary>One name a line: <c>x</c> is exact, <c>.x</c> the subtree, <c>*.x</c> the subdomains.</summary>
    Domains,

    /// <summary>One name a line, each a subtree, however it is written: <c>x</c>, <c>.x</c> or <c>*.x</c>.</summary>
    Wildcard,

    /// <summary>An address, then the names that get it (hosts(5)): each name exact.</summary>
    Hosts,

    /// <summary>AdGuard's DNS filtering syntax; so far its plain part.</summary>
    Adblock,

    /// <summary>Configuration of dnsmasq: <c>address=/x/</c>, <c>local=/x/</c>, <c>server=/x/</c>, each the subtree.</summary>
    Dnsmasq,
}
