namespace DomainBlock.Tool.Input;

/// <summary>Counts over all rules of a blocklist.</summary>
internal sealed record BlocklistStatistics(
    int Rules,
    int Stops,
    int Names,
    int NamesInSeveralLists,
    long Bytes,
    IReadOnlyDictionary<string, int> Kinds,
    IReadOnlyList<(ListInfo List, int Rules)> Lists,
    IReadOnlyList<KeyValuePair<string, long>> Sections,
    IReadOnlyList<KeyValuePair<string, string>> Metadata)
{
    public double BytesPerRule => Rules == 0 ? 0 : (double)Bytes / Rules;

    public static BlocklistStatistics Of(Blocklist blocklist, CancellationToken cancellationToken)
    {
        int names = 0;
        int namesInSeveralLists = 0;
        int[] rulesOfList = new int[blocklist.Lists.Count];
        var kinds = new SortedDictionary<string, int>(StringComparer.Ordinal);

        // The rules of one name stand together.
        DomainName name = default;
        int firstList = -1;
        bool isInSeveralLists = false;
        foreach (Rule rule in blocklist.EnumerateRules())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (names == 0 || rule.Name != name)
            {
                names++;
                name = rule.Name;
                firstList = rule.List;
                isInSeveralLists = false;
            }
            else if (rule.List != firstList && !isInSeveralLists)
            {
                isInSeveralLists = true;
                namesInSeveralLists++;
            }
            rulesOfList[rule.List]++;
            string kind = Kind(rule);
            kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
        }

        IReadOnlyList<KeyValuePair<string, long>> sections = blocklist.SectionSizes;
        return new BlocklistStatistics(
            blocklist.RuleCount,
            blocklist.StopCount,
            names,
            namesInSeveralLists,
            sections.Sum(section => section.Value),
            kinds,
            [.. blocklist.Lists.Select((list, number) => (list, rulesOfList[number]))],
            sections,
            blocklist.Metadata);
    }

    private static string Kind(in Rule rule)
    {
        string pattern = rule.Pattern switch
        {
            RulePattern.Subtree => "subtree",
            RulePattern.Subdomains => "subdomains",
            RulePattern.OneLabel => "one label",
            RulePattern.AnySuffix => "any suffix",
            RulePattern.AnySuffixExact => "any suffix exact",
            _ => "exact",
        };
        string action = rule.Action == RuleAction.Allow ? "allow" : "block";
        return rule.Level == RuleLevel.Important ? $"important {action} {pattern}" : $"{action} {pattern}";
    }
}
