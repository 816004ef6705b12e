namespace DomainBlock;

/// <summary>What else, besides the name, an answer depends on. The default value restricts nothing.</summary>
public readonly record struct MatchContext
{
    /// <summary>The lists that count for this question; null: all of them. Made by <see cref="Blocklist.Select"/> of the blocklist that is asked.</summary>
    public ListView? View { get; init; }
}
