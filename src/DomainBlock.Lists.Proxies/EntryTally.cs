using DomainBlock.Lists.Grammars;
using DomainBlock.Lists.Reports;

namespace DomainBlock.Lists.Proxies;

/// <summary>Counts the entries of a list that has no lines, each with one reason; an entry's number stands where a line's would.</summary>
/// <param name="tally">Counts.</param>
/// <param name="accept">Takes the rules.</param>
/// <param name="tell">Is called now and then with the numbers of entries and rules.</param>
internal sealed class EntryTally(LineTally tally, Action<Rule> accept, Action<int, int> tell)
{
    /// <summary>Entries between two reports of progress and looks at the cancellation token.</summary>
    private const int EntriesPerReport = 4096;

    private readonly RuleSink _sink = new(accept);

    /// <summary>How many entries there were.</summary>
    public int Entries { get; private set; }

    /// <summary>How many rules they gave.</summary>
    public int Rules { get; private set; }

    /// <summary>Begins the next entry.</summary>
    /// <param name="text">What it says, for a sample.</param>
    /// <param name="read">Reads the entry.</param>
    /// <typeparam name="T">What else is to be known to read it.</typeparam>
    /// <param name="argument">What else is to be known to read it.</param>
    public void Add<T>(ReadOnlySpan<byte> text, T argument, Reading<T> read)
    {
        Entries++;
        _sink.Begin(Entries);
        LineReason reason = text.Length > LineReader.MaxLineLength
            ? _sink.Refuse(LineReason.TooLong, $"more than {LineReader.MaxLineLength} bytes")
            : read(text, argument, _sink);
        tally.Add(Entries, reason, _sink.Rules, text, _sink.Detail);
        Rules += _sink.Rules;
        if (Entries % EntriesPerReport == 0)
            tell(Entries, Rules);
    }

    /// <summary>Adds an entry that gives no rule.</summary>
    public void Add(ReadOnlySpan<byte> text, LineReason reason, string detail) =>
        Add(text, (reason, detail), static (_, refusal, sink) => sink.Refuse(refusal.reason, refusal.detail));

    /// <summary>Reads one entry and hands its rules to the sink.</summary>
    internal delegate LineReason Reading<T>(ReadOnlySpan<byte> text, T argument, RuleSink sink);
}
