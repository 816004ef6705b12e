namespace DomainBlock.Lists.Grammars;

/// <summary>What a rule does where its pattern matches, as its line says it; <see cref="RuleSink"/> knows what of it a rule can hold.</summary>
/// <param name="Action">Block or allow.</param>
/// <param name="Level">How strong it is.</param>
/// <param name="Answer">What a blocked name is answered with.</param>
/// <param name="Condition">On what else it depends, in the words of its format; null or empty where on nothing.</param>
internal readonly record struct RuleEffect(
    RuleAction Action = RuleAction.Block,
    RuleLevel Level = RuleLevel.Normal,
    WantedAnswer Answer = WantedAnswer.Any,
    string? Condition = null)
{
    public static RuleEffect Block => default;

    public static RuleEffect Allow => new(RuleAction.Allow);

    public static RuleEffect BlockWith(WantedAnswer answer) => new(Answer: answer);
}
