namespace DomainBlock.Lists.Grammars;

/// <summary>
/// A <c>redirect</c> zone of Unbound whose data is still to come, or has begun to. Its line counts as continued; where no address or
/// other name follows that a rule can hold, that is taken back.
/// </summary>
internal sealed class RedirectZone
{
    private const string Detail = "a redirect zone, and no address or CNAME of its own follows";

    private DomainName _name;
    private byte[] _text = [];
    private int _line;
    private bool _isOpen;
    private bool _isWaiting;

    /// <summary>Begins a zone.</summary>
    public void Begin(DomainName name, int line, ReadOnlySpan<byte> text)
    {
        (_name, _line, _text) = (name, line, text.ToArray());
        _isOpen = _isWaiting = true;
    }

    /// <summary>Whether a zone of this line waits for its data.</summary>
    public bool IsWaitingOn(int line) => _isWaiting && _line == line;

    /// <summary>Whether a zone of this line waits for data, and other statements have followed it.</summary>
    public bool IsAbandonedOn(int line) => IsWaitingOn(line) && !_isOpen;

    /// <summary>Whether data on the name belongs to the zone.</summary>
    public bool Continues(DomainName name) => _isOpen && _name == name;

    /// <summary>The zone has data that says what it is; more of it may follow.</summary>
    public void Complete() => _isWaiting = false;

    /// <summary>What follows is not the zone's data.</summary>
    public void Abandon(RuleSink sink)
    {
        _isOpen = false;
        if (!_isWaiting || _line == sink.Line)
            return;
        _isWaiting = false;
        sink.Settle(_line, LineReason.Redirect, Detail, _text);
    }

    /// <summary>Refuses a zone that waits, on the line on which it began: other statements of that line count already.</summary>
    public LineReason Refuse(RuleSink sink)
    {
        _isOpen = _isWaiting = false;
        return sink.Refuse(LineReason.Redirect, Detail);
    }
}
