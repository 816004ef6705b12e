namespace DomainBlock;

/// <summary>Why a rule whose pattern matches a name does not apply to it.</summary>
public enum RuleHindrance : byte
{
    /// <summary>Nothing: it applies.</summary>
    None = 0,

    /// <summary>Its list does not count for the question (<see cref="MatchContext.View"/>).</summary>
    View,

    /// <summary>A name that exists in its list ends the wildcard (<see cref="ListInfo.UsesClosestEncloser"/>).</summary>
    ClosestEncloser,

    /// <summary>It is not for this type of query, or for certain types only and the question has none (<see cref="RuleOptions.QueryTypes"/>).</summary>
    QueryType,

    /// <summary>A CNAME or SVCB record led to the name (<see cref="RuleOptions.NotViaCname"/>).</summary>
    ViaCname,

    /// <summary>A list that counts cancels it (<see cref="RuleOptions.CancelledBy"/>).</summary>
    Cancelled,

    /// <summary>The name is one of its exempt names or below one (<see cref="RuleOptions.ExemptNames"/>).</summary>
    Exempt,

    /// <summary>Its validity has not begun (<see cref="RuleOptions.From"/>).</summary>
    NotYet,

    /// <summary>Its validity is over (<see cref="RuleOptions.Until"/>).</summary>
    NoLonger,

    /// <summary>The file is damaged there. Verified files have none.</summary>
    Damaged,
}
