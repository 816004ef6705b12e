using DomainBlock.Lists.Writing;

namespace DomainBlock.Lists;

/// <summary>Writes rules as a list.</summary>
public static class ListWriter
{
    /// <summary>
    /// Writes each rule that the format can carry as one line ended by LF. A rule that it cannot carry exactly is left
    /// out and counted; none is widened or narrowed.
    /// </summary>
    /// <param name="writer">Takes the lines.</param>
    /// <param name="format">The format.</param>
    /// <param name="rules">The rules, in the order in which to write them.</param>
    /// <param name="cancellationToken">Ends writing early.</param>
    public static WriteReport Write(TextWriter writer, ListFormat format, IEnumerable<Rule> rules, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(rules);
        int written = 0;
        var dropped = new SortedDictionary<string, int>(StringComparer.Ordinal);
        writer.Write(RuleText.Header(format));
        foreach (Rule rule in rules)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (RuleText.TryWrite(rule, format, out string reason) is { } line)
            {
                writer.Write(line);
                writer.Write('\n');
                written++;
            }
            else
            {
                dropped[reason] = dropped.GetValueOrDefault(reason) + 1;
            }
        }
        return new WriteReport(written, dropped);
    }
}
