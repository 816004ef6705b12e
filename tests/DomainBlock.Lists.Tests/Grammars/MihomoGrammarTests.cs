namespace DomainBlock.Lists.Tests.Grammars;

public sealed class MihomoGrammarTests
{
    [Theory]
    [InlineData("example.com", "|example.com^")]
    [InlineData("+.example.com", "||example.com^")]
    [InlineData(".example.com", "||*.example.com^")]
    [InlineData("*.example.com", "one-label:*.example.com")]
    [InlineData("  - '+.example.com'", "||example.com^")]
    [InlineData("  - \".example.com\"", "||*.example.com^")]
    [InlineData("  - example.com # comment", "|example.com^")]
    [InlineData("DOMAIN,example.com", "|example.com^")]
    [InlineData("DOMAIN-SUFFIX,example.com", "||example.com^")]
    [InlineData("DOMAIN-SUFFIX,example.com,DIRECT", "||example.com^")]
    [InlineData("  - DOMAIN-SUFFIX, example.com", "||example.com^")]
    [InlineData("+.bücher.example", "||xn--bcher-kva.example^")]
    public void Entries_on_names_are_rules(string line, string rules) =>
        ListText.AssertLine(ListFormat.Mihomo, line, LineReason.Rule, rules);

    [Theory]
    [InlineData("DOMAIN-REGEX,^a{1,2}\\.", "regexp:^a{1,2}\\.")]
    [InlineData("*", "label-glob:*")]
    [InlineData("a.*.example.com", "label-glob:a.*.example.com")]
    [InlineData("DOMAIN-KEYWORD,google", "keyword:google")]
    [InlineData("DOMAIN-WILDCARD,*.google?.com", "wildcard-glob:*.google?.com")]
    [InlineData("*.*.example.com", "label-glob:*.*.example.com")]
    public void Globs_and_regular_expressions_are_rules(string line, string rules) =>
        ListText.AssertLine(ListFormat.Mihomo, line, LineReason.Rule, rules);

    [Theory]
    [InlineData("", LineReason.Blank)]
    [InlineData("# comment", LineReason.Comment)]
    [InlineData("// comment", LineReason.Comment)]
    [InlineData("payload:", LineReason.Header)]
    [InlineData("payload: # the rules", LineReason.Header)]
    [InlineData("IP-CIDR,10.0.0.0/8,no-resolve", LineReason.Address)]
    [InlineData("GEOIP,CN", LineReason.Address)]
    [InlineData("GEOSITE,youtube", LineReason.Include)]
    [InlineData("RULE-SET,ads", LineReason.Include)]
    [InlineData("PROCESS-NAME,curl", LineReason.Trigger)]
    [InlineData("SRC-IP-CIDR,10.0.0.0/8", LineReason.Trigger)]
    [InlineData("AND,((DOMAIN,baidu.com),(NETWORK,UDP))", LineReason.Trigger)]
    [InlineData("DOMAIN-PREFIX,ads", LineReason.Syntax)]
    [InlineData("payload: ['a.example', 'b.example']", LineReason.Syntax)]
    [InlineData("- ''", LineReason.Syntax)]
    [InlineData("+.", LineReason.InvalidName)]
    [InlineData("DOMAIN,", LineReason.InvalidName)]
    [InlineData("1.2.3.4", LineReason.Address)]
    public void What_is_no_rule_has_its_reason_and_gives_none(string line, LineReason reason) =>
        ListText.AssertLine(ListFormat.Mihomo, line, reason, "");
}
