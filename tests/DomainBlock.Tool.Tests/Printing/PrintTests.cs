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
