namespace DomainBlock.Lists.Tests.Grammars;

/// <summary>Patterns of dnscrypt-proxy's example-blocked-names.txt, and what its readers are known to get wrong.</summary>
public sealed class DnscryptGrammarTests
{
    [Theory]
    [InlineData("example.com", "||example.com^")]
    [InlineData(".example.com", "||example.com^")]
    [InlineData("*.example.com", "||example.com^")]
    [InlineData("*example.com", "||example.com^")]
    [InlineData("=example.com", "|example.com^")]
    [InlineData("example.com # comment", "||example.com^")]
    [InlineData("example.com # one # two", "||example.com^")]
    [InlineData("EXAMPLE.com.", "||example.com^")]
    [InlineData("bücher.example", "||xn--bcher-kva.example^")]
    [InlineData("a_b.xn--p1ai", "||a_b.xn--p1ai^")]
    public void Names_are_subtrees_and_exact_behind_an_equals_sign(string line, string rules) =>
        ListText.AssertLine(ListFormat.Dnscrypt, line, LineReason.Rule, rules);

    [Theory]
    [InlineData("*sex*", "dnscrypt-glob:*sex*")]
    [InlineData("=ads*.example.com", "dnscrypt-glob:=ads*.example.com")]
    [InlineData("ad?.example.com", "dnscrypt-glob:ad?.example.com")]
    [InlineData("ads[0-9]*", "dnscrypt-glob:ads[0-9]*")]
    [InlineData("ads*", "dnscrypt-glob:ads*")]
    [InlineData("ads.*", "dnscrypt-glob:ads.*")]
    [InlineData("ads*.example.com", "dnscrypt-glob:ads*.example.com")]
    public void Globs_and_regular_expressions_are_rules(string line, string rules) =>
        ListText.AssertLine(ListFormat.Dnscrypt, line, LineReason.Rule, rules);

    [Theory]
    [InlineData("", LineReason.Blank)]
    [InlineData("# comment", LineReason.Comment)]
    [InlineData("*.youtube.* @time-to-sleep", LineReason.Schedule)]
    [InlineData("facebook.com @work", LineReason.Schedule)]
    [InlineData("facebook.com@work", LineReason.Schedule)]
    [InlineData("@work", LineReason.Syntax)]
    [InlineData("@@||example.com^", LineReason.Syntax)]
    [InlineData("*", LineReason.Syntax)]
    [InlineData("**", LineReason.Syntax)]
    [InlineData("=", LineReason.InvalidName)]
    [InlineData(".", LineReason.InvalidName)]
    [InlineData("example.com example.net", LineReason.TrailingText)]
    [InlineData("1.2.3.4", LineReason.Address)]
    [InlineData("||example.com^", LineReason.InvalidName)]
    public void What_is_no_rule_has_its_reason_and_gives_none(string line, LineReason reason) =>
        ListText.AssertLine(ListFormat.Dnscrypt, line, reason, "");

    [Fact]
    public void A_schedule_is_named() => Assert.Equal("work", ListText.ReadLine(ListFormat.Dnscrypt, "example.com @work"u8).Detail);
}
