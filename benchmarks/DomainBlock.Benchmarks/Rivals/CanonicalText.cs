using DomainBlock.Benchmarks.Queries;

namespace DomainBlock.Benchmarks.Rivals;

/// <summary>Gives the text to the matcher as it is: it has to be canonical.</summary>
internal readonly struct CanonicalText<TMatcher>(TMatcher matcher) : IMatcher
    where TMatcher : struct, ITextMatcher
{
    /// <inheritdoc/>
    public bool IsBlocked(QueryForms queries, int number) => matcher.IsBlocked(queries.Text[number]);
}
