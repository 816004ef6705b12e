namespace DomainBlock;

/// <summary>Which rule wins where several match. A compiled blocklist has one.</summary>
public enum Profile : byte
{
    /// <summary>
    /// Important allow, important block, allow, block; then the earlier list; then the widest pattern (fewest labels;
    /// subtree, subdomains, one label, exact); then the lowest line. As AdGuard Home, Technitium, blocky and uBlock.
    /// </summary>
    AllowWins = 0,
}
