using System.Globalization;

namespace DomainBlock.Unicode.Generator;

/// <summary>Lines of a file of the Unicode Character Database: code points, then fields, parted by semicolons (UAX #44 §4.2).</summary>
internal static class UnicodeFile
{
    private const string Missing = "# @missing:";

    /// <summary>The file's lines with data, in order.</summary>
    public static IEnumerable<UnicodeLine> Read(string path) =>
        File.ReadLines(path).Select(line => line.Split('#')[0]).Where(line => !string.IsNullOrWhiteSpace(line)).Select(line => Parse(line));

    /// <summary>The defaults for code points that the file doesn't list; later ones override earlier ones (UAX #44 §4.2.10).</summary>
    public static IEnumerable<UnicodeLine> ReadDefaults(string path) =>
        File.ReadLines(path).Where(line => line.StartsWith(Missing, StringComparison.Ordinal)).Select(line => Parse(line[Missing.Length..].Split('#')[0]));

    /// <summary>Code points written as hexadecimal numbers, parted by spaces.</summary>
    public static int[] CodePoints(string field) =>
        [.. field.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Hex)];

    public static int Hex(string digits) => int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    /// <summary>Reads one line without its comment.</summary>
    public static UnicodeLine Parse(string line, char separator = ';')
    {
        string[] fields = [.. line.Split(separator).Select(field => field.Trim())];
        string[] ends = fields[0].Split("..");
        return new UnicodeLine(Hex(ends[0]), Hex(ends[^1]), fields);
    }
}

/// <summary>One line: its range of code points, and all its fields, of which the first is that range as text.</summary>
internal readonly record struct UnicodeLine(int First, int Last, string[] Fields);
