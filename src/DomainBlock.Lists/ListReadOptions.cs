namespace DomainBlock.Lists;

/// <summary>How a list is read. The default value follows the format.</summary>
public readonly record struct ListReadOptions
{
    /// <summary>What a name without any mark means.</summary>
    public BareName Bare { get; init; }

    /// <summary>
    /// The least share, in percent, of lines that must give a rule among those that are meant to (blank lines, comments,
    /// headers and local names are not). Below it the list is refused. 0 asks for one line at least.
    /// </summary>
    public double MinAcceptedPercent { get; init; }

    /// <summary>
    /// Is told every line that was neither accepted nor is meant to give no rule, when it is known what became of it: in file order, but for
    /// lines that wait for later ones. Null tells nobody.
    /// </summary>
    public Action<LineSample>? Tell { get; init; }

    /// <summary>
    /// Takes what rules say that the list takes back (adblock's <c>$badfilter</c>), in its own file and in others, with their lines: for <see cref="BlocklistBuilder.Cancel"/>. Null refuses such lines, as lost exceptions.
    /// </summary>
    public Action<Rule>? Cancel { get; init; }

    /// <summary>Where lists are that this one may include. Null follows no include; each is reported.</summary>
    public ListIncludes? Includes { get; init; }
}
