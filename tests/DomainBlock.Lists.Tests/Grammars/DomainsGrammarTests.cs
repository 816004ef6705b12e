namespace DomainBlock.Lists.Tests.Grammars;

public sealed class DomainsGrammarTests
{
    [Theory]
    [InlineData("example.com", "|example.com^")]
    [InlineData("*.example.com", "||*.example.com^")]
    [InlineData(".example.com", "||example.com^")]
    [InlineData("EXAMPLE.Com", "|example.com^")]
    [InlineData("example.com.", "|example.com^")]
    [InlineData("*.example.com.", "||*.example.com^")]
    [InlineData("  example.com\t", "|example.com^")]
    [InlineData("localdomain", "|localdomain^")]
    [InlineData("mov", "|mov^")]
    [InlineData("_dmarc.example.com", "|_dmarc.example.com^")]
    [InlineData("a_b.example.com", "|a_b.example.com^")]
    [InlineData("-a.example.com", "|-a.example.com^")]
    [InlineData("a-.example.com", "|a-.example.com^")]
    [InlineData("r1---sn-x.googlevideo.com", "|r1---sn-x.googlevideo.com^")]
    [InlineData("xn--bcher-kva.example", "|xn--bcher-kva.example^")]
    [InlineData("xn--a.example", "|xn--a.example^")]
    [InlineData("example.com # a comment", "|example.com^")]
    [InlineData("example.com\t#a comment", "|example.com^")]
    [InlineData("example.com # one # two", "|example.com^")]
    [InlineData("a\\.b.example", "|a\\.b.example^")]
    [InlineData("München.de", "|xn--mnchen-3ya.de^")]
    [InlineData("*.münchen.de", "||*.xn--mnchen-3ya.de^")]
    [InlineData("例え.テスト", "|xn--r8jz45g.xn--zckzah^")]
    [InlineData("a\\,b.example", "|a,b.example^")]
    public void A_name_is_exact_a_dot_before_it_the_subtree_a_star_the_subdomains(string line, string rules) =>
        ListText.AssertLine(ListFormat.Domains, line, LineReason.Rule, rules);

    [Theory]
    [InlineData("", LineReason.Blank)]
    [InlineData(" \t\f\v ", LineReason.Blank)]
    [InlineData("# comment", LineReason.Comment)]
    [InlineData("#comment", LineReason.Comment)]
    [InlineData("  ! comment", LineReason.Comment)]
    [InlineData("; comment", LineReason.Comment)]
    [InlineData(";; connection timed out", LineReason.Comment)]
    [InlineData("// comment", LineReason.Comment)]
    [InlineData("//comment", LineReason.Comment)]
    [InlineData("[Adblock Plus 2.0]", LineReason.Header)]
    [InlineData("1.2.3.4", LineReason.Address)]
    [InlineData("::1", LineReason.Address)]
    [InlineData("2001:db8::1", LineReason.Address)]
    [InlineData("10.0.0.0/8", LineReason.Address)]
    [InlineData("2001:db8::/32", LineReason.Address)]
    [InlineData("https://example.com/", LineReason.Url)]
    [InlineData("example.com/path", LineReason.Url)]
    [InlineData("example.com:8080", LineReason.Url)]
    [InlineData("ads*.example.com", LineReason.Glob)]
    [InlineData("*example.com", LineReason.Glob)]
    [InlineData("*", LineReason.Glob)]
    [InlineData("*.*.example.com", LineReason.Glob)]
    [InlineData("example.*", LineReason.Glob)]
    [InlineData("a\u06DDb.de", LineReason.InvalidUnicode)]
    [InlineData("*.\u0301a.de", LineReason.InvalidUnicode)]
    [InlineData("例え..テスト", LineReason.InvalidName)]
    [InlineData("example.com some note", LineReason.TrailingText)]
    [InlineData("a.example b.example", LineReason.TrailingText)]
    [InlineData("0.0.0.0 example.com", LineReason.TrailingText)]
    [InlineData("0.0.0.0\texample.com", LineReason.TrailingText)]
    [InlineData("example.com#c", LineReason.InvalidName)]
    [InlineData(".#cloud", LineReason.InvalidName)]
    [InlineData("||example.com^", LineReason.InvalidName)]
    [InlineData("@@||example.com^", LineReason.InvalidName)]
    [InlineData("a..example", LineReason.InvalidName)]
    [InlineData("1,google.com", LineReason.InvalidName)]
    [InlineData("\"ads.example\",", LineReason.InvalidName)]
    [InlineData("a!.example", LineReason.InvalidName)]
    [InlineData("{example.com}", LineReason.InvalidName)]
    [InlineData("..example", LineReason.InvalidName)]
    [InlineData(".", LineReason.InvalidName)]
    [InlineData("*.", LineReason.InvalidName)]
    [InlineData("a\u0000b.example", LineReason.InvalidName)]
    [InlineData("a\u001bb.example", LineReason.InvalidName)]
    [InlineData("a\u007fb.example", LineReason.InvalidName)]
    public void What_is_no_rule_has_its_reason_and_gives_none(string line, LineReason reason) =>
        ListText.AssertLine(ListFormat.Domains, line, reason, "");

    [Fact]
    public void A_label_has_63_octets_at_most_and_a_name_253()
    {
        string label = new('a', 63);
        string longest = $"{label}.{label}.{label}.{new string('b', 61)}";
        Assert.Equal(253, longest.Length);

        ListText.AssertLine(ListFormat.Domains, $"{label}.example", LineReason.Rule, $"|{label}.example^");
        ListText.AssertLine(ListFormat.Domains, $"{label}a.example", LineReason.InvalidName, "");
        ListText.AssertLine(ListFormat.Domains, longest, LineReason.Rule, $"|{longest}^");
        ListText.AssertLine(ListFormat.Domains, $"{longest}.", LineReason.Rule, $"|{longest}^");
        ListText.AssertLine(ListFormat.Domains, $"{longest}b", LineReason.InvalidName, "");
    }

    [Fact]
    public void Octets_that_are_no_UTF_8_make_an_invalid_name_not_a_name_of_another_encoding()
    {
        (LineReason reason, string rules, string detail) = ListText.ReadLine(ListFormat.Domains, [(byte)'m', 0xFC, (byte)'n', (byte)'.', (byte)'d', (byte)'e']);
        Assert.Equal((LineReason.InvalidName, ""), (reason, rules));
        Assert.StartsWith("ill-formed text encoding", detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a..b", "empty label at byte 3")]
    [InlineData("example.com#c", "forbidden character at byte 12")]
    [InlineData(".", "the root")]
    [InlineData("a.example x", "more than one word")]
    [InlineData("0.0.0.0 x", "an address and a name: is this a hosts file?")]
    public void The_detail_says_what_is_wrong_and_where(string line, string detail) =>
        Assert.Equal(detail, ListText.ReadLine(ListFormat.Domains, System.Text.Encoding.UTF8.GetBytes(line)).Detail);

    [Theory]
    [InlineData(BareName.AsFormat, "|example.com^")]
    [InlineData(BareName.Exact, "|example.com^")]
    [InlineData(BareName.Subtree, "||example.com^")]
    public void The_caller_may_say_what_a_bare_name_means_but_not_what_marks_mean(BareName bare, string rule)
    {
        Assert.Equal(rule, ListText.ReadLine(ListFormat.Domains, "example.com"u8, bare).Rules);
        Assert.Equal("||*.example.com^", ListText.ReadLine(ListFormat.Domains, "*.example.com"u8, bare).Rules);
        Assert.Equal("||example.com^", ListText.ReadLine(ListFormat.Domains, ".example.com"u8, bare).Rules);
    }
}
