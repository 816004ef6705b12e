namespace DomainBlock.Lists.Tests.Grammars;

public sealed class WildcardGrammarTests
{
    [Theory]
    [InlineData("example.com")]
    [InlineData("*.example.com")]
    [InlineData(".example.com")]
    [InlineData("*.EXAMPLE.com.")]
    [InlineData("*.example.com # comment")]
    public void Every_way_to_write_a_name_is_the_subtree(string line) =>
        ListText.AssertLine(ListFormat.Wildcard, line, LineReason.Rule, "||example.com^");

    [Theory]
    [InlineData("", LineReason.Blank)]
    [InlineData("# comment", LineReason.Comment)]
    [InlineData("! comment", LineReason.Comment)]
    [InlineData("; comment", LineReason.Comment)]
    [InlineData("[header]", LineReason.Header)]
    [InlineData("*.ads*.example.com", LineReason.Glob)]
    [InlineData("*example.com", LineReason.Glob)]
    [InlineData("*.*", LineReason.Glob)]
    [InlineData("*", LineReason.Glob)]
    [InlineData("*.1.2.3.4", LineReason.Address)]
    [InlineData("*.\u0301a.de", LineReason.InvalidUnicode)]
    [InlineData("*.example.com#c", LineReason.InvalidName)]
    [InlineData("*..example.com", LineReason.InvalidName)]
    [InlineData("*.example.com other", LineReason.TrailingText)]
    [InlineData("0.0.0.0 example.com", LineReason.TrailingText)]
    public void What_is_no_rule_has_its_reason_and_gives_none(string line, LineReason reason) =>
        ListText.AssertLine(ListFormat.Wildcard, line, reason, "");

    [Theory]
    [InlineData(BareName.AsFormat, "||example.com^")]
    [InlineData(BareName.Exact, "|example.com^")]
    [InlineData(BareName.Subtree, "||example.com^")]
    public void The_caller_may_say_what_a_bare_name_means_but_not_what_marks_mean(BareName bare, string rule)
    {
        Assert.Equal(rule, ListText.ReadLine(ListFormat.Wildcard, "example.com"u8, bare).Rules);
        Assert.Equal("||example.com^", ListText.ReadLine(ListFormat.Wildcard, "*.example.com"u8, bare).Rules);
    }
}
