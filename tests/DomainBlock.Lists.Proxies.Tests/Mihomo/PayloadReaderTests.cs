using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace DomainBlock.Lists.Proxies.Tests.Mihomo;

public sealed class PayloadReaderTests
{
    [Theory]
    [InlineData("payload:\n  - '+.x.example'\n  - y.example\n", "2 ||x.example^|3 |y.example^")]
    [InlineData("payload:\n- \"+.x.example\"\n-   .y.example # why\n", "2 ||x.example^|3 ||*.y.example^")]
    [InlineData("# a list\n---\npayload: [ '+.x.example', y.example,\n  '*.z.example' ]\n", "3 ||x.example^|3 |y.example^|4 one-label:*.z.example")]
    [InlineData("payload:\n  - DOMAIN-SUFFIX,x.example\n  - DOMAIN,y.example", "2 ||x.example^|3 |y.example^")]
    [InlineData("payload:\n  - 'a.*.example'\n  - DOMAIN-KEYWORD,ads\n  - 'DOMAIN-REGEX,^ads\\.'\n", "2 label-glob:a.*.example|3 keyword:ads|4 regexp:^ads\\.")]
    [InlineData("rules:\n  - x.example\n", "2 |x.example^")]
    [InlineData("name: mine\nby: {who: [me, you]}\npayload:\n\n  - >-\n    x.example\n  - \"\\u0079.example\"\n", "5 |x.example^|7 |y.example^")]
    [InlineData("payload:\r\n  - x.example\r\n  - y.example\r\n", "2 |x.example^|3 |y.example^")]
    [InlineData("\uFEFFpayload:\n  - x.example\n", "2 |x.example^")]
    [InlineData("payload:\n  - bücher.example\n", "2 |xn--bcher-kva.example^")]
    [InlineData("payload: []\n", "")]
    [InlineData("payload:\n", "")]
    public void Entries_are_rules_with_their_lines(string yaml, string expected)
    {
        byte[] content = Encoding.UTF8.GetBytes(yaml);
        (ListReport report, List<Rule> rules) = ProxyText.Read(ListFormat.MihomoYaml, content);
        Assert.Equal(expected, string.Join('|', rules.Select(rule => $"{rule.Line} {rule}")));
        Assert.Equal(PlainLineCount(yaml), report.Lines);
    }

    [Theory]
    [InlineData("- DOMAIN-KEYWORD,", LineReason.Glob)]
    [InlineData("- 'DOMAIN-REGEX,('", LineReason.Regex)]
    [InlineData("- PROCESS-NAME,curl", LineReason.Trigger)]
    [InlineData("- IP-CIDR,10.0.0.0/8,no-resolve", LineReason.Address)]
    [InlineData("- 10.0.0.0/8", LineReason.Address)]
    [InlineData("- a..example", LineReason.InvalidName)]
    [InlineData("- ''", LineReason.Syntax)]
    [InlineData("- {x: y}", LineReason.Syntax)]
    [InlineData("- [x, [y]]", LineReason.Syntax)]
    [InlineData("- &a x b", LineReason.TrailingText)]
    [InlineData("- *a", LineReason.Syntax)]
    [InlineData("- '# x'", LineReason.TrailingText)]
    public void An_entry_that_is_no_rule_has_its_reason(string entry, LineReason reason)
    {
        (ListReport report, List<Rule> rules) = ProxyText.Read(ListFormat.MihomoYaml, Encoding.UTF8.GetBytes($"payload:\n  - good.example\n  {entry}\n"));
        Assert.Equal("|good.example^", Assert.Single(rules).ToString());
        Assert.Equal((3, reason), (Assert.Single(report.Samples).Line, report.Samples[0].Reason));
        Assert.Equal(3, report.Lines);
    }

    [Theory]
    [InlineData("x.example\n")]
    [InlineData("- x.example\n")]
    [InlineData("# nothing\n")]
    [InlineData("name: x\n")]
    [InlineData("payload: x.example\n")]
    [InlineData("payload: {x: y}\n")]
    [InlineData("payload:\n  - 'x.example\n")]
    [InlineData("payload:\n  - [x.example\n")]
    [InlineData("payload:\n\t- x.example\n")]
    [InlineData("payload:\n  - x.example\n---\npayload:\n  - y.example\n")]
    [InlineData("{[\u0001")]
    [InlineData("name: [x\npayload: [\"x.example\"]\n")]
    [InlineData("name: {a: [x]y\npayload: [x.example]\n")]
    public void What_is_built_otherwise_is_refused_whole(string yaml)
    {
        ListRefusedException refusal = ProxyText.Refusal(ListFormat.MihomoYaml, Encoding.UTF8.GetBytes(yaml));
        Assert.Equal(ListFault.Malformed, refusal.Fault);
        Assert.Matches("line [0-9]+", refusal.Message);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{")]
    [InlineData("- ")]
    [InlineData("? ")]
    [InlineData("a: [")]
    [InlineData("&a ")]
    [InlineData("!!x ")]
    public void Nesting_without_end_is_refused_at_once(string opening)
    {
        string yaml = $"payload:\n  - good.example\nmore: {string.Concat(Enumerable.Repeat(opening, 200_000))}";
        var time = System.Diagnostics.Stopwatch.StartNew();
        Assert.Equal(ListFault.Malformed, ProxyText.Refusal(ListFormat.MihomoYaml, Encoding.UTF8.GetBytes(yaml)).Fault);
        Assert.InRange(time.Elapsed.TotalSeconds, 0, 5);
    }

    /// <summary>Nine aliases to nine aliases and so on: nothing follows them.</summary>
    [Fact]
    public void Aliases_are_not_followed()
    {
        string yaml = string.Concat(Enumerable.Range(0, 10).Select(i => $"a{i}: &a{i} [{string.Join(',', Enumerable.Repeat(i == 0 ? "x" : $"*a{i - 1}", 9))}]\n"));
        (ListReport report, List<Rule> rules) = ProxyText.Read(ListFormat.MihomoYaml, Encoding.UTF8.GetBytes($"{yaml}payload:\n  - good.example\n  - *a9\n"));
        Assert.Single(rules);
        Assert.Equal("an entry that is no text", Assert.Single(report.Samples).Detail);
    }

    [Fact]
    public void An_entry_beyond_the_limit_is_skipped()
    {
        (ListReport report, List<Rule> rules) = ProxyText.Read(ListFormat.MihomoYaml, Encoding.UTF8.GetBytes($"payload:\n  - good.example\n  - {new string('x', 100_000)}\n  - better.example"));
        Assert.Equal([2, 4], rules.Select(rule => rule.Line));
        Assert.Equal(1, report.Count(LineReason.TooLong));
    }

    /// <summary>Where a list is YAML and text alike, both readers say the same of every line, but that of its key.</summary>
    [Property(MaxTest = 300, QuietOnSuccess = true)]
    public Property Plain_YAML_is_read_as_the_reader_of_text_reads_it()
    {
        Gen<string> entry = Gen.Elements("x.example", "+.x.example", ".x.example", "a..b", "1.2.3.4", "DOMAIN,y.example", "DOMAIN-KEYWORD,ads", "PROCESS-NAME,curl", "a.b.c # why", "NONSENSE,x");
        Gen<string> line = Gen.Frequency((4, entry.Select(e => $"  - {e}")), (1, Gen.Elements("", "  # comment")));
        return Prop.ForAll(line.ListOf().ToArbitrary(), Gen.Elements("\n", "\r\n").ToArbitrary(), (lines, end) =>
        {
            byte[] content = Encoding.ASCII.GetBytes(string.Concat(lines.Prepend("  - good.example").Prepend("payload:").Select(l => l + end)));
            (ListReport report, List<Rule> rules) = ProxyText.Read(ListFormat.MihomoYaml, content);
            var expected = new List<Rule>();
            using ListSource source = ListSource.Open(new MemoryStream(content), "list");
            ListReport text = source.Read(ListFormat.Mihomo, expected.Add);
            Assert.Equal(expected, rules);
            Assert.Equal(text.Lines, report.Lines);
            foreach (LineReason reason in LineReasons.All.Where(reason => reason.Outcome() != LineOutcome.Ignored))
                Assert.Equal(text.Count(reason), report.Count(reason));
        });
    }

    private static int PlainLineCount(string yaml)
    {
        string[] lines = yaml.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n');
        return lines.Length - (lines[^1].Length == 0 ? 1 : 0);
    }
}
