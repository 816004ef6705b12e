namespace DomainBlock.Lists.Writing;

/// <summary>Counts rules that a format cannot carry, by reason.</summary>
internal sealed class DroppedRules
{
    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>How many rules were left out for each reason.</summary>
    public IReadOnlyDictionary<string, int> Counts => _counts;

    /// <summary>Counts one.</summary>
    public void Add(string reason) => _counts[reason] = _counts.GetValueOrDefault(reason) + 1;

    /// <summary>Counts those that others have counted.</summary>
    public void Add(IReadOnlyDictionary<string, int> counts)
    {
        foreach ((string reason, int count) in counts)
            _counts[reason] = _counts.GetValueOrDefault(reason) + count;
    }
}
