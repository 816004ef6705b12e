using DomainBlock.Indexing;
using DomainBlock.Patterns;

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

    /// <summary>How many names rules stand on; the ranks from here on are those of expressions.</summary>
    public required int NameCount { get; init; }

    /// <summary>The expressions; empty where no rule has one.</summary>
    public required Extent Expressions { get; init; }

    /// <summary>Where their parts lie.</summary>
    public required PatternSetLayout Patterns { get; init; }

    /// <summary>See <see cref="Matching.ExpressionOrder"/>; empty where no rule has an expression.</summary>
    public required Extent ExpressionOrder { get; init; }

    /// <summary>The first rule that has an expression; those behind it all have one.</summary>
    public required int FirstExpressionRule { get; init; }

    /// <summary>The options; empty where no rule has any.</summary>
    public required Extent Options { get; init; }

    /// <summary>Says the instant of questions that do not.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>The class of each rank, <see cref="RuleClasses.WidthFor"/> bits each; empty where there is one class.</summary>
    public required Extent Numbers { get; init; }

    /// <summary>The first rule of every 32nd rank, 4 bytes each; empty where each name has one rule.</summary>
    public required Extent FirstRules { get; init; }

    /// <summary>The rule that stands on every name, where it is the same one and alone on all, has no options, and the shortest name wins; read once, so that nothing need be looked up.</summary>
    public required RuleRecord? Only
    {
        get;
        init
        {
            field = value;
            FirstDecides = value is { Pattern: RulePattern.Subtree };
            if (value is { } only)
                OnlyAnswer = new MatchResult(only.Action, rule: 0, only.List, suffixLabels: 0, until: 0);
        }
    }

    /// <summary>Its answer, but for whose it is.</summary>
    public MatchResult OnlyAnswer { get; private init; }

    /// <summary>Whether only what stands on names can match: no rule is an expression, and there is no Public Suffix List for rules to stand under.</summary>
    public required bool HasNamesOnly { get; init; }

    /// <summary>Whether there is <see cref="Only"/>, a subtree's: then the first suffix that the filter lets pass nearly always decides.</summary>
    public bool FirstDecides { get; private init; }

    /// <summary>Whether the one rule stands on labels under any public suffix.</summary>
    public bool IsOnlyUnderAnySuffix => Only is { IsUnderAnySuffix: true };
}
