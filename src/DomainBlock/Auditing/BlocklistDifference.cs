namespace DomainBlock;

/// <summary>What differs between two blocklists, where all lists count: rules, and the names that are judged differently. Made by <see cref="Blocklist.CompareWith"/>. Immutable.</summary>
/// <remarks>
/// Rules are the same where pattern, name, action, level, options and the name of the list are; where each blocklist has one list, these are the same list. Lines and order ids play no part. Names that only rules
/// under any suffix, globs or regular expressions tell apart are not listed; where there are such rules, a verdict counts as the same only where the same rule gives it.
/// </remarks>
public sealed class BlocklistDifference
{
    internal BlocklistDifference(IReadOnlyList<RuleChange> rules, IReadOnlyList<NameChange> names) => (Rules, Names) = (rules, names);

    /// <summary>The rules that were added, removed or changed: by name, then those under any suffix and with expressions.</summary>
    public IReadOnlyList<RuleChange> Rules { get; }

    /// <summary>The names that are judged differently, or may be, in order.</summary>
    public IReadOnlyList<NameChange> Names { get; }
}
