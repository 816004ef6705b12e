namespace DomainBlock;

/// <summary>
/// Which rule wins where several match: keys in order, the first difference decides. A compiled blocklist has one profile. Where all keys of a
/// profile are equal, the wider pattern wins, then the stronger level and action, so that the answer depends on the rules alone.
/// </summary>
public enum Profile : byte
{
    /// <summary>
    /// Important allow, important block, allow, block; then the earlier list; then the widest pattern (fewest labels;
    /// subtree, subdomains, one label, exact); then the lowest line. As AdGuard Home, Technitium, blocky and uBlock; as Pi-hole but for its exact deny.
    /// </summary>
    AllowWins = 0,

    /// <summary>
    /// The rule on the name with the most labels; then exact, one label, subdomains, subtree; then important before normal; then allow before block; then the
    /// earlier list; then the lowest line. As dnsmasq, Unbound's local zones and dnsdist.
    /// </summary>
    MostSpecific = 1,

    /// <summary>
    /// The earlier list; within it an exact rule, then the rule on the name with the most labels, then the lowest line. Action and level play no part. As the response
    /// policy zones of BIND and Unbound, and, for lists that do not use the closest encloser, as xray and mihomo: a match of the first list that has one.
    /// </summary>
    Ordered = 2,
}
