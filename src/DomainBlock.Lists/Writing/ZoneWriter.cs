namespace DomainBlock.Lists.Writing;

/// <summary>
/// Writes a blocklist as a response policy zone. In a zone a wildcard ends where names exist (RFC 4592), and the nearest name decides, not
/// the strongest rule. So it is not rules that are written, but what the blocklist answers at every name that the zone has: for the name
/// itself, and, by a wildcard, for whatever else is below it. Read as a zone, they give the same verdict and answer for every name.
/// </summary>
/// <remarks>Names exist where rules stand on them, and above those. Costs two queries a name and the look-up of their rules.</remarks>
internal static class ZoneWriter
{
    /// <summary>Writes the zone.</summary>
    /// <param name="writer">Takes the lines.</param>
    /// <param name="blocklist">Answers; it has only rules that make the same verdict for all names below one that does not exist.</param>
    /// <param name="cancellationToken">Ends writing early.</param>
    public static void Write(TextWriter writer, Blocklist blocklist, CancellationToken cancellationToken)
    {
        var names = new SortedSet<DomainName>();
        foreach (Rule rule in blocklist.EnumerateRules())
        {
            cancellationToken.ThrowIfCancellationRequested();
            AddWithAncestors(names, rule.Name);
        }
        foreach (DomainName name in names)
        {
            cancellationToken.ThrowIfCancellationRequested();
            string text = name.IsRoot ? "" : name.ToString();
            if (!name.IsRoot)
                WriteRecords(writer, text, blocklist, blocklist.Match(text));
            string below = name.IsRoot ? "*" : $"*.{text}";
            MatchResult wildcard = blocklist.Match(below);
            if (wildcard.Status == NameStatus.Valid)
                WriteRecords(writer, below, blocklist, wildcard);
        }
    }

    private static void WriteRecords(TextWriter writer, string owner, Blocklist blocklist, in MatchResult result)
    {
        if (result.Verdict == Verdict.None)
            return;
        if (result.Verdict == Verdict.Allowed)
        {
            writer.Write($"{owner} CNAME rpz-passthru.\n");
            return;
        }
        RuleAnswer answer = blocklist.GetRule(result.Rule).Options.Answer;
        IEnumerable<string> records = answer.Kind switch
        {
            RuleAnswerKind.NoData => ["CNAME *."],
            RuleAnswerKind.Drop => ["CNAME rpz-drop."],
            RuleAnswerKind.Addresses or RuleAnswerKind.CName => OptionText.Records(answer),
            _ => ["CNAME ."],
        };
        foreach (string record in records)
            writer.Write($"{owner} {record}\n");
    }

    private static void AddWithAncestors(SortedSet<DomainName> names, DomainName name)
    {
        foreach (DomainName existing in NamesAbove.SelfAndAbove(name))
        {
            if (!names.Add(existing))
                return;
        }
    }
}
