using DomainBlock.Benchmarks.Queries;

namespace DomainBlock.Benchmarks.Rivals;

/// <summary>Asks a blocklist in UTF-16 text, as it came: checking and folding are the blocklist's work.</summary>
internal readonly struct Utf16Question(Blocklist blocklist) : IMatcher
{
    /// <inheritdoc/>
    public bool IsBlocked(QueryForms queries, int number) => blocklist.Match(queries.Text[number]).IsBlocked;
}
