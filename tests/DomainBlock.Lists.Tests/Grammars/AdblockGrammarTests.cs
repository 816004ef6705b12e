namespace DomainBlock.Lists.Tests.Grammars;

public sealed class AdblockGrammarTests
{
    [Theory]
    [InlineData("||example.com^", "||example.com^")]
    [InlineData("||example.com|", "||example.com^")]
    [InlineData("||example.com^|", "||example.com^")]
    [InlineData("||*.example.com^", "||*.example.com^")]
    [InlineData("|example.com^", "|example.com^")]
    [InlineData("|example.com|", "|example.com^")]
    [InlineData("|example.com^|", "|example.com^")]
    [InlineData(".example.com^", "||*.example.com^")]
    [InlineData("*.example.com^", "||*.example.com^")]
    [InlineData("||*.example.com^|", "||*.example.com^")]
    [InlineData("|*.example.com|", "||*.example.com^")]
    [InlineData("@@.example.com^", "@@||*.example.com^")]
    [InlineData("@@||example.com^", "@@||example.com^")]
    [InlineData("@@||*.example.com^|", "@@||*.example.com^")]
    [InlineData("@@|example.com^", "@@|example.com^")]
    [InlineData("example.com", "|example.com^")]
    [InlineData("example.com # comment", "|example.com^")]
    [InlineData("0.0.0.0 example.com", "|example.com^")]
    [InlineData("127.0.0.1 a.example b.example # c", "|a.example^ |b.example^")]
    [InlineData("||EXAMPLE.com^", "||example.com^")]
    [InlineData(" ||example.com^\t", "||example.com^")]
    [InlineData("||mov^", "||mov^")]
    [InlineData("||a_b.example^", "||a_b.example^")]
    [InlineData("||-a.example^", "||-a.example^")]
    [InlineData("||r1---sn-x.example^", "||r1---sn-x.example^")]
    [InlineData("r1---sn-x.example", "|r1---sn-x.example^")]
    [InlineData("||xn--bcher-kva.example^", "||xn--bcher-kva.example^")]
    public void Anchored_names_and_bare_host_names_are_rules(string line, string rules) =>
        ListText.AssertLine(ListFormat.Adblock, line, LineReason.Rule, rules);

    [Theory]
    [InlineData("single", "single")]
    [InlineData("||ads*.example.com^", "||ads*.example.com^")]
    [InlineData("||*.ads*.example.com^", "||*.ads*.example.com^")]
    [InlineData("|example.*^", "|example.*^")]
    [InlineData("||example.com", "||example.com")]
    [InlineData(".example.com", ".example.com")]
    [InlineData("/^ad[0-9]+\\$/", "/^ad[0-9]+\\$/")]
    [InlineData("||yandex.avito.sber*", "||yandex.avito.sber*")]
    [InlineData("/^ads?[0-9]*\\./", "/^ads?[0-9]*\\./")]
    [InlineData("@@/ads/", "@@/ads/")]
    [InlineData("||a^b.example^", "||a^b.example^")]
    [InlineData("example.com|", "example.com|")]
    [InlineData("*.example.com", "*.example.com")]
    [InlineData("/ads/$important", "/ads/$important")]
    [InlineData("||example.com^*", "||example.com^*")]
    [InlineData("/^a$b/$important", "/^a$b/$important")]
    [InlineData("@@example.com^", "@@example.com^")]
    [InlineData("example.com^", "example.com^")]
    [InlineData("|example.com", "|example.com")]
    [InlineData("*$denyallow=com|net", "*$denyallow=com|net")]
    [InlineData("exam_ple.com", "exam_ple.com")]
    [InlineData("example.com$important", "example.com$important")]
    [InlineData("example.com.", "example.com.")]
    [InlineData("@@example.com", "@@example.com")]
    [InlineData(".exam*ple.com^", ".exam*ple.com^")]
    [InlineData("://ads.", "://ads.")]
    [InlineData("http://ads.*.example^", "http://ads.*.example^")]
    public void Globs_and_regular_expressions_are_rules(string line, string rules) =>
        ListText.AssertLine(ListFormat.Adblock, line, LineReason.Rule, rules);

    [Theory]
    [InlineData("", LineReason.Blank)]
    [InlineData("! Title: x", LineReason.Comment)]
    [InlineData("!||example.com^", LineReason.Comment)]
    [InlineData("# comment", LineReason.Comment)]
    [InlineData("#comment", LineReason.Comment)]
    [InlineData("####", LineReason.Comment)]
    [InlineData("## comment", LineReason.Comment)]
    [InlineData("# costs $$5", LineReason.Comment)]
    [InlineData("[Adblock Plus 2.0]", LineReason.Header)]
    [InlineData("127.0.0.1 localhost", LineReason.LocalName)]
    [InlineData("example.com##.ad", LineReason.Cosmetic)]
    [InlineData("##.ad", LineReason.Cosmetic)]
    [InlineData("example.com#@#.ad", LineReason.Cosmetic)]
    [InlineData("example.com#?#.ad:has(b)", LineReason.Cosmetic)]
    [InlineData("example.com#$#body { }", LineReason.Cosmetic)]
    [InlineData("example.com#%#window.x = 1", LineReason.Cosmetic)]
    [InlineData("example.com$$script[x]", LineReason.Cosmetic)]
    [InlineData("/ads/banner", LineReason.Url)]
    [InlineData("://ads./x", LineReason.Url)]
    [InlineData("//ads.example^", LineReason.Url)]
    [InlineData("|://ads.", LineReason.Url)]
    [InlineData("||example.com/path^", LineReason.Url)]
    [InlineData("||example.com:8080^", LineReason.Url)]
    [InlineData("|https://example.com^", LineReason.Url)]
    [InlineData("example.com some note", LineReason.TrailingText)]
    [InlineData("||example.com^ # comment", LineReason.TrailingText)]
    [InlineData("||example.com^$important ! comment", LineReason.Modifier)]
    [InlineData("||example.com^$third-party", LineReason.Browser)]
    [InlineData("||example.com^$document", LineReason.Browser)]
    [InlineData("||example.com^$all", LineReason.Browser)]
    [InlineData("||example.com^$popup", LineReason.Browser)]
    [InlineData("||example.com^$badfilter", LineReason.LostException)]
    [InlineData("||example.com^$important,badfilter", LineReason.LostException)]
    [InlineData("||example.com^$client='a b'", LineReason.Client)]
    [InlineData("||example.com^$~third-party,important", LineReason.Browser)]
    [InlineData("||example.com^$domain=a.example|b.example", LineReason.Browser)]
    [InlineData("||example.com^$script,third-party", LineReason.Browser)]
    [InlineData("||example.com^$nonsense", LineReason.Modifier)]
    [InlineData("||example.com^$third-party,nonsense", LineReason.Modifier)]
    [InlineData("||example.com^$ctag=device_phone", LineReason.Client)]
    [InlineData("||example.com^$client=~'Mary\\, John'", LineReason.Client)]
    [InlineData("@@||example.com^$client=127.0.0.1", LineReason.LostException)]
    [InlineData("||example.com^$dnsrewrite=NOERROR;HTTPS;10 svc.example", LineReason.Answer)]
    [InlineData("@@||example.com^$dnsrewrite", LineReason.LostException)]
    [InlineData("||example.com^$respgeo=RU", LineReason.Trigger)]
    [InlineData("@@||example.com^$dnsrewrite=1.2.3.4", LineReason.LostException)]
    [InlineData("||example.com^$dnsrewrite=NOERROR;TXT;hello_world", LineReason.Answer)]
    [InlineData("||example.com^$dnsrewrite=NOERROR;MX;32 example.mail", LineReason.Answer)]
    [InlineData("||4.3.2.1.in-addr.arpa^$dnsrewrite=NOERROR;PTR;example.net.", LineReason.Answer)]
    [InlineData("*$dnsrewrite=1.2.3.4", LineReason.Glob)]
    [InlineData("$important", LineReason.Glob)]
    [InlineData("ad", LineReason.Glob)]
    [InlineData("||example.com^$dnsrewrite=SERVFAIL", LineReason.Answer)]
    [InlineData("||example.com^$dnsrewrite=SERVFAIL;;", LineReason.Answer)]
    [InlineData("||example.com^$dnsrewrite=NOERROR;", LineReason.Syntax)]
    [InlineData("||example.com^$dnsrewrite=NOERROR;A;::1", LineReason.Syntax)]
    [InlineData("||example.com^$dnsrewrite=NOERROR;AAAA;1.2.3.4", LineReason.Syntax)]
    [InlineData("||example.com^$dnsrewrite=NOERROR;A;", LineReason.Syntax)]
    [InlineData("||example.com^$dnsrewrite=NOERROR;CNAME;a_b.example", LineReason.Syntax)]
    [InlineData("||example.com^$dnsrewrite=-a.example", LineReason.Syntax)]
    [InlineData("||example.com^$dnsrewrite=a..example", LineReason.Syntax)]
    [InlineData("||example.com^$dnsrewrite=a.example.", LineReason.Syntax)]
    [InlineData("||example.com^$dnstype=", LineReason.Modifier)]
    [InlineData("||example.com^$dnstype=A|", LineReason.Modifier)]
    [InlineData("||example.com^$dnstype=NONSENSE", LineReason.Modifier)]
    [InlineData("||example.com^$dnstype=A|~A", LineReason.Syntax)]
    [InlineData("@@||example.com^$dnstype=NONSENSE", LineReason.LostException)]
    [InlineData("||com^$denyallow=x.com|1.2.3.4", LineReason.Address)]
    [InlineData("||com^$denyallow=x..com", LineReason.InvalidName)]
    [InlineData("||com^$denyallow=x.com|", LineReason.Syntax)]
    [InlineData("||com^$denyallow=", LineReason.Syntax)]
    [InlineData("||com^$denyallow=*.x.com", LineReason.Syntax)]
    [InlineData("||com^$denyallow=~x.com", LineReason.Syntax)]
    [InlineData("//", LineReason.Glob)]
    [InlineData("*", LineReason.Glob)]
    [InlineData("@@*", LineReason.LostException)]
    [InlineData("||1.2.3.4^", LineReason.Address)]
    [InlineData("|1.2.3.4^", LineReason.Address)]
    [InlineData("1.2.3.4", LineReason.Address)]
    [InlineData("||\u0301a.de^", LineReason.InvalidUnicode)]
    [InlineData("||example.com.^", LineReason.InvalidName)]
    [InlineData("||*.example.com.^", LineReason.InvalidName)]
    [InlineData("||.example.com^", LineReason.InvalidName)]
    [InlineData("..example.com^", LineReason.InvalidName)]
    [InlineData("||a..example^", LineReason.InvalidName)]
    [InlineData("||^", LineReason.InvalidName)]
    [InlineData("||*.^", LineReason.InvalidName)]
    [InlineData("||a#b.example^", LineReason.InvalidName)]
    [InlineData("||a\u0000b.example^", LineReason.InvalidName)]
    [InlineData("192.168.1.10 nas.example", LineReason.Redirect)]
    public void What_is_no_rule_has_its_reason_and_gives_none(string line, LineReason reason) =>
        ListText.AssertLine(ListFormat.Adblock, line, reason, "");

    [Theory]
    [InlineData("||example.com^$important", "||example.com^$important")]
    [InlineData("@@||example.com^$important", "@@||example.com^$important")]
    [InlineData("||*.example.com|$important", "||*.example.com^$important")]
    [InlineData("|example.com^$important", "|example.com^$important")]
    [InlineData("||example.com^$important,important", "||example.com^$important")]
    public void An_important_rule_is_taken_as_such(string line, string rule) =>
        ListText.AssertLine(ListFormat.Adblock, line, LineReason.Rule, rule);

    /// <summary>AdGuard's documented examples, and how urlfilter reads what they leave open.</summary>
    [Theory]
    [InlineData("||example.org^$dnstype=AAAA", "||example.org^$dnstype=AAAA")]
    [InlineData("||example.org^$dnstype=~A|~CNAME", "||example.org^$dnstype=~A|~CNAME")]
    [InlineData("||example.org^$dnstype=~A|aaaa", "||example.org^$dnstype=AAAA")]
    [InlineData("@@||example.org^$dnstype=A", "@@||example.org^$dnstype=A")]
    [InlineData("|example.org^$dnstype=A|CNAME,important", "|example.org^$important,dnstype=A|CNAME")]
    [InlineData("||example.org^$denyallow=sub.example.org", "||example.org^$denyallow=sub.example.org")]
    [InlineData("@@||appspot.com^$denyallow=y.appspot.com|X.appspot.com", "@@||appspot.com^$denyallow=x.appspot.com|y.appspot.com")]
    [InlineData("||com^$denyallow=bücher.com", "||com^$denyallow=xn--bcher-kva.com")]
    [InlineData("||com^$dnstype=A,denyallow=x.com", "||com^$dnstype=A,denyallow=x.com")]
    [InlineData("||example.com^$dnsrewrite=1.2.3.4", "||example.com^$important,answer=1.2.3.4")]
    [InlineData("||example.com^$dnsrewrite=abcd::1234", "||example.com^$important,answer=abcd::1234")]
    [InlineData("||example.com^$dnsrewrite=0.0.0.0", "||example.com^$important,answer=0.0.0.0")]
    [InlineData("||example.com^$dnsrewrite=example.net", "||example.com^$important,answer=CNAME|example.net")]
    [InlineData("||example.com^$dnsrewrite=NXDOMAIN", "||example.com^$important,answer=NXDOMAIN")]
    [InlineData("||example.com^$dnsrewrite=REFUSED", "||example.com^$important,answer=REFUSED")]
    [InlineData("||example.com^$dnsrewrite=NOERROR", "||example.com^$important,answer=NODATA")]
    [InlineData("||example.com^$dnsrewrite", "||example.com^$important,answer=NODATA")]
    [InlineData("||example.com^$dnsrewrite=NOERROR;A;1.2.3.4", "||example.com^$important,answer=1.2.3.4")]
    [InlineData("||example.com^$dnsrewrite=noerror;aaaa;abcd::1234", "||example.com^$important,answer=abcd::1234")]
    [InlineData("||example.com^$dnsrewrite=NOERROR;CNAME;example.net", "||example.com^$important,answer=CNAME|example.net")]
    [InlineData("||example.com^$dnsrewrite=REFUSED;;", "||example.com^$important,answer=REFUSED")]
    [InlineData("||example.com^$dnsrewrite=NXDOMAIN;A;1.2.3.4", "||example.com^$important,answer=NXDOMAIN")]
    [InlineData("||example.com^$dnsrewrite=NOERROR;;", "||example.com^$important,answer=NODATA")]
    [InlineData("*$denyallow=com|net", "*$denyallow=com|net")]
    [InlineData("@@*$denyallow=com|net", "@@*$denyallow=com|net")]
    [InlineData("$dnstype=AAAA,denyallow=example.org,dnsrewrite=NOERROR;;", "*$important,dnstype=AAAA,answer=NODATA,denyallow=example.org")]
    [InlineData("||x^$dnstype=AAAA,denyallow=example.org,dnsrewrite=NOERROR;;", "||x^$important,dnstype=AAAA,answer=NODATA,denyallow=example.org")]
    public void Types_exempt_names_and_answers_are_taken(string line, string rule) =>
        ListText.AssertLine(ListFormat.Adblock, line, LineReason.Rule, rule);

    [Theory]
    [InlineData("||example.com^$third-party", "third-party")]
    [InlineData("||example.com^$third-party,nonsense=1", "nonsense=1")]
    [InlineData("||example.com^$dnstype=A|NONSENSE", "dnstype=A|NONSENSE")]
    [InlineData("||example.com^$dnsrewrite=SERVFAIL", "dnsrewrite=SERVFAIL")]
    [InlineData("@@||example.com^$dnsrewrite=1.2.3.4", "answer: it takes answers back, and frees no name")]
    [InlineData("||example.com^$client=10.0.0.1", "client=10.0.0.1 (a list of its own, in a view for these clients, does the same)")]
    [InlineData("||example.com^$important,badfilter", "it takes back other rules")]
    public void What_a_rule_is_refused_for_is_named(string line, string detail) =>
        Assert.Equal(detail, ListText.ReadLine(ListFormat.Adblock, System.Text.Encoding.UTF8.GetBytes(line)).Detail);

    /// <summary>The rule is not there, wherever in the list its lines stand; others that differ in anything are.</summary>
    [Theory]
    [InlineData("@@||example.org^\n@@||example.org^$badfilter", "")]
    [InlineData("||example.com$badfilter\n||example.com\n||example.org", "||example.org")]
    [InlineData("/ads?\\./$badfilter\n/ads?\\./\n/ads\\./", "/ads\\./")]
    [InlineData("||e.com^$badfilter\n||e.com^\n||E.com|\n|e.com^\n@@||e.com^\n||e.com^$important", "|e.com^ @@||e.com^ ||e.com^$important")]
    [InlineData("||e.com^$important,badfilter\n||e.com^$important\n||e.com^", "||e.com^")]
    [InlineData("||e.com^$dnstype=A|AAAA,badfilter\n||e.com^$dnstype=AAAA|A\n||e.com^$dnstype=A", "||e.com^$dnstype=A")]
    [InlineData("||e.com^$badfilter,dnsrewrite=NXDOMAIN\n||e.com^$dnsrewrite=NXDOMAIN;;\n||e.com^$dnsrewrite=REFUSED", "||e.com^$important,answer=REFUSED")]
    public void A_rule_that_its_list_takes_back_is_not_there(string list, string rules)
    {
        var builder = new BlocklistBuilder(new BlocklistBuilderOptions { KeepRedundant = true });
        builder.AddList(new ListInfo("list"));
        (ListReport report, List<Rule> read) = ListText.Read(ListFormat.Adblock, list, new ListReadOptions { Cancel = rule => builder.Cancel(rule) });
        foreach (Rule rule in read)
            builder.Add(rule);
        CompiledBlocklist compiled = builder.Build(cancellationToken: TestContext.Current.CancellationToken);
        using Blocklist blocklist = compiled.Open();
        Assert.Equal(rules.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal), blocklist.EnumerateRules().Select(rule => rule.ToString()).Order(StringComparer.Ordinal));

        ListReport after = report.WithCancelled(compiled.Cancelled);
        Assert.Equal((1, read.Count - blocklist.RuleCount, blocklist.RuleCount), (after.Count(LineReason.Cancels), after.Count(LineReason.Cancelled), after.Count(LineReason.Rule)));
        Assert.Equal(after.Lines, after.Count(LineReason.Cancels) + after.Count(LineReason.Cancelled) + after.Count(LineReason.Rule));
        Assert.All(after.Samples, sample => Assert.StartsWith("taken back by line ", sample.Detail, StringComparison.Ordinal));
    }

    /// <summary>Answers of several addresses are put together from several lines: which of them such a line means cannot be said.</summary>
    [Theory]
    [InlineData("||example.com^$dnsrewrite=1.2.3.4,badfilter", LineReason.LostException)]
    [InlineData("||example.com^$third-party,badfilter", LineReason.Browser)]
    [InlineData("||example..com^$badfilter", LineReason.InvalidName)]
    public void What_cannot_be_taken_back_is_told(string line, LineReason reason)
    {
        (ListReport report, _) = ListText.Read(ListFormat.Adblock, $"||good.example^\n{line}", new ListReadOptions { Cancel = _ => Assert.Fail("Nothing is to be taken back.") });
        Assert.Equal(1, report.Count(reason));
    }

    [Fact]
    public void A_list_that_only_takes_back_is_one()
    {
        (ListReport report, List<Rule> rules) = ListText.Read(ListFormat.Adblock, "||example.com^$badfilter", new ListReadOptions { Cancel = _ => { } });
        Assert.Empty(rules);
        Assert.Equal((1, 100), (report.Count(LineReason.Cancels), report.AcceptedPercent));
    }

    /// <summary>AdGuard takes such a word for a pattern that matches anywhere, because it is no host name to it; as a glob it is written as it is, an exact rule as <c>|x^</c>.</summary>
    [Theory]
    [InlineData("-a.example")]
    [InlineData("a-.example")]
    [InlineData("a.-example")]
    [InlineData("a.example-")]
    public void A_bare_word_with_an_edge_hyphen_is_no_host_name(string line) =>
        ListText.AssertLine(ListFormat.Adblock, line, LineReason.Rule, line);

    [Fact]
    public void A_comment_sign_without_a_space_never_shortens_a_name()
    {
        (LineReason reason, string rules, _) = ListText.ReadLine(ListFormat.Adblock, "example.com#c"u8);
        Assert.Equal("", rules);
        Assert.NotEqual(LineReason.Rule, reason);
    }
}
