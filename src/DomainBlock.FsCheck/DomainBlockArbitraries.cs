using FsCheck;
using FsCheck.Fluent;

namespace DomainBlock.Generators;

/// <summary>All generators with their shrinkers, for <c>[Property(Arbitrary = [typeof(DomainBlockArbitraries)])]</c>.</summary>
public static class DomainBlockArbitraries
{
    private const int QueriesPerRuleSet = 100;

    /// <summary>Valid names.</summary>
    public static Arbitrary<DomainName> Names() => Arb.From(NameGenerators.Name, NameShrinker.Shrink);

    /// <summary>Names with a text that means them.</summary>
    public static Arbitrary<SpelledName> SpelledNames() =>
        Arb.From(SpelledName.GeneratorFor(NameGenerators.Name), SpelledName.Shrink);

    /// <summary>Texts that are no names. They are as simple as they get.</summary>
    public static Arbitrary<InvalidName> InvalidNames() => Arb.From(InvalidName.Generator);

    /// <summary>Names in wire form.</summary>
    public static Arbitrary<NameInMessage> NamesInMessages() =>
        Arb.From(NameInMessage.GeneratorFor(NameGenerators.Name), NameInMessage.Shrink);

    /// <summary>Rules of one list.</summary>
    public static Arbitrary<Rule> Rules() => Arb.From(RuleGenerators.Rule, RuleGenerators.Shrink);

    /// <summary>Rules of several lists.</summary>
    public static Arbitrary<RuleSet> RuleSets() => Arb.From(RuleSet.Generator, RuleSet.Shrink);

    /// <summary>Rule sets with 100 names near their rules.</summary>
    public static Arbitrary<QueriedRuleSet> QueriedRuleSets() =>
        Arb.From(QueriedRuleSet.GeneratorFor(QueriesPerRuleSet), QueriedRuleSet.Shrink);
}
