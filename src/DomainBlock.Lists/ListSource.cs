using System.Text.Json;
using DomainBlock.Lists.Grammars;
using DomainBlock.Lists.Reports;
using DomainBlock.Lists.RuleSets;
using DomainBlock.Lists.Sources;

namespace DomainBlock.Lists;

/// <summary>
/// A list that is read once, from its beginning to its end, in memory that does not grow with its size, but for the rules that are answered with addresses. Plain text or
/// gzip; a byte order mark is passed over. Not safe for use by several threads.
/// </summary>
public sealed class ListSource : IDisposable
{
    /// <summary>Bytes that are read ahead to find the format: a thousand lines and the longest comment before them.</summary>
    private const int DetectionSize = 1 << 20;

    /// <summary>Lines between two reports of progress and looks at the cancellation token.</summary>
    private const int LinesPerReport = 4096;

    private readonly ReadOnlyMemory<byte> _beginning;
    private Stream? _content;

    private ListSource(string name, ReadOnlyMemory<byte> beginning, Stream content)
    {
        Name = name;
        _beginning = beginning;
        _content = content;
    }

    /// <summary>What the list is called in reports and messages.</summary>
    public string Name { get; }

    /// <summary>Opens a list and looks whether it can be one.</summary>
    /// <param name="stream">The list; it is disposed with this source, or when this method throws.</param>
    /// <param name="name">What it is called.</param>
    /// <exception cref="ListRefusedException">It is empty, binary, a web page, a compiled blocklist, or damaged gzip.</exception>
    /// <exception cref="IOException">Reading failed.</exception>
    public static ListSource Open(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentException.ThrowIfNullOrEmpty(name);
        Stream content = stream;
        try
        {
            ReadOnlyMemory<byte> beginning = ReadBeginning(content, 2);
            content = new PrefixedStream(beginning, content);
            if (beginning.Span.SequenceEqual((ReadOnlySpan<byte>)[0x1F, 0x8B]))
                content = new GunzipStream(name, content);

            beginning = ReadBeginning(content, DetectionSize);
            if (beginning.Span.StartsWith("\uFEFF"u8))
                beginning = beginning[3..];
            if (ContentSniffer.Sniff(beginning.Span) is { } refusal)
                throw new ListRefusedException(name, refusal.Fault, refusal.Explanation);
            return new ListSource(name, beginning, new PrefixedStream(beginning, content));
        }
        catch
        {
            content.Dispose();
            throw;
        }
    }

    /// <summary>Finds the format from the first 1,000 lines that are no comment. Does not use the list up.</summary>
    public FormatDetection DetectFormat() => FormatDetector.Detect(_beginning.ToArray());

    /// <summary>Reads the whole list, once.</summary>
    /// <param name="format">The format: what the marks mean.</param>
    /// <param name="accept">Takes each rule, in file order, with its line; those that are answered with addresses behind the others, as further lines may have more of these. <see cref="Rule.List"/> is 0.</param>
    /// <param name="options">How to read.</param>
    /// <param name="progress">Is told now and then how far reading has come.</param>
    /// <param name="cancellationToken">Ends reading early.</param>
    /// <exception cref="ListRefusedException">Too few lines gave rules, or gzip data turned out damaged; rules given so far are not to be used.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The format is one that DomainBlock.Lists.Proxies reads.</exception>
    /// <exception cref="InvalidOperationException">The list was read already.</exception>
    public ListReport Read(
        ListFormat format,
        Action<Rule> accept,
        ListReadOptions options = default,
        IProgress<ListProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(accept);
        if (format.IsProxyFormat())
            throw new ArgumentOutOfRangeException(nameof(format), format, "Lists of this format are read by DomainBlock.Lists.Proxies.");
        using Stream content = _content ?? throw new InvalidOperationException($"The list {Name} was read already.");
        _content = null;

        var tally = new LineTally(options.Tell);
        void Tell(ListProgress reached)
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress?.Report(reached);
        }

        ListProgress all = format == ListFormat.SingBox
            ? ReadRuleSet(content, tally, accept, Tell)
            : ReadLines(LineGrammar.For(format, options.Bare, options.Includes), content, tally, new RuleSink(accept, options.Cancel, tally.Settle), Tell);
        if (tally.Lines != all.Lines)
            throw new InvalidOperationException($"Of the {all.Lines} lines of {Name}, {tally.Lines} are accounted for.");
        progress?.Report(all);
        var report = new ListReport(Name, format, all.Bytes, all.Rules, tally);
        report.RequireAccepted(options.MinAcceptedPercent);
        return report;
    }

    /// <inheritdoc/>
    public void Dispose() => _content?.Dispose();

    private ListProgress ReadLines(LineGrammar grammar, Stream content, LineTally tally, RuleSink sink, Action<ListProgress> tell)
    {
        var lines = new LineReader(content);
        int rules = 0;
        while (lines.TryRead(out ReadOnlySpan<byte> line, out bool isTooLong))
        {
            sink.Begin(lines.Count);
            LineReason reason = isTooLong
                ? sink.Refuse(LineReason.TooLong, $"more than {LineReader.MaxLineLength} bytes")
                : grammar.Read(line, sink);
            tally.Add(lines.Count, reason, sink.Rules, line, sink.Detail);
            rules += sink.Rules;
            if (lines.Count % LinesPerReport == 0)
                tell(new ListProgress(lines.BytesRead, lines.Count, rules));
        }

        sink.Begin(lines.Count + 1);
        if (grammar.End(sink) is { } refusal)
            throw new ListRefusedException(Name, ListFault.CutOff, refusal);
        sink.End();
        return new ListProgress(lines.BytesRead, lines.Count, rules);
    }

    private ListProgress ReadRuleSet(Stream content, LineTally tally, Action<Rule> accept, Action<ListProgress> tell)
    {
        var tokens = new JsonTokens(content);
        var reader = new SingBoxReader(tokens, tally, accept);
        try
        {
            reader.Read(() => tell(new ListProgress(tokens.BytesRead, tokens.Lines, reader.Rules)));
        }
        catch (JsonException e)
        {
            throw new ListRefusedException(
                Name, ListFault.Malformed, $"This is no rule set of sing-box in JSON: {EscapedText.Escape(e.Message.TrimEnd('.'))}. It may be cut off: fetch it again, or say another format.");
        }
        return new ListProgress(tokens.BytesRead, tokens.Lines, reader.Rules);
    }

    private static ReadOnlyMemory<byte> ReadBeginning(Stream stream, int size)
    {
        byte[] buffer = new byte[size];
        return buffer.AsMemory(0, stream.ReadAtLeast(buffer, size, throwOnEndOfStream: false));
    }
}
