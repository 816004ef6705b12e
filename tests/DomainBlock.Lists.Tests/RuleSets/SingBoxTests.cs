using System.Text;
using DomainBlock.Lists.Tests.Lines;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace DomainBlock.Lists.Tests.RuleSets;

public sealed class SingBoxTests
{
    [Theory]
    [InlineData("\"domain\": \"example.com\"", "|example.com^")]
    [InlineData("\"domain\": [\"a.example\", \"B.example\"]", "|a.example^ |b.example^")]
    [InlineData("\"domain_suffix\": \"example.com\"", "||example.com^")]
    [InlineData("\"domain_suffix\": [\".example.com\"]", "||*.example.com^")]
    [InlineData("\"domain\": [\"a.example\"], \"domain_suffix\": [\"b.example\"]", "|a.example^ ||b.example^")]
    [InlineData("\"invert\": false, \"domain\": \"a.example\", \"type\": \"default\"", "|a.example^")]
    [InlineData("\"type\": \"logical\", \"rules\": [{\"domain\": \"a.example\"}, {\"domain_suffix\": \"b.example\"}], \"mode\": \"or\"", "|a.example^ ||b.example^")]
    [InlineData("\"domain\": \"\\u0061.example\"", "|a.example^")]
    [InlineData("\"domain\": [\"a.example\", /* c */ \"b.example\",]", "|a.example^ |b.example^")]
    [InlineData("\"domain\": \"a.example\", \"query_type\": [\"A\", 28]", "|a.example^$dnstype=A|AAAA")]
    [InlineData("\"query_type\": \"https\", \"domain_suffix\": [\"a.example\", \".b.example\"]", "||a.example^$dnstype=HTTPS ||*.b.example^$dnstype=HTTPS")]
    [InlineData("\"domain\": \"a.example\", \"query_type\": []", "|a.example^")]
    [InlineData("\"type\": \"logical\", \"mode\": \"or\", \"rules\": [{\"domain\": \"a.example\", \"query_type\": 65}, {\"domain\": \"b.example\"}]", "|a.example^$dnstype=HTTPS |b.example^")]
    public void Names_are_rules(string rule, string expected)
    {
        (ListReport report, string rules) = ReadRule(rule);
        Assert.Equal(expected, rules);
        Assert.Equal(2, report.Count(LineReason.Rule));
    }

    [Theory]
    [InlineData("\"domain_regex\": \"(?=ads)\"", LineReason.Regex)]
    [InlineData("\"ip_cidr\": [\"10.0.0.0/8\"]", LineReason.Address)]
    [InlineData("\"domain\": \"a.example\", \"query_type\": [\"A\", \"NONSENSE\"]", LineReason.Modifier)]
    [InlineData("\"domain\": \"a.example\", \"query_type\": [65536]", LineReason.Modifier)]
    [InlineData("\"type\": \"logical\", \"mode\": \"or\", \"query_type\": \"A\", \"rules\": [{\"domain\": \"a.example\"}]", LineReason.Syntax)]
    [InlineData("\"type\": \"logical\", \"mode\": \"or\", \"rules\": [{\"domain\": \"a.example\"}], \"query_type\": \"A\"", LineReason.Syntax)]
    [InlineData("\"domain\": \"a.example\", \"port\": 443", LineReason.Trigger)]
    [InlineData("\"domain\": \"a.example\", \"process_name\": [\"curl\"]", LineReason.Trigger)]
    [InlineData("\"domain\": \"a.example\", \"invert\": true", LineReason.Action)]
    [InlineData("\"domain\": \"a.example\", \"nonsense\": true", LineReason.Syntax)]
    [InlineData("\"type\": \"logical\", \"mode\": \"and\", \"rules\": [{\"domain\": \"a.example\"}, {\"domain_suffix\": \"b.example\"}]", LineReason.Trigger)]
    [InlineData("\"type\": \"logical\", \"mode\": \"or\", \"invert\": true, \"rules\": [{\"domain\": \"a.example\"}]", LineReason.Action)]
    [InlineData("\"domain\": \"1.2.3.4\"", LineReason.Address)]
    [InlineData("\"domain\": \"a..example\"", LineReason.InvalidName)]
    [InlineData("\"domain\": \"*.example\"", LineReason.Glob)]
    [InlineData("\"domain\": []", LineReason.Directive)]
    [InlineData("\"port\": 443", LineReason.Directive)]
    public void What_is_no_plain_rule_gives_none(string rule, LineReason reason)
    {
        (ListReport report, string rules) = ReadRule(rule);
        Assert.Equal("", rules);
        Assert.Equal(1, report.Lines - report.Count(LineReason.Rule) - report.Count(LineReason.Directive) + (reason == LineReason.Directive ? 1 : 0));
        Assert.True(report.Count(reason) > 0, string.Join(' ', report.Samples));
    }

    [Fact]
    public void An_alternative_without_conditions_stays_beside_one_with_them()
    {
        (ListReport report, string rules) = ReadRule("\"type\": \"logical\", \"mode\": \"or\", \"rules\": [\n{\"domain\": \"a.example\"},\n{\"domain\": \"b.example\", \"port\": 80}]");
        Assert.Equal("|a.example^", rules);
        Assert.Equal(1, report.Count(LineReason.Trigger));
    }

    /// <summary>In version 1 a suffix is a string that the name ends with.</summary>
    [Fact]
    public void A_suffix_of_version_1_may_begin_inside_a_label()
    {
        (ListReport report, List<Rule> rules) = ListText.Read(ListFormat.SingBox, "{\"version\":1,\"rules\":[\n{\"domain_suffix\":[\n\"example.com\",\n\".example.org\"\n]}]}");
        Assert.Equal(["suffix-glob:*example.com", "||*.example.org^"], rules.Select(rule => rule.ToString()));
        Assert.Equal((2, 3), (report.Count(LineReason.Rule), report.Count(LineReason.Directive)));
    }

    [Theory]
    [InlineData("{\"version\":2,\"rules\":[{\"domain\":[\"a.example\"")]
    [InlineData("{\"version\":2,\"rules\":[{\"domain\":[\"a.example\"]}]")]
    [InlineData("{\"version\":5,\"rules\":[{\"domain\":\"a.example\"}]}")]
    [InlineData("{\"version\":0,\"rules\":[{\"domain\":\"a.example\"}]}")]
    [InlineData("{\"version\":\"2\",\"rules\":[{\"domain\":\"a.example\"}]}")]
    [InlineData("{\"rules\":[{\"domain\":\"a.example\"}],\"version\":2}")]
    [InlineData("{\"version\":2,\"rules\":{}}")]
    [InlineData("{\"version\":2,\"rules\":[{\"domain\":{}}]}")]
    [InlineData("{\"version\":2,\"rules\":[{\"domain\":[1]}]}")]
    [InlineData("{\"version\":2,\"rules\":[{\"port\":[[1]]}]}")]
    [InlineData("{\"version\":2,\"rules\":[],\"more\":1}")]
    [InlineData("{\"version\":2,\"rules\":[{\"domain\":\"a.example\"}]} trailing")]
    [InlineData("[]")]
    [InlineData("a.example")]
    public void What_is_built_otherwise_is_refused_whole(string content)
    {
        ListRefusedException refusal = ListText.Refusal(ListFormat.SingBox, Encoding.UTF8.GetBytes(content));
        Assert.Equal(ListFault.Malformed, refusal.Fault);
    }

    /// <summary>Half of a surrogate pair, and an octet that is no UTF-8 beside an escape, in a value and in a field's name.</summary>
    [Theory]
    [InlineData("\"domain\":\"\\ud800.example\"")]
    [InlineData("\"domain\":\"\u0080\\n\"")]
    [InlineData("\"do\u0080\\nmain\":\"a.example\"")]
    public void Escapes_that_make_no_Unicode_are_refused_with_their_line(string field)
    {
        byte[] content = Encoding.Latin1.GetBytes($"{{\"version\":2,\"rules\":[\n{{{field}}}]}}");
        ListRefusedException refusal = ListText.Refusal(ListFormat.SingBox, content);
        Assert.Equal(ListFault.Malformed, refusal.Fault);
        Assert.Contains("Line 2", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_nesting_and_endless_strings_are_refused()
    {
        string deep = $"{{\"version\":2,\"rules\":{string.Concat(Enumerable.Repeat("[{\"rules\":", 10_000))}";
        Assert.Equal(ListFault.Malformed, ListText.Refusal(ListFormat.SingBox, Encoding.UTF8.GetBytes(deep)).Fault);
        string endless = $"{{\"version\":2,\"rules\":[{{\"domain\":\"{new string('a', 1_000_000)}";
        Assert.Equal(ListFault.Malformed, ListText.Refusal(ListFormat.SingBox, Encoding.UTF8.GetBytes(endless)).Fault);
    }

    [Property(MaxTest = 500, QuietOnSuccess = true)]
    public Property Lines_are_those_of_a_text_and_each_has_one_reason()
    {
        Gen<string> space = Gen.Elements("", "\n", "\r\n", "\r", " ", "\n\n").ListOf().Select(string.Concat);
        Gen<string> value = Gen.Elements("\"a.example\"", "\"b.example\"", "\"1.2.3.4\"", "\"a..b\"");
        Gen<string> field = from name in Gen.Elements("\"domain\"", "\"domain_suffix\"", "\"ip_cidr\"")
                            from before in space
                            from values in value.NonEmptyListOf()
                            from between in space
                            select $"{name}:{before}[{string.Join($",{between}", values)}{before}]";
        Gen<string> rule = from fields in field.NonEmptyListOf() from between in space select $"{{{string.Join($"{between},", fields)}}}";
        Gen<string> set = from rules in rule.ListOf()
                          from between in space
                          from end in space
                          select $"{{\"version\":2,{between}\"rules\":[{{\"domain\":\"good.example\"}}{string.Concat(rules.Select(r => $",{between}{r}"))}]{end}}}{end}";
        return Prop.ForAll(set.ToArbitrary(), text =>
        {
            byte[] content = Encoding.UTF8.GetBytes(text);
            (ListReport report, List<Rule> rules) = ListText.Read(ListFormat.SingBox, content);
            Assert.Equal(PlainLines.Count(content), LineReasons.All.Sum(report.Count));
            Assert.Equal(rules.Count, report.Rules);
            Assert.Equal(content.Length, report.Bytes);
            Assert.All(rules, rule => Assert.InRange(rule.Line, 1, report.Lines));
        });
    }

    [Property(MaxTest = 300, QuietOnSuccess = true)]
    public Property What_was_written_comes_back()
    {
        Gen<Rule> rule =
            from name in Gen.Elements("a.example", "b.a.example", "x_y.example", "com")
            from pattern in Gen.Elements(RulePattern.Subtree, RulePattern.Subdomains, RulePattern.Exact)
            select new Rule(DomainName.Parse(name), pattern);
        return Prop.ForAll(rule.NonEmptyListOf().ToArbitrary(), rules =>
        {
            using var writer = new StringWriter();
            WriteReport report = ListWriter.Write(writer, ListFormat.SingBox, rules);
            (ListReport read, List<Rule> back) = ListText.Read(ListFormat.SingBox, writer.ToString());
            Assert.True(report.IsComplete);
            Assert.Equal(rules.Count, report.Written);
            Assert.Equal(rules.Count, read.Count(LineReason.Rule));
            Assert.Equal(rules.OrderBy(r => r.Pattern != RulePattern.Exact), back.Select(r => r with { Line = 0 }));
        });
    }

    [Fact]
    public void A_set_without_rules_is_written_as_one()
    {
        using var writer = new StringWriter();
        WriteReport report = ListWriter.Write(writer, ListFormat.SingBox, [new Rule(DomainName.Parse("a.example"), RulePattern.OneLabel)], TestContext.Current.CancellationToken);
        Assert.Equal("{\n  \"version\": 2,\n  \"rules\": []\n}\n", writer.ToString());
        Assert.Equal(["a rule on one label below a name"], report.Dropped.Keys);
    }

    private static (ListReport Report, string Rules) ReadRule(string rule)
    {
        (ListReport report, List<Rule> rules) = ListText.Read(ListFormat.SingBox, $"{{\"version\": 2, \"rules\": [\n{{\"domain\": \"good.example\"}},\n{{{rule}}}\n]}}");
        return (report, string.Join(' ', rules.Skip(1)));
    }
}
