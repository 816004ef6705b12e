namespace DomainBlock;

/// <summary>How strong a rule is: an important rule wins over every normal one.</summary>
public enum RuleLevel : byte
{
    /// <summary>The usual level.</summary>
    Normal = 0,

    /// <summary>Wins over every normal rule, as adblock's <c>$important</c> does.</summary>
    Important = 1,
}
