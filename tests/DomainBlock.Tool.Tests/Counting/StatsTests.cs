using System.Text.Json;
using DomainBlock.Tool.Tests.Running;

namespace DomainBlock.Tool.Tests.Counting;

/// <summary>What <c>stats</c> counts, and what it and <c>compile --audit</c> say of how rules and lists stand to each other.</summary>
public sealed class StatsTests : IDisposable
{
    private readonly CommandFolder _folder = new();

    public StatsTests()
    {
        _folder.Write("one.txt", "||a.example^\n||b.example^\n@@||ok.a.example^\n||c.example^$important\n");
        _folder.Write("two.txt", "||a.example^\n|x.b.example^\n@@||c.example^\n||d.example^\n");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Rules_are_counted_by_all_that_they_are()
    {
        _folder.Run("compile", "-o", "out", "adblock=one.txt", "adblock=two.txt").AssertDone();
        using var stats = JsonDocument.Parse(_folder.Run("stats", "out", "--json").AssertDone().Output);
        Assert.Equal("exact 1, subtree 7", Words("patterns"));
        Assert.Equal("allow 2, block 6", Words("actions"));
        Assert.Equal("important 1, normal 7", Words("levels"));
        Assert.Equal("allow subtree 2, block exact 1, block subtree 4, important block subtree 1", Words("kinds"));
        Assert.Equal("allow-wins", stats.RootElement.GetProperty("profile").GetString());
        Assert.Equal(0, stats.RootElement.GetProperty("optionSets").GetInt32());
        Assert.Equal(JsonValueKind.Null, stats.RootElement.GetProperty("publicSuffixList").ValueKind);
        JsonElement two = stats.RootElement.GetProperty("lists")[1];
        Assert.Equal("allow subtree 1, block exact 1, block subtree 2", Join(two.GetProperty("kinds")));

        string Words(string property) => Join(stats.RootElement.GetProperty(property));
    }

    [Fact]
    public void Options_and_the_list_of_public_suffixes_are_told()
    {
        var suffixes = PublicSuffixList.Read(new MemoryStream("com\n"u8.ToArray()));
        var builder = new BlocklistBuilder(new BlocklistBuilderOptions { PublicSuffixes = suffixes });
        builder.AddList(new ListInfo("list"));
        builder.Add(new Rule(DomainName.Parse("a"), RulePattern.AnySuffix));
        builder.Add(new Rule(DomainName.Parse("a")) { Options = new RuleOptions { QueryTypes = [1] } });
        builder.Add(new Rule(DomainName.Parse("b")) { Options = new RuleOptions { QueryTypes = [28] } });
        builder.Add(Rule.WithExpression(NameExpression.Parse(ExpressionSyntax.Re2Regex, "track[0-9]+")));
        _folder.Write("out", builder.Build().Image.ToArray());

        string table = _folder.Run("stats", "out").AssertDone().Output;
        Assert.Contains("out: 4 rules on 3 names", table, StringComparison.Ordinal);
        Assert.Contains("Different options: 2\n", table, StringComparison.Ordinal);
        Assert.Contains($"Public Suffix List: sha256 {suffixes.Digest}\n", table, StringComparison.Ordinal);
        using var stats = JsonDocument.Parse(_folder.Run("stats", "out", "--json").AssertDone().Output);
        Assert.Equal("any suffix 1, regex 1, subtree 2", Join(stats.RootElement.GetProperty("patterns")));
        Assert.Equal((2, suffixes.Digest), (stats.RootElement.GetProperty("optionSets").GetInt32(), stats.RootElement.GetProperty("publicSuffixList").GetString()));
    }

    [Theory]
    [InlineData("stats out")]
    [InlineData("compile -o out adblock=one.txt adblock=two.txt --audit")]
    public void Rules_that_repeat_shadow_or_contradict_others_are_told_by_list(string command)
    {
        _folder.Run("compile", "-o", "out", "adblock=one.txt", "adblock=two.txt").AssertDone();
        using var json = JsonDocument.Parse(_folder.Run([.. command.Split(' '), "--json"]).AssertDone().Output);
        JsonElement audit = json.RootElement.GetProperty("audit");
        Assert.Equal(
            [
                "list one.txt, rules 4, duplicate 0, shadowed 0, conflict-won 2, conflict-lost 0",
                "list two.txt, rules 4, duplicate 1, shadowed 2, conflict-won 0, conflict-lost 1",
            ],
            audit.GetProperty("lists").EnumerateArray().Select(Join));
        Assert.Equal(
            ["list one.txt, isIn two.txt, rules 1", "list two.txt, isIn one.txt, rules 2"],
            audit.GetProperty("overlaps").EnumerateArray().Select(Join));
        Assert.Equal(
            [
                "kind conflict-lost, rule @@||c.example^, list two.txt, line 3, other ||c.example^$important, otherList one.txt, otherLine 4",
                "kind conflict-won, rule @@||ok.a.example^, list one.txt, line 3, other ||a.example^, otherList one.txt, otherLine 1",
                "kind conflict-won, rule ||c.example^$important, list one.txt, line 4, other @@||c.example^, otherList two.txt, otherLine 3",
                "kind duplicate, rule ||a.example^, list two.txt, line 1, other ||a.example^, otherList one.txt, otherLine 1",
                "kind shadowed, rule @@||c.example^, list two.txt, line 3, other ||c.example^$important, otherList one.txt, otherLine 4",
                "kind shadowed, rule |x.b.example^, list two.txt, line 2, other ||b.example^, otherList one.txt, otherLine 2",
            ],
            audit.GetProperty("findings").EnumerateArray().Select(Join).Order(StringComparer.Ordinal));

        string table = _folder.Run(command.Split(' ')).AssertDone().Output;
        Assert.Contains("  shadowed: two.txt:2 |x.b.example^ never wins, because of one.txt:2 ||b.example^\n", table, StringComparison.Ordinal);
        Assert.Matches("two.txt +one.txt +2 +50.0 %", table);
    }

    [Fact]
    public void Compile_without_the_option_says_nothing_of_it()
    {
        string table = _folder.Run("compile", "-o", "out", "adblock=one.txt", "adblock=two.txt").AssertDone().Output;
        Assert.DoesNotContain("shadowed", table, StringComparison.Ordinal);
    }

    private static string Join(JsonElement element) => string.Join(", ", element.EnumerateObject().Select(property => $"{property.Name} {property.Value}"));
}
