using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using DomainBlock.Lists;
using DomainBlock.Tool.Input;
using DomainBlock.Tool.Output;
using Spectre.Console;

namespace DomainBlock.Tool.Commands;

/// <summary><c>stats</c>: what is in a file: rules by kind and by list, bytes by section and by rule.</summary>
internal sealed class StatsCommand : Command
{
    private readonly Argument<string> _file = new("FILE") { Description = "A compiled file or a list (path, FORMAT=path, or sample)." };

    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON object." };

    private readonly Option<string?> _html = new("--html") { Description = "Also write one page with tables and plots, which needs nothing else.", HelpName = "OUT" };

    public StatsCommand(CancellationToken cancellationToken)
        : base("stats", "Say what is in a file: rules by kind and list, how they stand to each other, bytes by section, bytes a rule.")
    {
        Arguments.Add(_file);
        Options.Add(_json);
        Options.Add(_html);
        SetAction(arguments => Run(arguments, cancellationToken));
    }

    private int Run(ParseResult arguments, CancellationToken cancellationToken)
    {
        string file = arguments.GetValue(_file)!;
        string? page = arguments.GetValue(_html) is { } given ? OutputFile.RequireOf("--html", given, ListArgument.Parse(file).Path) : null;
        BlocklistStatistics statistics = CommandException.About(file, () =>
        {
            using Blocklist blocklist = BlocklistInput.Open(file, profile: null, cancellationToken);
            return BlocklistStatistics.Of(blocklist, cancellationToken);
        });
        if (arguments.GetValue(_json))
            ReportJson.WriteToOutput(json => WriteJson(json, file, statistics));
        else
            WriteTables(file, statistics);
        if (page is not null)
            CommandException.About(page, () => WritePage(page, file, statistics, cancellationToken));
        return ExitCode.Done;
    }

    private static int WritePage(string page, string file, BlocklistStatistics statistics, CancellationToken cancellationToken)
    {
        byte[] html = Encoding.UTF8.GetBytes(StatisticsPage.Write(file, statistics));
        ReplacedFile.Write(page, stream => stream.Write(html), cancellationToken: cancellationToken);
        return html.Length;
    }

    private static void WriteTables(string file, BlocklistStatistics statistics)
    {
        IAnsiConsole console = ReportTables.Console();
        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{EscapedText.Escape(file)}: {statistics.Rules:N0} rules on {statistics.Names:N0} names, {statistics.Bytes:N0} bytes, {statistics.BytesPerRule:F1} bytes a rule"));
        Console.Out.WriteLine($"Names with rules of more than one list: {ReportTables.Number(statistics.NamesInSeveralLists)}");

        if (statistics.Stops > 0)
            Console.Out.WriteLine($"Stops, where wildcards of lists that use the closest encloser end: {ReportTables.Number(statistics.Stops)}");

        if (statistics.OptionSets > 0)
            Console.Out.WriteLine($"Different options: {ReportTables.Number(statistics.OptionSets)}");
        if (statistics.PublicSuffixDigest is { } digest)
            Console.Out.WriteLine($"Public Suffix List: sha256 {digest}");

        Table kinds = ReportTables.Table("kind", "rules");
        foreach ((string kind, int rules) in statistics.Kinds)
            kinds.AddRow(kind, ReportTables.Number(rules));
        console.Write(kinds);

        Table lists = ReportTables.Table("list", "format", "rules");
        foreach (ListStatistics list in statistics.Lists)
            lists.AddRow(Markup.Escape(EscapedText.Escape(list.List.Name)), Markup.Escape(EscapedText.Escape(list.List.Format)), ReportTables.Number(list.Rules));
        console.Write(lists);
        Report(statistics).WriteTables(console);

        Table sections = ReportTables.Table("section", "bytes");
        foreach ((string section, long bytes) in statistics.Sections)
            sections.AddRow(Markup.Escape(section), ReportTables.Number(bytes));
        console.Write(sections);

        foreach ((string key, string value) in statistics.Metadata)
            Console.Out.WriteLine($"{EscapedText.Escape(key)}: {EscapedText.Escape(value)}");
    }

    private static AuditReport Report(BlocklistStatistics statistics) => new([.. statistics.Lists.Select(list => list.List)], statistics.Audit);

    private static void WriteCounts(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, int> counts)
    {
        json.WriteStartObject(name);
        foreach ((string word, int rules) in counts)
            json.WriteNumber(word, rules);
        json.WriteEndObject();
    }

    private static void WriteJson(Utf8JsonWriter json, string file, BlocklistStatistics statistics)
    {
        json.WriteString("file", file);
        json.WriteNumber("rules", statistics.Rules);
        json.WriteNumber("stops", statistics.Stops);
        json.WriteNumber("names", statistics.Names);
        json.WriteNumber("namesInSeveralLists", statistics.NamesInSeveralLists);
        json.WriteNumber("bytes", statistics.Bytes);
        json.WriteNumber("bytesPerRule", Math.Round(statistics.BytesPerRule, 3));
        json.WriteString("profile", ProfileOption.Word(statistics.Profile));
        json.WriteNumber("optionSets", statistics.OptionSets);
        json.WriteString("publicSuffixList", statistics.PublicSuffixDigest);
        WriteCounts(json, "kinds", statistics.Kinds);
        WriteCounts(json, "patterns", statistics.Patterns);
        WriteCounts(json, "actions", statistics.Actions);
        WriteCounts(json, "levels", statistics.Levels);
        json.WriteStartArray("lists");
        foreach (ListStatistics list in statistics.Lists)
        {
            json.WriteStartObject();
            json.WriteString("name", list.List.Name);
            json.WriteString("format", list.List.Format);
            json.WriteNumber("rules", list.Rules);
            WriteCounts(json, "kinds", list.Kinds.OrderBy(pair => pair.Key.ToString(), StringComparer.Ordinal).ToDictionary(pair => pair.Key.ToString(), pair => pair.Value));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        Report(statistics).WriteJson(json);
        json.WriteStartObject("sections");
        foreach ((string section, long bytes) in statistics.Sections)
            json.WriteNumber(section, bytes);
        json.WriteEndObject();
        json.WriteStartArray("metadata");
        foreach ((string key, string value) in statistics.Metadata)
        {
            json.WriteStartObject();
            json.WriteString("key", key);
            json.WriteString("value", value);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
