namespace DomainBlock;

/// <summary>Why an <see cref="OverBlockingGuard"/> holds a rule back.</summary>
public enum GuardReason : byte
{
    /// <summary>It matches every name; of an expression: names that have nothing in common.</summary>
    Everything = 0,

    /// <summary>It matches names below a public suffix that it stands on or above: the sites of strangers.</summary>
    PublicSuffix = 1,

    /// <summary>It matches a protected name.</summary>
    ProtectedName = 2,

    /// <summary>It matches more names of the reference list than allowed.</summary>
    TooManyNames = 3,

    /// <summary>It is a glob that has no four octets in a row.</summary>
    ShortGlob = 4,
}

/// <summary>What an <see cref="OverBlockingGuard"/> found about a rule.</summary>
/// <param name="Reason">Why it is held back.</param>
/// <param name="Name">The suffix, the protected name, or a name of the reference list that it matches.</param>
/// <param name="CoveredCount">How many names of the reference list it matches.</param>
public readonly record struct GuardFinding(GuardReason Reason, DomainName Name, int CoveredCount);
