using DomainBlock.Tool.Tests.Running;

namespace DomainBlock.Tool.Tests.Proxies;

/// <summary>Lists of proxy programs through the command: numbers of entries where others have lines, and a choice among many lists in one file.</summary>
public sealed class ProxyFormatTests : IDisposable
{
    /// <summary>Two lists: ADS with the subtree of ads.example (attribute cn), exact track.example and a regular expression that is none; CN with exact cn.example.</summary>
    private static readonly byte[] Geosite =
    [
        0x0A, 0x38, 0x0A, 3, .. "ADS"u8,
        0x12, 0x17, 8, 2, 0x12, 11, .. "ads.example"u8, 0x1A, 0x06, 0x0A, 2, .. "cn"u8, 0x10, 1,
        0x12, 0x11, 8, 3, 0x12, 13, .. "track.example"u8,
        0x12, 0x05, 8, 1, 0x12, 1, .. "("u8,
        0x0A, 0x14, 0x0A, 2, .. "CN"u8, 0x12, 0x0E, 8, 3, 0x12, 10, .. "cn.example"u8,
    ];

    private readonly CommandFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_printed_as_a_binary_rule_set_compiles_to_the_same_answers()
    {
        _folder.Write("list.txt", "||a.example^\n|b.example^\n||*.c.example^\n@@||d.example^\n");
        CommandRun run = _folder.Run("print", "list.txt", "--to", "srs", "-o", "list.srs");
        Assert.Equal("domainblock: srs cannot carry an allow rule: 1 rule left out", Assert.Single(run.ErrorLines));
        string report = _folder.Run("compile", "-o", "out.dblk", "srs=list.srs").AssertDone().Output;
        Assert.Contains("list.srs (srs): 3 entries, 3 rules", report, StringComparison.Ordinal);
        string[] names = ["a.example", "x.a.example", "b.example", "x.b.example", "c.example", "x.c.example"];
        string[] Verdicts(string file) => [.. _folder.Run(["check", file, .. names]).AssertDone().Output.Split('\n').Select(line => line.Split('\t')[0])];
        Assert.Equal(Verdicts("list.txt"), Verdicts("out.dblk"));
        Assert.Equal(2, _folder.Run("print", "list.txt", "--to", "srs", "--strict", "-o", "strict.srs").ErrorLines.Length);
        Assert.Equal(["list.srs", "list.txt", "out.dblk"], _folder.Names);
    }

    [Fact]
    public void Two_choices_of_a_geosite_file_are_two_lists()
    {
        _folder.Write("geosite.dat", Geosite);
        _folder.Run("compile", "-o", "out.dblk", "geosite=geosite.dat#ads@-cn", "geosite=geosite.dat#CN").AssertDone();
        Assert.Equal(
            "blocked\ttrack.example\t|track.example^\tgeosite.dat#ads@-cn:2\ttrack.example\nblocked\tcn.example\t|cn.example^\tgeosite.dat#cn:1\tcn.example\n"
            + "none\tads.example\t-\t-\tads.example\n",
            _folder.Run("check", "out.dblk", "track.example", "cn.example", "ads.example").AssertDone().Output);
    }

    [Fact]
    public void A_geosite_file_without_a_choice_is_refused_with_its_codes()
    {
        _folder.Write("geosite.dat", Geosite);
        CommandRun run = _folder.Run("compile", "-o", "out.dblk", "geosite=geosite.dat");
        Assert.Equal(1, run.ExitCode);
        Assert.Equal("domainblock: error DB112: geosite.dat: It holds 2 lists; say which: geosite=FILE#CODE. Its codes are: ads, cn.", run.ErrorLines[0]);
    }

    [Fact]
    public void Lint_numbers_entries()
    {
        _folder.Write("geosite.dat", Geosite);
        Assert.Matches("^geosite.dat#ads:3\tregex\t[^\t]+\t\\(\n$", _folder.Run("lint", "geosite=geosite.dat#ads").AssertDone().Output);
    }

    [Fact]
    public void A_file_whose_name_has_the_sign_of_a_choice_is_a_file()
    {
        _folder.Write("x#cn", Geosite);
        Assert.Contains("DB112", _folder.Run("compile", "-o", "out.dblk", "geosite=x#cn").Error, StringComparison.Ordinal);
        _folder.Run("compile", "-o", "out.dblk", "geosite=x#cn#cn").AssertDone();
    }

    [Fact]
    public void YAML_is_read_from_standard_input_with_its_lines()
    {
        CommandRun run = _folder.RunWithInput("payload:\n  - '+.a.example'\n", "check", "mihomo-yaml=-", "x.a.example");
        Assert.Equal("blocked\tx.a.example\t||a.example^\tstdin:2\tx.a.example\n", run.AssertDone().Output);
    }

    [Theory]
    [InlineData("srs")]
    [InlineData("mrs")]
    public void A_binary_rule_set_without_its_format_is_refused_with_advice(string format)
    {
        _folder.Write("list", format == "srs" ? [.. "SRS\u0002"u8, 1, 2, 3] : [0x28, 0xB5, 0x2F, 0xFD, 1, 2, 3]);
        CommandRun run = _folder.Run("compile", "-o", "out.dblk", "list");
        Assert.StartsWith("domainblock: error DB103: list: ", run.Error, StringComparison.Ordinal);
        Assert.Contains($"{format}=FILE", run.Error, StringComparison.Ordinal);
    }
}
