using DomainBlock.Lists.Grammars;
using DomainBlock.Lists.Proxies.Containers;
using DomainBlock.Lists.Proxies.Geosite;
using DomainBlock.Lists.Proxies.Mihomo;
using DomainBlock.Lists.Proxies.SingBox;
using DomainBlock.Lists.Reports;
using DomainBlock.Lists.RuleSets;
using DomainBlock.Lists.Writing;

namespace DomainBlock.Lists.Proxies;

/// <summary>
/// Reads and writes lists in the formats of proxy programs (<see cref="ListFormats.IsProxyFormat"/>). Unlike a list of lines, such a list is held in memory as a whole while it is read;
/// how much it may be is decided before it is unpacked. May be used by several threads.
/// </summary>
public static class ProxyList
{
    /// <summary>The formats that can be written.</summary>
    public static IReadOnlyList<ListFormat> Writable { get; } = [ListFormat.Srs];

    /// <summary>Reads a whole list.</summary>
    /// <param name="stream">The list, or gzip of it; it is read to its end and disposed.</param>
    /// <param name="name">What it is called in reports and messages.</param>
    /// <param name="format">The format.</param>
    /// <param name="accept">Takes each rule with the number of its entry, from 1 (its line, where the format has lines); <see cref="Rule.List"/> is 0.</param>
    /// <param name="selection">Which of the lists in a geosite file are meant; null where there is one.</param>
    /// <param name="options">How to read.</param>
    /// <param name="progress">Is told now and then how far reading has come.</param>
    /// <param name="cancellationToken">Ends reading early.</param>
    /// <returns>What became of every entry.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The format is none of proxy programs.</exception>
    /// <exception cref="ListRefusedException">The list is damaged, cut off, beyond the limits, of another format, or its choice is not clear; or too few entries gave rules. Rules given so far are not to be used.</exception>
    /// <exception cref="IOException">Reading the stream failed.</exception>
    public static ListReport Read(
        Stream stream,
        string name,
        ListFormat format,
        Action<Rule> accept,
        GeositeSelection? selection = null,
        ListReadOptions options = default,
        IProgress<ListProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(accept);
        using Stream disposed = stream;
        if (!format.IsProxyFormat())
            throw NoProxyFormat(format);
        try
        {
            var tally = new LineTally(options.Tell);
            ArraySegment<byte> file = WholeList.Read(stream, name, cancellationToken);
            ListProgress all = format == ListFormat.MihomoYaml
                ? ReadLines(file, options.Bare, tally, accept, Tell)
                : ReadEntries(file, format, selection, options.Bare, tally, accept, Tell, cancellationToken);
            if (tally.Lines != all.Lines)
                throw new InvalidOperationException($"Of the {all.Lines} entries of {name}, {tally.Lines} are accounted for.");
            progress?.Report(all);
            var report = new ListReport(name, format, all.Bytes, all.Rules, tally);
            report.RequireAccepted(options.MinAcceptedPercent);
            return report;
        }
        catch (ContainerException e)
        {
            throw new ListRefusedException(name, e.Fault, e.Message);
        }

        void Tell(ListProgress reached)
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress?.Report(reached);
        }
    }

    /// <summary>Writes a list. What the format cannot carry exactly is left out and counted; nothing is widened or narrowed. All names are held in memory.</summary>
    /// <param name="stream">Takes the list; it is not disposed.</param>
    /// <param name="format">One of <see cref="Writable"/>.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="cancellationToken">Ends writing early.</param>
    /// <exception cref="ArgumentOutOfRangeException">The format cannot be written.</exception>
    public static WriteReport Write(Stream stream, ListFormat format, IEnumerable<Rule> rules, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(rules);
        RequireWritable(format);
        return SrsWriter.Write(stream, rules, cancellationToken);
    }

    /// <summary>Writes the rules of a blocklist. A wildcard that ends at existing names, as those of zones do, is lost.</summary>
    /// <inheritdoc cref="Write(Stream, ListFormat, IEnumerable{Rule}, CancellationToken)"/>
    /// <param name="stream">Takes the list; it is not disposed.</param>
    /// <param name="format">One of <see cref="Writable"/>.</param>
    /// <param name="blocklist">The blocklist.</param>
    /// <param name="cancellationToken">Ends writing early.</param>
    public static WriteReport Write(Stream stream, ListFormat format, Blocklist blocklist, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(blocklist);
        RequireWritable(format);
        var lost = new DroppedRules();
        WriteReport report = SrsWriter.Write(stream, ListWriter.RulesSaidByThemselves(blocklist, format, lost, cancellationToken), cancellationToken);
        lost.Add(report.Dropped);
        return report with { Dropped = lost.Counts };
    }

    private static ListProgress ReadEntries(
        ArraySegment<byte> file,
        ListFormat format,
        GeositeSelection? selection,
        BareName bare,
        LineTally tally,
        Action<Rule> accept,
        Action<ListProgress> tell,
        CancellationToken cancellationToken)
    {
        long size = file.Count;
        var entries = new EntryTally(tally, accept, (count, rules) => tell(new ListProgress(size, count, rules)));
        if (format == ListFormat.Geosite)
        {
            new GeositeReader(file, selection, entries).Read();
        }
        else
        {
            ContainerReader list = format == ListFormat.Srs ? SrsFile.Open(file, cancellationToken) : MrsReader.Open(file, cancellationToken);
            size = list.Remaining;
            if (format == ListFormat.Srs)
                new SrsReader(list, entries).Read();
            else
                MrsReader.Read(list, MihomoGrammar.For(bare), entries);
        }
        return new ListProgress(size, entries.Entries, entries.Rules);
    }

    private static ListProgress ReadLines(ArraySegment<byte> file, BareName bare, LineTally tally, Action<Rule> accept, Action<ListProgress> tell)
    {
        var sink = new RuleSink(accept);
        var lines = new ValueLines(sink, tally);
        var reader = new PayloadReader(PayloadReader.Decode(file), MihomoGrammar.For(bare), sink, lines, line => tell(new ListProgress(file.Count, line, lines.Rules)));
        int count = reader.Read();
        return new ListProgress(file.Count, count, lines.Rules);
    }

    private static void RequireWritable(ListFormat format)
    {
        if (!format.IsProxyFormat())
            throw NoProxyFormat(format);
        if (!Writable.Contains(format))
            throw new ArgumentOutOfRangeException(nameof(format), format, "Lists of this format can be read only.");
    }

    private static ArgumentOutOfRangeException NoProxyFormat(ListFormat format) =>
        new(nameof(format), format, "Lists of this format are read and written by DomainBlock.Lists.");
}
