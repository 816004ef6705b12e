using System.Text.Json;
using DomainBlock.Tool.Tests.Running;

namespace DomainBlock.Tool.Tests.Printing;

public sealed class PrintTests : IDisposable
{
    private readonly CommandFolder _folder = new();

    public PrintTests() => _folder.Write("list.txt", "||a.example^\n|b.example^\n||*.c.example^\n@@||d.example^\n");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("adblock", "@@||d.example^ |b.example^ ||*.c.example^ ||a.example^", 0)]
    [InlineData("domains", "*.c.example .a.example b.example", 1)]
    [InlineData("wildcard", "*.a.example", 3)]
    [InlineData("hosts", "0.0.0.0 b.example", 3)]
    public void A_format_gets_the_rules_it_can_carry_and_the_others_are_reported(string format, string expected, int kindsLeftOut)
    {
        CommandRun run = _folder.Run("print", "list.txt", "--to", format);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(expected, string.Join(' ', run.Output.TrimEnd('\n').Split('\n').Order(StringComparer.Ordinal)));
        Assert.Equal(kindsLeftOut, run.ErrorLines.Length);
        Assert.All(run.ErrorLines, line => Assert.Matches($"^domainblock: {format} cannot carry .+: 1 rule left out$", line));
    }

    /// <summary>The rules on a.example, b.example and what is below c.example, in each format that has block rules of that kind.</summary>
    [Theory]
    [InlineData("pihole", "b.example ||a.example^")]
    [InlineData("dnsmasq", "local=/*.c.example/ local=/a.example/ server=/d.example/#")]
    [InlineData("unbound", "local-data: \"b.example. A 0.0.0.0\" local-zone: \"a.example.\" always_nxdomain local-zone: \"d.example.\" transparent server:")]
    [InlineData("dnscrypt", "=b.example a.example")]
    [InlineData("routedns", "*.c.example .a.example b.example")]
    [InlineData("v2fly", "domain:a.example full:b.example")]
    [InlineData("mihomo", "+.a.example .c.example b.example")]
    [InlineData("sing-box", "        \".c.example\"         \"a.example\",         \"b.example\"       \"domain\": [       \"domain_suffix\": [       ]       ],     {     }   \"rules\": [   \"version\": 2,   ] { }")]
    public void Each_format_has_its_own_words(string format, string expected) =>
        Assert.Equal(expected, string.Join(' ', _folder.Run("print", "list.txt", "--to", format).Output.TrimEnd('\n').Split('\n').Order(StringComparer.Ordinal)));

    [Fact]
    public void A_zone_compiles_to_the_same_answers()
    {
        Assert.Equal("", _folder.Run("print", "list.txt", "--to", "rpz", "--strict", "-o", "out.zone").AssertDone().Error);
        _folder.Run("compile", "-o", "out.dblk", "out.zone").AssertDone();
        string[] names = ["a.example", "x.a.example", "b.example", "x.b.example", "c.example", "x.c.example", "d.example", "x.d.example"];
        string[] Verdicts(string file) => [.. _folder.Run(["check", file, .. names]).AssertDone().Output.Split('\n').Select(line => line.Split('\t')[0])];
        Assert.Equal(Verdicts("list.txt"), Verdicts("out.dblk"));
    }

    [Fact]
    public void To_a_file_it_writes_the_same()
    {
        string output = _folder.Run("print", "list.txt", "--to", "adblock").AssertDone().Output;
        Assert.Equal("", _folder.Run("print", "list.txt", "--to", "adblock", "-o", "out.txt").AssertDone().Output);
        Assert.Equal(output, File.ReadAllText(_folder.PathOf("out.txt")));
        Assert.Equal(["list.txt", "out.txt"], _folder.Names);
    }

    [Fact]
    public void What_was_printed_compiles_to_the_same_answers()
    {
        _folder.Run("print", "list.txt", "--to", "adblock", "-o", "again.txt").AssertDone();
        string[] names = ["a.example", "x.a.example", "b.example", "x.b.example", "c.example", "x.c.example", "d.example"];
        Assert.Equal(Rules("list.txt"), Rules("again.txt"));

        string[] Rules(string file) =>
            [.. _folder.Run(["check", $"adblock={file}", .. names]).AssertDone().Output.Split('\n').Select(line => string.Join(' ', line.Split('\t').Take(3)))];
    }

    [Fact]
    public void A_wildcard_that_ends_at_existing_names_is_not_written_as_a_wider_one()
    {
        var builder = new BlocklistBuilder();
        builder.AddList(new ListInfo("zone") { UsesClosestEncloser = true });
        builder.Add(new Rule(DomainName.Parse("example.com"), RulePattern.Subdomains));
        builder.Add(new Rule(DomainName.Parse("a.b.example.com"), RulePattern.Exact, RuleAction.Allow));
        _folder.Write("zone.dblk", builder.Build().Image.ToArray());

        CommandRun run = _folder.Run("print", "zone.dblk", "--to", "adblock");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal("@@|a.b.example.com^\n", run.Output);
        Assert.Equal(["domainblock: adblock cannot carry a wildcard that ends at existing names: 1 rule left out"], run.ErrorLines);
        _folder.Run("print", "zone.dblk", "--to", "adblock", "--strict").AssertError("DB501", "zone.dblk");

        using var stats = JsonDocument.Parse(_folder.Run("stats", "zone.dblk", "--json").AssertDone().Output);
        Assert.Equal((2, 1, 2), (Number("rules"), Number("stops"), Number("names")));
        Assert.Contains("end: 1\n", _folder.Run("stats", "zone.dblk").AssertDone().Output, StringComparison.Ordinal);
        _folder.Run("verify", "zone.dblk").AssertDone();

        int Number(string property) => stats.RootElement.GetProperty(property).GetInt32();
    }

    [Fact]
    public void Strictly_it_writes_all_or_nothing()
    {
        _folder.Write("out.txt", "old");
        CommandRun run = _folder.Run("print", "list.txt", "--to", "hosts", "--strict", "-o", "out.txt").AssertError("DB501", "list.txt");
        Assert.Equal(4, run.ErrorLines.Length);
        Assert.Equal("old", File.ReadAllText(_folder.PathOf("out.txt")));
        Assert.Equal("", _folder.Run("print", "list.txt", "--to", "hosts", "--strict").AssertError("DB501", "list.txt").Output);
        _folder.Run("print", "list.txt", "--to", "adblock", "--strict", "-o", "out.txt").AssertDone();
        Assert.Equal(["list.txt", "out.txt"], _folder.Names);
    }
}
