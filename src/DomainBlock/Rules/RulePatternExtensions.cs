namespace DomainBlock;

/// <summary>Of what kind a pattern is.</summary>
internal static class RulePatternExtensions
{
    /// <summary>Whether the rule stands on a label under any public suffix, not on its name.</summary>
    public static bool IsUnderAnySuffix(this RulePattern pattern) => pattern is RulePattern.AnySuffix or RulePattern.AnySuffixExact;
}
