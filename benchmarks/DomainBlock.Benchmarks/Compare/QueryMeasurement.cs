using System.Diagnostics;
using DomainBlock.Benchmarks.Queries;
using DomainBlock.Benchmarks.Rivals;

namespace DomainBlock.Benchmarks.Compare;

/// <summary>
/// Times every row on every query set. In each round each row makes one pass over each set, and the order moves on by one
/// from round to round: what disturbs the machine for a while disturbs all rows alike.
/// </summary>
internal static class QueryMeasurement
{
    private const int WarmUpPasses = 2;

    /// <returns>The costs by row and set.</returns>
    public static QueryCost[,] Run(IReadOnlyList<Row> rows, IReadOnlyList<QuerySet> sets, int rounds)
    {
        foreach (QuerySet set in sets)
        {
            foreach (Row row in rows)
            {
                for (int pass = 0; pass < WarmUpPasses; pass++)
                    row.CountBlocked(set);
            }
        }

        QueryCost[,] costs = new QueryCost[rows.Count, sets.Count];
        for (int set = 0; set < sets.Count; set++)
        {
            var passes = rows.Select(_ => new List<QueryCost>(rounds)).ToArray();
            for (int round = 0; round < rounds; round++)
            {
                for (int turn = 0; turn < rows.Count; turn++)
                {
                    int row = (round + turn) % rows.Count;
                    passes[row].Add(Pass(rows[row], sets[set]));
                }
            }
            for (int row = 0; row < rows.Count; row++)
            {
                costs[row, set] = new QueryCost(
                    Median.Of(passes[row].Select(p => p.Ns)), passes[row].Max(p => p.AllocatedBytes), passes[row][0].Blocked);
            }
        }
        return costs;
    }

    private static QueryCost Pass(Row row, QuerySet set)
    {
        long allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
        long started = Stopwatch.GetTimestamp();
        int blocked = row.CountBlocked(set);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(started);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - allocatedBefore;
        double queries = set.Canonical.Count;
        return new QueryCost(elapsed.TotalNanoseconds / queries, allocated / queries, blocked);
    }
}
