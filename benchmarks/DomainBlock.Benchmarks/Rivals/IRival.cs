namespace DomainBlock.Benchmarks.Rivals;

/// <summary>A structure that holds a list. It begins empty; building and opening both replace what it holds.</summary>
internal interface IRival : IDisposable
{
    /// <summary>Whether its answers are always right.</summary>
    bool IsExact { get; }

    /// <summary>Whether it has a file format of its own; if not, its file is the text of the list.</summary>
    bool HasOwnFile { get; }

    /// <summary>How many bytes of memory it takes outside the garbage-collected heap; null: it is all on the heap, where it is measured.</summary>
    long? MappedBytes { get; }

    /// <summary>Builds from names in memory until it can answer; one with a file of its own writes it to <paramref name="file"/> as well.</summary>
    void Build(string[] names, string file);

    /// <summary>Makes it ready to answer from its file.</summary>
    void Open(string file);

    /// <summary>The rows that it is measured in, as it is now.</summary>
    IEnumerable<Row> Rows();
}
