using System.Globalization;

namespace DomainBlock;

/// <summary>Types of DNS queries and records by name. Source: the IANA registry "DNS Parameters", Resource Record TYPEs; RFC 3597, section 5, for those without a name here.</summary>
public static class QueryType
{
    private static readonly (string Name, ushort Number)[] Known =
    [
        ("A", 1), ("NS", 2), ("CNAME", 5), ("SOA", 6), ("PTR", 12), ("HINFO", 13), ("MX", 15), ("TXT", 16), ("AAAA", 28), ("LOC", 29), ("SRV", 33), ("NAPTR", 35), ("CERT", 37),
        ("DNAME", 39), ("OPT", 41), ("DS", 43), ("SSHFP", 44), ("RRSIG", 46), ("NSEC", 47), ("DNSKEY", 48), ("NSEC3", 50), ("NSEC3PARAM", 51), ("TLSA", 52), ("SMIMEA", 53),
        ("CDS", 59), ("CDNSKEY", 60), ("OPENPGPKEY", 61), ("CSYNC", 62), ("ZONEMD", 63), ("SVCB", 64), ("HTTPS", 65), ("SPF", 99), ("IXFR", 251), ("AXFR", 252), ("ANY", 255), ("URI", 256), ("CAA", 257),
    ];

    private const string Generic = "TYPE";

    /// <summary>The name of a type, or <c>TYPE</c> and its number.</summary>
    public static string ToText(ushort type)
    {
        foreach ((string name, ushort number) in Known)
        {
            if (number == type)
                return name;
        }
        return $"{Generic}{type.ToString(CultureInfo.InvariantCulture)}";
    }

    /// <summary>Reads a type: its name, <c>TYPE</c> and its number, or its number alone; in any case.</summary>
    /// <returns>Whether the text is a type.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out ushort type)
    {
        foreach ((string name, ushort number) in Known)
        {
            if (text.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                type = number;
                return true;
            }
        }
        ReadOnlySpan<char> digits = text.StartsWith(Generic, StringComparison.OrdinalIgnoreCase) ? text[Generic.Length..] : text;
        return ushort.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out type);
    }
}
