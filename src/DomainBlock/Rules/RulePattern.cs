namespace DomainBlock;

/// <summary>Which names a rule on a name matches, from the widest to the narrowest.</summary>
public enum RulePattern : byte
{
    /// <summary>The name itself and everything below it.</summary>
    Subtree = 0,

    /// <summary>Everything below the name, not the name itself.</summary>
    Subdomains = 1,

    /// <summary>The name itself only.</summary>
    Exact = 2,
}
