using System.IO.Compression;
using System.Text;
using System.Text.Json;
using DomainBlock.Tool.Tests.Running;

namespace DomainBlock.Tool.Tests.BadInput;

/// <summary>One bad list: one clear message, the old OUT untouched, no new one, and nothing else left behind.</summary>
public sealed class BadListTests : IDisposable
{
    private static readonly string[] Before = ["bad.txt", "good.txt", "old"];

    private readonly CommandFolder _folder = new();

    public BadListTests() => _folder.Write("good.txt", "good.example\n");

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string, byte[]> RefusedLists => new()
    {
        { "DB101", "empty", [] },
        { "DB101", "gzip of nothing", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0] },
        { "DB102", "page", "<!DOCTYPE html>\n<html><body>a.example</body></html>\n"u8.ToArray() },
        { "DB103", "binary", [0x89, .. "PNG\r\n\x1A\n"u8, 0, 0, 0, 13, .. "IHDR"u8, 0, 0, 0, 16, 0, 0, 0, 16, 8, 6, 0, 0, 0] },
        { "DB104", "UTF-16", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("a.example\n")] },
        { "DB106", "gzip cut off", Gzip("a.example\nb.example\n")[..^6] },
        { "DB106", "gzip with garbage behind", [.. Gzip("a.example\n"), .. "garbage"u8] },
        { "DB108", "no format", "what is this\nand why is it here\n"u8.ToArray() },
        { "DB108", "two formats", "a.example\n0.0.0.0 b.example\n"u8.ToArray() },
        { "DB108", "comments only", "# nothing\n"u8.ToArray() },
    };

    [Theory]
    [MemberData(nameof(RefusedLists))]
    public void A_refused_list_leaves_everything_as_it_was(string code, string kind, byte[] content)
    {
        Assert.NotEmpty(kind);
        _folder.Write("bad.txt", content);
        _folder.Write("old", "old");
        AssertRefused(code, "bad.txt", "bad.txt");
        Assert.Equal(Before, _folder.Names);

        _folder.Run("check", "bad.txt", "a.example").AssertFailed(code, "bad.txt");
        _folder.Run("stats", "bad.txt").AssertFailed(code, "bad.txt");
        _folder.Run("print", "bad.txt", "--to", "domains", "-o", "new").AssertFailed(code, "bad.txt");
        Assert.Equal(Before, _folder.Names);
    }

    [Theory]
    [InlineData("missing.txt", "DB301")]
    [InlineData("missing/list.txt", "DB301")]
    [InlineData("folder", "DB302")]
    public void A_list_that_cannot_be_opened_is_named(string path, string code)
    {
        Directory.CreateDirectory(_folder.PathOf("folder"));
        AssertRefused(code, path, path);
        AssertRefused(code, $"hosts={path}", path);
        _folder.Run("check", path, "a.example").AssertFailed(code, path);
        Assert.Equal(["folder", "good.txt"], _folder.Names);
    }

    [Fact]
    public void A_compiled_file_is_no_list()
    {
        _folder.Compile("bad.dblk", "a.example\n");
        AssertRefused("DB105", "bad.dblk", "bad.dblk");
        AssertRefused("DB105", "domains=bad.dblk", "bad.dblk");
    }

    [Fact]
    public void A_list_read_as_the_wrong_format_is_refused_with_an_example()
    {
        _folder.Write("hosts.txt", "0.0.0.0 a.example\n");
        CommandRun run = AssertRefused("DB109", "domains=hosts.txt", "hosts.txt");
        Assert.Contains("line 1: trailing-text, an address and a name: is this a hosts file?: \"0.0.0.0 a.example\"", run.Error, StringComparison.Ordinal);

        _folder.Write("half.txt", "a.example\nb..example\n");
        CommandRun share = AssertRefused("DB109", "domains=half.txt", "half.txt", "--min-accepted", "50.1");
        Assert.Contains("50.0 % of its lines give rules, 50.1 % are asked for", share.Error, StringComparison.Ordinal);
        _folder.Run("compile", "-o", "o", "domains=half.txt", "--min-accepted", "50").AssertDone();
    }

    [Fact]
    public void An_undetectable_list_says_what_it_saw_and_what_to_write()
    {
        _folder.Write("mixed.txt", "a.example\n0.0.0.0 b.example\nc.example\n");
        CommandRun run = AssertRefused("DB108", "mixed.txt", "mixed.txt");
        Assert.Contains("67 % of 3 lines speak for domains, 33 % for hosts", run.Error, StringComparison.Ordinal);
        Assert.Contains("Line 2, a hosts line: \"0.0.0.0 b.example\".", run.Error, StringComparison.Ordinal);
        Assert.Contains("FORMAT=mixed.txt", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_shows_no_control_of_the_list_or_of_its_name()
    {
        _folder.Write("e\u001b[31m.txt", "\u001b]0;x\u0007 y z\nw x y\n");
        CommandRun run = _folder.Run("compile", "-o", "o", "e\u001b[31m.txt").AssertError("DB108", "e\\027[31m.txt");
        Assert.Contains("\\027]0;x\\007 y z", run.Error, StringComparison.Ordinal);
    }

    /// <summary>Bad lines are no bad list: each is skipped with its reason, the rest is kept.</summary>
    [Theory]
    [InlineData("\uFEFFa.example\r\nb.example\r\nc.example", 3, "")]
    [InlineData("a.example\nb\0.example\nc.example\n", 2, "invalid-name")]
    [InlineData("a.example\rb.example\rc.example", 3, "")]
    public void Odd_lists_are_read_line_by_line(string content, int rules, string reason)
    {
        _folder.Write("odd.txt", content);
        CommandRun run = _folder.Run("compile", "-o", "o", "domains=odd.txt").AssertDone();
        Assert.Contains($"odd.txt (domains): 3 lines, {rules} rules", run.Output, StringComparison.Ordinal);
        Assert.Contains(reason, run.Output, StringComparison.Ordinal);
        Assert.Equal($"o: sound, {rules} rules\n", _folder.Run("verify", "o").AssertDone().Output);
        Assert.Equal("blocked\tc.example\t|c.example^\todd.txt:3\tc.example\n", _folder.Run("check", "o", "c.example").AssertDone().Output);
    }

    [Fact]
    public void A_line_of_ten_megabytes_is_skipped_with_its_reason_and_the_rest_kept()
    {
        _folder.Write("long.txt", $"a.example\n{new string('x', 10_000_000)}\nb.example\n");
        CommandRun run = _folder.Run("compile", "-o", "o", "domains=long.txt").AssertDone();
        Assert.Contains("line 2: too-long (more than 65536 bytes): xxx", run.Output, StringComparison.Ordinal);
        Assert.InRange(run.Output.Length, 100, 2000);
        Assert.Equal("o: sound, 2 rules\n", _folder.Run("verify", "o").AssertDone().Output);
    }

    [Fact]
    public void Of_several_lists_every_fault_is_told_and_OUT_untouched()
    {
        PrepareSeveral();
        CommandRun run = _folder.Run("compile", "-o", "old", "good.txt", "page.html", "empty.txt", "missing.txt");
        run.AssertError("DB102", "page.html");
        run.AssertError("DB101", "empty.txt");
        run.AssertError("DB301", "missing.txt");
        Assert.Equal("domainblock: 3 lists were refused; old was not written. With --keep-going the other lists are compiled.", run.ErrorLines[^1]);
        Assert.Equal((4, ""), (run.ErrorLines.Length, run.Output));
        Assert.Equal("old", File.ReadAllText(_folder.PathOf("old")));
        Assert.Equal(["empty.txt", "good.txt", "old", "page.html"], _folder.Names);
    }

    [Fact]
    public void With_keep_going_OUT_is_made_of_the_rest_and_names_the_refused()
    {
        PrepareSeveral();
        CommandRun run = _folder.Run("compile", "-o", "old", "--keep-going", "page.html", "good.txt", "empty.txt", "missing.txt");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(3, run.ErrorLines.Length);
        Assert.Contains("page.html: refused (DB102), not in the file", run.Output, StringComparison.Ordinal);
        Assert.Contains("missing.txt: refused (DB301), not in the file", run.Output, StringComparison.Ordinal);
        Assert.Equal("blocked\tgood.example\t|good.example^\tgood.txt:1\tgood.example\n", _folder.Run("check", "old", "good.example").AssertDone().Output);

        using var stats = JsonDocument.Parse(_folder.Run("stats", "old", "--json").AssertDone().Output);
        Assert.Equal(
            ["DB102 page.html", "DB101 empty.txt", "DB301 missing.txt"],
            stats.RootElement.GetProperty("metadata").EnumerateArray()
                .Where(entry => entry.GetProperty("key").GetString() == "refused-list").Select(entry => entry.GetProperty("value").GetString()));
        Assert.Equal(["empty.txt", "good.txt", "old", "page.html"], _folder.Names);

        using var json = JsonDocument.Parse(_folder.Run("compile", "-o", "old", "--keep-going", "page.html", "good.txt", "--json").Output);
        Assert.Equal("DB102", Assert.Single(json.RootElement.GetProperty("refused").EnumerateArray()).GetProperty("code").GetString());
    }

    [Fact]
    public void A_list_that_turns_out_bad_half_way_leaves_no_rule_behind()
    {
        string content = string.Concat(Enumerable.Range(0, 200_000).Select(i => $"n{i}.example\n"));
        _folder.Write("cut.gz", Gzip(content)[..^4]);
        CommandRun run = _folder.Run("compile", "-o", "o", "--keep-going", "cut.gz", "good.txt").AssertKeptGoing("DB106", "cut.gz");
        Assert.Contains("o: 1 rule,", run.Output, StringComparison.Ordinal);
        Assert.Equal("none\tn1.example\t-\t-\tn1.example\n", _folder.Run("check", "o", "n1.example").AssertDone().Output);
    }

    [Fact]
    public void With_keep_going_and_no_good_list_nothing_is_written()
    {
        PrepareSeveral();
        CommandRun run = _folder.Run("compile", "-o", "old", "--keep-going", "page.html", "empty.txt").AssertError("DB102", "page.html");
        Assert.Equal("domainblock: 2 lists were refused; old was not written.", run.ErrorLines[^1]);
        Assert.Equal("old", File.ReadAllText(_folder.PathOf("old")));
    }

    private void PrepareSeveral()
    {
        _folder.Write("page.html", "<html></html>\n");
        _folder.Write("empty.txt", "");
        _folder.Write("old", "old");
    }

    private CommandRun AssertRefused(string code, string list, string subject, params string[] options)
    {
        string[] before = _folder.Names;
        byte[]? old = before.Contains("old") ? _folder.Read("old") : null;
        CommandRun run = _folder.Run(["compile", "-o", "old", list, .. options]).AssertError(code, subject);
        Assert.Equal("domainblock: One list was refused; old was not written.", run.ErrorLines[^1]);
        Assert.Equal((2, ""), (run.ErrorLines.Length, run.Output));
        Assert.Equal(before, _folder.Names);
        if (old is not null)
            Assert.Equal(old, _folder.Read("old"));
        return run;
    }

    private static byte[] Gzip(string content)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(content));
        return compressed.ToArray();
    }
}
