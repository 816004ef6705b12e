namespace DomainBlock.Benchmarks.Compare;

/// <summary>What asking costs in one row on one query set.</summary>
/// <param name="Ns">Nanoseconds a query, the median over the rounds.</param>
/// <param name="AllocatedBytes">Bytes allocated a query in the round that allocated most.</param>
/// <param name="Blocked">How many queries are blocked.</param>
internal readonly record struct QueryCost(double Ns, double AllocatedBytes, int Blocked);
