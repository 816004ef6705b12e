namespace DomainBlock.Tool.Input;

/// <summary>Counts over all rules of a blocklist, and how they stand to each other.</summary>
internal sealed record BlocklistStatistics(
    Profile Profile,
    int Rules,
    int Stops,
    int Names,
    int NamesInSeveralLists,
    int OptionSets,
    string? PublicSuffixDigest,
    IReadOnlyList<ListStatistics> Lists,
    IReadOnlyList<KeyValuePair<string, long>> Sections,
    IReadOnlyList<KeyValuePair<string, string>> Metadata,
    BlocklistAudit Audit)
{
    public long Bytes { get; } = Sections.Sum(section => section.Value);

    public double BytesPerRule => Rules == 0 ? 0 : (double)Bytes / Rules;

    /// <summary>How many rules there are of each kind, by its words.</summary>
    public IReadOnlyDictionary<string, int> Kinds => Sum(kind => kind.ToString());

    public IReadOnlyDictionary<string, int> Patterns => Sum(kind => RuleKind.Word(kind.Pattern));

    public IReadOnlyDictionary<string, int> Actions => Sum(kind => RuleKind.Word(kind.Action));

    public IReadOnlyDictionary<string, int> Levels => Sum(kind => RuleKind.Word(kind.Level));

    public static BlocklistStatistics Of(Blocklist blocklist, CancellationToken cancellationToken)
    {
        int names = 0;
        int namesInSeveralLists = 0;
        Dictionary<RuleKind, int>[] kinds = [.. blocklist.Lists.Select(_ => new Dictionary<RuleKind, int>())];

        // The rules of one name stand together.
        (DomainName Name, bool IsUnderAnySuffix) standing = default;
        int firstList = -1;
        bool isInSeveralLists = false;
        foreach (Rule rule in blocklist.EnumerateRules())
        {
            cancellationToken.ThrowIfCancellationRequested();
            kinds[rule.List][RuleKind.Of(rule)] = kinds[rule.List].GetValueOrDefault(RuleKind.Of(rule)) + 1;
            if (rule.Expression is not null)
                continue;
            (DomainName, bool) here = (rule.Name, rule.Pattern is RulePattern.AnySuffix or RulePattern.AnySuffixExact);
            if (names == 0 || here != standing)
            {
                names++;
                standing = here;
                firstList = rule.List;
                isInSeveralLists = false;
            }
            else if (rule.List != firstList && !isInSeveralLists)
            {
                isInSeveralLists = true;
                namesInSeveralLists++;
            }
        }

        return new BlocklistStatistics(
            blocklist.Profile,
            blocklist.RuleCount,
            blocklist.StopCount,
            names,
            namesInSeveralLists,
            blocklist.OptionSetCount,
            blocklist.PublicSuffixDigest,
            [.. blocklist.Lists.Select((list, number) => new ListStatistics(list, kinds[number]))],
            blocklist.SectionSizes,
            blocklist.Metadata,
            blocklist.Audit(cancellationToken: cancellationToken));
    }

    private SortedDictionary<string, int> Sum(Func<RuleKind, string> word)
    {
        var sums = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach ((RuleKind kind, int rules) in Lists.SelectMany(list => list.Kinds))
            sums[word(kind)] = sums.GetValueOrDefault(word(kind)) + rules;
        return sums;
    }
}

/// <summary>Counts over the rules of a list.</summary>
/// <param name="List">The list.</param>
/// <param name="Kinds">How many rules it has of each kind that it has.</param>
internal sealed record ListStatistics(ListInfo List, IReadOnlyDictionary<RuleKind, int> Kinds)
{
    public int Rules { get; } = Kinds.Values.Sum();
}
