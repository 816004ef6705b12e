using System.Globalization;
using DomainBlock.Lists;
using Spectre.Console;

namespace DomainBlock.Tool.Output;

/// <summary>The loss report as a table per list, with samples of the lines that were not taken.</summary>
internal static class ReportTables
{
    /// <summary>Wide enough that no table is wrapped where the output is no terminal.</summary>
    private const int RedirectedWidth = 4096;

    public static IAnsiConsole Console()
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(System.Console.Out) });
        if (System.Console.IsOutputRedirected)
            console.Profile.Width = RedirectedWidth;
        return console;
    }

    /// <summary>A table whose first column holds words and whose others hold numbers.</summary>
    public static Table Table(params ReadOnlySpan<string> columns)
    {
        Table table = new Table().Border(TableBorder.Simple);
        foreach (string column in columns)
        {
            var header = new TableColumn(Markup.Escape(column)) { NoWrap = true };
            table.AddColumn(table.Columns.Count == 0 ? header : header.RightAligned());
        }
        return table;
    }

    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A number with its noun: "1 rule", "2 rules".</summary>
    public static string Count(long number, string noun) => number == 1 ? $"1 {noun}" : $"{Number(number)} {noun}s";

    public static void Write(IAnsiConsole console, ListReport report)
    {
        System.Console.Out.WriteLine($"{EscapedText.Escape(report.List)} ({report.Format.Name()}): {Number(report.Lines)} {report.Format.CountedNoun(report.Lines)}, {Count(report.Rules, "rule")}");
        Table table = Table("reason", "outcome", report.Format.CountedNoun(2));
        foreach (LineReason reason in LineReasons.All.Where(r => report.Count(r) > 0))
            table.AddRow(reason.Label(), reason.Outcome().Label(), Number(report.Count(reason)));
        console.Write(table);
        if (report.Count(LineReason.LostException) is > 0 and var lost)
            System.Console.Out.WriteLine($"  {Count(lost, "exception")} could not be taken: what they free stays blocked.");
        foreach (LineSample sample in report.Samples.Where(s => s.Reason != LineReason.Redundant))
            System.Console.Out.WriteLine($"  {report.Format.CountedNoun()} {sample.Line}: {sample.Reason.Label()}{(sample.Detail.Length > 0 ? $" ({sample.Detail})" : "")}: {sample.Text}");
    }
}
