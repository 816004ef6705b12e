using DomainBlock.Benchmarks.Queries;
using DomainBlock.Benchmarks.Rivals;

namespace DomainBlock.Benchmarks.Compare;

/// <summary>Before anything is timed: who is exact answers the same, on every query of every set.</summary>
internal static class AnswerCheck
{
    /// <param name="rows">All rows; the first is of an exact rival, and what the others are compared with.</param>
    /// <param name="exact">Whether each row is of an exact rival.</param>
    /// <param name="sets">The query sets.</param>
    /// <returns>By row and set, how many answers differ; 0 for every exact row.</returns>
    /// <exception cref="ComparisonException">An exact row answers differently.</exception>
    public static int[,] Run(IReadOnlyList<Row> rows, IReadOnlyList<bool> exact, IReadOnlyList<QuerySet> sets)
    {
        int[,] differences = new int[rows.Count, sets.Count];
        for (int set = 0; set < sets.Count; set++)
        {
            bool[] expected = rows[0].Answers(sets[set]);
            for (int row = 1; row < rows.Count; row++)
            {
                bool[] answers = rows[row].Answers(sets[set]);
                if (exact[row] && !answers.AsSpan().SequenceEqual(expected))
                    throw Difference(rows[0], rows[row], sets[set], expected.AsSpan().CommonPrefixLength(answers), expected);
                differences[row, set] = answers.Zip(expected).Count(pair => pair.First != pair.Second);
            }
        }
        return differences;
    }

    private static ComparisonException Difference(Row first, Row other, QuerySet set, int query, bool[] expected)
    {
        string One(bool blocked) => blocked ? "blocked" : "not blocked";
        return new ComparisonException(
            $"{set.File}: the rivals differ on '{set.Canonical.Text[query]}': " +
            $"{first.Name} says {One(expected[query])}, {other.Name} says {One(!expected[query])}.");
    }
}
