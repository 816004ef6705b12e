using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace DomainBlock.Lists.Tests.Grammars;

/// <summary>Lines of dnsmasq's configuration, from its manual page and from lists.</summary>
public sealed class DnsmasqGrammarTests
{
    [Theory]
    [InlineData("address=/example.com/", "||example.com^")]
    [InlineData("address=/example.com/#", "||example.com^")]
    [InlineData("address=/example.com/0.0.0.0", "||example.com^")]
    [InlineData("address=/example.com/127.0.0.1", "||example.com^")]
    [InlineData("address=/example.com/::", "||example.com^")]
    [InlineData("address=/example.com/10.0.0.1", "||example.com^$dnstype=A,answer=10.0.0.1")]
    [InlineData("address=/example.com/2001:db8::1", "||example.com^$dnstype=AAAA,answer=2001:db8::1")]
    [InlineData("address=/a.example/*.b.example/10.0.0.010", "||a.example^$dnstype=A,answer=10.0.0.10 ||*.b.example^$dnstype=A,answer=10.0.0.10")]
    [InlineData("address=/#/10.0.0.1", "||.^$dnstype=A,answer=10.0.0.1")]
    [InlineData("local=/example.com/", "||example.com^")]
    [InlineData("server=/example.com/", "||example.com^")]
    [InlineData("server=/.example.com/", "||example.com^")]
    [InlineData("server=/*.example.com/", "||*.example.com^")]
    [InlineData("server=/a.example/b.example/*.c.example/", "||a.example^ ||b.example^ ||*.c.example^")]
    [InlineData("server=/www.example.com/#", "@@||www.example.com^")]
    [InlineData("local=/www.example.com/#", "@@||www.example.com^")]
    [InlineData("server=/*.example.com/#", "@@||*.example.com^")]
    [InlineData("address=/#/", "||.^")]
    [InlineData("  address = /example.com/  # a comment", "||example.com^")]
    [InlineData("address=/example.com/#\t#comment", "||example.com^")]
    [InlineData("address=/EXAMPLE.com./", "||example.com^")]
    [InlineData("address=\"/example.com/\"", "||example.com^")]
    [InlineData("local=/mov/", "||mov^")]
    [InlineData("local=/a_b.example/", "||a_b.example^")]
    [InlineData("local=/bücher.example/", "||xn--bcher-kva.example^")]
    public void Names_between_slashes_are_rules(string line, string rules) =>
        ListText.AssertLine(ListFormat.Dnsmasq, line, LineReason.Rule, rules);

    [Theory]
    [InlineData("server=/*example.com/#", "@@suffix-glob:*example.com")]
    [InlineData("address=/*example.com/", "suffix-glob:*example.com")]
    public void Globs_and_regular_expressions_are_rules(string line, string rules) =>
        ListText.AssertLine(ListFormat.Dnsmasq, line, LineReason.Rule, rules);

    [Theory]
    [InlineData("", LineReason.Blank)]
    [InlineData("# address=/example.com/", LineReason.Comment)]
    [InlineData("server=192.168.0.1", LineReason.Directive)]
    [InlineData("server=192.168.0.1#5353", LineReason.Directive)]
    [InlineData("domain-needed", LineReason.Directive)]
    [InlineData("cache-size=1000", LineReason.Directive)]
    [InlineData("ipset=/example.com/vpn", LineReason.Directive)]
    [InlineData("rebind-domain-ok=/example.com/", LineReason.Directive)]
    [InlineData("conf-file=/etc/more.conf", LineReason.Include)]
    [InlineData("servers-file=/etc/servers", LineReason.Include)]
    [InlineData("addn-hosts=/etc/banner_add_hosts", LineReason.Include)]
    [InlineData("bogus-nxdomain=64.94.110.11", LineReason.Trigger)]
    [InlineData("cname=a.example,b.example", LineReason.Redirect)]
    [InlineData("host-record=a.example,10.0.0.1", LineReason.Redirect)]
    [InlineData("server=/example.com/10.0.0.1", LineReason.Forward)]
    [InlineData("server=/example.com/10.0.0.1#5353", LineReason.Forward)]
    [InlineData("server=//10.0.0.1", LineReason.Forward)]
    [InlineData("local=//", LineReason.Glob)]
    [InlineData("address=/1.2.3.4/", LineReason.Address)]
    [InlineData("address=/a..example/", LineReason.InvalidName)]
    [InlineData("address=/a b.example/", LineReason.InvalidName)]
    [InlineData("address=/\u0301a.example/", LineReason.InvalidUnicode)]
    [InlineData("address=example.com", LineReason.Syntax)]
    [InlineData("address=/example.com", LineReason.Syntax)]
    [InlineData("address", LineReason.Syntax)]
    [InlineData("address=/", LineReason.Syntax)]
    [InlineData("address=/example.com/nonsense", LineReason.Syntax)]
    [InlineData("adress=/example.com/", LineReason.Syntax)]
    [InlineData("example.com", LineReason.Syntax)]
    [InlineData("0.0.0.0 example.com", LineReason.Syntax)]
    [InlineData("||example.com^", LineReason.Syntax)]
    public void What_is_no_rule_has_its_reason_and_gives_none(string line, LineReason reason) =>
        ListText.AssertLine(ListFormat.Dnsmasq, line, reason, "");

    [Theory]
    [InlineData("address=/a.example/10.0.0.1\naddress=/a.example/10.0.0.2\n", "||a.example^$dnstype=A,answer=10.0.0.1|10.0.0.2", 1, 1)]
    [InlineData("address=/a.example/10.0.0.1\naddress=/a.example/2001:db8::1\n", "||a.example^$dnstype=A,answer=10.0.0.1 ||a.example^$dnstype=AAAA,answer=2001:db8::1", 2, 0)]
    [InlineData("address=/a.example/b.example/10.0.0.1\naddress=/a.example/b.example/10.0.0.2\n", "||a.example^$dnstype=A,answer=10.0.0.1|10.0.0.2 ||b.example^$dnstype=A,answer=10.0.0.1|10.0.0.2", 1, 1)]
    [InlineData("address=/a.example/10.0.0.1\nlocal=/b.example/\naddress=/a.example/10.0.0.1\n", "||b.example^ ||a.example^$dnstype=A,answer=10.0.0.1", 2, 1)]
    [InlineData("address=/a.example/0.0.0.0\naddress=/a.example/::\n", "||a.example^ ||a.example^", 2, 0)]
    [InlineData("address=/a.example/10.0.0.1\naddress=/*.a.example/10.0.0.2\n", "||a.example^$dnstype=A,answer=10.0.0.1 ||*.a.example^$dnstype=A,answer=10.0.0.2", 2, 0)]
    public void Addresses_of_a_name_are_one_answer_wherever_their_lines_stand(string content, string rules, int accepted, int continued)
    {
        (ListReport report, List<Rule> read) = ListText.Read(ListFormat.Dnsmasq, content);
        Assert.Equal(rules, string.Join(' ', read));
        Assert.Equal(read.Count, report.Rules);
        Assert.Equal((accepted, continued), (report.Count(LineReason.Rule), report.Count(LineReason.Continued)));
        Assert.All(read, rule => Assert.InRange(rule.Line, 1, report.Lines));
    }

    /// <summary>The slow twin looks for all further addresses of a line's name and type that come first there.</summary>
    [Property(MaxTest = 500, QuietOnSuccess = true)]
    public Property Answers_are_those_of_all_lines_of_a_name_and_type()
    {
        Gen<(string Name, string Address)> line =
            from name in Gen.Elements("a.example", "b.example", "*.a.example")
            from address in Gen.Elements("10.0.0.1", "10.0.0.2", "2001:db8::1", "2001:db8::2", "")
            select (name, address);
        return Prop.ForAll(line.NonEmptyListOf().ToArbitrary(), lines =>
        {
            (ListReport report, List<Rule> rules) = ListText.Read(ListFormat.Dnsmasq, string.Concat(lines.Select(l => $"address=/{l.Name}/{l.Address}\n")));
            bool IsOfOne((string Name, string Address) left, (string Name, string Address) right) => left.Name == right.Name && TypeOf(left.Address) == TypeOf(right.Address) && left.Address.Length > 0;
            string[] expected =
            [
                .. lines.Where(l => l.Address.Length == 0).Select(l => Text(l.Name)),
                .. lines.Where((l, place) => l.Address.Length > 0 && !lines.Take(place).Any(before => IsOfOne(before, l)))
                    .Select(l => $"{Text(l.Name)}$dnstype={TypeOf(l.Address)},answer={string.Join('|', lines.Where(other => IsOfOne(other, l)).Select(other => other.Address).Distinct())}"),
            ];
            Assert.Equal(expected, rules.Select(rule => rule.ToString()));
            Assert.Equal((expected.Length, lines.Count - expected.Length), (report.Count(LineReason.Rule), report.Count(LineReason.Continued)));
        });

        static string TypeOf(string address) => address.Contains(':', StringComparison.Ordinal) ? "AAAA" : address.Length > 0 ? "A" : "";

        static string Text(string name) => $"||{name}^";
    }

    [Fact]
    public void More_addresses_than_an_answer_can_have_are_refused_line_by_line()
    {
        string content = string.Concat(Enumerable.Range(0, RuleAnswer.MaxAddresses + 2).Select(i => $"address=/a.example/10.0.0.{i + 1}\n"));
        (ListReport report, List<Rule> rules) = ListText.Read(ListFormat.Dnsmasq, content);
        Assert.Equal(RuleAnswer.MaxAddresses, Assert.Single(rules).Options.Answer.Addresses.Count);
        Assert.Equal((1, RuleAnswer.MaxAddresses - 1, 2), (report.Count(LineReason.Rule), report.Count(LineReason.Continued), report.Count(LineReason.Answer)));
    }

    [Fact]
    public void A_line_of_several_names_of_which_some_are_no_rules_is_partial() =>
        ListText.AssertLine(ListFormat.Dnsmasq, "local=/a.example/*b*.example/c.example/", LineReason.Partial, "||a.example^ ||c.example^");

    [Fact]
    public void Bare_names_can_be_taken_as_exact() =>
        Assert.Equal("|a.example^ ||b.example^", ListText.ReadLine(ListFormat.Dnsmasq, "local=/a.example/.b.example/"u8, BareName.Exact).Rules);
}
