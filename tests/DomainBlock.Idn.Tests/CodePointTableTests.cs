namespace DomainBlock.Idn.Tests;

/// <summary>Every one of the 1,114,112 code points against the published tables.</summary>
public class CodePointTableTests
{
    [Fact]
    public void Status_and_mapping_equal_IdnaMappingTable()
    {
        var expected = new string[0x110000];
        foreach ((int first, int last, string[] columns) in Ranges("IdnaMappingTable.txt.gz"))
        {
            // Processing is non-transitional: a deviation character is valid.
            string status = columns[1] == "deviation" ? "valid" : columns[1];
            string value = status == "mapped" ? $"mapped {columns[2]}" : status;
            Array.Fill(expected, value, first, last - first + 1);
        }
        AssertAll(expected, Status);
    }

    [Fact]
    public void Category_equals_Idna2008()
    {
        var expected = new string[0x110000];
        foreach ((int first, int last, string[] columns) in Ranges("Idna2008.txt.gz"))
        {
            // UNASSIGNED and DISALLOWED have the same consequence and are one in the table.
            string value = columns[1] is "UNASSIGNED" or "DISALLOWED" ? "NotAllowed" : columns[1];
            Array.Fill(expected, value, first, last - first + 1);
        }
        AssertAll(expected, c => CodePoints.Properties(c).Category switch
        {
            Idna2008Category.ProtocolValid => "PVALID",
            Idna2008Category.ContextJ => "CONTEXTJ",
            Idna2008Category.ContextO => "CONTEXTO",
            _ => "NotAllowed",
        });
    }

    [Fact]
    public void What_IDNA2008_excludes_is_not_protocol_valid()
    {
        // NV8 and XV8 need no bit of their own: Registration asks for PVALID, CONTEXTJ or CONTEXTO.
        int excluded = 0;
        foreach ((int first, int last, string[] columns) in Ranges("IdnaMappingTable.txt.gz").Where(r => r.Columns.Length > 3))
        {
            for (int c = first; c <= last; c++, excluded++)
                Assert.Equal(Idna2008Category.NotAllowed, CodePoints.Properties(c).Category);
        }
        Assert.Equal(9733, excluded);
    }

    private static string Status(int c)
    {
        int value = CodePoints.Value(c);
        return value switch
        {
            CodePointTable.Disallowed => "disallowed",
            CodePointTable.Ignored => "ignored",
            < CodePointTable.FirstMapping => "valid",
            _ => $"mapped {Mapping(value)}",
        };
    }

    private static string Mapping(int value)
    {
        string text = string.Concat(CodePoints.Mapping(value).ToArray().Select(unit => (char)unit));
        return string.Join(' ', text.EnumerateRunes().Select(rune => $"{rune.Value:X4}"));
    }

    private static IEnumerable<(int First, int Last, string[] Columns)> Ranges(string file) =>
        Vectors.Read(file).Select(line =>
        {
            string[] ends = line.Columns[0].Split("..");
            return (Convert.ToInt32(ends[0], 16), Convert.ToInt32(ends[1], 16), line.Columns);
        });

    private static void AssertAll(string[] expected, Func<int, string> actual)
    {
        var failures = new List<string>();
        for (int c = 0; c < expected.Length; c++)
        {
            if (actual(c) != expected[c])
                failures.Add($"U+{c:X4}: {actual(c)}, not {expected[c]}");
        }
        Assert.True(failures.Count == 0, $"{failures.Count} code points differ: {string.Join("; ", failures.Take(20))}");
    }
}
