using DomainBlock.Benchmarks.Queries;

namespace DomainBlock.Benchmarks.Rivals;

/// <summary>Asks a blocklist in DNS wire form, as it came: checking and folding are the blocklist's work.</summary>
internal readonly struct WireQuestion(Blocklist blocklist) : IMatcher
{
    /// <inheritdoc/>
    public bool IsBlocked(QueryForms queries, int number) => blocklist.Match(new WireName(queries.Wire[number])).IsBlocked;
}
