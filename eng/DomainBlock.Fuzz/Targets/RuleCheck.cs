using DomainBlock.Lists;

namespace DomainBlock.Fuzz.Targets;

/// <summary>What holds for the rules and reports of any list.</summary>
internal sealed class RuleCheck
{
    private int _rules;
    private int _lastLine;

    public void Take(Rule rule)
    {
        _rules++;
        _lastLine = Math.Max(_lastLine, rule.Line);

        // Every name of a rule can be written, and read again.
        FuzzFault.Unless(DomainName.Parse(rule.Name.ToString()) == rule.Name, $"the name of {rule} is another when it is read again");
        FuzzFault.Unless(rule.Line > 0 && rule.List == 0, "a rule without a line, or of another list");
    }

    public static void Tell(LineSample sample) => FuzzFault.Unless(sample.Line > 0 && sample.Text.Length <= EscapedText.SampleLength, "a sample without a line, or of more than a sample's length");

    public void RequireAgreement(ListReport report)
    {
        FuzzFault.Unless(report.Rules == _rules, $"{_rules} rules were given, {report.Rules} are told");
        FuzzFault.Unless(_lastLine <= report.Lines, $"a rule of line {_lastLine} of {report.Lines}");
        FuzzFault.Unless(LineReasons.All.Sum(report.Count) == report.Lines, "the reasons do not add up to the lines");
    }
}
