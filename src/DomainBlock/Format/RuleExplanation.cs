namespace DomainBlock;

/// <summary>A rule whose pattern matches a name, and why it wins, loses, or does not apply.</summary>
/// <param name="Number">The rule's number in its blocklist.</param>
/// <param name="Rule">The rule.</param>
/// <param name="SuffixLabels">How many labels, from the right, of the asked name its pattern fixes.</param>
/// <param name="Hindrance">Why it does not apply; <see cref="RuleHindrance.None"/> where it does.</param>
/// <param name="OutrankedBy">By which key the winner wins over it; <see cref="PrecedenceKey.None"/> for the winner, and for a rule that does not apply.</param>
public readonly record struct RuleExplanation(int Number, Rule Rule, int SuffixLabels, RuleHindrance Hindrance, PrecedenceKey OutrankedBy)
{
    /// <summary>Whether it is the rule that wins.</summary>
    public bool IsWinner => Hindrance == RuleHindrance.None && OutrankedBy == PrecedenceKey.None;
}
