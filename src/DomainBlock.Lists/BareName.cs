namespace DomainBlock.Lists;

/// <summary>What a name without any mark means, where the caller overrides the format's own meaning.</summary>
public enum BareName
{
    /// <summary>What the format says.</summary>
    AsFormat,

    /// <summary>The name itself only.</summary>
    Exact,

    /// <summary>The name and everything below it.</summary>
    Subtree,
}
