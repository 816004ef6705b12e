namespace DomainBlock.Lists.Tests.Grammars;

public sealed class V2flyGrammarTests
{
    [Theory]
    [InlineData("example.com", "||example.com^")]
    [InlineData("domain:example.com", "||example.com^")]
    [InlineData("full:www.example.com", "|www.example.com^")]
    [InlineData("example.com @cn @ads", "||example.com^")]
    [InlineData("full:example.com @!cn &others # comment", "|example.com^")]
    [InlineData("example.com#comment", "||example.com^")]
    [InlineData("cn", "||cn^")]
    public void Entries_on_names_are_rules(string line, string rules) =>
        ListText.AssertLine(ListFormat.V2fly, line, LineReason.Rule, rules);

    [Theory]
    [InlineData("regexp:^ads @ads", "regexp:^ads")]
    [InlineData("keyword:google", "keyword:google")]
    [InlineData("regexp:(^|\\.)[1-5]gaoap\\.com$", "regexp:(^|\\.)[1-5]gaoap\\.com$")]
    public void Globs_and_regular_expressions_are_rules(string line, string rules) =>
        ListText.AssertLine(ListFormat.V2fly, line, LineReason.Rule, rules);

    [Theory]
    [InlineData("", LineReason.Blank)]
    [InlineData("# comment", LineReason.Comment)]
    [InlineData("include:google", LineReason.Include)]
    [InlineData("include:google @cn", LineReason.Include)]
    [InlineData("example.com ads", LineReason.TrailingText)]
    [InlineData("example.com @", LineReason.TrailingText)]
    [InlineData("suffix:example.com", LineReason.Syntax)]
    [InlineData("full:", LineReason.Syntax)]
    [InlineData("full:1.2.3.4", LineReason.Address)]
    [InlineData("full:a..example", LineReason.InvalidName)]
    [InlineData("*.example.com", LineReason.Glob)]
    public void What_is_no_rule_has_its_reason_and_gives_none(string line, LineReason reason) =>
        ListText.AssertLine(ListFormat.V2fly, line, reason, "");
}
