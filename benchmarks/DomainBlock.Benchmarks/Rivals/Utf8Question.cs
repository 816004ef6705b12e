using DomainBlock.Benchmarks.Queries;

namespace DomainBlock.Benchmarks.Rivals;

/// <summary>Asks a blocklist in UTF-8 text, as it came: checking and folding are the blocklist's work.</summary>
internal readonly struct Utf8Question(Blocklist blocklist) : IMatcher
{
    /// <inheritdoc/>
    public bool IsBlocked(QueryForms queries, int number) => blocklist.Match(queries.Utf8[number]).IsBlocked;
}
