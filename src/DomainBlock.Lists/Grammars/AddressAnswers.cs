using System.Net;

namespace DomainBlock.Lists.Grammars;

/// <summary>
/// The rules of a list whose answers are addresses. Formats write one address a line, and all those of one name are one answer, so that such a rule
/// waits until the list ends. Costs memory for each rule of this kind, about 250 bytes, and for no other; answers of one address are shared.
/// </summary>
internal sealed class AddressAnswers
{
    private readonly Dictionary<Rule, int> _places = [];
    private readonly List<Rule> _rules = [];
    private readonly HashSet<RuleOptions> _options = [];

    /// <summary>How many rules there are.</summary>
    public int Count => _rules.Count;

    /// <summary>Takes a rule, or the further addresses of one.</summary>
    /// <returns>The line of the rule that the addresses are of; null where they are too many for one answer.</returns>
    public int? Add(in Rule rule)
    {
        if (_places.TryAdd(KeyOf(rule), _rules.Count))
        {
            _rules.Add(rule with { Options = Shared(rule.Options) });
            return rule.Line;
        }
        int place = _places[KeyOf(rule)];
        RuleOptions options = _rules[place].Options;
        IPAddress[] addresses = [.. options.Answer.Addresses.Concat(rule.Options.Answer.Addresses).Distinct()];
        if (addresses.Length > RuleAnswer.MaxAddresses)
            return null;
        if (addresses.Length > options.Answer.Addresses.Count)
            _rules[place] = _rules[place] with { Options = options with { Answer = RuleAnswer.WithAddresses(addresses) } };
        return _rules[place].Line;
    }

    /// <summary>Whether the rule that an address would be of is known already.</summary>
    public bool Has(in Rule rule) => _places.Count > 0 && _places.ContainsKey(KeyOf(rule));

    /// <summary>Hands all rules over, in the order of their first lines.</summary>
    public void End(Action<Rule> accept) => _rules.ForEach(accept);

    private static Rule KeyOf(in Rule rule) => rule with { Line = 0, Options = rule.Options with { Answer = RuleAnswer.Default } };

    private RuleOptions Shared(RuleOptions options)
    {
        if (_options.TryGetValue(options, out RuleOptions? shared))
            return shared;
        _options.Add(options);
        return options;
    }
}
