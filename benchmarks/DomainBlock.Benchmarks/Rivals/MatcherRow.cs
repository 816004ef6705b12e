using DomainBlock.Benchmarks.Queries;

namespace DomainBlock.Benchmarks.Rivals;

/// <summary>A row whose loop is compiled for its matcher alone.</summary>
internal sealed class MatcherRow<TMatcher>(string name, bool isMixedCase, TMatcher matcher) : Row(name, isMixedCase)
    where TMatcher : struct, IMatcher
{
    // A pass is made of many calls, so that the runtime compiles the loop anew with what it learnt, as it does with any
    // method that is called often; a single long call would stay in code that was replaced while running.
    private const int BlockSize = 4096;

    /// <inheritdoc/>
    public override int CountBlocked(QuerySet set)
    {
        QueryForms queries = Forms(set);
        int blocked = 0;
        for (int start = 0; start < queries.Count; start += BlockSize)
            blocked += CountBlocked(queries, start, Math.Min(queries.Count, start + BlockSize));
        return blocked;
    }

    /// <inheritdoc/>
    public override bool[] Answers(QuerySet set)
    {
        QueryForms queries = Forms(set);
        bool[] answers = new bool[queries.Count];
        for (int i = 0; i < answers.Length; i++)
            answers[i] = matcher.IsBlocked(queries, i);
        return answers;
    }

    private QueryForms Forms(QuerySet set) => IsMixedCase ? set.MixedCase : set.Canonical;

    private int CountBlocked(QueryForms queries, int start, int end)
    {
        TMatcher asked = matcher;
        int blocked = 0;
        for (int i = start; i < end; i++)
            blocked += asked.IsBlocked(queries, i) ? 1 : 0;
        return blocked;
    }
}
