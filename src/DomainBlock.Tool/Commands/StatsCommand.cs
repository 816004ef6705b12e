using System.CommandLine;
using System.Globalization;
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

    private readonly Option<string[]>[] _planned = [PlannedWords.Option("--html", "Write a page with plots.")];

    public StatsCommand(CancellationToken cancellationToken)
        : base("stats", "Say what is in a file: rules by kind and list, bytes by section, bytes a rule.")
    {
        Arguments.Add(_file);
        Options.Add(_json);
        foreach (Option option in _planned)
            Options.Add(option);
        SetAction(arguments => Run(arguments, cancellationToken));
    }

    private int Run(ParseResult arguments, CancellationToken cancellationToken)
    {
        PlannedWords.RefuseGiven(arguments, _planned);
        string file = arguments.GetValue(_file)!;
        BlocklistStatistics statistics = CommandException.About(file, () =>
        {
            using Blocklist blocklist = BlocklistInput.Open(file, profile: null, cancellationToken);
            return BlocklistStatistics.Of(blocklist, cancellationToken);
        });
        if (arguments.GetValue(_json))
            ReportJson.WriteToOutput(json => WriteJson(json, file, statistics));
        else
            WriteTables(file, statistics);
        return ExitCode.Done;
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

        Table kinds = ReportTables.Table("kind", "rules");
        foreach ((string kind, int rules) in statistics.Kinds)
            kinds.AddRow(kind, ReportTables.Number(rules));
        console.Write(kinds);

        Table lists = ReportTables.Table("list", "format", "rules");
        foreach ((ListInfo list, int rules) in statistics.Lists)
            lists.AddRow(Markup.Escape(EscapedText.Escape(list.Name)), Markup.Escape(EscapedText.Escape(list.Format)), ReportTables.Number(rules));
        console.Write(lists);

        Table sections = ReportTables.Table("section", "bytes");
        foreach ((string section, long bytes) in statistics.Sections)
            sections.AddRow(Markup.Escape(section), ReportTables.Number(bytes));
        console.Write(sections);

        foreach ((string key, string value) in statistics.Metadata)
            Console.Out.WriteLine($"{EscapedText.Escape(key)}: {EscapedText.Escape(value)}");
    }

    private static void WriteJson(System.Text.Json.Utf8JsonWriter json, string file, BlocklistStatistics statistics)
    {
        json.WriteString("file", file);
        json.WriteNumber("rules", statistics.Rules);
        json.WriteNumber("stops", statistics.Stops);
        json.WriteNumber("names", statistics.Names);
        json.WriteNumber("namesInSeveralLists", statistics.NamesInSeveralLists);
        json.WriteNumber("bytes", statistics.Bytes);
        json.WriteNumber("bytesPerRule", Math.Round(statistics.BytesPerRule, 3));
        json.WriteStartObject("kinds");
        foreach ((string kind, int rules) in statistics.Kinds)
            json.WriteNumber(kind, rules);
        json.WriteEndObject();
        json.WriteStartArray("lists");
        foreach ((ListInfo list, int rules) in statistics.Lists)
        {
            json.WriteStartObject();
            json.WriteString("name", list.Name);
            json.WriteString("format", list.Format);
            json.WriteNumber("rules", rules);
            json.WriteEndObject();
        }
        json.WriteEndArray();
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
