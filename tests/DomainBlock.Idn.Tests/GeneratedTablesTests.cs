extern alias generator;

using System.IO.Compression;
using generator::DomainBlock.Unicode.Generator;
using generator::DomainBlock.Unicode.Generator.Vectors;

namespace DomainBlock.Idn.Tests;

/// <summary>What is committed is what the generator makes of the Unicode files, where those are there.</summary>
public class GeneratedTablesTests
{
    private const int MaxTableBytes = 64 * 1024;

    private static readonly string Root = Repository.Root;

    private static readonly string Data = Repository.UnicodeData;

    [Fact]
    public void Tables_are_what_the_generator_makes()
    {
        Repository.RequireUnicodeData();
        foreach (GeneratedTable table in TableFiles.Generate(Data, CharacterData.Read(Data, DomainNameNormalizer.UnicodeVersion)))
        {
            string committed = File.ReadAllText(Path.Combine(Root, "src", "DomainBlock", "Idn", "Tables", table.FileName));
            Assert.True(committed == table.Text, $"{table.FileName} differs from what the generator makes: run it.");
        }
    }

    [Fact]
    public void Vectors_are_what_the_generator_makes()
    {
        Repository.RequireUnicodeData();
        foreach (VectorFile file in VectorFiles.Convert(Data, DomainNameNormalizer.UnicodeVersion))
        {
            using var gzip = new GZipStream(
                File.OpenRead(Path.Combine(Root, "tests", "DomainBlock.Idn.Tests", "Vectors", file.FileName)), CompressionMode.Decompress);
            Assert.True(new StreamReader(gzip).ReadToEnd() == file.Text, $"{file.FileName} differs from what the generator makes: run it.");
        }
    }

    [Fact]
    public void Tables_stay_small()
    {
        int bytes = CodePointTable.Top.Length + (2 * CodePointTable.Middle.Length) + (2 * CodePointTable.Leaves.Length)
            + (4 * CodePointTable.Classes.Length) + (4 * CodePointTable.OtherProperties.Length)
            + (2 * MappingStrings.FirstOfLength.Length) + (2 * MappingStrings.Units.Length)
            + (2 * (NfcTable.Composed.Length + NfcTable.First.Length + NfcTable.Second.Length + NfcTable.ByPair.Length))
            + (4 * (NfcTable.HighPairs.Length + NfcTable.HighExcluded.Length))
            + (4 * (ScriptRanges.Greek.Length + ScriptRanges.Hebrew.Length + ScriptRanges.KanaOrHan.Length));
        TestContext.Current.SendDiagnosticMessage($"Tables: {bytes} bytes.");
        Assert.InRange(bytes, 1, MaxTableBytes);
    }

    [Fact]
    public void Unicodes_notice_stands_beside_what_is_derived_from_its_data()
    {
        foreach (string folder in new[] { "src/DomainBlock/Idn/Tables", "tests/DomainBlock.Idn.Tests/Vectors" })
            Assert.Contains("UNICODE LICENSE V3", File.ReadAllText(Path.Combine(Root, folder, "UNICODE-LICENSE-V3.txt")), StringComparison.Ordinal);
    }
}
