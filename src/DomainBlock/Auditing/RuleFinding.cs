namespace DomainBlock;

/// <summary>A rule of which an audit has something to say.</summary>
/// <param name="Kind">What.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Other">The rule that it repeats, that shadows it, or that it conflicts with: of several the strongest.</param>
public readonly record struct RuleFinding(RuleFindingKind Kind, Rule Rule, Rule Other);
