namespace DomainBlock.Lists.Tests.Grammars;

/// <summary>Records of response policy zones, from the draft, the BIND manual and zones that people publish.</summary>
public sealed class RpzGrammarTests
{
    [Theory]
    [InlineData("example.com CNAME .", "|example.com^")]
    [InlineData("example.com IN CNAME .", "|example.com^")]
    [InlineData("example.com 3600 IN CNAME . ; comment", "|example.com^")]
    [InlineData("example.com IN 1h30m CNAME .", "|example.com^")]
    [InlineData("example.com\tcname\t.", "|example.com^")]
    [InlineData("*.example.com CNAME .", "||*.example.com^")]
    [InlineData("* CNAME .", "||*..^")]
    [InlineData("example.com CNAME rpz-passthru.", "@@|example.com^")]
    [InlineData("*.example.com CNAME RPZ-PASSTHRU.", "@@||*.example.com^")]
    [InlineData("example.com CNAME example.com.", "@@|example.com^")]
    [InlineData("example.com A 0.0.0.0", "|example.com^")]
    [InlineData("example.com A 127.0.0.1", "|example.com^")]
    [InlineData("example.com AAAA ::", "|example.com^")]
    [InlineData("example.com CNAME *.", "|example.com^$answer=NODATA")]
    [InlineData("*.example.com CNAME rpz-drop.", "||*.example.com^$answer=DROP")]
    [InlineData("example.com CNAME walled.garden.example.", "|example.com^$answer=CNAME|walled.garden.example")]
    [InlineData("*.example.com CNAME Example.com.", "||*.example.com^$answer=CNAME|example.com")]
    [InlineData("* CNAME garden.", "||*..^$answer=CNAME|garden")]
    [InlineData("example.com A 10.0.0.1", "|example.com^$answer=10.0.0.1")]
    [InlineData("*.example.com 60 IN AAAA 2001:db8::1", "||*.example.com^$answer=2001:db8::1")]
    [InlineData("* A 10.0.0.1", "||*..^$answer=10.0.0.1")]
    [InlineData("EXAMPLE.Com CNAME .", "|example.com^")]
    [InlineData("_a.b_c.example CNAME .", "|_a.b_c.example^")]
    [InlineData("a\\.b.example CNAME .", "|a\\.b.example^")]
    [InlineData("a\\;b.example CNAME . ; c", "|a;b.example^")]
    [InlineData("a\\046b.example CNAME .", "|a\\.b.example^")]
    [InlineData("a.*.example CNAME .", "|a.*.example^")]
    [InlineData("example.com ( CNAME ) .", "|example.com^")]
    public void A_record_on_a_name_is_a_rule(string line, string rules) =>
        ListText.AssertLine(ListFormat.Rpz, line, LineReason.Rule, rules);

    [Theory]
    [InlineData("", LineReason.Blank)]
    [InlineData("   ", LineReason.Blank)]
    [InlineData("; comment", LineReason.Comment)]
    [InlineData("   ; comment", LineReason.Comment)]
    [InlineData("$TTL 3600", LineReason.Directive)]
    [InlineData("$ORIGIN rpz.example.", LineReason.Directive)]
    [InlineData("$INCLUDE more.zone", LineReason.Include)]
    [InlineData("$GENERATE 1-9 host$ CNAME .", LineReason.Action)]
    [InlineData("$NONSENSE 1", LineReason.Syntax)]
    [InlineData("@ IN SOA a. b. 1 2 3 4 5", LineReason.ZoneRecord)]
    [InlineData("@ IN NS localhost.", LineReason.ZoneRecord)]
    [InlineData("@ TXT \"a zone; with ( signs\"", LineReason.ZoneRecord)]
    [InlineData("example.com RRSIG CNAME 8 2 300 20300101000000 20200101000000 1 example. AAAA", LineReason.ZoneRecord)]
    [InlineData("example.com CNAME rpz-tcp-only.", LineReason.Action)]
    [InlineData("example.com CNAME *.garden.example.", LineReason.Redirect)]
    [InlineData("example.com CNAME rpz-passthru", LineReason.Redirect)]
    [InlineData("example.com AAAA 0.0.0.0", LineReason.Redirect)]
    [InlineData("example.com TXT \"blocked\"", LineReason.Redirect)]
    [InlineData("example.com CNAME garden", LineReason.Redirect)]
    [InlineData("example.com CNAME a..b.", LineReason.InvalidName)]
    [InlineData("32.1.0.0.127.rpz-ip A 10.0.0.1", LineReason.Trigger)]
    [InlineData("example.com NS ns.example.", LineReason.Action)]
    [InlineData("32.4.3.2.10.rpz-ip CNAME .", LineReason.Trigger)]
    [InlineData("48.zz.1.2001.rpz-ip CNAME .", LineReason.Trigger)]
    [InlineData("24.0.0.168.192.rpz-client-ip CNAME .", LineReason.Trigger)]
    [InlineData("ns.example.com.rpz-nsdname CNAME .", LineReason.Trigger)]
    [InlineData("32.1.0.0.127.RPZ-NSIP CNAME .", LineReason.Trigger)]
    [InlineData("32.1.0.0.127.rpz-client-ip CNAME rpz-passthru.", LineReason.LostException)]
    [InlineData("example.com", LineReason.Syntax)]
    [InlineData("example.com CNAME", LineReason.Syntax)]
    [InlineData(" CNAME .", LineReason.Syntax)]
    [InlineData("a..example CNAME .", LineReason.InvalidName)]
    [InlineData("a\\25.example CNAME .", LineReason.InvalidName)]
    [InlineData("example.com. CNAME .", LineReason.InvalidName)]
    [InlineData("0.0.0.0 example.com", LineReason.Syntax)]
    public void What_is_no_rule_has_its_reason_and_gives_none(string line, LineReason reason) =>
        ListText.AssertLine(ListFormat.Rpz, line, reason, "");

    [Theory]
    [InlineData("$ORIGIN rpz.example.\n@ SOA a. b. 1 2 3 4 5\na.com CNAME .\nb.com.rpz.example. CNAME .\n$ORIGIN org.rpz.example.\nc CNAME .\n@ CNAME .\n", "|a.com^ |b.com^ |c.org^ |org^")]
    [InlineData("rpz.example. 300 IN SOA a. b. 1 2 3 4 5\na.com.rpz.example. CNAME .\n*.b.com.RPZ.example. CNAME .\n", "|a.com^ ||*.b.com^")]
    [InlineData("@ SOA a. b. (\n 1 ; serial\n 2 3 4 5 )\n NS localhost.\na.com CNAME .\n  A 0.0.0.0\n", "|a.com^ |a.com^")]
    [InlineData("@ SOA a. b. 1 2 3 4 5\n$ORIGIN com\na CNAME .\n", "|a.com^")]
    [InlineData("a.com CNAME .\n", "|a.com^")]
    [InlineData("$ORIGIN .\nrpz. SOA a. b. 1 2 3 4 5\na.com.rpz CNAME rpz-passthru\n", "@@|a.com^")]
    public void Names_are_told_from_the_top_of_the_zone(string zone, string rules)
    {
        (ListReport report, List<Rule> read) = ListText.Read(ListFormat.Rpz, zone);
        Assert.Equal(rules, string.Join(' ', read));
        Assert.Equal(report.Lines, report.Count(LineOutcome.Accepted) + report.Count(LineOutcome.Ignored));
    }

    [Theory]
    [InlineData("a.com A 10.0.0.1\n      AAAA 2001:db8::1\n      TXT \"x\"\n", "|a.com^$answer=10.0.0.1|2001:db8::1")]
    [InlineData("a.com A 10.0.0.1\n*.a.com A 10.0.0.1\nb.com CNAME .\na.com A 10.0.0.2\n", "|b.com^ |a.com^$answer=10.0.0.1|10.0.0.2 ||*.a.com^$answer=10.0.0.1")]
    [InlineData("$ORIGIN rpz.\n@ SOA a. b. 1 2 3 4 5\na.com CNAME garden\n", "|a.com^$answer=CNAME|garden.rpz")]
    [InlineData("$ORIGIN rpz.\n@ SOA a. b. 1 2 3 4 5\na.com CNAME rpz-passthru\nb.com CNAME @\n", "|a.com^$answer=CNAME|rpz-passthru.rpz |b.com^$answer=CNAME|rpz")]
    public void Data_of_an_owner_is_its_answer(string zone, string rules)
    {
        (ListReport report, List<Rule> read) = ListText.Read(ListFormat.Rpz, zone);
        Assert.Equal(rules, string.Join(' ', read));
        Assert.Equal(read.Count, report.Rules);
    }

    [Theory]
    [InlineData("$ORIGIN rpz.example.\n@ SOA a. b. 1 2 3 4 5\ngood CNAME .\nbad.example.com. CNAME .\n")]
    [InlineData("$ORIGIN rpz.example.\n@ SOA a. b. 1 2 3 4 5\ngood CNAME .\nxrpz.example. CNAME .\n")]
    [InlineData("$ORIGIN rpz.example.\n@ SOA a. b. 1 2 3 4 5\ngood CNAME .\na\\.rpz.example. CNAME .\n")]
    [InlineData("@ SOA a. b. 1 2 3 4 5\ngood CNAME .\nbad.example.com. CNAME .\n")]
    public void A_name_that_is_not_in_the_zone_is_no_rule(string zone)
    {
        (ListReport report, List<Rule> rules) = ListText.Read(ListFormat.Rpz, zone);
        Assert.Equal(["|good^"], rules.Select(rule => rule.ToString()));
        Assert.Equal(1, report.Count(LineReason.InvalidName));
    }

    [Fact]
    public void A_name_that_is_too_long_together_with_the_zones_own_is_no_rule()
    {
        string name = string.Join('.', Enumerable.Repeat(new string('a', 62), 3)) + $".{new string('b', 61)}";
        (ListReport report, _) = ListText.Read(ListFormat.Rpz, $"$ORIGIN rpz.\n@ SOA a. b. 1 2 3 4 5\ngood CNAME .\n{name} CNAME .\n{name[..^1]} CNAME .\n");
        Assert.Equal((1, 2), (report.Count(LineReason.InvalidName), report.Count(LineReason.Rule)));
    }

    [Theory]
    [InlineData("a.com CNAME .\n@ SOA a. b. (\n1 2 3 4 5\nb.com CNAME .\n")]
    [InlineData("a.com CNAME .\n( ")]
    public void A_zone_that_ends_between_parentheses_is_refused(string zone)
    {
        ListRefusedException refusal = ListText.Refusal(ListFormat.Rpz, System.Text.Encoding.UTF8.GetBytes(zone));
        Assert.Equal(ListFault.CutOff, refusal.Fault);
        Assert.Contains("line 2", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_parenthesis_that_stays_open_for_longer_than_a_line_may_be_refuses_the_zone()
    {
        string zone = $"a.com CNAME .\n(\n{string.Concat(Enumerable.Repeat("b.example CNAME .\n", 10_000))})\n";
        Assert.Equal(ListFault.CutOff, ListText.Refusal(ListFormat.Rpz, System.Text.Encoding.UTF8.GetBytes(zone)).Fault);
    }

    [Fact]
    public void A_wildcard_ends_where_a_name_exists()
    {
        using Blocklist blocklist = ListText.Compile(ListFormat.Rpz, "*.example.com CNAME .\na.b.example.com CNAME rpz-passthru.\n");
        Assert.Equal(Verdict.Blocked, blocklist.Match("x.example.com").Verdict);
        Assert.Equal(Verdict.None, blocklist.Match("x.b.example.com").Verdict);
        Assert.Equal(Verdict.Allowed, blocklist.Match("a.b.example.com").Verdict);
    }
}
