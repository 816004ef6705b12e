using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace DomainBlock.Lists.Tests.Writing;

/// <summary>What is written and read again is the same; what a format cannot say is counted, never said differently.</summary>
public sealed class RoundTripTests
{
    /// <summary>Labels in presentation format: plain ones, odd ones that lists have, and ones that no list can write.</summary>
    private static readonly string[] Labels =
    [
        "a", "ads", "example", "com", "x-y", "r1---sn", "_dmarc", "-a", "a-", "xn--bcher-kva", "xn--a", "1", "0", "255", "256", "localhost", "local",
        "a\\.b", "a\\032b", "*", "a*", "\\255", "\\#c", "a\\\\b", "domblock", new('l', 63),
    ];

    private static readonly string[] OddNames =
        [".", "localhost", "LocalHost.LocalDomain", "broadcasthost", "ip6-allnodes", "0.0.0.0", "127.0.0.1", "1.2.3.4", "1.2.3", "1.2.3.4.5", "001.2.3.4", "256.1.1.1"];

    private static readonly HashSet<string> NamesOfTheMachine = ["localhost", "localhost.localdomain", "broadcasthost", "ip6-allnodes", "local"];

    /// <summary>All formats but zones and rule sets, which have tests of their own: they are not written rule by rule.</summary>
    private static readonly ListFormat[] RuleByRule = [.. ListFormats.All.Where(format => !format.IsProxyFormat()).Except([ListFormat.Rpz, ListFormat.SingBox])];

    [Property(MaxTest = 1000, QuietOnSuccess = true)]
    public Property What_a_format_can_carry_comes_back_and_the_rest_is_counted()
    {
        Gen<string> name = Gen.Frequency(
            (5, Gen.Elements(Labels).NonEmptyListOf().Select(labels => string.Join('.', labels.Take(3)))),
            (1, Gen.Elements(OddNames)));
        Gen<Rule> rule =
            from text in name
            from pattern in Gen.Elements(RulePattern.Subtree, RulePattern.Subdomains, RulePattern.OneLabel, RulePattern.Exact)
            from action in Gen.Frequency((4, Gen.Constant(RuleAction.Block)), (1, Gen.Constant(RuleAction.Allow)))
            from level in Gen.Frequency((9, Gen.Constant(RuleLevel.Normal)), (1, Gen.Constant(RuleLevel.Important)))
            select new Rule(DomainName.Parse(text), pattern, action, level);
        return Prop.ForAll(rule.ListOf().ToArbitrary(), Gen.Elements(RuleByRule).ToArbitrary(), (some, format) =>
        {
            Rule[] rules = [.. some];
            Rule[] carried = [.. rules.Where(r => Carries(format, r))];
            string text = Write(format, rules, out WriteReport report);
            Rule[] back = [];
            if (carried.Length > 0)
            {
                (ListReport read, List<Rule> readRules) = ListText.Read(format, text);
                Assert.Equal(read.Lines - HeaderLines(format), read.Count(LineReason.Rule));
                back = [.. readRules.Select(r => r with { Line = 0 })];
            }
            Assert.Equal(carried, back);
            Assert.Equal(carried.Length, report.Written);
            Assert.Equal(rules.Length - carried.Length, report.Dropped.Values.Sum());
            Assert.Equal(report.Dropped.Count == 0, report.IsComplete);
            Assert.Equal(carried.Length + HeaderLines(format), text.Count(c => c == '\n'));
        });
    }

    [Theory]
    [InlineData(ListFormat.Domains, "a.example", RulePattern.Exact, "a.example")]
    [InlineData(ListFormat.Domains, "a.example", RulePattern.Subtree, ".a.example")]
    [InlineData(ListFormat.Domains, "a.example", RulePattern.Subdomains, "*.a.example")]
    [InlineData(ListFormat.Wildcard, "a.example", RulePattern.Subtree, "*.a.example")]
    [InlineData(ListFormat.Hosts, "A.Example.", RulePattern.Exact, "0.0.0.0 a.example")]
    [InlineData(ListFormat.Adblock, "a.example", RulePattern.Exact, "|a.example^")]
    [InlineData(ListFormat.Adblock, "a.example", RulePattern.Subtree, "||a.example^")]
    [InlineData(ListFormat.Adblock, "a.example", RulePattern.Subdomains, "||*.a.example^")]
    [InlineData(ListFormat.Unbound, "a.example", RulePattern.Subtree, "local-zone: \"a.example.\" always_nxdomain")]
    [InlineData(ListFormat.Unbound, "a.example", RulePattern.Exact, "local-data: \"a.example. A 0.0.0.0\"")]
    [InlineData(ListFormat.Pihole, "a.example", RulePattern.Exact, "a.example")]
    [InlineData(ListFormat.Pihole, "a.example", RulePattern.Subtree, "||a.example^")]
    [InlineData(ListFormat.Dnscrypt, "a.example", RulePattern.Exact, "=a.example")]
    [InlineData(ListFormat.Dnscrypt, "a.example", RulePattern.Subtree, "a.example")]
    [InlineData(ListFormat.RouteDns, "a.example", RulePattern.Subdomains, "*.a.example")]
    [InlineData(ListFormat.V2fly, "a.example", RulePattern.Exact, "full:a.example")]
    [InlineData(ListFormat.V2fly, "a.example", RulePattern.Subtree, "domain:a.example")]
    [InlineData(ListFormat.Mihomo, "a.example", RulePattern.Subtree, "+.a.example")]
    [InlineData(ListFormat.Mihomo, "a.example", RulePattern.Subdomains, ".a.example")]
    [InlineData(ListFormat.Mihomo, "a.example", RulePattern.OneLabel, "*.a.example")]
    [InlineData(ListFormat.Dnsmasq, "a.example", RulePattern.Subtree, "local=/a.example/")]
    [InlineData(ListFormat.Dnsmasq, "a.example", RulePattern.Subdomains, "local=/*.a.example/")]
    public void A_rule_is_written_as_one_line(ListFormat format, string name, RulePattern pattern, string line)
    {
        Assert.Equal($"{line}\n", Write(format, [new Rule(DomainName.Parse(name), pattern)], out WriteReport report)[Header(format).Length..]);
        Assert.True(report.IsComplete);
    }

    [Theory]
    [InlineData(ListFormat.Hosts, "a.example", RulePattern.Subtree, "a rule on a subtree")]
    [InlineData(ListFormat.Hosts, "a.example", RulePattern.Subdomains, "a rule on subdomains")]
    [InlineData(ListFormat.Hosts, "localhost", RulePattern.Exact, "a name that hosts files use for the machine itself")]
    [InlineData(ListFormat.Wildcard, "a.example", RulePattern.Exact, "a rule on a name alone")]
    [InlineData(ListFormat.Pihole, "example", RulePattern.Exact, "a name alone without a dot")]
    [InlineData(ListFormat.V2fly, "a.example", RulePattern.Subdomains, "a rule on subdomains")]
    [InlineData(ListFormat.Wildcard, "a.example", RulePattern.Subdomains, "a rule on subdomains")]
    [InlineData(ListFormat.Domains, "1.2.3.4", RulePattern.Exact, "a name that reads as an address")]
    [InlineData(ListFormat.Adblock, "1.2.3.4", RulePattern.Subtree, "a name that reads as an address")]
    [InlineData(ListFormat.Domains, "a\\.b.example", RulePattern.Exact, "a name with octets that the format has no way to write")]
    [InlineData(ListFormat.Adblock, "a.example", RulePattern.OneLabel, "a rule on one label below a name")]
    [InlineData(ListFormat.Domains, "a.example", RulePattern.OneLabel, "a rule on one label below a name")]
    [InlineData(ListFormat.Adblock, ".", RulePattern.Subtree, "a name with octets that the format has no way to write")]
    public void A_rule_that_is_left_out_is_counted_with_its_reason(ListFormat format, string name, RulePattern pattern, string reason)
    {
        Rule rule = new(DomainName.Parse(name), pattern);
        Assert.Equal(Header(format), Write(format, [rule, rule], out WriteReport report));
        Assert.Equal(0, report.Written);
        Assert.Equal([KeyValuePair.Create(reason, 2)], report.Dropped);
    }

    [Fact]
    public void Exceptions_and_important_rules_are_never_written_as_something_weaker()
    {
        var name = DomainName.Parse("a.example");
        Assert.Equal("@@||a.example^\n", Write(ListFormat.Adblock, [new Rule(name, RulePattern.Subtree, RuleAction.Allow)], out _));
        Assert.Equal("@@|a.example^$important\n", Write(ListFormat.Adblock, [new Rule(name, RulePattern.Exact, RuleAction.Allow, RuleLevel.Important)], out _));
        Assert.Equal("server=/a.example/#\n", Write(ListFormat.Dnsmasq, [new Rule(name, RulePattern.Subtree, RuleAction.Allow)], out _));
        foreach (ListFormat format in RuleByRule.Where(f => f != ListFormat.Adblock))
        {
            Assert.Equal(Header(format), Write(format, [new Rule(name, RulePattern.Exact, RuleAction.Block, RuleLevel.Important)], out WriteReport important));
            Assert.Equal(["an important rule"], important.Dropped.Keys);
        }
        foreach (ListFormat format in new[] { ListFormat.Domains, ListFormat.Wildcard, ListFormat.Hosts, ListFormat.Pihole, ListFormat.Dnscrypt, ListFormat.RouteDns, ListFormat.V2fly, ListFormat.Mihomo })
        {
            Assert.Equal("", Write(format, [new Rule(name, RulePattern.Exact, RuleAction.Allow)], out WriteReport allowed));
            Assert.Equal(["an allow rule"], allowed.Dropped.Keys);
        }
    }

    /// <summary>dnsmasq and Unbound know one entry a name: the later of two would be taken, whichever it is.</summary>
    [Theory]
    [InlineData(ListFormat.Unbound, "||a.example^\n@@||a.example^\n", "server:\nlocal-zone: \"a.example.\" transparent\n", 1)]
    [InlineData(ListFormat.Unbound, "@@||a.example^\n||a.example^\n", "server:\nlocal-zone: \"a.example.\" transparent\n", 1)]
    [InlineData(ListFormat.Dnsmasq, "||a.example^\n@@||a.example^\n||*.b.example^\n", "server=/a.example/#\nlocal=/*.b.example/\n", 1)]
    [InlineData(ListFormat.Adblock, "||a.example^\n@@||a.example^\n", "@@||a.example^\n||a.example^\n", 0)]
    public void Of_two_rules_on_a_name_the_one_that_wins_is_written(ListFormat format, string list, string expected, int outranked)
    {
        using Blocklist blocklist = ListText.Compile(ListFormat.Adblock, list);
        using var writer = new StringWriter();
        WriteReport report = ListWriter.Write(writer, format, blocklist, TestContext.Current.CancellationToken);
        Assert.Equal(expected.Split('\n').Order(StringComparer.Ordinal), writer.ToString().Split('\n').Order(StringComparer.Ordinal));
        Assert.Equal(outranked, report.Dropped.GetValueOrDefault("a rule that another one on its name outranks"));
    }

    [Fact]
    public void Writing_ends_when_it_is_cancelled() =>
        Assert.Throws<OperationCanceledException>(() => ListWriter.Write(
            TextWriter.Null, ListFormat.Domains, [new Rule(DomainName.Parse("a.example"))], new CancellationToken(canceled: true)));

    private static string Header(ListFormat format) => format == ListFormat.Unbound ? "server:\n" : "";

    private static int HeaderLines(ListFormat format) => Header(format).Count(c => c == '\n');

    /// <summary>Says the same as the writer, from the formats' own rules.</summary>
    private static bool Carries(ListFormat format, Rule rule)
    {
        string name = rule.Name.ToString();
        string[] labels = name.Split('.');
        bool isPlain = name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') && name != ".";
        bool isAddress = labels.Length == 4 && labels.All(label => label.Length <= 3 && byte.TryParse(label, out _) && label.All(char.IsAsciiDigit));
        if (!isPlain || isAddress)
            return false;
        return format switch
        {
            _ when rule.Pattern == RulePattern.OneLabel && format != ListFormat.Mihomo => false,
            ListFormat.Adblock => true,
            ListFormat.Unbound => rule.Level == RuleLevel.Normal && (rule.Pattern == RulePattern.Subtree || (rule.Pattern == RulePattern.Exact && rule.Action == RuleAction.Block)),
            ListFormat.Dnsmasq => rule.Level == RuleLevel.Normal && rule.Pattern != RulePattern.Exact,
            _ when rule.Action == RuleAction.Allow || rule.Level == RuleLevel.Important => false,
            ListFormat.Domains or ListFormat.RouteDns or ListFormat.Mihomo => true,
            ListFormat.Dnscrypt or ListFormat.V2fly => rule.Pattern != RulePattern.Subdomains,
            ListFormat.Pihole => rule.Pattern == RulePattern.Subtree || (rule.Pattern == RulePattern.Exact && labels.Length > 1),
            ListFormat.Wildcard => rule.Pattern == RulePattern.Subtree,
            _ => rule.Pattern == RulePattern.Exact && !NamesOfTheMachine.Contains(name),
        };
    }

    private static string Write(ListFormat format, Rule[] rules, out WriteReport report)
    {
        using var writer = new StringWriter(new StringBuilder(), System.Globalization.CultureInfo.InvariantCulture) { NewLine = "\r\n" };
        report = ListWriter.Write(writer, format, rules);
        return writer.ToString();
    }
}
