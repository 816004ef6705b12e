using System.Text.Json;
using DomainBlock.Tool.Tests.Running;

namespace DomainBlock.Tool.Tests.Checking;

/// <summary>What <c>explain</c> says of rules, and the options that it shares with <c>check</c>.</summary>
public sealed class ExplainTests : IDisposable
{
    private readonly CommandFolder _folder = new();

    public ExplainTests()
    {
        _folder.Write("block.txt", "||example.com^\n||com^\n");
        _folder.Write("allow.txt", "@@||ads.example.com^\n|ads.example.com^\n");
        _folder.Run("compile", "--keep-redundant", "--allow-wide", "-o", "o", "block.txt", "allow.txt").AssertDone();
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_rule_that_matches_has_a_line_with_its_reason() =>
        Assert.Equal(
            "allowed\tads.example.com\tallow-wins\t-\nwins\t-\t@@||ads.example.com^\tallow.txt:1\nloses\taction\t||com^\tblock.txt:2\nloses\taction\t||example.com^\tblock.txt:1\nloses\taction\t|ads.example.com^\tallow.txt:2\n",
            _folder.Run("explain", "o", "ads.example.com").AssertDone().Output);

    [Fact]
    public void A_list_that_does_not_count_is_told() =>
        Assert.Equal(
            "blocked\tads.example.com\tallow-wins\t-\nwins\t-\t||com^\tblock.txt:2\nloses\tlabels\t||example.com^\tblock.txt:1\nnot-applicable\tlist\t@@||ads.example.com^\tallow.txt:1\nnot-applicable\tlist\t|ads.example.com^\tallow.txt:2\n",
            _folder.Run("explain", "--lists", "block.txt", "--type", "aaaa", "--at", "2026-01-31T12:00Z", "--via-cname", "o", "ads.example.com").AssertDone().Output);

    [Fact]
    public void Names_without_rules_and_invalid_ones_have_the_first_line_only()
    {
        Assert.Equal("none\tx.org\tallow-wins\t-\n", _folder.Run("explain", "o", "x.org").AssertDone().Output);
        Assert.Equal("invalid\ta..b\tallow-wins\t-\n", _folder.Run("explain", "o", "a..b").AssertDone().Output);
    }

    [Fact]
    public void What_a_list_takes_back_is_told_where_it_counts()
    {
        _folder.Write("list", "||a.example^\n||b.example^\n||b.example^$badfilter\n||c.example^\n");
        _folder.Write("fixes", "||a.example^$badfilter\n@@||d.example^\n");
        string report = _folder.Run("compile", "-o", "o2", "adblock=list", "adblock=fixes").AssertDone().Output;
        Assert.Matches("cancels +accepted +1", report);
        Assert.Matches("cancelled +cancelled +1", report);
        Assert.Contains("line 2: cancelled (taken back by line 3)", report, StringComparison.Ordinal);
        Assert.Equal(
            "none\ta.example\tallow-wins\t-\nnot-applicable\tcancelled\t||a.example^$cancelled-by=1\tlist:1\n", _folder.Run("explain", "o2", "a.example").AssertDone().Output);
        Assert.StartsWith("blocked\ta.example\t", _folder.Run("check", "--lists", "list", "o2", "a.example").AssertDone().Output, StringComparison.Ordinal);
        Assert.Equal("none\tb.example\tallow-wins\t-\n", _folder.Run("explain", "o2", "b.example").AssertDone().Output);
        Assert.Equal("", _folder.Run("lint", "adblock=list", "adblock=fixes").AssertDone().Output);
    }

    [Fact]
    public void The_wanted_answer_stands_in_the_rule()
    {
        _folder.Write("list", "||a.example^$dnstype=A,dnsrewrite=192.0.2.1\n");
        Assert.Equal("blocked\ta.example\t||a.example^$important,dnstype=A,answer=192.0.2.1\tlist:1\ta.example\n", _folder.Run("check", "--type", "A", "adblock=list", "a.example").AssertDone().Output);
        Assert.Equal(
            "none\ta.example\tallow-wins\t-\nnot-applicable\ttype\t||a.example^$important,dnstype=A,answer=192.0.2.1\tlist:1\n",
            _folder.Run("explain", "--type", "MX", "adblock=list", "a.example").AssertDone().Output);
        Assert.Equal("||a.example^$dnstype=A,dnsrewrite=192.0.2.1\n", _folder.Run("print", "--to", "adblock", "adblock=list").AssertDone().Output);
        Assert.Equal("domainblock: rpz cannot carry a rule for certain types of query: 1 rule left out", Assert.Single(_folder.Run("print", "--to", "rpz", "adblock=list").ErrorLines));
    }

    [Fact]
    public void The_same_is_one_JSON_object()
    {
        using var json = JsonDocument.Parse(_folder.Run("explain", "--json", "o", "ads.example.com").AssertDone().Output);
        Assert.Equal("allowed", json.RootElement.GetProperty("verdict").GetString());
        JsonElement[] rules = [.. json.RootElement.GetProperty("rules").EnumerateArray()];
        Assert.Equal(["wins", "loses", "loses", "loses"], rules.Select(rule => rule.GetProperty("outcome").GetString()));
        Assert.Equal("allow.txt", rules[0].GetProperty("list").GetString());
    }

    [Theory]
    [InlineData("--type", "nothing")]
    [InlineData("--at", "tomorrow")]
    [InlineData("--at", "31.01.2026")]
    public void What_is_no_type_or_instant_is_wrong_usage(string option, string word)
    {
        _folder.Run("explain", option, word, "o", "a").AssertWrongUsage($"{option} takes");
        _folder.Run("check", option, word, "o", "a").AssertWrongUsage($"{option} takes");
    }
}
