namespace DomainBlock.Lists.Reports;

/// <summary>Counts lines by reason while a list is read, and keeps the first samples of each reason.</summary>
internal sealed class LineTally
{
    private readonly int[] _counts = new int[LineReasons.All.Count];
    private readonly List<LineSample> _samples = [];
    private readonly Dictionary<int, int> _rulesOfLine = [];
    private readonly HashSet<int> _partialLines = [];

    private readonly Action<LineSample>? _tell;

    /// <param name="tell">Is told each line that was neither accepted nor ignored.</param>
    public LineTally(Action<LineSample>? tell = null) => _tell = tell;

    private LineTally(LineTally other)
    {
        _counts = [.. other._counts];
        _samples = [.. other._samples];
        _rulesOfLine = other._rulesOfLine;
        _partialLines = other._partialLines;
    }

    public IReadOnlyList<LineSample> Samples => _samples;

    public int Count(LineReason reason) => _counts[(int)reason];

    /// <summary>How many lines were counted.</summary>
    public int Lines => _counts.Sum();

    /// <summary>Counts one line.</summary>
    /// <param name="number">Its number, from 1.</param>
    /// <param name="reason">What became of it.</param>
    /// <param name="rules">How many rules it gave.</param>
    /// <param name="line">Its bytes, for a sample.</param>
    /// <param name="detail">What is wrong with it.</param>
    public void Add(int number, LineReason reason, int rules, ReadOnlySpan<byte> line, string detail)
    {
        if (rules > 1)
            _rulesOfLine.Add(number, rules);
        if (reason == LineReason.Partial)
            _partialLines.Add(number);
        bool isAmongFirst = ++_counts[(int)reason] <= ListReport.SamplesPerReason;
        if ((!isAmongFirst && _tell is null) || reason.Outcome() is LineOutcome.Accepted or LineOutcome.Ignored)
            return;
        var sample = new LineSample(number, reason, EscapedText.Escape(line, EscapedText.SampleLength), detail);
        if (isAmongFirst)
            _samples.Add(sample);
        _tell?.Invoke(sample);
    }

    /// <summary>Counts a line again, which was counted as continued and has turned out to be something else.</summary>
    public void Settle(int number, LineReason reason, string detail, byte[] line)
    {
        _counts[(int)LineReason.Continued]--;
        Add(number, reason, rules: 0, line, detail);
    }

    /// <summary>A copy in which accepted lines all of whose rules came to something else have another reason.</summary>
    /// <param name="reason">The reason.</param>
    /// <param name="rules">The rule's line, and the detail, for each such rule.</param>
    public LineTally With(LineReason reason, IEnumerable<(int Line, string Detail)> rules)
    {
        var tally = new LineTally(this);
        var left = new Dictionary<int, int>(_rulesOfLine);
        foreach ((int line, string detail) in rules)
        {
            if (_partialLines.Contains(line))
                continue;
            if (left.TryGetValue(line, out int count) && (left[line] = count - 1) > 0)
                continue;
            tally._counts[(int)LineReason.Rule]--;
            tally.Add(line, reason, rules: 0, line: default, detail);
        }
        return tally;
    }
}
