using DomainBlock.Indexing;

namespace DomainBlock.Matching;

/// <summary>Where the parts of <see cref="RuleClasses"/> lie in their file. Checked once, on opening.</summary>
internal sealed record ClassLayout
{
    /// <summary>How many rules there are.</summary>
    public required int RuleCount { get; init; }

    /// <summary>How many lists there are. Rules of a list with a higher number are left out; only a hostile file has them.</summary>
    public required int ListCount { get; init; }

    /// <summary>Which rule wins, and so the order of the records of a class.</summary>
    public required Profile Profile { get; init; }

    /// <summary>Whether there are stops (<see cref="RuleRecord.Stop"/>): most files have none, and their queries do not look for any.</summary>
    public required bool HasStops { get; init; }

    /// <summary>See <see cref="PublicSuffixes.PublicSuffixTable"/>; empty where no rule stands under any public suffix.</summary>
    public required Extent PublicSuffixes { get; init; }

    /// <summary>The classes.</summary>
    public required Extent Classes { get; init; }

    /// <summary>The class of each rank, <see cref="RuleClasses.WidthFor"/> bits each; empty where there is one class.</summary>
    public required Extent Numbers { get; init; }

    /// <summary>The first rule of every 32nd rank, 4 bytes each; empty where each name has one rule.</summary>
    public required Extent FirstRules { get; init; }

    /// <summary>The rule that stands on every name, where it is the same one and alone on all and the shortest name wins; read once, so that nothing need be looked up.</summary>
    public required RuleRecord? Only { get; init; }
}
