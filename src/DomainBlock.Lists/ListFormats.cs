namespace DomainBlock.Lists;

/// <summary>The names of the formats, as commands and files write them.</summary>
public static class ListFormats
{
    private static readonly (ListFormat Format, string Name)[] Names =
    [
        (ListFormat.Domains, "domains"),
        (ListFormat.Wildcard, "wildcard"),
        (ListFormat.Hosts, "hosts"),
        (ListFormat.Adblock, "adblock"),
        (ListFormat.Dnsmasq, "dnsmasq"),
        (ListFormat.Unbound, "unbound"),
        (ListFormat.Rpz, "rpz"),
        (ListFormat.Pihole, "pihole"),
        (ListFormat.Dnscrypt, "dnscrypt"),
        (ListFormat.RouteDns, "routedns"),
        (ListFormat.V2fly, "v2fly"),
        (ListFormat.Mihomo, "mihomo"),
        (ListFormat.SingBox, "sing-box"),
        (ListFormat.Geosite, "geosite"),
        (ListFormat.Srs, "srs"),
        (ListFormat.Mrs, "mrs"),
        (ListFormat.MihomoYaml, "mihomo-yaml"),
    ];

    /// <summary>All formats, in the order in which messages list them.</summary>
    public static IReadOnlyList<ListFormat> All { get; } = [.. Names.Select(n => n.Format)];

    /// <summary>A format's name: lower-case ASCII letters and hyphens.</summary>
    public static string Name(this ListFormat format) => Array.Find(Names, n => n.Format == format).Name
        ?? throw new ArgumentOutOfRangeException(nameof(format), format, "Not a defined format.");

    /// <summary>Whether lists of the format are containers or YAML, which the package DomainBlock.Lists.Proxies reads.</summary>
    public static bool IsProxyFormat(this ListFormat format) => format >= ListFormat.Geosite;

    /// <summary>What reports on a list of the format count: lines, or entries where there are none.</summary>
    /// <param name="format">The format.</param>
    /// <param name="count">How many there are.</param>
    public static string CountedNoun(this ListFormat format, int count = 1)
    {
        bool hasLines = !format.IsProxyFormat() || format == ListFormat.MihomoYaml;
        if (hasLines)
            return count == 1 ? "line" : "lines";
        return count == 1 ? "entry" : "entries";
    }

    /// <summary>A list of the format as a compiled file records it, with what the format implies for all its rules.</summary>
    /// <param name="format">The format that the list is read as.</param>
    /// <param name="name">What it is called.</param>
    public static ListInfo ListInfo(this ListFormat format, string name) =>
        new(name, format.Name()) { UsesClosestEncloser = format == ListFormat.Rpz };

    /// <summary>Finds a format by its name.</summary>
    public static bool TryParse(string name, out ListFormat format)
    {
        int place = Array.FindIndex(Names, n => n.Name == name);
        format = place < 0 ? default : Names[place].Format;
        return place >= 0;
    }
}
