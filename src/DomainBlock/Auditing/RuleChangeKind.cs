namespace DomainBlock;

/// <summary>What became of a rule from one blocklist to a later one.</summary>
public enum RuleChangeKind : byte
{
    /// <summary>The later one has it, the earlier one does not.</summary>
    Added = 0,

    /// <summary>The earlier one has it, the later one does not.</summary>
    Removed = 1,

    /// <summary>In the same list, on the same name and of the same pattern, the later one has another action, level or options.</summary>
    Changed = 2,
}
