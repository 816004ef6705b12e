using System.Globalization;
using System.Text.Json;
using DomainBlock.Lists;
using Spectre.Console;

namespace DomainBlock.Tool.Output;

/// <summary>What an audit found, as tables and as JSON.</summary>
/// <param name="lists">The lists, by number.</param>
/// <param name="audit">What was found in them.</param>
internal sealed class AuditReport(IReadOnlyList<ListInfo> lists, BlocklistAudit audit)
{
    /// <summary>How many overlaps the tables show; JSON has all.</summary>
    private const int OverlapsShown = 20;

    /// <summary>The overlaps, those of the largest share of a list first.</summary>
    public IEnumerable<ListOverlap> OverlapsByShare =>
        audit.Overlaps.OrderByDescending(Share).ThenByDescending(overlap => overlap.Rules).ThenBy(overlap => overlap.List).ThenBy(overlap => overlap.Other);

    /// <summary>Which part of a list's rules another one has too.</summary>
    public double Share(ListOverlap overlap) => (double)overlap.Rules / audit.Lists[overlap.List].Rules;

    /// <summary>The word for a kind of finding.</summary>
    public static string Word(RuleFindingKind kind) => kind switch
    {
        RuleFindingKind.Duplicate => "duplicate",
        RuleFindingKind.Shadowed => "shadowed",
        RuleFindingKind.ConflictWon => "conflict-won",
        _ => "conflict-lost",
    };

    /// <summary>What a finding says, between its rule and the other one.</summary>
    public static string Verb(RuleFindingKind kind) => kind switch
    {
        RuleFindingKind.Duplicate => "repeats",
        RuleFindingKind.Shadowed => "never wins, because of",
        RuleFindingKind.ConflictWon => "wins over",
        _ => "loses to",
    };

    /// <summary>Where a rule came from: list:line, for a terminal or a page.</summary>
    public static string Place(IReadOnlyList<ListInfo> lists, in Rule rule) =>
        $"{EscapedText.Escape(lists[rule.List].Name)}:{(rule.Line > 0 ? rule.Line.ToString(CultureInfo.InvariantCulture) : "-")}";

    public void WriteTables(IAnsiConsole console)
    {
        Table counts = ReportTables.Table("list", "rules", "duplicate", "shadowed", "conflict-won", "conflict-lost");
        for (int list = 0; list < lists.Count; list++)
        {
            ListAudit count = audit.Lists[list];
            counts.AddRow(Name(list), ReportTables.Number(count.Rules), ReportTables.Number(count.Duplicates), ReportTables.Number(count.Shadowed), ReportTables.Number(count.ConflictsWon), ReportTables.Number(count.ConflictsLost));
        }
        console.Write(counts);

        ListOverlap[] shown = [.. OverlapsByShare.Take(OverlapsShown)];
        if (shown.Length > 0)
        {
            Table overlaps = ReportTables.Table("list", "is in", "rules", "share");
            foreach (ListOverlap overlap in shown)
                overlaps.AddRow(Name(overlap.List), Name(overlap.Other), ReportTables.Number(overlap.Rules), Share(overlap).ToString("P1", CultureInfo.InvariantCulture));
            console.Write(overlaps);
        }
        if (shown.Length < audit.Overlaps.Count)
            System.Console.Out.WriteLine($"and {ReportTables.Count(audit.Overlaps.Count - shown.Length, "smaller overlap")}");
        foreach (RuleFinding finding in audit.Findings)
            System.Console.Out.WriteLine($"  {Word(finding.Kind)}: {Place(lists, finding.Rule)} {finding.Rule} {Verb(finding.Kind)} {Place(lists, finding.Other)} {finding.Other}");
    }

    public void WriteJson(Utf8JsonWriter json)
    {
        json.WriteStartObject("audit");
        json.WriteStartArray("lists");
        for (int list = 0; list < lists.Count; list++)
        {
            ListAudit count = audit.Lists[list];
            json.WriteStartObject();
            json.WriteString("list", lists[list].Name);
            json.WriteNumber("rules", count.Rules);
            json.WriteNumber("duplicate", count.Duplicates);
            json.WriteNumber("shadowed", count.Shadowed);
            json.WriteNumber("conflict-won", count.ConflictsWon);
            json.WriteNumber("conflict-lost", count.ConflictsLost);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("overlaps");
        foreach (ListOverlap overlap in audit.Overlaps)
        {
            json.WriteStartObject();
            json.WriteString("list", lists[overlap.List].Name);
            json.WriteString("isIn", lists[overlap.Other].Name);
            json.WriteNumber("rules", overlap.Rules);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("findings");
        foreach (RuleFinding finding in audit.Findings)
        {
            json.WriteStartObject();
            json.WriteString("kind", Word(finding.Kind));
            WriteRule(json, "rule", "list", "line", finding.Rule);
            WriteRule(json, "other", "otherList", "otherLine", finding.Other);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteRule(Utf8JsonWriter json, string text, string list, string line, in Rule rule)
    {
        json.WriteString(text, rule.ToString());
        json.WriteString(list, lists[rule.List].Name);
        json.WriteNumber(line, rule.Line);
    }

    private string Name(int list) => Markup.Escape(EscapedText.Escape(lists[list].Name));
}
