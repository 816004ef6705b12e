using DomainBlock.Lists.Grammars;
using DomainBlock.Lists.Reports;

namespace DomainBlock.Lists.RuleSets;

/// <summary>
/// Counts the lines of a list whose structure does not go by lines: a line may hold several values, or none. A value counts for the line on which
/// it stands, in ascending order; a line without values holds the structure.
/// </summary>
/// <param name="sink">Takes the rules.</param>
/// <param name="tally">Counts the lines.</param>
internal sealed class ValueLines(RuleSink sink, LineTally tally)
{
    private int _line;
    private LineParts _parts;
    private byte[] _sample = [];

    /// <summary>How many rules the lines gave that are over.</summary>
    public int Rules { get; private set; }

    /// <summary>Says that the next value stands on this line.</summary>
    public void Begin(int line)
    {
        if (line == _line)
            return;
        EndBefore(line);
        sink.Begin(line);
        _parts = default;
        _sample = [];
        _line = line;
    }

    /// <summary>Notes what became of a value.</summary>
    public void Add(LineReason reason, ReadOnlySpan<byte> value)
    {
        bool hadFault = _parts.HasFault;
        _parts.Add(reason, sink);
        if (_sample.Length == 0 || (!hadFault && _parts.HasFault))
            _sample = value.ToArray();
    }

    /// <summary>Counts the line that has values, and the lines without any up to the next one that has, or behind the last line.</summary>
    public void EndBefore(int next)
    {
        int line = _line;
        if (line > 0)
        {
            LineReason reason = _parts.Result(sink, LineReason.Directive);
            tally.Add(line, reason, sink.Rules, _sample, sink.Detail);
            Rules += sink.Rules;
        }
        while (++line < next)
            tally.Add(line, LineReason.Directive, 0, default, "");
    }
}
