namespace DomainBlock;

/// <summary>How a compiled blocklist is opened. The default value is what most callers want.</summary>
public readonly record struct BlocklistOpenOptions
{
    /// <summary>
    /// Whether to leave the pass over the whole file to <see cref="Blocklist.Verify"/>. Opening then costs the same for
    /// any size; a damaged byte may give a wrong answer, but never a crash.
    /// </summary>
    public bool DeferChecksums { get; init; }

    /// <summary>
    /// The clock that says the instant of questions that do not (<see cref="MatchContext.Instant"/>); null: the system's. Only answers that a rule's validity matters for read it, once each.
    /// </summary>
    public TimeProvider? TimeProvider { get; init; }
}
