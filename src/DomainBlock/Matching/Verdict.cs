namespace DomainBlock;

/// <summary>What a blocklist says of a name.</summary>
public enum Verdict : byte
{
    /// <summary>No rule matches, or the name is invalid.</summary>
    None = 0,

    /// <summary>A block rule wins.</summary>
    Blocked = 1,

    /// <summary>An allow rule wins.</summary>
    Allowed = 2,
}
