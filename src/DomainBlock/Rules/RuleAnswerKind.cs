namespace DomainBlock;

/// <summary>Which kind of answer a rule wants for a name that it blocks.</summary>
public enum RuleAnswerKind : byte
{
    /// <summary>Whatever the server is set to give.</summary>
    Default = 0,

    /// <summary>The name does not exist (RFC 2308: NXDOMAIN).</summary>
    NxDomain = 1,

    /// <summary>The name exists and has nothing of the asked type (RFC 2308: NODATA).</summary>
    NoData = 2,

    /// <summary>The server refuses (RFC 1035: REFUSED).</summary>
    Refused = 3,

    /// <summary>No answer at all.</summary>
    Drop = 4,

    /// <summary>Addresses in place of the name's own.</summary>
    Addresses = 5,

    /// <summary>Another name in place of the asked one (CNAME).</summary>
    CName = 6,
}
