using FsCheck;
using FsCheck.Fluent;

namespace DomainBlock.Generators;

/// <summary>A rule set, names to ask it for, and some of its lists to ask.</summary>
/// <param name="Set">The rules.</param>
/// <param name="Names">Names near the rules' names.</param>
/// <param name="View">The numbers of the lists that count when asked with a view; may be none or all.</param>
public sealed record QueriedRuleSet(RuleSet Set, IReadOnlyList<DomainName> Names, IReadOnlyList<int> View)
{
    /// <summary>What else to ask with: a type, an instant, and whether a record led to the names.</summary>
    public ReferenceQuestion Question { get; init; }

    // Suffixes by RuleSet.PublicSuffixes, names that are none, and one that it does not know.
    private static readonly DomainName[] SomeSuffixes =
        [.. new[] { "com", "net", "co.net", "b", "www.b", "a.b", "x.a.b", "b.co.net", "x-com", "ample.x-com", "example.com", "www.ads.example.com", "xn--p1ai" }.Select(text => DomainName.Parse(text))];

    /// <summary>Rule sets with names to ask them for.</summary>
    /// <param name="queries">How many names each.</param>
    public static Gen<QueriedRuleSet> GeneratorFor(int queries) =>
        from set in RuleSet.Generator
        from names in QueryNear(set).ArrayOf(queries)
        from view in Gen.SubListOf(Enumerable.Range(0, set.ListCount))
        from type in OptionGenerators.QueryType
        from instant in OptionGenerators.Instant
        from cname in Gen.Elements(false, true)
        select new QueriedRuleSet(set, names, view) { Question = new ReferenceQuestion(type, instant, cname) };

    /// <summary>
    /// A name near a rule set: the name of a rule, its parent, a name below it, a sibling, a name of which it is a
    /// string suffix but no parent (<c>badexample.com</c> for <c>example.com</c>), or any name.
    /// </summary>
    public static Gen<DomainName> QueryNear(RuleSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        if (set.Rules.Count == 0)
            return NameGenerators.Name;
        Gen<DomainName> ruleName =
            from rule in Gen.Elements(set.Rules.AsEnumerable())
            from suffix in RuleGenerators.IsUnderAnySuffix(rule) ? Gen.Elements(SomeSuffixes) : Gen.Constant(default(DomainName))
            select NameLabels.Join([.. NameLabels.Split(rule.Name), .. NameLabels.Split(suffix)]);
        return Gen.Frequency(
            (4, ruleName),
            (2, ruleName.Select(Parent)),
            (4, NameGenerators.Below(ruleName, 1, 3)),
            (2, NameGenerators.Below(ruleName.Select(Parent), 1, 1)),
            (2, ruleName.Zip(Gen.Elements("x", "bad", "a-"), StringNeighbour)),
            (1, NameGenerators.Name));
    }

    /// <summary>The rules, the names and the lists of the view.</summary>
    public override string ToString() => $"{Set}\nasked for: {string.Join(' ', Names)}\nview: {string.Join(' ', View)}\n{Question}";

    internal static IEnumerable<QueriedRuleSet> Shrink(QueriedRuleSet queried)
    {
        foreach (IReadOnlyList<DomainName> fewer in RuleSet.Fewer(queried.Names))
            yield return queried with { Names = fewer };
        foreach (RuleSet simpler in RuleSet.Shrink(queried.Set))
            yield return queried with { Set = simpler, View = [.. queried.View.Where(list => list < simpler.ListCount)] };
        foreach (IReadOnlyList<int> fewer in RuleSet.Fewer(queried.View))
            yield return queried with { View = fewer };
        if (queried.Question.Type is not null)
            yield return queried with { Question = queried.Question with { Type = null } };
        if (queried.Question.ViaCname)
            yield return queried with { Question = queried.Question with { ViaCname = false } };
        for (int i = 0; i < queried.Names.Count; i++)
        {
            foreach (DomainName simpler in NameShrinker.Shrink(queried.Names[i]))
                yield return queried with { Names = [.. queried.Names.Take(i), simpler, .. queried.Names.Skip(i + 1)] };
        }
    }

    /// <summary>The name without its leftmost label; the root of the root.</summary>
    internal static DomainName Parent(DomainName name) => NameLabels.Join(NameLabels.Split(name).Skip(1));

    private static DomainName StringNeighbour(DomainName name, string prefix)
    {
        IReadOnlyList<byte[]> labels = NameLabels.Split(name);
        if (labels.Count == 0)
            return name;
        byte[] longer = [.. NameLabels.Label(prefix), .. labels[0]];
        return NameLabels.Join([longer[..Math.Min(longer.Length, NameLabels.MaxLabelOctets)], .. labels.Skip(1)]);
    }
}
