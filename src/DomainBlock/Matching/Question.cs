namespace DomainBlock.Matching;

/// <summary>What is asked besides the name, and the instant, which the clock is asked for when a rule first needs it.</summary>
internal ref struct Question
{
    private readonly ref readonly MatchContext _context;
    private readonly TimeProvider _clock;
    private readonly int _listCount;
    private long _now;
    private bool _isNowKnown;

    /// <param name="context">What the caller says.</param>
    /// <param name="layout">How many lists there are, and the clock.</param>
    public Question(in MatchContext context, ClassLayout layout)
    {
        _context = ref context;
        _clock = layout.Clock;
        _listCount = layout.ListCount;
    }

    /// <summary>The type of the query; null: none.</summary>
    public readonly ushort? Type => _context.Type;

    /// <summary>Whether a record led to the name.</summary>
    public readonly bool ViaCname => _context.ViaCname;

    /// <summary>The instant in seconds after 1970. The same all the time.</summary>
    public long Now
    {
        get
        {
            if (!_isNowKnown)
            {
                _now = (_context.Instant ?? _clock.GetUtcNow()).ToUnixTimeSeconds();
                _isNowKnown = true;
            }
            return _now;
        }
    }

    /// <summary>Whether a list counts. One that there is not, which only a hostile file names, does not.</summary>
    public readonly bool Counts(int list) => list < _listCount && _context.View?.Contains(list) != false;
}
