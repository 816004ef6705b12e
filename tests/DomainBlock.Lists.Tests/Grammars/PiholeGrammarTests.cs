namespace DomainBlock.Lists.Tests.Grammars;

public sealed class PiholeGrammarTests
{
    [Theory]
    [InlineData("example.com", "|example.com^")]
    [InlineData("EXAMPLE.com.", "|example.com^")]
    [InlineData("example.com # comment", "|example.com^")]
    [InlineData("0.0.0.0 a.example b.example", "|a.example^ |b.example^")]
    [InlineData("127.0.0.1 a.example#comment", "|a.example^")]
    [InlineData("||example.com^", "||example.com^")]
    [InlineData("||example.com^ # comment", "||example.com^")]
    [InlineData("||mov^", "||mov^")]
    [InlineData("_dmarc.example.com", "|_dmarc.example.com^")]
    [InlineData("-a.example", "|-a.example^")]
    [InlineData("bücher。example", "|xn--bcher-kva.example^")]
    public void Names_and_anchored_names_are_rules(string line, string rules) =>
        ListText.AssertLine(ListFormat.Pihole, line, LineReason.Rule, rules);

    [Theory]
    [InlineData("^ad[sxv]?[0-9]*\\.", "posix:^ad[sxv]?[0-9]*\\.")]
    [InlineData("(^|\\.)example\\.com$", "posix:(^|\\.)example\\.com$")]
    [InlineData("[0-9]+ads", "posix:[0-9]+ads")]
    [InlineData("^track;querytype=A,HTTPS", "posix:^track$dnstype=A|HTTPS")]
    [InlineData("^track;querytype=!A;reply=nodata", "posix:^track$dnstype=~A,answer=NODATA")]
    [InlineData("^track;reply=1.2.3.4", "posix:^track$answer=1.2.3.4")]
    [InlineData("^track;reply=IP", "posix:^track")]
    public void Globs_and_regular_expressions_are_rules(string line, string rules) =>
        ListText.AssertLine(ListFormat.Pihole, line, LineReason.Rule, rules);

    [Theory]
    [InlineData("", LineReason.Blank)]
    [InlineData("# comment", LineReason.Comment)]
    [InlineData("! comment", LineReason.Comment)]
    [InlineData("; comment", LineReason.Comment)]
    [InlineData("[Adblock Plus]", LineReason.Header)]
    [InlineData("127.0.0.1 localhost", LineReason.LocalName)]
    [InlineData("@@||example.com^", LineReason.LostException)]
    [InlineData("@@example.com", LineReason.LostException)]
    [InlineData("localdomain", LineReason.InvalidName)]
    [InlineData(".example.com", LineReason.InvalidName)]
    [InlineData("*.example.com", LineReason.Glob)]
    [InlineData("||example.com", LineReason.Glob)]
    [InlineData("||*.example.com^", LineReason.Glob)]
    [InlineData("||example.com^$third-party", LineReason.Modifier)]
    [InlineData("||example.com^|", LineReason.Syntax)]
    [InlineData("example.com some note", LineReason.TrailingText)]
    [InlineData("example.com##.ad", LineReason.Cosmetic)]
    [InlineData("example.com#c", LineReason.InvalidName)]
    [InlineData("1.2.3.4", LineReason.Address)]
    [InlineData("http://example.com/", LineReason.Url)]
    [InlineData("192.168.0.1 nas.example", LineReason.Redirect)]
    [InlineData("^track;querytype=NONSENSE", LineReason.Syntax)]
    [InlineData("^track;reply=maybe", LineReason.Syntax)]
    [InlineData("^good\\.;invert", LineReason.Regex)]
    [InlineData("^x;nonsense", LineReason.Syntax)]
    public void What_is_no_rule_has_its_reason_and_gives_none(string line, LineReason reason) =>
        ListText.AssertLine(ListFormat.Pihole, line, reason, "");

    [Fact]
    public void A_rule_with_more_types_than_it_can_have_is_refused() =>
        ListText.AssertLine(ListFormat.Pihole, "^x;querytype=" + string.Join(',', Enumerable.Repeat("A", RuleOptions.MaxItems + 1)), LineReason.Syntax, "");
}
