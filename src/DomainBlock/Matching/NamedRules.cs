using DomainBlock.Indexing.Building;
using DomainBlock.Work;

namespace DomainBlock.Matching;

/// <summary>The rules that are to be written, by the name that they stand on: names in the order of their reversed keys, on each its rules in order of precedence.</summary>
internal sealed class NamedRules : INameSource
{
    private readonly int[] _rules;
    private readonly int[] _firstRules;

    /// <param name="store">A store that has been sorted.</param>
    /// <param name="rules">The numbers in the store of the rules to write, ascending.</param>
    /// <param name="work">Is told how far it has come; ends it early.</param>
    public NamedRules(RuleStore store, int[] rules, BuildWork work)
    {
        Store = store;
        _rules = rules;
        var first = new List<int>(rules.Length + 1);
        for (int i = 0; i < rules.Length; i++)
        {
            work.Pass(i);
            if (i == 0 || !store.Key(rules[i]).SequenceEqual(store.Key(rules[i - 1])))
                first.Add(i);
        }
        Count = first.Count;
        first.Add(rules.Length);
        _firstRules = [.. first];
    }

    /// <summary>Where the rules are.</summary>
    public RuleStore Store { get; }

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public ReadOnlySpan<byte> ReversedKey(int name) => Store.Key(_rules[_firstRules[name]]);

    /// <summary>The numbers in the store of a name's rules.</summary>
    public ReadOnlySpan<int> Rules(int name) => _rules.AsSpan(_firstRules[name].._firstRules[name + 1]);
}
