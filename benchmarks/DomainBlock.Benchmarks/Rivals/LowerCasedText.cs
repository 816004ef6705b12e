using System.Runtime.CompilerServices;
using System.Text;
using DomainBlock.Benchmarks.Queries;

namespace DomainBlock.Benchmarks.Rivals;

/// <summary>Gives the matcher the text in lower case: the least that has to be done to raw text, vectorised and without allocation.</summary>
internal readonly struct LowerCasedText<TMatcher>(TMatcher matcher) : IMatcher
    where TMatcher : struct, ITextMatcher
{
    // 254 octets, each written \DDD.
    private const int MaxTextLength = 1016;

    /// <inheritdoc/>
    [SkipLocalsInit]
    public bool IsBlocked(QueryForms queries, int number)
    {
        Span<char> lower = stackalloc char[MaxTextLength];
        Ascii.ToLower(queries.Text[number], lower, out int length);
        return matcher.IsBlocked(lower[..length]);
    }
}
