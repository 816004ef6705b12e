namespace DomainBlock;

/// <summary>What counts in a chain of names: the one that was asked, and those that its CNAME, HTTPS and SVCB records lead to. A compiled blocklist has one.</summary>
public enum ChainMode : byte
{
    /// <summary>Every name is judged by itself, and the first that is blocked blocks the chain.</summary>
    Each = 0,

    /// <summary>A name that a rule allows, anywhere in the chain, allows the whole of it; else the first that is blocked blocks it. As Pi-hole.</summary>
    AllowAnywhere = 1,
}
