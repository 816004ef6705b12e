namespace DomainBlock;

/// <summary>What an audit counts in one list.</summary>
/// <param name="Rules">How many rules of the list are in the blocklist.</param>
/// <param name="Duplicates">Of those, how many are <see cref="RuleFindingKind.Duplicate"/>.</param>
/// <param name="Shadowed">How many are <see cref="RuleFindingKind.Shadowed"/>.</param>
/// <param name="ConflictsWon">How many are <see cref="RuleFindingKind.ConflictWon"/>.</param>
/// <param name="ConflictsLost">How many are <see cref="RuleFindingKind.ConflictLost"/>.</param>
public readonly record struct ListAudit(int Rules, int Duplicates, int Shadowed, int ConflictsWon, int ConflictsLost);
