namespace DomainBlock.Auditing;

/// <summary>Counts findings by list and kind, and keeps the first ones.</summary>
/// <param name="rules">How many rules each list has.</param>
/// <param name="kept">How many findings of a kind are kept of each list.</param>
internal sealed class FindingTally(IReadOnlyList<int> rules, int kept)
{
    /// <summary>No more are kept of all lists together.</summary>
    private const int MostKept = 100_000;

    private static readonly int Kinds = Enum.GetValues<RuleFindingKind>().Length;

    private readonly int[] _counts = new int[rules.Count * Kinds];
    private readonly List<RuleFinding> _findings = [];

    public IReadOnlyList<RuleFinding> Findings => _findings;

    public IReadOnlyList<ListAudit> Lists =>
    [
        .. Enumerable.Range(0, rules.Count).Select(list => new ListAudit(
            rules[list],
            Count(list, RuleFindingKind.Duplicate),
            Count(list, RuleFindingKind.Shadowed),
            Count(list, RuleFindingKind.ConflictWon),
            Count(list, RuleFindingKind.ConflictLost))),
    ];

    public void Add(RuleFindingKind kind, Standing rule, Standing other)
    {
        int count = _counts[(rule.Rule.List * Kinds) + (int)kind]++;
        if (count < kept && _findings.Count < MostKept)
            _findings.Add(new RuleFinding(kind, rule.Rule, other.Rule));
    }

    private int Count(int list, RuleFindingKind kind) => _counts[(list * Kinds) + (int)kind];
}
