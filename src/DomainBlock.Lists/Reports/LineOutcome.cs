namespace DomainBlock.Lists;

/// <summary>What became of a line, in one word; <see cref="LineReason"/> says why.</summary>
public enum LineOutcome
{
    /// <summary>It gave all the rules it holds, or takes rules back.</summary>
    Accepted,

    /// <summary>It gave rules that other lines of its list take back.</summary>
    Cancelled,

    /// <summary>It gave rules that others of its list cover; they are left out.</summary>
    Redundant,

    /// <summary>It gave rules that a guard against over-blocking holds back.</summary>
    HeldBack,

    /// <summary>Some of its names gave rules, others were refused.</summary>
    Partial,

    /// <summary>It is not meant to give a rule: blank, comment, header, local name.</summary>
    Ignored,

    /// <summary>It is sound in its format, but not supported.</summary>
    Unsupported,

    /// <summary>It is not sound.</summary>
    Invalid,
}
