namespace DomainBlock;

/// <summary>What an audit says of a rule. A rule <em>covers</em> another one if it matches every name that the other matches, as their patterns and names tell.</summary>
public enum RuleFindingKind : byte
{
    /// <summary>Another rule of the same pattern, name, action, level and options comes before it in precedence.</summary>
    Duplicate = 0,

    /// <summary>It is no duplicate and can never win where all lists count: a stronger rule covers it, and has no options that could keep it from applying.</summary>
    Shadowed = 1,

    /// <summary>A rule of the other action covers it, and it wins over all of those: an exception.</summary>
    ConflictWon = 2,

    /// <summary>A rule of the other action covers it, and wins where both apply.</summary>
    ConflictLost = 3,
}
