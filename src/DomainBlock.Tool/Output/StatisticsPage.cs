using System.Globalization;
using DomainBlock.Tool.Input;

namespace DomainBlock.Tool.Output;

/// <summary>The statistics as one page: no script, nothing from elsewhere, light or dark as the reader's system is; well-formed XML too. The same statistics make the same bytes.</summary>
internal static class StatisticsPage
{
    /// <summary>How many rows a plot has at most; the rest is one more row, or only in the tables.</summary>
    private const int MostRows = 24;

    /// <summary>How many colours there are for kinds of rules; the rest is one more kind.</summary>
    private const int MostKinds = 7;

    /// <summary>How many rows a table has at most.</summary>
    private const int MostTableRows = 1000;

    private const string Style = """
        :root{color-scheme:light dark;--page:#fff;--text:#1b1f24;--soft:#59636e;--line:#d6dce2;--cell:#f1f3f5;--heat:#1f5fa8;--onheat:#fff;
        --k0:#2f6fb3;--k1:#c2552d;--k2:#3b8f5c;--k3:#8a5fb5;--k4:#a87f12;--k5:#25858f;--k6:#b5487e;--k7:#7a828a}
        @media (prefers-color-scheme:dark){:root{--page:#14181d;--text:#e4e8ec;--soft:#9aa5b1;--line:#343c46;--cell:#1f252c;--heat:#7db4f0;--onheat:#0b1016;
        --k0:#6aa5e4;--k1:#e58a63;--k2:#6cc08d;--k3:#b492dc;--k4:#d3b04a;--k5:#5cb9c3;--k6:#df82b0;--k7:#98a1aa}}
        *{box-sizing:border-box}body{margin:0 auto;max-width:62rem;padding:2rem 1.25rem 4rem;background:var(--page);color:var(--text);font:16px/1.5 system-ui,sans-serif}
        h1{font-size:1.5rem;margin:0;overflow-wrap:anywhere}h2{font-size:1.15rem;margin:2.5rem 0 .25rem}p{margin:.25rem 0 .75rem;color:var(--soft);max-width:46rem}
        dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));gap:.75rem;margin:1.25rem 0}dl div{border:1px solid var(--line);border-radius:6px;padding:.6rem .8rem}
        dt{color:var(--soft);font-size:.8rem}dd{margin:0;font-size:1.25rem;font-variant-numeric:tabular-nums}
        svg{width:100%;height:auto;display:block;font-size:13px}text{fill:var(--text)}.label{text-anchor:end}.middle{text-anchor:middle}.none{fill:var(--soft);fill-opacity:.5}
        .cell{fill:var(--cell)}.own{fill:none;stroke:var(--line)}.heat{fill:var(--heat)}.onheat{fill:var(--onheat)}
        .k0{fill:var(--k0)}.k1{fill:var(--k1)}.k2{fill:var(--k2)}.k3{fill:var(--k3)}.k4{fill:var(--k4)}.k5{fill:var(--k5)}.k6{fill:var(--k6)}.k7{fill:var(--k7)}
        .wide{overflow-x:auto}table{border-collapse:collapse;font-size:.875rem;font-variant-numeric:tabular-nums;margin:.5rem 0}
        th,td{text-align:right;padding:.2rem .75rem .2rem 0;border-bottom:1px solid var(--line);vertical-align:top}th{color:var(--soft);font-weight:500}
        th:first-child,td:first-child,.words td,.words th{text-align:left;overflow-wrap:anywhere}summary{cursor:pointer;color:var(--soft);font-size:.875rem;margin-top:.5rem}
        """;

    /// <summary>Writes the page.</summary>
    /// <param name="file">What the file is called.</param>
    /// <param name="statistics">What is in it.</param>
    public static string Write(string file, BlocklistStatistics statistics)
    {
        var page = new Html();
        page.Add($"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>");
        page.Add($"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"/>");
        page.Add($"<title>{file}: what is in it</title>\n<style>\n{Html.Verbatim(Style)}\n</style>\n</head>\n<body>\n<main>\n<h1>{file}</h1>");
        AddNumbers(page, statistics);
        AddSections(page, statistics);
        AddKinds(page, statistics);
        AddFindings(page, statistics);
        AddOverlaps(page, statistics);
        AddMetadata(page, statistics);
        return page.Add($"</main>\n</body>\n</html>").ToString();
    }

    private static void AddNumbers(Html page, BlocklistStatistics statistics) =>
        page.Add($"<dl>").Each(
            new (string Word, string Value)[]
            {
                ("Rules", ReportTables.Number(statistics.Rules)),
                ("Names", ReportTables.Number(statistics.Names)),
                ("Names in several lists", ReportTables.Number(statistics.NamesInSeveralLists)),
                ("Lists", ReportTables.Number(statistics.Lists.Count)),
                ("Bytes", ReportTables.Number(statistics.Bytes)),
                ("Bytes a rule", statistics.BytesPerRule.ToString("F1", CultureInfo.InvariantCulture)),
                ("Different options", ReportTables.Number(statistics.OptionSets)),
                ("Profile", ProfileOption.Word(statistics.Profile)),
            },
            number => $"<div><dt>{number.Word}</dt><dd>{number.Value}</dd></div>").Add($"</dl>");

    private static void AddSections(Html page, BlocklistStatistics statistics)
    {
        (string Label, IReadOnlyList<long> Parts)[] rows = [.. statistics.Sections.OrderByDescending(section => section.Value).Select(section => (section.Key, (IReadOnlyList<long>)[section.Value]))];
        page.Add($"<h2>Bytes by section</h2>\n<p>What the file's parts take, the largest first.</p>");
        page.Add($"{Plots.Bars("sections", "Bytes by section", rows, ["bytes"], "bytes")}");
        AddTable(page, ["Section", "Bytes"], rows.Select(row => (string[])[row.Label, ReportTables.Number(row.Parts[0])]));
    }

    private static void AddKinds(Html page, BlocklistStatistics statistics)
    {
        if (statistics.Lists.Count == 0)
            return;
        string[] kinds = [.. statistics.Kinds.OrderByDescending(kind => kind.Value).ThenBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => kind.Key)];
        string[] shown = kinds.Length <= MostKinds + 1 ? kinds : [.. kinds.Take(MostKinds), "other kinds"];
        ListStatistics[] lists = [.. statistics.Lists.OrderByDescending(list => list.Rules)];
        List<(string Label, IReadOnlyList<long> Parts)> rows = [.. lists.Take(MostRows).Select(list => (list.List.Name, (IReadOnlyList<long>)Parts([list], shown)))];
        if (lists.Length > MostRows)
            rows.Add(($"{lists.Length - MostRows} other lists", Parts(lists.Skip(MostRows), shown)));
        page.Add($"<h2>Rules by list and kind</h2>\n<p>The lists with the most rules first. What was left out as redundant is not in the file.</p>");
        page.Add($"{Plots.Bars("kinds", "Rules by list and kind", rows, shown.Length == 0 ? ["rules"] : shown, "rules")}");
        AddTable(
            page,
            ["List", "Format", "Rules", .. kinds],
            lists.Select(list => (string[])[list.List.Name, list.List.Format, ReportTables.Number(list.Rules), .. Parts([list], kinds).Select(ReportTables.Number)]));
    }

    /// <summary>How many rules of each kind lists have; what is of none of these counts for the last one.</summary>
    private static long[] Parts(IEnumerable<ListStatistics> lists, string[] kinds)
    {
        long[] parts = new long[Math.Max(1, kinds.Length)];
        foreach ((RuleKind kind, int rules) in lists.SelectMany(list => list.Kinds))
            parts[Array.IndexOf(kinds, kind.ToString()) is >= 0 and var place ? place : ^1] += rules;
        return parts;
    }

    private static void AddFindings(Html page, BlocklistStatistics statistics)
    {
        ListInfo[] lists = [.. statistics.Lists.Select(list => list.List)];
        page.Add($"<h2>How rules stand to each other</h2>");
        page.Add($"<p>A <em>duplicate</em> repeats a rule that comes before it. A <em>shadowed</em> rule can never win: a stronger one covers it. A <em>conflict</em> is with a rule of the other action that covers it; who wins is said.</p>");
        page.Add($"<div class=\"wide\">");
        AddRows(
            page,
            ["List", "Rules", "Duplicate", "Shadowed", "Conflicts won", "Conflicts lost"],
            statistics.Audit.Lists.Select((list, number) => (string[])[lists[number].Name, .. new[] { list.Rules, list.Duplicates, list.Shadowed, list.ConflictsWon, list.ConflictsLost }.Select(count => ReportTables.Number(count))]));
        page.Add($"</div>");
        if (statistics.Audit.Findings.Count == 0)
            return;
        page.Add($"<details class=\"words\"><summary>The first of each kind in each list</summary><div class=\"wide\">");
        AddRows(
            page,
            ["Finding", "Rule", "Where", "", "Other rule", "Where"],
            statistics.Audit.Findings.Select(finding => (string[])[
                AuditReport.Word(finding.Kind), finding.Rule.ToString(), AuditReport.Place(lists, finding.Rule), AuditReport.Verb(finding.Kind), finding.Other.ToString(), AuditReport.Place(lists, finding.Other)]));
        page.Add($"</div></details>");
    }

    private static void AddOverlaps(Html page, BlocklistStatistics statistics)
    {
        if (statistics.Lists.Count < 2)
            return;
        BlocklistAudit audit = statistics.Audit;
        var report = new AuditReport([.. statistics.Lists.Select(list => list.List)], audit);
        int[] shown = [.. audit.ComparedLists.OrderByDescending(list => audit.Lists[list].Rules).ThenBy(list => list).Take(MostRows).Order()];
        var shares = audit.Overlaps.ToDictionary(overlap => (overlap.List, overlap.Other), report.Share);
        page.Add($"<h2>Overlap of lists</h2>");
        page.Add($"<p>How many percent of the rules of the row's list the column's list has too: the same rule, or one that covers it and does the same.{(shown.Length < statistics.Lists.Count ? $" The {shown.Length} lists with the most rules." : "")}</p>");
        page.Add($"{Plots.HeatMap("overlap", "Overlap of lists", [.. shown.Select(list => statistics.Lists[list].List.Name)], (row, column) => shares.GetValueOrDefault((shown[row], shown[column])))}");
        AddTable(
            page,
            ["List", "Is in", "Rules", "Share"],
            report.OverlapsByShare.Select(overlap => (string[])[
                statistics.Lists[overlap.List].List.Name, statistics.Lists[overlap.Other].List.Name, ReportTables.Number(overlap.Rules), report.Share(overlap).ToString("P1", CultureInfo.InvariantCulture)]));
    }

    private static void AddMetadata(Html page, BlocklistStatistics statistics)
    {
        IEnumerable<string[]> suffixes = statistics.PublicSuffixDigest is { } digest ? [["Public Suffix List of the rules", $"sha256 {digest}"]] : [];
        page.Add($"<h2>What the file says of itself</h2>\n<div class=\"wide words\">");
        AddRows(page, ["Word", "Value"], suffixes.Concat(statistics.Metadata.Select(pair => (string[])[pair.Key, pair.Value])));
        page.Add($"</div>");
    }

    private static void AddTable(Html page, IReadOnlyList<string> columns, IEnumerable<string[]> rows)
    {
        page.Add($"<details><summary>The numbers</summary><div class=\"wide\">");
        AddRows(page, columns, rows);
        page.Add($"</div></details>");
    }

    private static void AddRows(Html page, IReadOnlyList<string> columns, IEnumerable<string[]> rows)
    {
        string[][] all = [.. rows];
        page.Add($"<table><thead><tr>{new Html().Each(columns, column => $"<th scope=\"col\">{column}</th>")}</tr></thead><tbody>");
        page.Each(all.Take(MostTableRows), row => $"<tr>{new Html().Each(row, value => $"<td>{value}</td>")}</tr>");
        page.Add($"</tbody></table>");
        if (all.Length > MostTableRows)
            page.Add($"<p>and {ReportTables.Number(all.Length - MostTableRows)} more, which <code>stats --json</code> has.</p>");
    }
}
