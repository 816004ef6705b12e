namespace DomainBlock.Matching;

/// <summary>Makes one answer of those for the names of a chain, which come in its order.</summary>
internal ref struct ChainJudge(ChainMode mode)
{
    private MatchResult _decisive;
    private MatchResult _unsound;
    private int _position = -1;
    private int _seen;
    private uint _until;

    /// <summary>Takes the next name's answer into account.</summary>
    /// <returns>Whether no further name can change the verdict.</returns>
    public bool Take(in MatchResult result)
    {
        int place = _seen++;
        if (result.Status != NameStatus.Valid && _unsound.Status == NameStatus.Valid)
            _unsound = result;
        if (result.UntilSeconds != 0)
            _until = _until == 0 ? result.UntilSeconds : Math.Min(_until, result.UntilSeconds);
        Verdict strong = mode == ChainMode.AllowAnywhere ? Verdict.Allowed : Verdict.Blocked;
        bool decides = result.Verdict != Verdict.None && (_position < 0 || (result.Verdict == strong && _decisive.Verdict != strong));
        if (decides)
            (_decisive, _position) = (result, place);
        return _decisive.Verdict == strong;
    }

    /// <summary>The answer for the chain. Where no name is blocked or allowed, the status says whether one was invalid.</summary>
    public readonly ChainResult End() => new((_position < 0 ? _unsound : _decisive).Before(_until), _position);
}
