using DomainBlock.Indexing.Building;
using DomainBlock.Work;

namespace DomainBlock.Matching;

/// <summary>
/// The rules that are to be written, by what they stand on: names in the order of their reversed keys, then expressions in the order of their numbers; on each its rules in order
/// of precedence. What is said of names here is true of expressions too, which have the numbers behind those of all names.
/// </summary>
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
        int expressions = 0;
        while (expressions < first.Count && store.Record(rules[first[^(expressions + 1)]]).IsExpression)
            expressions++;
        Count = first.Count - expressions;
        ExpressionCount = expressions;
        first.Add(rules.Length);
        _firstRules = [.. first];
    }

    /// <summary>Where the rules are.</summary>
    public RuleStore Store { get; }

    /// <inheritdoc/>
    public int Count { get; }

    /// <summary>How many expressions there are.</summary>
    public int ExpressionCount { get; }

    /// <inheritdoc/>
    public ReadOnlySpan<byte> ReversedKey(int name) => Store.Key(_rules[_firstRules[name]]);

    /// <summary>The numbers in the store of a name's rules.</summary>
    public ReadOnlySpan<int> Rules(int name) => _rules.AsSpan(_firstRules[name].._firstRules[name + 1]);
}
