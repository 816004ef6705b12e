namespace DomainBlock;

/// <summary>A blocklist's answer for a chain of names: the one that was asked, and those that its records lead to.</summary>
/// <param name="Result">The answer for the name that decides. Its <see cref="MatchResult.Until"/> holds for the whole chain.</param>
/// <param name="Position">Which name of the chain decides, from 0; -1 where none is blocked or allowed.</param>
public readonly record struct ChainResult(MatchResult Result, int Position);
