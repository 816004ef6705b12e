namespace DomainBlock;

/// <summary>A rule that was left out because another rule of its list covers every name that it matches.</summary>
/// <param name="List">The list of both.</param>
/// <param name="Line">The line of the rule that was left out.</param>
/// <param name="CoveringLine">The line of the rule that covers it.</param>
public readonly record struct RedundantRule(int List, int Line, int CoveringLine);
