namespace DomainBlock.Lists;

/// <summary>What a list that was written carries, and what it could not carry.</summary>
/// <param name="Written">How many rules were written.</param>
/// <param name="Dropped">How many rules the format cannot carry, by reason.</param>
public sealed record WriteReport(int Written, IReadOnlyDictionary<string, int> Dropped)
{
    /// <summary>Whether every rule was written.</summary>
    public bool IsComplete => Dropped.Count == 0;
}
