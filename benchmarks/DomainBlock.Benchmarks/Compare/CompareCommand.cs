using System.Text.Json;
using DomainBlock.Benchmarks.Queries;
using DomainBlock.Benchmarks.Synthetic;

namespace DomainBlock.Benchmarks.Compare;

/// <summary>The <c>compare</c> command: reads or makes the names, runs, prints.</summary>
internal static class CompareCommand
{
    private static readonly JsonSerializerOptions ReportJson = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <exception cref="ComparisonException">A file cannot be read, or the rivals' answers differ.</exception>
    public static void Run(CompareOptions options, TextWriter output)
    {
        (Packed<char> listed, List<QuerySet> sets) = Names(options);
        ComparisonReport report = Comparison.Run(listed, sets, options.Rounds);
        if (options.Json)
            output.WriteLine(JsonSerializer.Serialize(report, ReportJson));
        else
            ReportTables.Write(report, listed.Count, output);
    }

    private static (Packed<char> Listed, List<QuerySet> Sets) Names(CompareOptions options)
    {
        if (options.Block is { } block)
            return (NameFile.Read(block), [.. options.Queries.Select(file => new QuerySet(Path.GetFileName(file), NameFile.Read(file)))]);

        SyntheticNames names = SyntheticNames.Make(options.Names);
        return (Pack(names.Listed),
        [
            new QuerySet("synthetic-miss", Pack(names.Miss)),
            new QuerySet("synthetic-hit", Pack(names.Hit)),
            new QuerySet("synthetic-mix", Pack(names.Mix)),
        ]);
    }

    private static Packed<char> Pack(IReadOnlyList<string> names)
    {
        var packed = new Packed<char>();
        foreach (string name in names)
            packed.Add(name);
        return packed;
    }
}
