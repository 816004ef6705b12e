namespace DomainBlock;

/// <summary>
/// How the rules of a blocklist stand to each other: which repeat others, which can never win, which contradict each other, and how much of each list is in others. Made by
/// <see cref="Blocklist.Audit"/>. Immutable.
/// </summary>
/// <remarks>
/// It compares rules two by two: that several rules together cover another one is not seen, nor what a glob or regular expression covers but for the same one, nor how rules under any
/// public suffix stand to rules on names other than the root. A wildcard of a list that uses the closest encloser covers nothing.
/// </remarks>
public sealed class BlocklistAudit
{
    /// <summary>How many lists are compared with each other.</summary>
    public const int MaxComparedLists = 1024;

    internal BlocklistAudit(IReadOnlyList<ListAudit> lists, IReadOnlyList<RuleFinding> findings, IReadOnlyList<int> comparedLists, IReadOnlyList<ListOverlap> overlaps) =>
        (Lists, Findings, ComparedLists, Overlaps) = (lists, findings, comparedLists, overlaps);

    /// <summary>What was counted in each list, by its number.</summary>
    public IReadOnlyList<ListAudit> Lists { get; }

    /// <summary>The first findings of each kind in each list, in the order of names.</summary>
    public IReadOnlyList<RuleFinding> Findings { get; }

    /// <summary>The numbers of the lists that were compared with each other, ascending: all, or the <see cref="MaxComparedLists"/> with the most rules.</summary>
    public IReadOnlyList<int> ComparedLists { get; }

    /// <summary>How much of each of those is in each other, where it is anything; by list, then by the other one.</summary>
    public IReadOnlyList<ListOverlap> Overlaps { get; }
}
