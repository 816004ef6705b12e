using System.Text;

namespace DomainBlock.Lists.Tests.Sources;

/// <summary>A list that gives too little is refused: an answer of nothing at all is rarely what was meant.</summary>
public sealed class AcceptanceTests
{
    [Theory]
    [InlineData(25.0, true)]
    [InlineData(25.1, false)]
    [InlineData(0.0, true)]
    [InlineData(100.0, false)]
    public void A_share_of_the_lines_meant_as_rules_must_give_some(double minPercent, bool isAccepted)
    {
        const string Content = "# c\n\n! c\n[h]\na.example\n1.2.3.4\n*b.example\nc..example\n";
        var options = new ListReadOptions { MinAcceptedPercent = minPercent };
        if (isAccepted)
        {
            Assert.Equal(25, ListText.Read(ListFormat.Domains, Content, options).Report.AcceptedPercent);
            return;
        }
        ListRefusedException refusal = ListText.Refusal(ListFormat.Domains, Encoding.UTF8.GetBytes(Content), options);
        Assert.Equal(ListFault.TooFewAccepted, refusal.Fault);
        Assert.Contains("25.0 %", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("line 6: address: \"1.2.3.4\"", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ListFormat.Domains, "0.0.0.0 a.example\n")]
    [InlineData(ListFormat.Hosts, "||a.example^\n")]
    [InlineData(ListFormat.Adblock, "||a.example^$third-party\n")]
    [InlineData(ListFormat.Domains, "404: Not Found")]
    public void A_list_of_which_not_one_line_gives_a_rule_is_refused(ListFormat format, string content)
    {
        ListRefusedException refusal = ListText.Refusal(format, Encoding.UTF8.GetBytes(content));
        Assert.Equal(ListFault.TooFewAccepted, refusal.Fault);
        Assert.Contains("not one line", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(content.Trim(), refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ListFormat.Domains, "# only\n\n; comments\n")]
    [InlineData(ListFormat.Wildcard, "! only\n")]
    [InlineData(ListFormat.Hosts, "# only\n127.0.0.1 localhost\n")]
    [InlineData(ListFormat.Adblock, "[Adblock Plus 2.0]\n! only\n")]
    public void A_list_without_a_line_meant_as_a_rule_is_accepted(ListFormat format, string content)
    {
        (ListReport report, List<Rule> rules) = ListText.Read(format, content, new ListReadOptions { MinAcceptedPercent = 100 });
        Assert.Empty(rules);
        Assert.Equal(100, report.AcceptedPercent);
        Assert.Equal(report.Lines, report.Count(LineOutcome.Ignored));
    }

    [Fact]
    public void Partial_and_redundant_lines_gave_a_rule()
    {
        (ListReport report, _) = ListText.Read(
            ListFormat.Hosts, "0.0.0.0 a.example 1.2.3.4\n0.0.0.0 a.example\n", new ListReadOptions { MinAcceptedPercent = 100 });
        Assert.Equal(100, report.AcceptedPercent);
        Assert.Equal(100, report.WithRedundant([new RedundantRule(0, 2, 1)]).AcceptedPercent);
    }
}
