namespace DomainBlock.Lists.Proxies.SingBox;

/// <summary>What an item of a rule in a binary rule set is, by the octet that it begins with. Names are those of the fields in source form.</summary>
internal enum RuleItem : byte
{
    QueryType = 0,
    Network = 1,
    Domain = 2,
    DomainKeyword = 3,
    DomainRegex = 4,
    SourceIpCidr = 5,
    IpCidr = 6,
    SourcePort = 7,
    SourcePortRange = 8,
    Port = 9,
    PortRange = 10,
    ProcessName = 11,
    ProcessPath = 12,
    PackageName = 13,
    WifiSsid = 14,
    WifiBssid = 15,
    AdguardDomain = 16,
    ProcessPathRegex = 17,
    NetworkType = 18,
    NetworkIsExpensive = 19,
    NetworkIsConstrained = 20,
    NetworkInterfaceAddress = 21,
    DefaultInterfaceAddress = 22,
    End = 0xFF,
}
