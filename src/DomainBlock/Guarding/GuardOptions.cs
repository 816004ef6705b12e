namespace DomainBlock;

/// <summary>What an <see cref="OverBlockingGuard"/> knows. By default nothing: it then holds back only rules that match everything.</summary>
public sealed record GuardOptions
{
    /// <summary>The Public Suffix List, both sections of which count; null: no rule is held back for standing on a suffix.</summary>
    public PublicSuffixList? PublicSuffixes { get; init; }

    /// <summary>Names that no rule may match.</summary>
    public IEnumerable<DomainName> Protected { get; init; } = [];

    /// <summary>Names that are in use, such as the most visited ones: what a rule's reach is counted by.</summary>
    public IEnumerable<DomainName> Reference { get; init; } = [];

    /// <summary>How many names of <see cref="Reference"/> a rule may match.</summary>
    public int MaxCovered { get; init; } = 100;

    /// <summary>Rules that somebody has looked at: texts as <see cref="Rule.ToString"/> gives them.</summary>
    public IReadOnlySet<string> AllowedRules { get; init; } = new HashSet<string>();
}
