namespace DomainBlock.Lists.Grammars;

/// <summary>Takes the rules of the line that is being read, and remembers what was wrong with it.</summary>
internal sealed class RuleSink(Action<Rule> accept)
{
    private int _line;

    /// <summary>How many rules the line gave.</summary>
    public int Rules { get; private set; }

    /// <summary>What is wrong with the line, where the reason alone does not say; else empty.</summary>
    public string Detail { get; private set; } = "";

    /// <summary>Begins a line.</summary>
    public void Begin(int line)
    {
        _line = line;
        Rules = 0;
        Detail = "";
    }

    /// <summary>Takes a rule.</summary>
    public LineReason Accept(DomainName name, RulePattern pattern, RuleAction action = RuleAction.Block, RuleLevel level = RuleLevel.Normal)
    {
        accept(new Rule(name, pattern, action, level) { Line = _line });
        Rules++;
        return LineReason.Rule;
    }

    /// <summary>Refuses the line, or a part of it, with more words than the reason.</summary>
    public LineReason Refuse(LineReason reason, string detail)
    {
        Detail = detail;
        return reason;
    }
}
