using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace DomainBlock.Unicode.Generator.Vectors;

/// <summary>
/// The published test vectors in one shape: columns parted by tabs, characters that are not printable ASCII written
/// <c>\uXXXX</c> (UTF-16 units), comments and inherited columns resolved.
/// </summary>
internal static partial class VectorFiles
{
    private const string UnicodeNotice = "# Converted from data of Unicode, Inc.; licence: UNICODE-LICENSE-V3.txt beside this file.";
    private const string WptNotice = "# Converted from web-platform-tests url/resources/toascii.json; licence: WPT-LICENSE.txt (3-clause BSD) beside this file.";
    private const string PunycodeNotice = "# Converted from the tests of punycode.js by Mathias Bynens, as kept by rust-url; licence: PUNYCODE-LICENSE.txt (MIT) beside this file.";

    private const string Mappings = "IdnaMappingTable.txt.gz";

    public static IEnumerable<VectorFile> Convert(string folder, string version)
    {
        string Versioned(string file) => Path.Combine(folder, version, file);
        yield return IdnaTest(Versioned("idna/IdnaTestV2.txt"), version);
        yield return Normalization(Versioned("ucd/NormalizationTest.txt"), version);
        yield return Ranges(Mappings, Versioned("idna/IdnaMappingTable.txt"), version, "first..last; status; mapping; NV8 or XV8", keptFields: 3);
        yield return Ranges("Idna2008.txt.gz", Versioned("idna/Idna2008.txt"), version, "first..last; category", keptFields: 1);
        yield return ToAscii(Path.Combine(folder, "wpt/toascii.json"));
        yield return Punycode(Path.Combine(folder, "punycode"));
    }

    /// <summary>The mapping table that was converted into this folder before, or null if there is none.</summary>
    public static MappingTable? ReadMappings(string folder)
    {
        string path = Path.Combine(folder, Mappings);
        return File.Exists(path) ? MappingTable.Read(VectorFile.ReadLines(path).Select(line => UnicodeFile.Parse(line, '\t'))) : null;
    }

    private static VectorFile IdnaTest(string path, string version)
    {
        var lines = new List<string> { UnicodeNotice, $"# IdnaTestV2.txt {version}: source, toUnicode, its status, toAsciiN, its status" };
        foreach (string raw in File.ReadLines(path))
        {
            string line = raw.Split('#')[0];
            if (string.IsNullOrWhiteSpace(line))
                continue;
            string[] f = [.. line.Split(';').Select(field => field.Trim(' ', '\t'))];
            string source = Unquote(f[0], "");
            string unicode = Unquote(f[1], source);
            string unicodeStatus = f[2] == "" ? "[]" : f[2];
            string ascii = Unquote(f[3], unicode);
            string asciiStatus = f[4] == "" ? unicodeStatus : f[4];
            lines.Add(string.Join('\t', Escape(source), Escape(unicode), unicodeStatus, Escape(ascii), asciiStatus));
        }
        return new VectorFile("IdnaTestV2.txt.gz", lines);
    }

    private static VectorFile Normalization(string path, string version)
    {
        var lines = new List<string> { UnicodeNotice, $"# NormalizationTest.txt {version}: source, NFC, NFD, NFKC, NFKD; empty: as the column before" };
        foreach (string raw in File.ReadLines(path))
        {
            string line = raw.Split('#')[0].Trim();
            if (line.Length == 0)
                continue;
            if (line[0] == '@')
            {
                lines.Add(line);
                continue;
            }
            string[] f = line.Split(';')[..5];
            lines.Add(string.Join('\t', f.Select((field, i) => i > 0 && field == f[i - 1] ? "" : field)));
        }
        return new VectorFile("NormalizationTest.txt.gz", lines);
    }

    private static VectorFile Ranges(string name, string path, string version, string columns, int keptFields)
    {
        var lines = new List<string> { UnicodeNotice, $"# {name[..^3]} {version}, neighbours with the same fields joined: {columns}" };
        int first = -1;
        int last = -2;
        string value = "";
        foreach (UnicodeLine line in UnicodeFile.Read(path))
        {
            string fields = string.Join('\t', line.Fields.Skip(1).Take(keptFields)).TrimEnd('\t');
            if (line.First != last + 1 || fields != value)
            {
                if (first >= 0)
                    lines.Add($"{first:X4}..{last:X4}\t{value}");
                first = line.First;
                value = fields;
            }
            last = line.Last;
        }
        lines.Add($"{first:X4}..{last:X4}\t{value}");
        return new VectorFile(name, lines);
    }

    private static VectorFile ToAscii(string path)
    {
        var lines = new List<string> { WptNotice, "# input, output; no output: failure" };
        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(path));
        foreach (JsonElement element in json.RootElement.EnumerateArray())
        {
            if (element.ValueKind != JsonValueKind.Object)
                continue;
            string input = Escape(element.GetProperty("input").GetString()!);
            string? output = element.GetProperty("output").GetString();
            lines.Add(output is null ? input : $"{input}\t{Escape(output)}");
        }
        return new VectorFile("toascii.txt.gz", lines);
    }

    private static VectorFile Punycode(string folder)
    {
        var lines = new List<string> { PunycodeNotice, "# decoded, encoded; no encoded: it must be refused or survive a round trip" };
        foreach (string name in new[] { "punycode_tests.json", "bad_punycode_tests.json" })
        {
            using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, name)));
            foreach (JsonElement element in json.RootElement.EnumerateArray())
            {
                string decoded = Escape(element.GetProperty("decoded").GetString()!);
                lines.Add(element.TryGetProperty("encoded", out JsonElement encoded) ? $"{decoded}\t{Escape(encoded.GetString()!)}" : decoded);
            }
        }
        return new VectorFile("punycode.txt.gz", lines);
    }

    /// <summary>A column of IdnaTestV2: blank inherits, <c>""</c> is empty, <c>\uXXXX</c> and <c>\x{X}</c> are escapes.</summary>
    private static string Unquote(string field, string inherited) => field switch
    {
        "" => inherited,
        "\"\"" => "",
        _ => Escapes().Replace(field, match =>
        {
            int value = UnicodeFile.Hex(match.Groups[1].Value + match.Groups[2].Value);
            return value < 0x10000 ? ((char)value).ToString() : new Rune(value).ToString();
        }),
    };

    private static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (char unit in text)
        {
            if (unit is > ' ' and < '\x7F' and not '\\' and not '#')
                escaped.Append(unit);
            else
                escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:X4}");
        }
        return escaped.ToString();
    }

    [GeneratedRegex(@"\\u([0-9A-Fa-f]{4})|\\x\{([0-9A-Fa-f]+)\}")]
    private static partial Regex Escapes();
}
