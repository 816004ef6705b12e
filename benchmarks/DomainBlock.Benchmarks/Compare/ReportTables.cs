using System.Globalization;

namespace DomainBlock.Benchmarks.Compare;

/// <summary>Prints a report for people: one table of what the structures cost, one for each query set.</summary>
internal static class ReportTables
{
    public static void Write(ComparisonReport report, int listedNames, TextWriter output)
    {
        output.WriteLine(report.Machine);
        output.WriteLine();
        WriteTable(
            output,
            [Invariant($"{listedNames:N0} listed names"), "exact", "file B/name", "memory B/name", "build ms", "open ms"],
            report.Rivals.Select(r => new[]
            {
                r.Name,
                r.Exact ? "yes" : "NO",
                Invariant($"{r.FileBytesPerName:F2}"),
                Invariant($"{r.MemoryBytesPerName:F2}"),
                Invariant($"{r.BuildMs:F0}"),
                Invariant($"{r.OpenMs:F1}"),
            }));

        for (int set = 0; set < report.Rivals[0].Sets.Count; set++)
        {
            SetReport first = report.Rivals[0].Sets[set];
            output.WriteLine();
            WriteTable(
                output,
                [Invariant($"{first.File}: {first.Queries:N0} queries"), "ns", "ratio", "allocated B", "blocked", "wrong"],
                report.Rivals.Select(r => (r.Name, Set: r.Sets[set])).Select(r => new[]
                {
                    r.Name,
                    Invariant($"{r.Set.Ns:F1}"),
                    Invariant($"{r.Set.Ratio:F2}"),
                    Invariant($"{r.Set.AllocatedBytes:F1}"),
                    Invariant($"{r.Set.Blocked:N0}"),
                    Invariant($"{r.Set.Wrong:N0}"),
                }));
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static void WriteTable(TextWriter output, string[] heads, IEnumerable<string[]> rows)
    {
        List<string[]> lines = [heads, .. rows];
        int[] widths = [.. heads.Select((_, column) => lines.Max(line => line[column].Length))];
        foreach (string[] line in lines)
        {
            // Names to the left, numbers to the right.
            var cells = line.Select((cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]));
            output.WriteLine(string.Join("  ", cells));
        }
    }
}
