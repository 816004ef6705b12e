using System.Globalization;
using System.Net;
using System.Text;
using DomainBlock.Lists.Proxies.Containers;
using DomainBlock.Lists.Proxies.Succinct;

namespace DomainBlock.Lists.Proxies.SingBox;

/// <summary>How the values of items stand in a binary rule set.</summary>
internal static class SrsItems
{
    private static readonly string[] Names =
    [
        "query_type", "network", "domain", "domain_keyword", "domain_regex", "source_ip_cidr", "ip_cidr", "source_port", "source_port_range", "port", "port_range", "process_name",
        "process_path", "package_name", "wifi_ssid", "wifi_bssid", "adguard_domain", "process_path_regex", "network_type", "network_is_expensive", "network_is_constrained",
        "network_interface_address", "default_interface_address",
    ];

    /// <summary>What the item is called in source form.</summary>
    public static string Name(RuleItem item) => Names[(int)item];

    /// <summary>Reads a set of names: a version, and words and labels, each behind their number.</summary>
    public static SuccinctSet ReadSet(ContainerReader bytes)
    {
        const string What = "a set of names";
        int start = bytes.Position;

        // Sets of names are of version 1, those of AdGuard's rules of version 0; nobody looks at it.
        byte version = bytes.ReadByte(What);
        if (version > 1)
            throw ContainerException.Malformed($"{What} is of version {version}", start);
        ReadOnlyMemory<byte> leaves = bytes.ReadBytes(bytes.ReadCount(What, 8) * 8, What);
        ReadOnlyMemory<byte> shape = bytes.ReadBytes(bytes.ReadCount(What, 8) * 8, What);
        ReadOnlyMemory<byte> labels = bytes.ReadBytes(bytes.ReadCount(What, 1), What);
        return SuccinctSet.Open(leaves, shape, labels, start);
    }

    /// <summary>Reads a text.</summary>
    public static ReadOnlyMemory<byte> ReadText(ContainerReader bytes) => bytes.ReadBytes(bytes.ReadCount("a text", 1), "a text");

    /// <summary>Reads how many ranges of addresses follow.</summary>
    public static int ReadRangeCount(ContainerReader bytes)
    {
        int start = bytes.Position;
        byte version = bytes.ReadByte("a set of addresses");
        if (version != 1)
            throw ContainerException.Malformed($"a set of addresses is of version {version}", start);
        return bytes.RequireCount(bytes.ReadUInt64("a set of addresses"), "a set of addresses", 10, start);
    }

    /// <summary>Reads a range of addresses as text.</summary>
    public static string ReadRange(ContainerReader bytes) => $"{ReadAddress(bytes)}-{ReadAddress(bytes)}";

    /// <summary>Reads on to the end of an item that will be read again.</summary>
    /// <returns>Where it begins.</returns>
    public static int Pass(ContainerReader bytes, RuleItem item)
    {
        int start = bytes.Position;
        if (item == RuleItem.IpCidr)
        {
            for (int ranges = ReadRangeCount(bytes); ranges > 0; ranges--)
            {
                ReadAddress(bytes);
                ReadAddress(bytes);
            }
        }
        else
        {
            for (int texts = bytes.ReadCount(Name(item), 1); texts > 0; texts--)
                ReadText(bytes);
        }
        return start;
    }

    /// <summary>Reads the types of query that a rule is for, as numbers; more than a rule can hold are not kept.</summary>
    public static IReadOnlyList<string> ReadQueryTypes(ContainerReader bytes)
    {
        var types = new HashSet<ushort>();
        for (int left = bytes.ReadCount("query_type", 2); left > 0; left--)
            types.Add(bytes.ReadUInt16("query_type"));
        return [.. types.Take(RuleOptions.MaxItems + 1).Select(type => type.ToString(CultureInfo.InvariantCulture))];
    }

    /// <summary>Reads an item that is another condition.</summary>
    /// <returns>What it says, for a message.</returns>
    public static string ReadCondition(ContainerReader bytes, RuleItem item)
    {
        switch (item)
        {
            case RuleItem.NetworkIsExpensive or RuleItem.NetworkIsConstrained:
                return "true";
            case RuleItem.SourceIpCidr:
                return Join(bytes, ReadRangeCount(bytes), ReadRange);
            case RuleItem.SourcePort or RuleItem.Port:
                return Join(bytes, bytes.ReadCount(Name(item), 2), static bytes => bytes.ReadUInt16("a number").ToString(CultureInfo.InvariantCulture));
            case RuleItem.NetworkType:
                return Join(bytes, bytes.ReadCount(Name(item), 1), static bytes => bytes.ReadByte("a number").ToString(CultureInfo.InvariantCulture));
            case RuleItem.DefaultInterfaceAddress:
                return Join(bytes, bytes.ReadCount(Name(item), 6), ReadPrefix);
            case RuleItem.NetworkInterfaceAddress:
                return Join(bytes, bytes.ReadCount(Name(item), 2), ReadInterface);
            default:
                return Join(bytes, bytes.ReadCount(Name(item), 1), static bytes => EscapedText.Escape(ReadText(bytes).Span, EscapedText.SampleLength));
        }
    }

    private static string ReadInterface(ContainerReader bytes)
    {
        byte kind = bytes.ReadByte("an interface");
        return string.Create(CultureInfo.InvariantCulture, $"{kind}:{Join(bytes, bytes.ReadCount("an interface", 6), ReadPrefix)}");
    }

    private static string ReadPrefix(ContainerReader bytes) => string.Create(CultureInfo.InvariantCulture, $"{ReadAddress(bytes)}/{bytes.ReadByte("a network")}");

    private static string ReadAddress(ContainerReader bytes)
    {
        int start = bytes.Position;
        ulong length = bytes.ReadVarint("an address");
        return length is 4 or 16
            ? new IPAddress(bytes.ReadBytes((int)length, "an address").Span).ToString()
            : throw ContainerException.Malformed($"an address has {length} octets", start);
    }

    /// <summary>Reads so many values; a message shows the first of them.</summary>
    private static string Join(ContainerReader bytes, int count, Func<ContainerReader, string> read)
    {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++)
        {
            string value = read(bytes);
            if (text.Length < EscapedText.SampleLength)
                text.Append(text.Length > 0 ? "|" : "").Append(value);
        }
        return text.ToString();
    }
}
