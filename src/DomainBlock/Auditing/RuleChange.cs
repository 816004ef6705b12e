namespace DomainBlock;

/// <summary>A rule that two blocklists do not share.</summary>
/// <param name="Kind">What became of it.</param>
/// <param name="Rule">The rule: of the later blocklist, with its list numbers, unless it was removed.</param>
/// <param name="Before">What a changed rule was in the earlier blocklist; null for others.</param>
/// <param name="ChangesVerdicts">
/// Whether some name that it matches may be judged otherwise. False is certain: all of them have the same verdict and answer in both, as where a rule was only left out, or kept, as redundant. Names that a
/// changed rule under any suffix, or with an expression, matches as well are left aside.
/// </param>
public readonly record struct RuleChange(RuleChangeKind Kind, Rule Rule, Rule? Before, bool ChangesVerdicts);
