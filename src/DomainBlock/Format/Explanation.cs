namespace DomainBlock;

/// <summary>Every rule whose pattern matches a name, and why each wins, loses, or does not apply. Made by <see cref="Blocklist.Explain(ReadOnlySpan{char}, in MatchContext)"/>.</summary>
public sealed class Explanation
{
    internal Explanation(MatchResult result, IReadOnlyList<RuleExplanation> rules) => (Result, Rules) = (result, rules);

    /// <summary>The answer, as <see cref="Blocklist.Match(ReadOnlySpan{char}, in MatchContext)"/> gives it.</summary>
    public MatchResult Result { get; }

    /// <summary>The rules: the winner, those that it wins over in the order of the profile, then those that do not apply, in that order too.</summary>
    public IReadOnlyList<RuleExplanation> Rules { get; }
}
