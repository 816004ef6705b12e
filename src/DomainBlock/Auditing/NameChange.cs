namespace DomainBlock;

/// <summary>Names that two blocklists judge differently.</summary>
/// <param name="Name">A name that a rule of either stands on.</param>
/// <param name="Scope">Which names, seen from that one.</param>
/// <param name="Before">The verdict of the earlier blocklist; null where it depends on what else is asked (type, instant and so on).</param>
/// <param name="After">The verdict of the later one.</param>
public readonly record struct NameChange(DomainName Name, NameScope Scope, Verdict? Before, Verdict? After);
