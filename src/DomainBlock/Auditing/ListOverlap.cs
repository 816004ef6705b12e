namespace DomainBlock;

/// <summary>How much of one list another one has too.</summary>
/// <param name="List">The number of the list.</param>
/// <param name="Other">The number of the other one.</param>
/// <param name="Rules">How many rules of the list a rule of the other list covers that does the same and has no options, or repeats; at least one.</param>
public readonly record struct ListOverlap(int List, int Other, int Rules);
