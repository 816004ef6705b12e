using DomainBlock.Benchmarks.Queries;
using DomainBlock.Benchmarks.Rivals;

namespace DomainBlock.Benchmarks.Compare;

/// <summary>One run: all rivals are built from the same names, proven to agree, and timed in turn.</summary>
internal static class Comparison
{
    /// <param name="listed">The listed names in canonical text.</param>
    /// <param name="sets">The query sets.</param>
    /// <param name="rounds">How often each row is timed on each set.</param>
    /// <exception cref="ComparisonException">The rivals' answers differ.</exception>
    public static ComparisonReport Run(Packed<char> listed, IReadOnlyList<QuerySet> sets, int rounds)
    {
        // The first is what the others are compared with.
        IRival[] rivals =
        [
            new TextRival<FrozenSetMatcher>("FrozenSet"),
            new TextRival<HashSetMatcher>("HashSet"),
            new TextRival<LabelTrieMatcher>("label trie of dictionaries"),
            new HashTableRival(),
            new DomainBlockRival(),
        ];
        DirectoryInfo folder = Directory.CreateTempSubdirectory("domainblock-compare-");
        try
        {
            StructureCost[] structures = StructureMeasurement.Run(rivals, listed, folder.FullName);
            var asked = rivals
                .SelectMany((rival, number) => rival.Rows().Select(row => (Row: row, rival.IsExact, Cost: structures[number])))
                .OrderBy(a => a.Row.IsMixedCase)
                .ToList();
            List<Row> rows = asked.ConvertAll(a => a.Row);

            int[,] wrong = AnswerCheck.Run(rows, asked.ConvertAll(a => a.IsExact), sets);
            QueryCost[,] costs = QueryMeasurement.Run(rows, sets, rounds);

            var reports = asked.Select((a, row) => new RivalReport(
                a.Row.Name,
                a.IsExact,
                PerName(a.Cost.FileBytes),
                PerName(a.Cost.MemoryBytes),
                Round(a.Cost.BuildMs),
                Round(a.Cost.OpenMs),
                [.. sets.Select((set, s) => Report(set, s, row, Yardstick(row)))]));
            return new ComparisonReport(Machine.Describe(), [.. reports]);

            int Yardstick(int row) => rows.FindIndex(r => r.IsMixedCase == rows[row].IsMixedCase);

            SetReport Report(QuerySet set, int s, int row, int yardstick)
            {
                QueryCost cost = costs[row, s];
                double ratio = cost.Ns / costs[yardstick, s].Ns;
                return new SetReport(
                    set.File, Round(cost.Ns), Round(cost.AllocatedBytes), cost.Blocked, Round(ratio), set.Canonical.Count, wrong[row, s]);
            }
        }
        finally
        {
            Array.ForEach(rivals, rival => rival.Dispose());
            Delete(folder);
        }

        double PerName(long bytes) => Round((double)bytes / listed.Count);
    }

    private static double Round(double value) => Math.Round(value, 4);

    private static void Delete(DirectoryInfo folder)
    {
        // A mapped file cannot be deleted everywhere, and a mapping goes with its finalizer.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        try
        {
            folder.Delete(recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"{folder.FullName} could not be deleted. {e.Message}");
        }
    }
}
