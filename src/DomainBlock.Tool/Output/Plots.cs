using System.Globalization;

namespace DomainBlock.Tool.Output;

/// <summary>Plots as SVG: drawn in a width of 900, coloured by the classes of the page. Each has a title and a description, each mark the value that it stands for.</summary>
internal static class Plots
{
    private const double Width = 900;
    private const double Left = 250;
    private const double Right = 130;
    private const double RowHeight = 26;
    private const int LabelLength = 30;

    /// <summary>A bar for each row, of parts of several kinds.</summary>
    /// <param name="id">A word for the page's ids.</param>
    /// <param name="title">What it shows.</param>
    /// <param name="rows">The rows from top to bottom, with the values of their parts in the order of the kinds.</param>
    /// <param name="kinds">What the parts are; nothing is said of a single one.</param>
    /// <param name="unit">What is counted.</param>
    public static Html Bars(string id, string title, IReadOnlyList<(string Label, IReadOnlyList<long> Parts)> rows, IReadOnlyList<string> kinds, string unit)
    {
        double legend = kinds.Count > 1 ? 14 + (22 * Math.Ceiling(kinds.Count / 4.0)) : 0;
        long most = Math.Max(1, rows.Max(row => row.Parts.Sum()));
        Html plot = Begin(id, title, $"{rows.Count} bars: {unit} of each. The table below has the numbers.", legend + (rows.Count * RowHeight));
        if (kinds.Count > 1)
        {
            for (int kind = 0; kind < kinds.Count; kind++)
            {
                double x = 225 * (kind % 4);
                double y = 22 * (kind / 4);
                plot.Add($"<rect class=\"k{kind}\" x=\"{x}\" y=\"{y + 2}\" width=\"13\" height=\"13\" rx=\"2\"/><text x=\"{x + 20}\" y=\"{y + 13}\">{kinds[kind]}</text>");
            }
        }
        for (int row = 0; row < rows.Count; row++)
        {
            double y = legend + (row * RowHeight);
            plot.Add($"<g><text class=\"label\" x=\"{Left - 10}\" y=\"{y + 17}\">{Short(rows[row].Label)}<title>{rows[row].Label}</title></text>");
            double x = Left;
            for (int kind = 0; kind < kinds.Count; kind++)
            {
                long value = rows[row].Parts[kind];
                if (value == 0)
                    continue;
                double width = (Width - Left - Right) * value / most;
                plot.Add($"<rect class=\"k{kind}\" x=\"{x}\" y=\"{y + 4}\" width=\"{Math.Max(width, 1)}\" height=\"18\" rx=\"2\"><title>{rows[row].Label}: {ReportTables.Number(value)} {(kinds.Count > 1 ? $"{kinds[kind]} " : "")}{unit}</title></rect>");
                x += width;
            }
            plot.Add($"<text x=\"{x + 8}\" y=\"{y + 17}\">{ReportTables.Number(rows[row].Parts.Sum())}</text></g>");
        }
        return plot.Add($"</svg>");
    }

    /// <summary>A square for each pair of rows, the darker the larger its share.</summary>
    /// <param name="id">A word for the page's ids.</param>
    /// <param name="title">What it shows.</param>
    /// <param name="labels">What the rows are, and the columns in the same order.</param>
    /// <param name="share">The share of a row and a column, from 0 to 1.</param>
    public static Html HeatMap(string id, string title, IReadOnlyList<string> labels, Func<int, int, double> share)
    {
        const double Top = 24;
        double size = Math.Min(56, (Width - Left) / labels.Count);
        Html plot = Begin(id, title, $"{labels.Count} rows and columns: which part of the row's list the column's list has too. The table below has the largest.", Top + (labels.Count * size));
        for (int row = 0; row < labels.Count; row++)
        {
            double y = Top + (row * size);
            plot.Add($"<text class=\"middle\" x=\"{Left + (row * size) + (size / 2)}\" y=\"15\">{row + 1}<title>{labels[row]}</title></text>");
            plot.Add($"<text class=\"label\" x=\"{Left - 10}\" y=\"{y + (size / 2) + 5}\">{Short(labels[row])}  {row + 1}<title>{labels[row]}</title></text>");
            for (int column = 0; column < labels.Count; column++)
            {
                double part = row == column ? 0 : share(row, column);
                string cell = row == column ? "cell own" : "cell";
                string percent = part is > 0 and < 0.01 ? "<1" : Math.Floor(part * 100).ToString(CultureInfo.InvariantCulture);
                double x = Left + (column * size);
                plot.Add($"<g><rect class=\"{cell}\" x=\"{x}\" y=\"{y}\" width=\"{size - 2}\" height=\"{size - 2}\" rx=\"2\"/>");
                if (part > 0)
                    plot.Add($"<rect class=\"heat\" x=\"{x}\" y=\"{y}\" width=\"{size - 2}\" height=\"{size - 2}\" rx=\"2\" fill-opacity=\"{0.08 + (0.92 * part)}\"><title>{labels[row]}: {percent} % of its rules are in {labels[column]}</title></rect>");
                if (size >= 30 && row != column)
                    plot.Add($"<text class=\"middle {(part > 0.66 ? "onheat" : part > 0 ? "" : "none")}\" x=\"{x + (size / 2) - 1}\" y=\"{y + (size / 2) + 4}\">{percent}</text>");
                plot.Add($"</g>");
            }
        }
        return plot.Add($"</svg>");
    }

    private static Html Begin(string id, string title, string description, double height) => new Html().Add(
        $"<svg viewBox=\"0 0 {Width} {height + 4}\" role=\"img\" aria-labelledby=\"{id}-title {id}-text\"><title id=\"{id}-title\">{title}</title><desc id=\"{id}-text\">{description}</desc>");

    private static string Short(string label) => Lists.EscapedText.Escape(label, LabelLength);
}
