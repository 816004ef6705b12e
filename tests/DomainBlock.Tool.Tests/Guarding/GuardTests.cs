using System.Text.Json;
using DomainBlock.Tool.Tests.Running;

namespace DomainBlock.Tool.Tests.Guarding;

/// <summary>Rules that would take strangers with them are held back, told of, and let pass by name.</summary>
public sealed class GuardTests : IDisposable
{
    private readonly CommandFolder _folder = new();

    public GuardTests()
    {
        _folder.Write("psl.dat", "com\nuk\nco.uk\n// ===BEGIN PRIVATE DOMAINS===\ngithub.io\n");
        _folder.Write("list.txt", "||co.uk^\n||github.io^\n||ads.example.com^\n@@||com^\n||popular.org^\n||wikipedia.org^\n");
        _folder.Write("known.txt", "a.popular.org\nb.popular.org\nads.example.com\n");
        _folder.Write("protect.txt", "# ours\nwww.wikipedia.org\n");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Rules_on_public_suffixes_are_held_back()
    {
        CommandRun run = _folder.Run("compile", "-o", "out", "adblock=list.txt", "--psl", "psl.dat").AssertDone();
        Assert.Contains("held-back", run.Output, StringComparison.Ordinal);
        Assert.Contains("line 1: held-back (||co.uk^ matches names below a public suffix that it stands on or above)", run.Output, StringComparison.Ordinal);
        Assert.Contains("Guard against over-blocking: Public Suffix List psl.dat; 2 rules held back", run.Output, StringComparison.Ordinal);
        Assert.Contains("1 allow rule as wide", run.Output, StringComparison.Ordinal);
        Assert.Equal(["none", "none", "blocked", "allowed"], Verdicts("shop.co.uk", "me.github.io", "x.popular.org", "ads.example.com"));
    }

    [Fact]
    public void Protected_names_and_known_ones_hold_rules_back_and_the_report_counts_them()
    {
        CommandRun run = _folder.Run(
            "compile", "-o", "out", "adblock=list.txt", "--json", "--psl", "psl.dat", "--protect", "protect.txt", "--reference", "known.txt", "--max-covered", "1").AssertDone();
        using JsonDocument report = JsonDocument.Parse(run.Output);
        Assert.Equal(4, report.RootElement.GetProperty("guard").GetProperty("heldBack").GetInt32());
        Assert.Equal(4, report.RootElement.GetProperty("lists")[0].GetProperty("reasons").GetProperty("held-back").GetInt32());
        string[] details = [.. report.RootElement.GetProperty("lists")[0].GetProperty("samples").EnumerateArray().Select(s => s.GetProperty("detail").GetString()!)];
        Assert.Contains("||popular.org^ matches 2 names of the reference list, among them a.popular.org", details);
        Assert.Contains("||wikipedia.org^ matches the protected name www.wikipedia.org", details);
    }

    [Fact]
    public void A_rule_is_let_pass_by_its_text_and_all_are_by_one_word()
    {
        _folder.Run("compile", "-o", "out", "adblock=list.txt", "--psl", "psl.dat", "--allow-rule", "||co.uk^").AssertDone();
        Assert.Equal(["blocked", "none"], Verdicts("shop.co.uk", "me.github.io"));
        CommandRun run = _folder.Run("compile", "-o", "out", "adblock=list.txt", "--psl", "psl.dat", "--allow-wide").AssertDone();
        Assert.Contains("Guard against over-blocking: off (--allow-wide)", run.Output, StringComparison.Ordinal);
        Assert.Equal(["blocked", "blocked"], Verdicts("shop.co.uk", "me.github.io"));
    }

    [Fact]
    public void What_is_no_Public_Suffix_List_is_refused_by_line()
    {
        _folder.Write("bad.dat", "com\n*.a.*\n");
        CommandRun run = _folder.Run("compile", "-o", "out", "adblock=list.txt", "--psl", "bad.dat").AssertFailed("DB111", "bad.dat");
        Assert.Contains("Line 2 ", run.Error, StringComparison.Ordinal);
        _folder.Run("compile", "-o", "out", "adblock=list.txt", "--psl", "none.dat").AssertFailed("DB301", "none.dat");
        _folder.Run("compile", "-o", "out", "adblock=list.txt", "--protect", "none.txt").AssertFailed("DB301", "none.txt");
        _folder.Run("compile", "-o", "out", "adblock=list.txt", "--max-covered", "-1").AssertWrongUsage("--max-covered");
    }

    private string[] Verdicts(params string[] names) =>
        [.. _folder.Run(["check", "out", .. names]).AssertDone().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')[0])];
}
