namespace DomainBlock.Lists.Tests.Grammars;

/// <summary>Statements of Unbound's configuration, from its manual page and from lists.</summary>
public sealed class UnboundGrammarTests
{
    [Theory]
    [InlineData("local-zone: \"example.com\" static", "||example.com^")]
    [InlineData("local-zone: \"example.com.\" always_nxdomain", "||example.com^")]
    [InlineData("local-zone: example.com. always_null", "||example.com^")]
    [InlineData("local-zone:\"example.com\" static", "||example.com^")]
    [InlineData("  local-zone: 'example.com'\tstatic # comment", "||example.com^")]
    [InlineData("server: local-zone: \"a.example\" static local-zone: \"b.example\" static", "||a.example^ ||b.example^")]
    [InlineData("local-zone: \"example.com\" transparent", "@@||example.com^")]
    [InlineData("local-zone: \"example.com\" typetransparent", "@@||example.com^")]
    [InlineData("local-zone: \"example.com\" always_transparent", "@@||example.com^")]
    [InlineData("local-zone: \"example.com\" inform", "@@||example.com^")]
    [InlineData("local-zone: \".\" static", "||.^")]
    [InlineData("local-data: \"example.com A 0.0.0.0\"", "|example.com^")]
    [InlineData("local-data: \"example.com. 3600 IN A 127.0.0.1\"", "|example.com^")]
    [InlineData("local-data: 'example.com IN 10m AAAA ::'", "|example.com^")]
    [InlineData("local-zone: \"EXAMPLE.com\" static", "||example.com^")]
    [InlineData("local-zone: \"a_b.example\" static", "||a_b.example^")]
    [InlineData("local-zone: \"bücher.example\" static", "||xn--bcher-kva.example^")]
    [InlineData("local-zone: \"a.example\" redirect local-data: \"a.example A 0.0.0.0\"", "||a.example^")]
    [InlineData("local-zone: \"example.com\" always_nodata", "||example.com^$answer=NODATA")]
    [InlineData("local-zone: \"example.com\" refuse", "||example.com^$answer=REFUSED")]
    [InlineData("local-zone: \"example.com\" always_refuse", "||example.com^$answer=REFUSED")]
    [InlineData("local-zone: \"example.com\" deny", "||example.com^$answer=DROP")]
    [InlineData("local-zone: \"example.com\" always_deny", "||example.com^$answer=DROP")]
    [InlineData("local-zone: \"example.com\" inform_deny", "||example.com^$answer=DROP")]
    [InlineData("local-zone: \"example.com\" block_a", "||example.com^$dnstype=A,answer=NODATA @@||example.com^$dnstype=~A")]
    [InlineData("local-zone: \"example.com\" block_aaaa", "||example.com^$dnstype=AAAA,answer=NODATA @@||example.com^$dnstype=~AAAA")]
    [InlineData("local-zone: \".\" refuse", "||.^$answer=REFUSED")]
    [InlineData("local-data: \"example.com A 10.0.0.1\"", "|example.com^$answer=10.0.0.1")]
    [InlineData("local-data: \"example.com CNAME other.example\"", "|example.com^$answer=CNAME|other.example")]
    [InlineData("local-data: \"a.example A 10.0.0.1\" local-data: \"a.example A 10.0.0.2\"", "|a.example^$answer=10.0.0.1|10.0.0.2")]
    [InlineData("local-zone: \"a.example\" redirect local-data: \"a.example A 10.0.0.1\"", "||a.example^$answer=10.0.0.1")]
    [InlineData("local-zone: \"a.example\" redirect local-data: \"a.example CNAME b.example.\"", "||a.example^$answer=CNAME|b.example")]
    public void Zones_and_data_are_rules(string line, string rules) =>
        ListText.AssertLine(ListFormat.Unbound, line, LineReason.Rule, rules);

    [Theory]
    [InlineData("", LineReason.Blank)]
    [InlineData("# local-zone: \"example.com\" static", LineReason.Comment)]
    [InlineData("server:", LineReason.Directive)]
    [InlineData("verbosity: 1", LineReason.Directive)]
    [InlineData("access-control: 10.0.0.0/8 allow # clients", LineReason.Directive)]
    [InlineData("interface: ::1", LineReason.Directive)]
    [InlineData("local-zone: \"example.com\" nodefault", LineReason.Directive)]
    [InlineData("include: \"/etc/unbound/more.conf\"", LineReason.Include)]
    [InlineData("include-toplevel: more.conf", LineReason.Include)]
    [InlineData("local-zone: \"example.com\" noview", LineReason.Action)]
    [InlineData("local-zone: \"example.com\" ipset", LineReason.Action)]
    [InlineData("local-zone-tag: \"example.com\" \"ads\"", LineReason.Client)]
    [InlineData("view: local-zone: \"example.com\" static", LineReason.Client)]
    [InlineData("local-data: 'example.com TXT \"blocked\"'", LineReason.Redirect)]
    [InlineData("local-data: \"example.com AAAA 0.0.0.0\"", LineReason.Redirect)]
    [InlineData("local-data-ptr: \"10.0.0.1 example.com\"", LineReason.Redirect)]
    [InlineData("local-zone: \"example.com\"", LineReason.Syntax)]
    [InlineData("local-zone: \"example.com\" nonsense", LineReason.Syntax)]
    [InlineData("local-zone: \"example.com static", LineReason.Syntax)]
    [InlineData("local-data: \"example.com\"", LineReason.Syntax)]
    [InlineData("example.com", LineReason.Syntax)]
    [InlineData("0.0.0.0 example.com", LineReason.Syntax)]
    [InlineData("local-zone: \"a..example\" static", LineReason.InvalidName)]
    [InlineData("local-zone: \"a*.example\" static", LineReason.Glob)]
    [InlineData("local-zone: \"a.example\" redirect", LineReason.Continued)]
    [InlineData("local-zone: \"a.example\" redirect verbosity: 1", LineReason.Redirect)]
    public void What_is_no_rule_has_its_reason_and_gives_none(string line, LineReason reason) =>
        ListText.AssertLine(ListFormat.Unbound, line, reason, "");

    [Theory]
    [InlineData("local-zone: \"a.example\" redirect\nlocal-data: \"a.example A 0.0.0.0\"\nlocal-data: \"a.example AAAA ::\"\n", "||a.example^ ||a.example^", 1, 0)]
    [InlineData("local-zone: \"a.example\" redirect\n\n# c\nlocal-data: \"a.example A 127.0.0.1\"\n", "||a.example^", 1, 0)]
    [InlineData("local-zone: \"a.example\" redirect\nlocal-data: \"a.example A 10.0.0.1\"\n", "||a.example^$answer=10.0.0.1", 1, 0)]
    [InlineData("local-zone: \"a.example\" redirect\nlocal-data: \"a.example A 10.0.0.1\"\nlocal-data: \"a.example AAAA ::\"\nlocal-data: \"a.example AAAA 2001:db8::1\"\n", "||a.example^$answer=10.0.0.1|::|2001:db8::1", 3, 0)]
    [InlineData("local-zone: \"a.example\" redirect\nlocal-data: 'a.example TXT \"x\"'\n", "", 0, 2)]
    [InlineData("local-zone: \"a.example\" redirect\nlocal-data: \"b.example A 0.0.0.0\"\n", "|b.example^", 0, 1)]
    [InlineData("local-zone: \"a.example\" redirect\nlocal-zone: \"b.example\" redirect\nlocal-data: \"b.example A 0.0.0.0\"\n", "||b.example^", 1, 1)]
    [InlineData("local-zone: \"a.example\" redirect\nlocal-zone: \"b.example\" static\nlocal-data: \"a.example A 0.0.0.0\"\n", "||b.example^ |a.example^", 0, 1)]
    [InlineData("local-zone: \"a.example\" redirect", "", 0, 1)]
    [InlineData("local-zone: \"a.example\" redirect\nverbosity: 1\n", "", 0, 1)]
    [InlineData("local-zone: \"g.example\" redirect\nlocal-data: \"g.example CNAME safe.other.example\"\n", "||g.example^$answer=CNAME|safe.other.example", 1, 0)]
    public void A_redirect_zone_is_what_the_data_that_follows_says(string content, string rules, int continued, int redirects)
    {
        (ListReport report, List<Rule> read) = ListText.Read(ListFormat.Unbound, $"local-zone: z static\n{content}");
        Assert.Equal(rules, string.Join(' ', read.Skip(1)));
        Assert.Equal((continued, redirects), (report.Count(LineReason.Continued), report.Count(LineReason.Redirect)));
    }

    [Fact]
    public void Zones_of_a_view_are_for_some_clients_until_another_clause_begins()
    {
        (ListReport report, List<Rule> rules) = ListText.Read(
            ListFormat.Unbound, "view:\n  name: \"x\"\n  local-zone: \"a.example\" static\n  local-data: \"b.example A 0.0.0.0\"\nserver:\n  local-zone: \"c.example\" static\n");
        Assert.Equal(["||c.example^"], rules.Select(rule => rule.ToString()));
        Assert.Equal(2, report.Count(LineReason.Client));
    }

    [Fact]
    public void A_zone_that_was_taken_back_is_shown_with_its_own_line()
    {
        (ListReport report, _) = ListText.Read(ListFormat.Unbound, "local-zone: z static\nlocal-zone: \"a.example\" redirect\nserver:\n");
        LineSample sample = Assert.Single(report.Samples);
        Assert.Equal((2, "local-zone: \"a.example\" redirect"), (sample.Line, sample.Text));
    }
}
