namespace DomainBlock;

/// <summary>What a rule that wins does.</summary>
public enum RuleAction : byte
{
    /// <summary>The name is blocked.</summary>
    Block = 0,

    /// <summary>The name is allowed: an exception to block rules.</summary>
    Allow = 1,
}
