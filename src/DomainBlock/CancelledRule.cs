namespace DomainBlock;

/// <summary>A rule that was left out because its own list takes it back (<see cref="BlocklistBuilder.Cancel"/>).</summary>
/// <param name="List">The list.</param>
/// <param name="Line">The rule's line.</param>
/// <param name="CancellingLine">The line that takes it back.</param>
public readonly record struct CancelledRule(int List, int Line, int CancellingLine);
