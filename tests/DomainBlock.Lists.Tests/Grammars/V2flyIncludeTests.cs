namespace DomainBlock.Lists.Tests.Grammars;

/// <summary>Includes of v2fly's lists: from the folder that was given, by attributes, never from elsewhere, and never without end.</summary>
public sealed class V2flyIncludeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("domainblock-v2fly-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("include:a", "||one.example^ |two.example^ ||three.example^")]
    [InlineData("include:a @cn", "||one.example^ ||three.example^")]
    [InlineData("include:a @-cn", "|two.example^")]
    [InlineData("include:a @cn @-ads", "||one.example^")]
    [InlineData("include:b @ads", "||three.example^ |four.example^")]
    [InlineData("include:b @cn @ads # comment", "||three.example^")]
    [InlineData("include:geolocation-!cn", "||five.example^")]
    public void Rules_of_other_lists_are_taken_by_their_attributes(string line, string rules)
    {
        Write("a", "# comment\none.example @cn\nfull:two.example\ndomain:three.example @cn @ads\n");
        Write("b", "include:a @cn\nfull:four.example @ads\n");
        Write("geolocation-!cn", "five.example\n");
        (ListReport report, List<Rule> read) = Read($"good.example\n{line}\n");
        Assert.Equal(rules, string.Join(' ', read.Skip(1)));
        Assert.Equal(2, report.Count(LineReason.Rule));
        Assert.All(read.Skip(1), rule => Assert.Equal(2, rule.Line));
    }

    [Fact]
    public void What_of_an_included_list_is_no_rule_is_told_with_its_place()
    {
        Write("a", "one.example\n\nregexp:(?=x)\nregexp:\\pL\n");
        (ListReport report, List<Rule> rules) = Read("good.example\ninclude:a\n");
        Assert.Equal(2, rules.Count);
        Assert.Equal(new LineSample(2, LineReason.Partial, "include:a", "a, line 3: regex, look-ahead or look-behind, at character 1"), Assert.Single(report.Samples));
    }

    [Theory]
    [InlineData("missing", "missing is not in the folder")]
    [InlineData("../secret", "../secret is not in the folder")]
    [InlineData("..", ".. is not in the folder")]
    [InlineData("/etc/hosts", "/etc/hosts is not in the folder")]
    [InlineData("sub/a", "sub/a is not in the folder")]
    [InlineData("link", "link is not in the folder")]
    [InlineData("circle", "circle, line 1: include, circle includes itself")]
    public void Nothing_is_read_from_elsewhere_or_twice_inside_itself(string name, string detail)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "sub"));
        Write("sub/a", "secret.example\n");
        Write("circle", "include:circle\n");
        File.CreateSymbolicLink(Path.Combine(_folder, "link"), Path.Combine(_folder, "sub", "a"));
        (ListReport report, List<Rule> rules) = Read($"good.example\ninclude:{name}\n");
        Assert.Single(rules);
        Assert.Equal((LineReason.Include, detail), (report.Samples[0].Reason, report.Samples[0].Detail));
    }

    private void Write(string name, string content) => File.WriteAllText(Path.Combine(_folder, name), content);

    private (ListReport Report, List<Rule> Rules) Read(string content) =>
        ListText.Read(ListFormat.V2fly, content, new ListReadOptions { Includes = new ListIncludes(_folder) });
}
