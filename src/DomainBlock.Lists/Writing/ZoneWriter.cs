namespace DomainBlock.Lists.Writing;

/// <summary>
/// Writes a blocklist as a response policy zone. In a zone a wildcard ends where names exist (RFC 4592), and the nearest name decides, not
/// the strongest rule. So it is not rules that are written, but what the blocklist answers at every name that the zone has: for the name
/// itself, and, by a wildcard, for whatever else is below it. Read as a zone, they give the same verdict for every name.
/// </summary>
/// <remarks>Names exist where rules stand on them, and above those. Costs two queries and up to two lines a name.</remarks>
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
                WriteRecord(writer, text, blocklist.Match(text).Verdict);
            string below = name.IsRoot ? "*" : $"*.{text}";
            MatchResult wildcard = blocklist.Match(below);
            if (wildcard.Status == NameStatus.Valid)
                WriteRecord(writer, below, wildcard.Verdict);
        }
    }

    private static void WriteRecord(TextWriter writer, string owner, Verdict verdict)
    {
        string? target = verdict switch
        {
            Verdict.Blocked => ".",
            Verdict.Allowed => "rpz-passthru.",
            _ => null,
        };
        if (target is not null)
            writer.Write($"{owner} CNAME {target}\n");
    }

    private static void AddWithAncestors(SortedSet<DomainName> names, DomainName name)
    {
        while (names.Add(name) && !name.IsRoot)
            name = Parent(name);
    }

    private static DomainName Parent(DomainName name)
    {
        ReadOnlySpan<byte> octets = name.Octets;
        Span<byte> wire = stackalloc byte[256];
        ReadOnlySpan<byte> rest = octets[(1 + octets[0])..];
        rest.CopyTo(wire);
        wire[rest.Length] = 0;
        DomainName.Read(new WireName(wire[..(rest.Length + 1)]), out DomainName parent, out _);
        return parent;
    }
}
