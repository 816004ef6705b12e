using System.Net;

namespace DomainBlock.Lists.Grammars;

/// <summary>
/// The rules of a list whose answers are addresses. Formats write one address a line, and all those of one name are one answer, so that such a rule
/// waits until the list ends. Costs memory for each rule of this kind, and for no other.
/// </summary>
internal sealed class AddressAnswers
{
    private readonly Dictionary<Rule, Answer> _answers = [];
    private readonly List<Answer> _inOrder = [];

    /// <summary>How many rules there are.</summary>
    public int Count => _inOrder.Count;

    /// <summary>Takes a rule, or the further addresses of one.</summary>
    /// <returns>The line of the rule that the addresses are of; null where they are too many for one answer.</returns>
    public int? Add(in Rule rule)
    {
        Rule key = rule with { Line = 0, Options = rule.Options with { Answer = RuleAnswer.Default } };
        if (!_answers.TryGetValue(key, out Answer? answer))
        {
            answer = new Answer(rule, []);
            _answers.Add(key, answer);
            _inOrder.Add(answer);
        }
        foreach (IPAddress address in rule.Options.Answer.Addresses)
        {
            if (answer.Addresses.Contains(address))
                continue;
            if (answer.Addresses.Count == RuleAnswer.MaxAddresses)
                return null;
            answer.Addresses.Add(address);
        }
        return answer.First.Line;
    }

    /// <summary>Whether the rule that an address would be of is known already.</summary>
    public bool Has(in Rule rule) => _answers.ContainsKey(rule with { Line = 0 });

    /// <summary>Hands all rules over, in the order of their first lines.</summary>
    public void End(Action<Rule> accept)
    {
        foreach ((Rule first, List<IPAddress> addresses) in _inOrder)
            accept(first with { Options = first.Options with { Answer = RuleAnswer.WithAddresses(addresses) } });
    }

    /// <param name="First">The rule as its first line says it.</param>
    /// <param name="Addresses">All its addresses.</param>
    private sealed record Answer(Rule First, List<IPAddress> Addresses);
}
