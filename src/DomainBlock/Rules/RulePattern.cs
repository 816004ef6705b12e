namespace DomainBlock;

/// <summary>
/// Which names a rule on a name matches, from the widest to the narrowest. 3 is kept for a name below any public suffix, which this
/// version does not have.
/// </summary>
public enum RulePattern : byte
{
    /// <summary>The name itself and everything below it.</summary>
    Subtree = 0,

    /// <summary>Everything below the name, not the name itself.</summary>
    Subdomains = 1,

    /// <summary>The names that have exactly one label more: <c>x.a.b</c> for <c>a.b</c>, neither <c>a.b</c> nor <c>x.y.a.b</c>.</summary>
    OneLabel = 2,

    /// <summary>The name itself only.</summary>
    Exact = 4,
}
