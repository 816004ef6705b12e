namespace DomainBlock.Indexing.Building;

/// <summary>
/// The names to index, each once, sorted by their reversed keys (labels with their length octets, from right to left), so that
/// a name comes directly before those below it.
/// </summary>
internal interface INameSource
{
    /// <summary>How many names there are.</summary>
    int Count { get; }

    /// <summary>The reversed key of a name.</summary>
    ReadOnlySpan<byte> ReversedKey(int name);
}
