using System.Text.Json;
using DomainBlock.Tool.Tests.Running;

namespace DomainBlock.Tool.Tests;

/// <summary>What a newcomer does first, from the list to the answers, with the sample and with lists of one's own.</summary>
public sealed class FlowTests : IDisposable
{
    private readonly CommandFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_sample_compiles_answers_prints_counts_and_is_sound()
    {
        CommandRun compiled = _folder.Run("compile", "-o", "sample.dblk", "sample").AssertDone();
        Assert.Contains("sample (adblock): 21 lines, 7 rules", compiled.Output, StringComparison.Ordinal);
        Assert.Contains($"sample.dblk: 7 rules, {_folder.Read("sample.dblk").Length.ToString("N0", System.Globalization.CultureInfo.InvariantCulture)} bytes", compiled.Output, StringComparison.Ordinal);
        Assert.Equal(["sample.dblk"], _folder.Names);

        Assert.Equal(
            "blocked\tads.example\t||ads.example^\tsample:7\tads.example\n"
            + "blocked\ttracker.shop.example\t||tracker.shop.example^\tsample:9\ttracker.shop.example\n"
            + "none\twww.example\t-\t-\twww.example\n"
            + "allowed\tx.status.ads.example\t@@||status.ads.example^\tsample:18\tx.status.ads.example\n",
            _folder.Run("check", "sample.dblk", "ads.example", "tracker.shop.example", "www.example", "x.status.ads.example").AssertDone().Output);

        Assert.Equal("sample.dblk: sound, 7 rules\n", _folder.Run("verify", "sample.dblk").AssertDone().Output);

        string printed = _folder.Run("print", "sample.dblk", "--to", "adblock").AssertDone().Output;
        Assert.Equal(
            ["@@||status.ads.example^", "|popups.example^", "||*.cdn-junk.example^", "||ads.example^", "||metrics.example^", "||tracker.shop.example^", "||xn--bcher-kva.example^"],
            printed.TrimEnd('\n').Split('\n').Order(StringComparer.Ordinal));

        using var stats = JsonDocument.Parse(_folder.Run("stats", "sample.dblk", "--json").AssertDone().Output);
        Assert.Equal(7, stats.RootElement.GetProperty("rules").GetInt32());
        Assert.Equal(_folder.Read("sample.dblk").Length, stats.RootElement.GetProperty("bytes").GetInt64());
        Assert.Equal(1, stats.RootElement.GetProperty("kinds").GetProperty("allow subtree").GetInt32());
        Assert.Equal(4, stats.RootElement.GetProperty("kinds").GetProperty("block subtree").GetInt32());
        Assert.Equal(
            stats.RootElement.GetProperty("bytes").GetInt64(),
            stats.RootElement.GetProperty("sections").EnumerateObject().Sum(section => section.Value.GetInt64()));

        string table = _folder.Run("stats", "sample.dblk").AssertDone().Output;
        Assert.Contains("sample.dblk: 7 rules on 7 names", table, StringComparison.Ordinal);
        Assert.Contains("allow subtree", table, StringComparison.Ordinal);
        Assert.Contains("generator: domainblock ", table, StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_of_several_formats_go_into_one_file_under_their_names()
    {
        _folder.Write("hosts.txt", "127.0.0.1 localhost\n0.0.0.0 a.example b.example\n");
        _folder.Write("filter.txt", "! c\n||c.example^\n@@||ok.c.example^\n");
        Directory.CreateDirectory(_folder.PathOf("other"));
        _folder.Write(Path.Combine("other", "hosts.txt"), "d.example\n");
        _folder.Run("compile", "-o", "all.dblk", "hosts.txt", "adblock=filter.txt", Path.Combine("other", "hosts.txt")).AssertDone();

        Assert.Equal(
            "blocked\tb.example\t|b.example^\thosts.txt:2\tb.example\nblocked\tx.c.example\t||c.example^\tfilter.txt:2\tx.c.example\nallowed\tok.c.example\t@@||ok.c.example^\tfilter.txt:3\tok.c.example\nblocked\td.example\t|d.example^\thosts.txt#2:1\td.example\n",
            _folder.Run("check", "all.dblk", "b.example", "x.c.example", "ok.c.example", "d.example").AssertDone().Output);
        using var stats = JsonDocument.Parse(_folder.Run("stats", "--json", "all.dblk").AssertDone().Output);
        Assert.Equal(
            ["hosts.txt hosts 2", "filter.txt adblock 2", "hosts.txt#2 domains 1"],
            stats.RootElement.GetProperty("lists").EnumerateArray().Select(list => $"{list.GetProperty("name")} {list.GetProperty("format")} {list.GetProperty("rules")}"));
    }

    [Theory]
    [InlineData("-")]
    [InlineData("domains=-")]
    public void A_list_may_come_from_standard_input(string argument)
    {
        _folder.RunWithInput("a.example\nb.example", "compile", "-o", "o", argument).AssertDone();
        Assert.Equal("blocked\tb.example\t|b.example^\tstdin:2\tb.example\n", _folder.Run("check", "o", "b.example").AssertDone().Output);
    }

    [Fact]
    public void The_report_accounts_for_every_line_as_a_table_and_as_JSON()
    {
        _folder.Write("list.txt", "# c\na.example\na.example\n1.2.3.4\nb..example\n\n\u0301a.example");
        string table = _folder.Run("compile", "-o", "o", "domains=list.txt").AssertDone().Output;
        Assert.Contains("list.txt (domains): 7 lines, 2 rules", table, StringComparison.Ordinal);
        Assert.Contains("line 5: invalid-name (empty label at byte 3): b..example", table, StringComparison.Ordinal);

        using var json = JsonDocument.Parse(_folder.Run("compile", "-o", "o", "domains=list.txt", "--json").AssertDone().Output);
        JsonElement list = Assert.Single(json.RootElement.GetProperty("lists").EnumerateArray());
        Assert.Equal(
            ["rule 1", "redundant 1", "blank 1", "comment 1", "address 1", "invalid-name 1", "invalid-unicode 1"],
            list.GetProperty("reasons").EnumerateObject().Select(reason => $"{reason.Name} {reason.Value}"));
        Assert.Equal(list.GetProperty("lines").GetInt32(), list.GetProperty("reasons").EnumerateObject().Sum(reason => reason.Value.GetInt32()));
        Assert.Equal("o", json.RootElement.GetProperty("output").GetString());
        Assert.Equal(1, json.RootElement.GetProperty("rules").GetInt32());
        Assert.Empty(json.RootElement.GetProperty("refused").EnumerateArray());
    }

    [Fact]
    public void Options_of_compile_do_what_they_say()
    {
        _folder.Write("list.txt", "a.example\nx.a.example\nx.a.example\n");
        _folder.Run("compile", "-o", "plain", "domains=list.txt").AssertDone();
        _folder.Run("compile", "-o", "bare", "domains=list.txt", "--bare", "subtree").AssertDone();
        _folder.Run("compile", "-o", "kept", "domains=list.txt", "--keep-redundant", "--no-filter", "--allow-wide", "--profile", "allow-wins").AssertDone();
        _folder.Run("compile", "-o", "slim", "domains=list.txt", "--slim").AssertDone();

        Assert.Equal("none\ty.a.example\t-\t-\ty.a.example\n", _folder.Run("check", "plain", "y.a.example").AssertDone().Output);
        Assert.Equal("blocked\ty.a.example\t||a.example^\tlist.txt:1\ty.a.example\n", _folder.Run("check", "bare", "y.a.example").AssertDone().Output);
        Assert.Equal("kept: sound, 3 rules\n", _folder.Run("verify", "kept").AssertDone().Output);
        Assert.Equal("blocked\ta.example\t|a.example^\tlist.txt:-\ta.example\n", _folder.Run("check", "slim", "a.example").AssertDone().Output);
        Assert.True(_folder.Read("slim").Length < _folder.Read("plain").Length);
    }
}
