using System.Globalization;
using DomainBlock.Lists.Writing;

namespace DomainBlock.Lists;

/// <summary>
/// Writes rules as a list. What a format cannot carry exactly is left out and counted; nothing is widened or narrowed.
/// </summary>
public static class ListWriter
{
    private const string StoppedWildcard = "a wildcard that ends at existing names";
    private const string Swallowed = "data at or below a zone that blocks";
    private const string Outranked = "a rule that another one on its name outranks";

    /// <summary>
    /// Writes each rule that the format can carry as one line ended by LF, or one for each address of its answer, behind the header that the format wants. A zone (<see cref="ListFormat.Rpz"/>)
    /// gets lines that make the verdicts and answers of all these rules together, by the default profile; a rule set (<see cref="ListFormat.SingBox"/>) has one value a line, exact names first.
    /// </summary>
    /// <param name="writer">Takes the lines.</param>
    /// <param name="format">The format.</param>
    /// <param name="rules">The rules, in the order in which to write them.</param>
    /// <param name="cancellationToken">Ends writing early.</param>
    public static WriteReport Write(TextWriter writer, ListFormat format, IEnumerable<Rule> rules, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(rules);
        writer.Write(RuleText.Header(format));
        if (format == ListFormat.Rpz)
        {
            Rule[] all = [.. rules];
            int lists = all.Length == 0 ? 0 : all.Max(rule => rule.List) + 1;
            return WriteZone(writer, all, [.. Enumerable.Range(0, lists).Select(list => new ListInfo(list.ToString(CultureInfo.InvariantCulture)))], default, cancellationToken);
        }

        if (format == ListFormat.SingBox)
            return RuleSetWriter.Write(writer, rules, cancellationToken);

        UnboundZones? zones = null;
        if (format == ListFormat.Unbound)
        {
            Rule[] all = [.. rules];
            zones = new UnboundZones(all);
            rules = all;
        }
        var dropped = new DroppedRules();
        int written = 0;
        foreach (Rule rule in rules)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (zones?.Swallow(rule) == true)
            {
                dropped.Add(Swallowed);
            }
            else if (RuleText.TryWrite(rule, format, out string reason) is { } line)
            {
                writer.Write(line);
                writer.Write('\n');
                written++;
            }
            else
            {
                dropped.Add(reason);
            }
        }
        return new WriteReport(written, dropped.Counts);
    }

    /// <summary>
    /// Writes the rules of a blocklist, sorted by name. A wildcard that ends at existing names, as those of zones do, can be carried by a zone
    /// only; to other formats it is lost. Where servers have one entry a name, a rule that another on its name outranks is left out.
    /// </summary>
    /// <param name="writer">Takes the lines.</param>
    /// <param name="format">The format.</param>
    /// <param name="blocklist">The blocklist.</param>
    /// <param name="cancellationToken">Ends writing early.</param>
    public static WriteReport Write(TextWriter writer, ListFormat format, Blocklist blocklist, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(blocklist);

        // A file's own order looks like chance.
        IReadOnlyList<Rule> rules = blocklist.ListRulesByName(cancellationToken);
        IReadOnlyList<ListInfo> lists = blocklist.Lists;
        if (format == ListFormat.Rpz)
        {
            writer.Write(RuleText.Header(format));
            return WriteZone(writer, rules, lists, blocklist.Profile, cancellationToken);
        }

        var lost = new DroppedRules();
        WriteReport report = Write(writer, format, SaidByThemselves(rules, lists, blocklist.Profile, format, lost), cancellationToken);
        lost.Add(report.Dropped);
        return report with { Dropped = lost.Counts };
    }

    /// <summary>The rules of a blocklist, sorted by name, that say the same alone as beside the others.</summary>
    /// <param name="blocklist">The blocklist.</param>
    /// <param name="format">The format that they are to be written in.</param>
    /// <param name="lost">Counts those that are left out.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    internal static IEnumerable<Rule> RulesSaidByThemselves(Blocklist blocklist, ListFormat format, DroppedRules lost, CancellationToken cancellationToken) =>
        SaidByThemselves(blocklist.ListRulesByName(cancellationToken), blocklist.Lists, blocklist.Profile, format, lost);

    private static IEnumerable<Rule> SaidByThemselves(IReadOnlyList<Rule> rules, IReadOnlyList<ListInfo> lists, Profile profile, ListFormat format, DroppedRules lost)
    {
        var outranked = new OutrankedRules(profile);
        return rules.Where(IsSaidByItself);

        bool IsSaidByItself(Rule rule, int place)
        {
            bool canBeStopped = rule.Pattern == RulePattern.Subdomains && lists[rule.List].UsesClosestEncloser;
            bool isOutranked = !canBeStopped && outranked.IsOutranked(rules, place, format);
            if (canBeStopped || isOutranked)
                lost.Add(canBeStopped ? StoppedWildcard : Outranked);
            return !canBeStopped && !isOutranked;
        }
    }

    private static WriteReport WriteZone(TextWriter writer, IReadOnlyList<Rule> rules, IReadOnlyList<ListInfo> lists, Profile profile, CancellationToken cancellationToken)
    {
        var dropped = new DroppedRules();
        var builder = new BlocklistBuilder(new BlocklistBuilderOptions { Profile = profile });
        foreach (ListInfo list in lists)
            builder.AddList(list);
        foreach (Rule rule in rules)
        {
            if (RuleText.TryWrite(rule, ListFormat.Rpz, out string reason) is not null)
                builder.Add(rule);
            else
                dropped.Add(reason);
        }
        int written = builder.RuleCount;
        using Blocklist carried = builder.Build(cancellationToken: cancellationToken).Open();
        ZoneWriter.Write(writer, carried, cancellationToken);
        return new WriteReport(written, dropped.Counts);
    }
}
