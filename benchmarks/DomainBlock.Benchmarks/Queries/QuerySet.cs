namespace DomainBlock.Benchmarks.Queries;

/// <summary>One file of queries, as canonical names and in mixed case.</summary>
internal sealed class QuerySet(string file, Packed<char> names)
{
    // Any seed would do; a fixed one makes runs comparable.
    private const ulong CaseSeed = 0x20;

    /// <summary>The file's base name.</summary>
    public string File { get; } = file;

    /// <summary>What rivals may take as it is.</summary>
    public QueryForms Canonical { get; } = QueryForms.Canonical(names);

    /// <summary>What rivals have to lower-case first.</summary>
    public QueryForms MixedCase { get; } = QueryForms.MixedCase(names, CaseSeed);
}
