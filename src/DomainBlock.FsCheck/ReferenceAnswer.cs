namespace DomainBlock.Generators;

/// <summary>What the reference matcher says of a name.</summary>
/// <param name="Verdict">What the winning rule does; <see cref="Verdict.None"/> where there is none.</param>
/// <param name="Winner">The winning rule; null where no rule applies.</param>
/// <param name="Until">When another rule wins, or none; null: never.</param>
public readonly record struct ReferenceAnswer(Verdict Verdict, Rule? Winner, DateTimeOffset? Until = null)
{
    /// <summary>How many labels of the name, counted from the right, the winning rule fixes; 0 where no rule applies.</summary>
    public int SuffixLabels { get; init; }
}
