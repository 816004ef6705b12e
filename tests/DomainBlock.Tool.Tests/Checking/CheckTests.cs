using System.Diagnostics;
using System.Text;
using DomainBlock.Tool.Tests.Running;

namespace DomainBlock.Tool.Tests.Checking;

/// <summary>The lines that scripts read: verdict, name, rule and list:line, parted by tabs.</summary>
public sealed class CheckTests : IDisposable
{
    private readonly CommandFolder _folder = new();

    public CheckTests()
    {
        _folder.Write("block.txt", "||example.com^\n|exact.example^\n||*.below.example^\n");
        _folder.Write("allow.txt", "@@||ok.example.com^\n");
        _folder.Run("compile", "-o", "o", "block.txt", "allow.txt").AssertDone();
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_name_has_one_line_in_the_order_of_the_names()
    {
        string[] names =
            ["example.com", "EXAMPLE.Com.", "a.example.com", "ok.example.com", "exact.example", "x.exact.example", "below.example", "x.below.example", "badexample.com", ".", "a..b", "", "BÜCHER.example", "A\\.B\\032.example", "@x", "-"];
        CommandRun run = _folder.Run(["check", "o", .. names[..^1]]).AssertDone();
        Assert.Equal(
            [
                "blocked\texample.com\t||example.com^\tblock.txt:1\texample.com",
                "blocked\tEXAMPLE.Com.\t||example.com^\tblock.txt:1\texample.com",
                "blocked\ta.example.com\t||example.com^\tblock.txt:1\ta.example.com",
                "allowed\tok.example.com\t@@||ok.example.com^\tallow.txt:1\tok.example.com",
                "blocked\texact.example\t|exact.example^\tblock.txt:2\texact.example",
                "none\tx.exact.example\t-\t-\tx.exact.example",
                "none\tbelow.example\t-\t-\tbelow.example",
                "blocked\tx.below.example\t||*.below.example^\tblock.txt:3\tx.below.example",
                "none\tbadexample.com\t-\t-\tbadexample.com",
                "none\t.\t-\t-\t.",
                "invalid\ta..b\t-\t-\t-",
                "invalid\t\t-\t-\t-",
                "none\tBÜCHER.example\t-\t-\txn--bcher-kva.example",
                "none\tA\\.B\\032.example\t-\t-\ta\\.b\\032.example",
                "invalid\t@x\t-\t-\t-",
            ],
            run.Output.TrimEnd('\n').Split('\n'));
    }

    [Theory]
    [InlineData("a\tb", "a\\009b")]
    [InlineData("a\u001b[31m", "a\\027[31m")]
    [InlineData("a\u0001\u007f", "a\\001\\127")]
    [InlineData("a\u202Eb", "a\\226\\128\\174b")]
    [InlineData("a b", "a b")]
    public void Controls_in_a_name_are_escaped_so_that_a_line_stays_a_line_of_five_fields(string name, string shown) =>
        Assert.Equal($"invalid\t{shown}\t-\t-\t-\n", _folder.Run("check", "o", name).AssertDone().Output);

    [Fact]
    public void Standard_input_gives_one_line_for_each_of_its_lines()
    {
        byte[] input = [.. "example.com\n\nx.example\r\na\0b\n"u8, 0xFF, .. "\nok.example.com"u8];
        Assert.Equal(
            "blocked\texample.com\t||example.com^\tblock.txt:1\texample.com\ninvalid\t\t-\t-\t-\nnone\tx.example\t-\t-\tx.example\ninvalid\ta\\000b\t-\t-\t-\ninvalid\t\\255\t-\t-\t-\nallowed\tok.example.com\t@@||ok.example.com^\tallow.txt:1\tok.example.com\n",
            _folder.RunWithInput(input, "check", "o", "-").AssertDone().Output);
        Assert.Equal("", _folder.RunWithInput("", "check", "o", "-").AssertDone().Output);
    }

    [Fact]
    public void Names_from_both_places_keep_their_order_and_many_of_them_are_no_trouble()
    {
        string input = string.Concat(Enumerable.Range(0, 50_000).Select(i => $"n{i}.example.com\n"));
        string[] lines = _folder.RunWithInput(input, "check", "o", "first.example", "-", "last.example").AssertDone().Output.TrimEnd('\n').Split('\n');
        Assert.Equal(50_002, lines.Length);
        Assert.Equal("none\tfirst.example\t-\t-\tfirst.example", lines[0]);
        Assert.Equal("blocked\tn49999.example.com\t||example.com^\tblock.txt:1\tn49999.example.com", lines[^2]);
        Assert.Equal("none\tlast.example\t-\t-\tlast.example", lines[^1]);
    }

    [Fact]
    public void A_list_is_checked_like_a_compiled_file()
    {
        string expected = _folder.Run("check", "o", "a.example.com").AssertDone().Output;
        Assert.Equal(expected, _folder.Run("check", "block.txt", "a.example.com").AssertDone().Output);
        Assert.Equal(expected, _folder.Run("check", "adblock=block.txt", "a.example.com").AssertDone().Output);
        Assert.Equal(expected.Replace("block.txt", "stdin", StringComparison.Ordinal), _folder.RunWithInput(_folder.Read("block.txt"), "check", "-", "a.example.com").AssertDone().Output);
    }

    /// <summary>A pipe can be read once: whatever is read of it to see what it holds must not be missing from the list.</summary>
    [Fact]
    public void A_list_in_a_pipe_is_read_whole()
    {
        Assert.SkipUnless(Directory.Exists("/dev/fd"), "This system has no /dev/fd.");
        Assert.Equal("blocked\texample.com\t||example.com^\tstdin:1\texample.com\n",
            _folder.RunWithInput(_folder.Read("block.txt"), "check", "/dev/stdin", "example.com").AssertDone().Output);
    }

    [Theory]
    [InlineData("block.txt", "blocked\tok.example.com\t||example.com^\tblock.txt:1\tok.example.com\n")]
    [InlineData("allow.txt", "allowed\tok.example.com\t@@||ok.example.com^\tallow.txt:1\tok.example.com\n")]
    [InlineData("block.txt,allow.txt", "allowed\tok.example.com\t@@||ok.example.com^\tallow.txt:1\tok.example.com\n")]
    public void Only_the_lists_that_are_named_count(string lists, string expected) =>
        Assert.Equal(expected, _folder.Run("check", "--lists", lists, "o", "ok.example.com").AssertDone().Output);

    [Theory]
    [InlineData("allow-wins", "allowed")]
    [InlineData("most-specific", "blocked")]
    [InlineData("ordered", "blocked")]
    public void The_profile_decides_which_rule_wins(string profile, string verdict)
    {
        _folder.Write("two.txt", "@@||example.com^\n||ads.example.com^\n");
        _folder.Run("compile", "--profile", profile, "--chains", "allow-anywhere", "-o", "two", "two.txt").AssertDone();
        Assert.StartsWith(verdict, _folder.Run("check", "two", "ads.example.com").AssertDone().Output, StringComparison.Ordinal);
        Assert.StartsWith(verdict, _folder.Run("check", "--profile", profile, "two", "ads.example.com").AssertDone().Output, StringComparison.Ordinal);
        Assert.StartsWith(verdict, _folder.Run("check", "--profile", profile, "two.txt", "ads.example.com").AssertDone().Output, StringComparison.Ordinal);
        _folder.Run("check", "--profile", profile == "ordered" ? "allow-wins" : "ordered", "two", "x").AssertWrongUsage($"with the profile {profile}");
    }

    [Fact]
    public void An_unknown_list_is_wrong_usage_and_the_known_ones_are_named() =>
        Assert.Contains("block.txt, allow.txt", _folder.Run("check", "--lists", "other", "o", "x").AssertWrongUsage("--lists 'other'").Error, StringComparison.Ordinal);

    [Fact]
    public void A_line_of_ten_megabytes_is_one_invalid_name()
    {
        byte[] input = Encoding.ASCII.GetBytes($"{new string('a', 10_000_000)}\nexample.com\n");
        string[] lines = _folder.RunWithInput(input, "check", "o", "-").AssertDone().Output.TrimEnd('\n').Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("invalid\taaaa", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("blocked\texample.com\t", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Standard_input_is_read_only_once()
    {
        _folder.RunWithInput("a.example\n", "check", "-", "-").AssertWrongUsage("only once");
        _folder.RunWithInput("a.example\n", "check", "sample", "-", "-").AssertWrongUsage("only once");
    }

    [Fact]
    public void A_byte_order_mark_before_the_names_is_passed_over() =>
        Assert.Equal("blocked\tads.example\t||ads.example^\tsample:7\tads.example\n", _folder.RunWithInput("\uFEFFads.example\n", "check", "sample", "-").AssertDone().Output);

    [Fact]
    public void Whoever_waits_for_an_answer_has_it_before_the_next_name()
    {
        var start = new ProcessStartInfo(RunningCommand.Host, [RunningCommand.Program, "check", "sample", "-"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using Process command = Process.Start(start)!;
        command.StandardInput.AutoFlush = true;
        command.StandardInput.WriteLine("ads.example");
        Assert.Equal("blocked\tads.example\t||ads.example^\tsample:7\tads.example", command.StandardOutput.ReadLine());
        command.StandardInput.WriteLine("www.example");
        Assert.Equal("none\twww.example\t-\t-\twww.example", command.StandardOutput.ReadLine());
        command.StandardInput.Close();
        Assert.True(command.WaitForExit(TimeSpan.FromSeconds(60)));
        Assert.Equal(0, command.ExitCode);
    }

    [Fact]
    public void A_list_may_have_a_comma_in_its_name()
    {
        _folder.Write("a,b.txt", "a.example\n");
        Assert.StartsWith("blocked", _folder.Run("check", "--lists", "a,b.txt", "a,b.txt", "a.example").AssertDone().Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bücher.example")]
    [InlineData("BÜCHER.Example.")]
    [InlineData("bu\u0308cher.example")]
    [InlineData("xn--bcher-kva.example")]
    public void A_name_is_the_same_in_every_spelling(string name) =>
        Assert.StartsWith("blocked\t", _folder.Run("check", "sample", name).AssertDone().Output, StringComparison.Ordinal);
}
