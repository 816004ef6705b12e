using System.Text.Json.Serialization;

namespace DomainBlock.Benchmarks.Compare;

/// <summary>One row on one query set.</summary>
/// <param name="File">The base name of the set's file.</param>
/// <param name="Ns">Nanoseconds a query, median over the rounds.</param>
/// <param name="AllocatedBytes">Bytes allocated a query.</param>
/// <param name="Blocked">How many queries are blocked.</param>
/// <param name="Ratio"><paramref name="Ns"/> by that of <c>FrozenSet</c> in the same case, in the same run.</param>
/// <param name="Queries">How many queries the set has.</param>
/// <param name="Wrong">How many answers are wrong; only a rival that is not exact may have any.</param>
internal sealed record SetReport(
    string File,
    double Ns,
    double AllocatedBytes,
    int Blocked,
    double Ratio,
    [property: JsonIgnore] int Queries,
    [property: JsonIgnore] int Wrong);
