namespace DomainBlock.Lists.Tests.Grammars;

/// <summary>
/// The questions that break imports, asked of a real blocklist: does the line match the name itself, a name one and two
/// labels below it, a name that only ends in the same letters, and a name that only begins with it?
/// </summary>
public sealed class ConformanceTests
{
    private static readonly string[] Queries =
        ["example.com", "a.example.com", "a.b.example.com", "badexample.com", "example.com.evil.net"];

    [Theory]
    [InlineData(ListFormat.Domains, "example.com", "YNNNN")]
    [InlineData(ListFormat.Domains, "EXAMPLE.com.", "YNNNN")]
    [InlineData(ListFormat.Domains, ".example.com", "YYYNN")]
    [InlineData(ListFormat.Domains, "*.example.com", "NYYNN")]
    [InlineData(ListFormat.Wildcard, "example.com", "YYYNN")]
    [InlineData(ListFormat.Wildcard, ".example.com", "YYYNN")]
    [InlineData(ListFormat.Wildcard, "*.example.com", "YYYNN")]
    [InlineData(ListFormat.Hosts, "0.0.0.0 example.com", "YNNNN")]
    [InlineData(ListFormat.Hosts, "0.0.0.0 other.example EXAMPLE.com # c", "YNNNN")]
    [InlineData(ListFormat.Adblock, "example.com", "YNNNN")]
    [InlineData(ListFormat.Adblock, "0.0.0.0 example.com", "YNNNN")]
    [InlineData(ListFormat.Adblock, "|example.com^", "YNNNN")]
    [InlineData(ListFormat.Adblock, "||example.com^", "YYYNN")]
    [InlineData(ListFormat.Adblock, "||example.com^|", "YYYNN")]
    [InlineData(ListFormat.Adblock, "||example.com|", "YYYNN")]
    [InlineData(ListFormat.Adblock, "||*.example.com^", "NYYNN")]
    [InlineData(ListFormat.Dnsmasq, "address=/example.com/", "YYYNN")]
    [InlineData(ListFormat.Dnsmasq, "address=/.example.com/", "YYYNN")]
    [InlineData(ListFormat.Dnsmasq, "server=/other.example/EXAMPLE.com/", "YYYNN")]
    [InlineData(ListFormat.Dnsmasq, "local=/*.example.com/", "NYYNN")]
    [InlineData(ListFormat.Unbound, "local-zone: \"example.com\" always_nxdomain", "YYYNN")]
    [InlineData(ListFormat.Unbound, "local-data: \"example.com A 0.0.0.0\"", "YNNNN")]
    [InlineData(ListFormat.Unbound, "local-zone: \"example.com\" redirect\nlocal-data: \"example.com A 0.0.0.0\"", "YYYNN")]
    [InlineData(ListFormat.Rpz, "example.com CNAME .", "YNNNN")]
    [InlineData(ListFormat.Rpz, "*.example.com CNAME .", "NYYNN")]
    [InlineData(ListFormat.Rpz, "*.example.com CNAME .\na.b.example.com CNAME rpz-passthru.", "NYNNN")]
    [InlineData(ListFormat.Pihole, "example.com", "YNNNN")]
    [InlineData(ListFormat.Pihole, "0.0.0.0 example.com", "YNNNN")]
    [InlineData(ListFormat.Pihole, "||example.com^", "YYYNN")]
    [InlineData(ListFormat.Dnscrypt, "example.com", "YYYNN")]
    [InlineData(ListFormat.Dnscrypt, ".example.com", "YYYNN")]
    [InlineData(ListFormat.Dnscrypt, "*.example.com", "YYYNN")]
    [InlineData(ListFormat.Dnscrypt, "*example.com", "YYYNN")]
    [InlineData(ListFormat.Dnscrypt, "=example.com", "YNNNN")]
    [InlineData(ListFormat.RouteDns, "example.com", "YNNNN")]
    [InlineData(ListFormat.RouteDns, ".example.com", "YYYNN")]
    [InlineData(ListFormat.RouteDns, "*.example.com", "NYYNN")]
    [InlineData(ListFormat.V2fly, "example.com", "YYYNN")]
    [InlineData(ListFormat.V2fly, "domain:example.com @cn", "YYYNN")]
    [InlineData(ListFormat.V2fly, "full:example.com", "YNNNN")]
    [InlineData(ListFormat.Mihomo, "example.com", "YNNNN")]
    [InlineData(ListFormat.Mihomo, "+.example.com", "YYYNN")]
    [InlineData(ListFormat.Mihomo, ".example.com", "NYYNN")]
    [InlineData(ListFormat.Mihomo, "*.example.com", "NYNNN")]
    [InlineData(ListFormat.Mihomo, "DOMAIN,example.com", "YNNNN")]
    [InlineData(ListFormat.Mihomo, "DOMAIN-SUFFIX,example.com", "YYYNN")]
    [InlineData(ListFormat.Adblock, "||example.com", "YYYNY")]
    [InlineData(ListFormat.Adblock, "*.example.com", "NYYNN")]
    [InlineData(ListFormat.Adblock, "example.com.", "NNNNY")]
    [InlineData(ListFormat.Adblock, "exam_ple.com", "NNNNN")]
    [InlineData(ListFormat.Adblock, "xample.com|", "YYYYN")]
    [InlineData(ListFormat.Adblock, "|example.*^", "YNNNY")]
    [InlineData(ListFormat.Adblock, "://example.", "YNNNY")]
    [InlineData(ListFormat.Adblock, "*$denyallow=com", "NNNNY")]
    [InlineData(ListFormat.Adblock, "/^a\\.(b\\.)?ex/", "NYYNN")]
    [InlineData(ListFormat.Dnsmasq, "local=/*example.com/", "YYYYN")]
    [InlineData(ListFormat.Dnscrypt, "*mple.co*", "YYYYY")]
    [InlineData(ListFormat.Dnscrypt, "example.*", "YNNNY")]
    [InlineData(ListFormat.Dnscrypt, "a?b.example.com", "NNYNN")]
    [InlineData(ListFormat.Pihole, "^(a\\.)?example\\.com$", "YYNNN")]
    [InlineData(ListFormat.V2fly, "keyword:dexam", "NNNYN")]
    [InlineData(ListFormat.V2fly, "regexp:^[ab]", "NYYYN")]
    [InlineData(ListFormat.Mihomo, "*.*.example.com", "NNYNN")]
    [InlineData(ListFormat.Mihomo, "DOMAIN-WILDCARD,e?ample.com", "YNNNN")]
    [InlineData(ListFormat.Mihomo, "DOMAIN-WILDCARD,*a??le.com", "YYYYN")]
    public void A_rule_matches_the_names_that_its_consumer_matches(ListFormat format, string line, string expected) =>
        Assert.Equal(expected, Ask(format, line));

    /// <summary>What no rule can say is refused with its reason and blocks nothing.</summary>
    [Theory]
    [InlineData("/^(?=example)/", LineReason.Regex)]
    [InlineData("example.com#c", LineReason.InvalidName)]
    [InlineData("||example.com^$third-party", LineReason.Browser)]
    [InlineData("example.com##.ad", LineReason.Cosmetic)]
    public void What_cannot_be_said_exactly_blocks_nothing(string line, LineReason reason)
    {
        (ListReport report, _) = ListText.Read(ListFormat.Adblock, $"||good.example^\n{line}\n");
        Assert.Equal(1, report.Count(reason));
        Assert.Equal("NNNNN", Ask(ListFormat.Adblock, line));
    }

    [Theory]
    [InlineData("||com^$denyallow=x.com", "a.x.com")]
    [InlineData("@@||appspot.com^$denyallow=x.appspot.com", "x.appspot.com")]
    [InlineData("example.com#c", "example.co")]
    [InlineData("example.com#c", "example.com")]
    public void Known_bugs_of_other_readers_do_not_happen(string line, string name)
    {
        using var blocklist = Blocklist.Create(ListText.Read(ListFormat.Adblock, $"||good.example^\n{line}\n").Rules);
        Assert.Equal(Verdict.None, blocklist.Match(name).Verdict);
        Assert.True(blocklist.Match("good.example").IsBlocked);
    }

    [Fact]
    public void An_exception_lifts_the_block()
    {
        using var blocklist = Blocklist.Create(ListText.Read(ListFormat.Adblock, "||example.com^\n@@||a.example.com^\n").Rules);
        Assert.Equal(Verdict.Blocked, blocklist.Match("example.com").Verdict);
        Assert.Equal(Verdict.Allowed, blocklist.Match("x.a.example.com").Verdict);
    }

    /// <summary>What AdGuard Home answers, from its documentation and the code of urlfilter: verdict and answer, <c>-</c> for none.</summary>
    [Theory]
    [InlineData("||e.com^$important\n@@||e.com^", "A", "e.com", "blocked")]
    [InlineData("||e.com^$important\n@@||e.com^$important", "A", "e.com", "allowed")]
    [InlineData("@@||e.com^\n||ads.e.com^", "A", "ads.e.com", "allowed")]
    [InlineData("||e.com^$dnstype=~A", "A", "e.com", "-")]
    [InlineData("||e.com^$dnstype=~A", "AAAA", "e.com", "blocked")]
    [InlineData("||e.com^$dnstype=AAAA", "A", "e.com", "-")]
    [InlineData("||e.com^$denyallow=sub.e.com", "A", "e.com", "blocked")]
    [InlineData("||e.com^$denyallow=sub.e.com", "A", "x.sub.e.com", "-")]
    [InlineData("||com^$denyallow=e.com\n||e.com^$dnstype=MX", "MX", "e.com", "blocked")]
    [InlineData("@@||e.com^$dnstype=A\n||e.com^", "A", "e.com", "allowed")]
    [InlineData("@@||e.com^$dnstype=A\n||e.com^", "AAAA", "e.com", "blocked")]
    [InlineData("@@||e.com^\n||e.com^$dnsrewrite=NXDOMAIN", "A", "e.com", "blocked NXDOMAIN")]
    [InlineData("||e.com^\n||e.com^$dnsrewrite=1.2.3.4", "A", "e.com", "blocked 1.2.3.4")]
    [InlineData("||e.com^$dnsrewrite=NOERROR;A;1.2.3.4\n||e.com^$dnsrewrite=NOERROR;A;1.2.3.5", "A", "e.com", "blocked 1.2.3.4|1.2.3.5")]
    [InlineData("||e.com^$dnstype=AAAA,dnsrewrite=NOERROR", "AAAA", "e.com", "blocked NODATA")]
    [InlineData("||e.com^$dnstype=AAAA,dnsrewrite=NOERROR", "A", "e.com", "-")]
    public void Options_mean_what_AdGuard_Home_means_by_them(string list, string type, string name, string expected)
    {
        Assert.True(QueryType.TryParse(type, out ushort queryType));
        using Blocklist blocklist = ListText.Compile(ListFormat.Adblock, list);
        MatchResult result = blocklist.Match(name, new MatchContext { Type = queryType });
        string answer = result.Rule < 0 ? "" : blocklist.GetRule(result.Rule).Options.Answer.ToString();
        string verdict = result.Verdict == Verdict.None ? "-" : result.Verdict.ToString().ToLowerInvariant();
        Assert.Equal(expected, $"{verdict} {answer}".TrimEnd());
    }

    private static string Ask(ListFormat format, string line)
    {
        string good = ListText.Line(format, "good.example");
        using Blocklist blocklist = ListText.Compile(format, $"{good}\n{line}\n");
        return string.Concat(Queries.Select(name => blocklist.Match(name).IsBlocked ? 'Y' : 'N'));
    }
}
