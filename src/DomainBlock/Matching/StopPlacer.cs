using DomainBlock.Work;

namespace DomainBlock.Matching;

/// <summary>
/// Sets the stops of lists that use the closest encloser (RFC 4592, section 3.3.1). In such a list a wildcard matches a name below its own
/// unless one of the names between them, or the asked name itself, exists. What is above an existing name exists too, so that the one
/// directly below the wildcard's decides: on each of those that exist stands a stop, and nowhere else.
/// </summary>
internal static class StopPlacer
{
    /// <summary>Adds the stops to a sorted store and sorts it anew.</summary>
    /// <param name="rules">The rules of all lists, sorted, without stops.</param>
    /// <param name="lists">The lists, by number.</param>
    /// <param name="profile">What the store is sorted by.</param>
    /// <param name="work">Is told how far it has come; ends it early.</param>
    public static void Place(RuleStore rules, IReadOnlyList<ListInfo> lists, Profile profile, BuildWork work)
    {
        // Of each such list the wildcards above the present name, outermost first.
        List<Wildcard>?[] above = [.. lists.Select(list => list.UsesClosestEncloser ? new List<Wildcard>() : null)];
        int ruleCount = rules.Count;
        for (int rule = 0; rule < ruleCount; rule++)
        {
            work.Pass(rule);
            RuleRecord record = rules.Record(rule);
            if (above[record.List] is { } wildcards)
                Visit(rules, rule, record, wildcards);
        }
        if (rules.Count > ruleCount)
            rules.Sort(profile, work);
    }

    private static void Visit(RuleStore rules, int rule, RuleRecord record, List<Wildcard> wildcards)
    {
        ReadOnlySpan<byte> key = rules.Key(rule);
        while (wildcards.Count > 0 && !key.StartsWith(rules.Key(wildcards[^1].Rule)))
            wildcards.RemoveAt(wildcards.Count - 1);

        for (int i = 0; i < wildcards.Count; i++)
        {
            (int wildcard, int lastStopped) = wildcards[i];
            int length = rules.Key(wildcard).Length;
            if (length == key.Length)
                return;

            // Names come in order, so that those below one stop come together.
            int stopLength = length + 1 + key[length];
            if (lastStopped >= 0 && rules.Key(lastStopped).StartsWith(key[..stopLength]))
                continue;
            rules.AddStop(rule, stopLength, record.List);
            wildcards[i] = new Wildcard(wildcard, rule);
        }
        if (record.Pattern == RulePattern.Subdomains)
            wildcards.Add(new Wildcard(rule, -1));
    }

    /// <param name="Rule">The wildcard's number in the store.</param>
    /// <param name="LastStopped">The last rule below it for which a stop was set, or -1.</param>
    private readonly record struct Wildcard(int Rule, int LastStopped);
}
