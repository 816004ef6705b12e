using DomainBlock.Benchmarks.Queries;

namespace DomainBlock.Benchmarks.Rivals;

/// <summary>One row of the comparison: a structure, asked in one form and case.</summary>
internal abstract class Row(string name, bool isMixedCase)
{
    /// <summary>What the row is called in the report.</summary>
    public string Name { get; } = isMixedCase ? name + ", mixed case" : name;

    /// <summary>Whether its queries come in mixed case.</summary>
    public bool IsMixedCase { get; } = isMixedCase;

    /// <summary>Asks for every name of a set.</summary>
    /// <returns>How many are blocked.</returns>
    public abstract int CountBlocked(QuerySet set);

    /// <summary>Asks for every name of a set and keeps the answers.</summary>
    public abstract bool[] Answers(QuerySet set);
}
