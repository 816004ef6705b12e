namespace DomainBlock.Benchmarks.Compare;

/// <summary>The comparison cannot be made or would be worthless (a file, a name, a wrong answer): exit code 1.</summary>
internal sealed class ComparisonException(string message) : Exception(message);
