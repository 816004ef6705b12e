using DomainBlock.Tool.Tests.Running;

namespace DomainBlock.Tool.Tests.Linting;

public sealed class LintTests : IDisposable
{
    private readonly CommandFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_line_that_is_no_plain_rule_is_listed_with_its_place_and_reason()
    {
        _folder.Write("list.txt", "! comment\n||a.example^\n\n/(?=b)/\n||c.example^$third-party\n||d..example^\n@@/\\pL/\n");
        CommandRun run = _folder.Run("lint", "adblock=list.txt").AssertDone();
        Assert.Equal(
            "list.txt:4\tregex\tlook-ahead or look-behind, at character 1\t/(?=b)/\n"
            + "list.txt:5\tbrowser\tthird-party\t||c.example^$third-party\n"
            + "list.txt:6\tinvalid-name\tempty label at byte 3\t||d..example^\n"
            + "list.txt:7\tlost-exception\tregex: class of Unicode characters, at character 1\t@@/\\pL/\n",
            run.Output);
        Assert.Equal("", run.Error);
    }

    [Fact]
    public void All_lines_are_listed_not_only_the_first_of_each_reason()
    {
        _folder.Write("list.txt", $"a.example\n{string.Concat(Enumerable.Repeat("1.2.3.4\n", 50))}");
        Assert.Equal(50, _folder.Run("lint", "domains=list.txt").AssertDone().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void A_refused_list_ends_with_exit_code_1_and_the_others_are_listed()
    {
        _folder.Write("bad.txt", "<html>\n");
        _folder.Write("list.txt", "a.example\n1.2.3.4\n");
        CommandRun run = _folder.Run("lint", "bad.txt", "domains=list.txt");
        Assert.Equal(1, run.ExitCode);
        Assert.Equal("list.txt:2\taddress\t-\t1.2.3.4\n", run.Output);
        Assert.Contains("DB102", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_share_of_accepted_lines_can_be_asked_for()
    {
        _folder.Write("list.txt", "a.example\n1.2.3.4\n");
        Assert.Contains("DB109", _folder.Run("lint", "--min-accepted", "60", "domains=list.txt").Error, StringComparison.Ordinal);
        _folder.Run("lint", "--bare", "wide", "list.txt").AssertWrongUsage("--bare takes exact or subtree");
    }
}
