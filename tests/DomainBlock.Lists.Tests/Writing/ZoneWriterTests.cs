using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace DomainBlock.Lists.Tests.Writing;

/// <summary>A blocklist written as a zone and read again gives the same verdicts, whatever its rules.</summary>
public sealed class ZoneWriterTests
{
    private static readonly string[] Names =
        ["com", "example.com", "a.example.com", "b.a.example.com", "c.b.a.example.com", "x.y.z.example.com", "other.com", "b.other.com", "a_b.net"];

    private static readonly string[] Labels = ["a", "b", "c", "x", "new", "*"];

    [Property(MaxTest = 300, QuietOnSuccess = true)]
    public Property Verdicts_come_back()
    {
        Gen<Rule> rule =
            from name in Gen.Elements(Names)
            from pattern in Gen.Elements(RulePattern.Subtree, RulePattern.Subdomains, RulePattern.Exact)
            from action in Gen.Elements(RuleAction.Block, RuleAction.Block, RuleAction.Allow)
            from level in Gen.Elements(RuleLevel.Normal, RuleLevel.Normal, RuleLevel.Important)
            from list in Gen.Choose(0, 1)
            select new Rule(DomainName.Parse(name), pattern, action, level) { List = list };
        return Prop.ForAll(rule.NonEmptyListOf().ToArbitrary(), some =>
        {
            string zone = Write(some, out WriteReport report);
            using Blocklist back = ListText.Compile(ListFormat.Rpz, zone);
            using Blocklist blocklist = Compile(some);
            Assert.True(report.IsComplete);
            Assert.Equal(some.Count, report.Written);
            foreach (string name in Names.SelectMany(name => Labels.SelectMany(label => (string[])[name, $"{label}.{name}", $"new.{label}.{name}"])).Append("net").Append("none"))
                Assert.Equal((name, blocklist.Match(name).Verdict), (name, back.Match(name).Verdict));
        });
    }

    [Fact]
    public void A_subtree_is_two_lines_and_a_name_below_it_two_more()
    {
        string zone = Write([new Rule(DomainName.Parse("example.com")), new Rule(DomainName.Parse("b.a.example.com"), RulePattern.Exact, RuleAction.Allow)], out _);
        Assert.Equal(
            [
                "example.com CNAME .", "*.example.com CNAME .", "a.example.com CNAME .", "*.a.example.com CNAME .",
                "b.a.example.com CNAME rpz-passthru.", "*.b.a.example.com CNAME .",
            ],
            zone.Split('\n')[3..^1]);
    }

    [Fact]
    public void A_zone_comes_back_as_it_was()
    {
        const string Zone = "*.example.com CNAME .\na.b.example.com CNAME rpz-passthru.\n";
        using Blocklist blocklist = ListText.Compile(ListFormat.Rpz, Zone);
        using var writer = new StringWriter();
        WriteReport report = ListWriter.Write(writer, ListFormat.Rpz, blocklist, TestContext.Current.CancellationToken);
        Assert.True(report.IsComplete);
        Assert.EndsWith($"@ NS localhost.\n{Zone}", writer.ToString(), StringComparison.Ordinal);

        using var hosts = new StringWriter();
        WriteReport lost = ListWriter.Write(hosts, ListFormat.Domains, blocklist, TestContext.Current.CancellationToken);
        Assert.Equal(["a wildcard that ends at existing names", "an allow rule"], lost.Dropped.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("example.com", RulePattern.OneLabel, "a rule on one label below a name")]
    [InlineData("1.2.3.4", RulePattern.Exact, "a name that reads as an address")]
    [InlineData("8.0.0.0.10.rpz-ip", RulePattern.Exact, "a name that a zone would take for a trigger of another kind")]
    public void What_a_zone_cannot_carry_is_counted_and_makes_no_verdict(string name, RulePattern pattern, string reason)
    {
        string zone = Write([new Rule(DomainName.Parse(name), pattern), new Rule(DomainName.Parse($"a.{name}.net"), RulePattern.Exact)], out WriteReport report);
        Assert.Equal([KeyValuePair.Create(reason, 1)], report.Dropped);
        Assert.Equal([$"a.{name}.net CNAME ."], zone.Split('\n')[3..^1]);
    }

    private static string Write(IEnumerable<Rule> rules, out WriteReport report)
    {
        using var writer = new StringWriter();
        report = ListWriter.Write(writer, ListFormat.Rpz, rules, TestContext.Current.CancellationToken);
        return writer.ToString();
    }

    private static Blocklist Compile(IEnumerable<Rule> rules)
    {
        var builder = new BlocklistBuilder();
        builder.AddList(new ListInfo("0"));
        builder.AddList(new ListInfo("1"));
        foreach (Rule rule in rules)
            builder.Add(rule);
        return builder.Build(cancellationToken: TestContext.Current.CancellationToken).Open();
    }
}
