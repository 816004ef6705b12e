namespace DomainBlock;

/// <summary>How rules are compiled. The default value is what most callers want.</summary>
public readonly record struct BlocklistBuilderOptions
{
    /// <summary>Which rule wins where several match; <see cref="Profile.AllowWins"/> unless given.</summary>
    public Profile Profile { get; init; }

    /// <summary>What counts in a chain of names; <see cref="ChainMode.Each"/> unless given.</summary>
    public ChainMode ChainMode { get; init; }

    /// <summary>
    /// Whether to keep rules that another rule of the same list, action and level covers. They change no verdict; under profiles that prefer the longer
    /// name an answer without them may name another such rule.
    /// </summary>
    public bool KeepRedundant { get; init; }

    /// <summary>Whether to leave out the lines that the rules came from and their order ids: 4 bytes a rule less, 8 more where it has an order id, and rules that say neither.</summary>
    public bool Slim { get; init; }

    /// <summary>
    /// Whether to leave out the filter that answers for most names on which no rule stands: about 9 bits a name less, and such names
    /// take several times as long.
    /// </summary>
    public bool NoFilter { get; init; }

    /// <summary>What suffixes rules of <see cref="RulePattern.AnySuffix"/> stand under; they cannot be added without it. Its names and its digest go into the file where there are such rules.</summary>
    public PublicSuffixList? PublicSuffixes { get; init; }

    /// <summary>Whether the private section of <see cref="PublicSuffixes"/> counts too: then <c>a.*</c> matches <c>a.github.io</c>, which is a stranger on GitHub.</summary>
    public bool WithPrivateSuffixes { get; init; }

    /// <summary>How many threads may work at once; 0: as many as there are processors. The bytes are the same for any number.</summary>
    public int MaxDegreeOfParallelism { get; init; }
}
