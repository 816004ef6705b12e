using System.IO.Compression;
using System.Text.RegularExpressions;

namespace DomainBlock.Idn.Tests;

/// <summary>One line of a vector file: its number there and its columns, unescaped where they are text.</summary>
public sealed record VectorLine(int Number, string[] Columns);

/// <summary>The published test vectors, as the generator converted them.</summary>
internal static partial class Vectors
{
    /// <summary>How many lines one test case takes: thousands of cases are too many for the runner.</summary>
    public const int GroupSize = 100;

    /// <summary>The lines of a file, comments left out.</summary>
    public static IReadOnlyList<VectorLine> Read(string file)
    {
        using Stream resource = typeof(Vectors).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"The vectors {file} are missing.");
        using var reader = new StreamReader(new GZipStream(resource, CompressionMode.Decompress));
        var lines = new List<VectorLine>();
        for (int number = 1; reader.ReadLine() is { } line; number++)
        {
            if (!line.StartsWith('#'))
                lines.Add(new VectorLine(number, line.Split('\t')));
        }
        return lines;
    }

    /// <summary>The numbers of the groups that a file's lines make.</summary>
    public static IEnumerable<TheoryDataRow<int>> Groups(string file) =>
        Enumerable.Range(0, (Read(file).Count + GroupSize - 1) / GroupSize).Select(group => new TheoryDataRow<int>(group));

    /// <summary>Runs a check on the lines of a group; fails with every line that the check finds fault with.</summary>
    public static void CheckGroup(IReadOnlyList<VectorLine> lines, int group, Func<VectorLine, string?> check)
    {
        var failures = lines.Skip(group * GroupSize).Take(GroupSize)
            .Select(line => (line, fault: check(line)))
            .Where(p => p.fault is not null)
            .Select(p => $"line {p.line.Number}: {string.Join(" ; ", p.line.Columns)}\n    {p.fault}")
            .ToList();
        Assert.True(failures.Count == 0, $"{failures.Count} lines fail:\n{string.Join('\n', failures)}");
    }

    /// <summary>Resolves <c>\uXXXX</c>.</summary>
    public static string Unescape(string column) =>
        Escape().Replace(column, match => ((char)Convert.ToInt32(match.Groups[1].Value, 16)).ToString());

    /// <summary>Writes what is not printable ASCII as <c>\uXXXX</c>, for messages.</summary>
    public static string Show(ReadOnlySpan<char> text)
    {
        var shown = new System.Text.StringBuilder();
        foreach (char c in text)
            shown.Append(c is > ' ' and < '\x7F' ? c.ToString() : $"\\u{(int)c:X4}");
        return shown.ToString();
    }

    /// <summary>Code points written in hexadecimal, parted by spaces.</summary>
    public static int[] CodePoints(string column) =>
        [.. column.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(digits => Convert.ToInt32(digits, 16))];

    [GeneratedRegex(@"\\u([0-9A-F]{4})")]
    private static partial Regex Escape();
}
