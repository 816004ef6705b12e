using DomainBlock.Benchmarks.Queries;

namespace DomainBlock.Benchmarks.Rivals;

/// <summary>Asks a structure in the form of the query that suits it. A struct, so that the loop around it is compiled for it alone.</summary>
internal interface IMatcher
{
    /// <summary>Whether query <paramref name="number"/> is blocked.</summary>
    bool IsBlocked(QueryForms queries, int number);
}
