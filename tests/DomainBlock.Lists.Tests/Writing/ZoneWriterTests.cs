using System.Net;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace DomainBlock.Lists.Tests.Writing;

/// <summary>A blocklist written as a zone and read again gives the same verdicts and answers, whatever its rules.</summary>
public sealed class ZoneWriterTests
{
    private static readonly string[] Names =
        ["com", "example.com", "a.example.com", "b.a.example.com", "c.b.a.example.com", "x.y.z.example.com", "other.com", "b.other.com", "a_b.net"];

    private static readonly string[] Labels = ["a", "b", "c", "x", "new", "*"];

    private static readonly RuleAnswer[] Answers =
    [
        RuleAnswer.Default, RuleAnswer.Default, RuleAnswer.NxDomain, RuleAnswer.NoData, RuleAnswer.Drop, RuleAnswer.WithTarget(DomainName.Parse("walled.garden")),
        RuleAnswer.WithAddresses(IPAddress.Parse("192.0.2.1")), RuleAnswer.WithAddresses(IPAddress.Parse("192.0.2.2"), IPAddress.Parse("2001:db8::1")),
        RuleAnswer.WithAddresses(IPAddress.Any, IPAddress.IPv6Any), RuleAnswer.WithAddresses(IPAddress.Parse("192.0.2.3"), IPAddress.IPv6Any),
    ];

    [Property(MaxTest = 300, QuietOnSuccess = true)]
    public Property Verdicts_and_answers_come_back()
    {
        Gen<Rule> rule =
            from name in Gen.Elements(Names)
            from pattern in Gen.Elements(RulePattern.Subtree, RulePattern.Subdomains, RulePattern.Exact)
            from action in Gen.Elements(RuleAction.Block, RuleAction.Block, RuleAction.Allow)
            from level in Gen.Elements(RuleLevel.Normal, RuleLevel.Normal, RuleLevel.Important)
            from list in Gen.Choose(0, 1)
            from answer in Gen.Elements(Answers)
            select new Rule(DomainName.Parse(name), pattern, action, level) { List = list, Options = new RuleOptions { Answer = answer } };
        return Prop.ForAll(rule.NonEmptyListOf().ToArbitrary(), some =>
        {
            string zone = Write(some, out WriteReport report);
            using Blocklist back = ListText.Compile(ListFormat.Rpz, zone);
            using Blocklist blocklist = Compile(some);
            Assert.True(report.IsComplete);
            Assert.Equal(some.Count, report.Written);
            foreach (string name in Names.SelectMany(name => Labels.SelectMany(label => (string[])[name, $"{label}.{name}", $"new.{label}.{name}"])).Append("net").Append("none"))
                Assert.Equal((name, Answer(blocklist, name)), (name, Answer(back, name)));
        });
    }

    [Theory]
    [InlineData("example.com", RulePattern.Exact, "REFUSED", "the answer REFUSED")]
    [InlineData("example.com", RulePattern.Subtree, "CNAME|a.example.com", "an answer with a name that the format cannot write")]
    [InlineData("example.com", RulePattern.Exact, "CNAME|rpz-drop", "an answer with a name that the format cannot write")]
    [InlineData("example.com", RulePattern.Exact, "CNAME|.", "an answer with a name that the format cannot write")]
    [InlineData("example.com", RulePattern.Exact, "0.0.0.0|192.0.2.1", "an answer with addresses that lead nowhere before others")]
    public void What_a_zone_cannot_answer_is_counted(string name, RulePattern pattern, string answer, string reason)
    {
        RuleAnswer wanted = answer.StartsWith("CNAME|", StringComparison.Ordinal) ? RuleAnswer.WithTarget(DomainName.Parse(answer.Split('|')[1]))
            : answer.Contains('.', StringComparison.Ordinal) ? RuleAnswer.WithAddresses([.. answer.Split('|').Select(IPAddress.Parse)])
            : RuleAnswer.Refused;
        Write([new Rule(DomainName.Parse(name), pattern) { Options = new RuleOptions { Answer = wanted } }], out WriteReport report);
        Assert.Equal([KeyValuePair.Create(reason, 1)], report.Dropped);
    }

    [Fact]
    public void A_rule_with_conditions_is_in_no_zone()
    {
        var name = DomainName.Parse("example.com");
        Write([new Rule(name) { Options = new RuleOptions { QueryTypes = [1] } }, new Rule(name) { Options = new RuleOptions { ExemptNames = [name] } }], out WriteReport report);
        Assert.Equal(["a rule for certain types of query", "a rule with exempt names"], report.Dropped.Keys);
    }

    /// <summary>What a name is answered with; NXDOMAIN and null addresses are how zones block.</summary>
    private static (Verdict Verdict, string Answer) Answer(Blocklist blocklist, string name)
    {
        MatchResult result = blocklist.Match(name);
        string answer = result.IsBlocked ? blocklist.GetRule(result.Rule).Options.Answer.ToString() : "";
        return (result.Verdict, answer is "NXDOMAIN" or "0.0.0.0|::" ? "" : answer);
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
