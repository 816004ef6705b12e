using System.Text;

namespace DomainBlock.Lists.Grammars;

/// <summary>
/// Takes the rules of the line that is being read, and remembers what was wrong with it. The one place that knows what of
/// a line's meaning a rule can hold: the rest is refused with its own reason, never taken for something simpler.
/// </summary>
/// <param name="accept">Takes the rules.</param>
/// <param name="cancel">Takes what the rules say that are taken back; null: nobody can.</param>
/// <param name="settle">Is told of an earlier line, counted as continued, what became of it after all: number, reason, detail, text.</param>
internal sealed class RuleSink(Action<Rule> accept, Action<Rule>? cancel = null, Action<int, LineReason, string, byte[]>? settle = null)
{
    private readonly AddressAnswers _addresses = new();

    /// <summary>The line that is being read.</summary>
    public int Line { get; private set; }

    /// <summary>How many rules the line gave.</summary>
    public int Rules { get; private set; }

    /// <summary>What is wrong with the line, where the reason alone does not say; else empty.</summary>
    public string Detail { get; private set; } = "";

    /// <summary>Begins a line.</summary>
    public void Begin(int line)
    {
        Line = line;
        Rules = 0;
        Detail = "";
    }

    /// <summary>Ends the list: rules that waited for further lines are handed over.</summary>
    public void End() => _addresses.End(accept);

    /// <summary>Takes a plain block.</summary>
    public LineReason Accept(DomainName name, RulePattern pattern) => Accept(name, pattern, RuleEffect.Block);

    /// <summary>Takes a rule on a name, if a rule can hold what the line says.</summary>
    /// <returns>What became of it: <see cref="LineReason.Continued"/> where it has further addresses of an earlier line's answer.</returns>
    public LineReason Accept(DomainName name, RulePattern pattern, in RuleEffect effect)
    {
        if (effect.Condition is { Length: > 0 } condition)
            return RefuseRule(LineReason.Modifier, effect, condition);
        return AcceptRule(new Rule(name, pattern, effect.Action, effect.Level), effect);
    }

    /// <summary>Takes a block with an address: a plain one where the address leads nowhere, unless the name has other addresses already.</summary>
    public LineReason AcceptAddress(DomainName name, RulePattern pattern, ReadOnlySpan<byte> address) =>
        HostsGrammar.LeadsNowhere(address) && !_addresses.Has(new Rule(name, pattern))
            ? Accept(name, pattern)
            : Accept(name, pattern, RuleEffect.BlockWith(RuleAnswer.WithAddresses(Tokens.ReadAddress(address))));

    /// <summary>Reads a name and takes a rule on it, if a rule can hold what the line says.</summary>
    public LineReason AcceptName(ReadOnlySpan<byte> text, RulePattern pattern, in RuleEffect effect)
    {
        LineReason reason = Tokens.ReadName(text, this, out DomainName name);
        return reason == LineReason.Rule ? Accept(name, pattern, effect) : RefuseRule(reason, effect, Detail);
    }

    /// <summary>Takes a glob or regular expression, if it is one and a rule can hold what else the line says.</summary>
    /// <param name="syntax">Its language.</param>
    /// <param name="text">Its text, without what its format puts around it.</param>
    /// <param name="effect">What the rule does.</param>
    public LineReason AcceptExpression(ExpressionSyntax syntax, ReadOnlySpan<byte> text, in RuleEffect effect)
    {
        if (effect.Condition is { Length: > 0 } condition)
            return RefuseRule(LineReason.Modifier, effect, condition);
        if (!NameExpression.TryParse(syntax, Encoding.UTF8.GetString(text), out NameExpression? expression, out string? refusal))
            return RefuseRule(syntax < ExpressionSyntax.AdGuardRegex ? LineReason.Glob : LineReason.Regex, effect, refusal);
        return AcceptRule(Rule.WithExpression(expression, effect.Action, effect.Level), effect);
    }

    /// <summary>Refuses a rule: what was meant to free names stays blocked, which is told apart from a block that was not taken.</summary>
    public LineReason RefuseRule(LineReason reason, in RuleEffect effect, string detail)
    {
        bool frees = effect.Action == RuleAction.Allow || effect.Cancels;
        return frees && reason.Outcome() == LineOutcome.Unsupported
            ? Refuse(LineReason.LostException, detail.Length == 0 ? reason.Label() : $"{reason.Label()}: {detail}")
            : Refuse(reason, detail);
    }

    /// <summary>Says of an earlier line, which was taken for the beginning of something, that it is not.</summary>
    public void Settle(int line, LineReason reason, string detail, byte[] text) => settle?.Invoke(line, reason, detail, text);

    /// <summary>Refuses the line, or a part of it, with more words than the reason.</summary>
    public LineReason Refuse(LineReason reason, string detail)
    {
        Detail = detail;
        return reason;
    }

    private LineReason AcceptRule(in Rule pattern, in RuleEffect effect)
    {
        Rule rule = pattern with { Line = Line, Options = effect.Options ?? RuleOptions.None };
        if (effect.Cancels)
            return Cancel(rule);
        if (rule.Options.Answer.Kind == RuleAnswerKind.Addresses)
            return AcceptAddresses(rule);
        accept(rule);
        Rules++;
        return LineReason.Rule;
    }

    /// <summary>An answer of several addresses is put together from several lines, so that one of them alone says the same as none.</summary>
    private LineReason Cancel(in Rule rule)
    {
        if (cancel is null || rule.Options.Answer.Kind == RuleAnswerKind.Addresses)
            return Refuse(LineReason.LostException, "it takes back other rules");
        cancel(rule);
        return LineReason.Cancels;
    }

    private LineReason AcceptAddresses(in Rule rule)
    {
        int rules = _addresses.Count;
        if (_addresses.Add(rule) is not { } line)
            return Refuse(LineReason.Answer, $"more than {RuleAnswer.MaxAddresses} addresses");
        Rules += _addresses.Count - rules;
        return line == Line ? LineReason.Rule : LineReason.Continued;
    }
}
