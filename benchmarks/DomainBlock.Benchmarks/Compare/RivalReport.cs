namespace DomainBlock.Benchmarks.Compare;

/// <summary>One row: a structure, asked in one form and case.</summary>
/// <param name="Name">The structure; the form where there are several; the case where it is mixed.</param>
/// <param name="Exact">Whether its answers are always right.</param>
/// <param name="FileBytesPerName">Bytes a listed name of the file that it opens.</param>
/// <param name="MemoryBytesPerName">Bytes a listed name in memory; for DomainBlock the mapped file.</param>
/// <param name="BuildMs">Milliseconds from names in memory to ready; for DomainBlock the saving of the file included.</param>
/// <param name="OpenMs">Milliseconds from the file to ready.</param>
/// <param name="Sets">One a query set.</param>
internal sealed record RivalReport(
    string Name,
    bool Exact,
    double FileBytesPerName,
    double MemoryBytesPerName,
    double BuildMs,
    double OpenMs,
    IReadOnlyList<SetReport> Sets);
