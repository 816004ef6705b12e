namespace DomainBlock.Benchmarks.Compare;

/// <summary>What <c>compare</c> found; as JSON, its output.</summary>
/// <param name="Machine">Processor, cores, operating system and runtime.</param>
/// <param name="Rivals">A row each, those in canonical text before those in mixed case.</param>
internal sealed record ComparisonReport(string Machine, IReadOnlyList<RivalReport> Rivals);
