namespace DomainBlock.Lists.Grammars;

/// <summary>What becomes of a line that holds several names: the first fault among them counts, and whether any gave a rule.</summary>
internal struct LineParts
{
    private LineReason? _fault;
    private string? _detail;
    private bool _isContinued;

    /// <summary>Whether one of the names was refused.</summary>
    public readonly bool HasFault => _fault is not null;

    /// <summary>Whether no name gave a rule and none was refused.</summary>
    public readonly bool IsNothing(RuleSink sink) => _fault is null && sink.Rules == 0;

    /// <summary>Notes what became of one of the names.</summary>
    public void Add(LineReason reason, RuleSink sink)
    {
        _isContinued |= reason == LineReason.Continued;
        if (reason is LineReason.Rule or LineReason.Continued || _fault is not null)
            return;
        _fault = reason;
        _detail = sink.Detail;
    }

    /// <summary>What became of the line.</summary>
    /// <param name="sink">Where the line's rules went.</param>
    /// <param name="ifNothing">The reason where no name gave a rule and none was refused.</param>
    public readonly LineReason Result(RuleSink sink, LineReason ifNothing)
    {
        if (_fault is { } fault)
            return sink.Refuse(sink.Rules > 0 ? LineReason.Partial : fault, _detail ?? "");
        if (sink.Rules > 0)
            return LineReason.Rule;
        return _isContinued ? LineReason.Continued : ifNothing;
    }
}
