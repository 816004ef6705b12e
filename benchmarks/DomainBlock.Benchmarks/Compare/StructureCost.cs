namespace DomainBlock.Benchmarks.Compare;

/// <summary>What a rival costs before it is asked anything.</summary>
/// <param name="FileBytes">The length of the file that it opens.</param>
/// <param name="MemoryBytes">What the heap grew by when it was built, strings that it keeps included; or the size of the mapped file.</param>
/// <param name="BuildMs">From names in memory to the first answer possible.</param>
/// <param name="OpenMs">From the file to the first answer possible.</param>
internal readonly record struct StructureCost(long FileBytes, long MemoryBytes, double BuildMs, double OpenMs);
