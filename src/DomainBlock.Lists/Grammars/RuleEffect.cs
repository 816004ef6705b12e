namespace DomainBlock.Lists.Grammars;

/// <summary>What a rule does where its pattern matches, as its line says it; <see cref="RuleSink"/> knows what of it a rule can hold.</summary>
/// <param name="Action">Block or allow.</param>
/// <param name="Level">How strong it is.</param>
/// <param name="Options">On what it depends, and what a blocked name is answered with; null: on nothing, and whatever the server is set to give.</param>
/// <param name="Cancels">Whether it is no rule, but takes back those that say the same.</param>
/// <param name="Condition">On what else it depends that no rule can hold, in the words of its format; null or empty where on nothing.</param>
/// <remarks>
/// NXDOMAIN, and the addresses that lead nowhere (0.0.0.0, :: and the loopback ones), are how servers block unasked. A line of their formats that says no more is a plain block: lists
/// that differ in nothing else then give the same rules, and the server that asks decides.
/// </remarks>
internal readonly record struct RuleEffect(
    RuleAction Action = RuleAction.Block,
    RuleLevel Level = RuleLevel.Normal,
    RuleOptions? Options = null,
    bool Cancels = false,
    string? Condition = null)
{
    public static RuleEffect Block => default;

    public static RuleEffect Allow => new(RuleAction.Allow);

    public static RuleEffect NoData { get; } = BlockWith(RuleAnswer.NoData);

    public static RuleEffect Refused { get; } = BlockWith(RuleAnswer.Refused);

    public static RuleEffect Drop { get; } = BlockWith(RuleAnswer.Drop);

    public static RuleEffect BlockWith(RuleAnswer answer) => new(Options: new RuleOptions { Answer = answer });
}
