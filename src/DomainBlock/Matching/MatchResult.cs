namespace DomainBlock;

/// <summary>
/// A blocklist's answer for one name. The default value is the answer for a valid name that no rule matches. It holds
/// numbers only; <see cref="Blocklist.GetRule"/> looks the rule up, on the same blocklist. Sixteen bytes.
/// </summary>
public readonly record struct MatchResult
{
    private readonly int _rulePlusOne;
    private readonly uint _until;
    private readonly ushort _listPlusOne;
    private readonly byte _suffixLabels;

    internal MatchResult(RuleAction action, int rule, int list, int suffixLabels, uint until)
    {
        Verdict = action == RuleAction.Allow ? Verdict.Allowed : Verdict.Blocked;
        _rulePlusOne = rule + 1;
        _listPlusOne = (ushort)(list + 1);
        _suffixLabels = (byte)suffixLabels;
        _until = until;
    }

    internal MatchResult(NameStatus status) => Status = status;

    /// <summary>What the winning rule does; <see cref="Verdict.None"/> where there is none.</summary>
    public Verdict Verdict { get; }

    /// <summary>Whether the name was valid. An invalid name matches no rule.</summary>
    public NameStatus Status { get; }

    /// <summary>Whether a block rule wins.</summary>
    public bool IsBlocked => Verdict == Verdict.Blocked;

    /// <summary>The number of the winning rule in this compiled blocklist, from 0; -1 where there is none.</summary>
    public int Rule => _rulePlusOne - 1;

    /// <summary>The number of the winning rule's list; -1 where there is none.</summary>
    public int List => _listPlusOne - 1;

    /// <summary>How many labels, counted from the right, the winning rule's name has: the part of the asked name that matched.</summary>
    public int SuffixLabels => _suffixLabels;

    /// <summary>
    /// When another rule wins, or none: the end of the winning rule's validity, or the beginning of a stronger one's, whichever comes first. No copy of the answer should be kept longer.
    /// Null where this never happens (the blocklist itself may be replaced any time).
    /// </summary>
    public DateTimeOffset? Until => _until == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(_until);

    /// <summary>The same answer, which is true no longer than before a second after 1970; 0 says nothing.</summary>
    internal MatchResult Before(uint until) => new(this, until == 0 || (_until != 0 && _until < until) ? _until : until);

    /// <summary>See <see cref="Until"/>; 0: null.</summary>
    internal uint UntilSeconds => _until;

    private MatchResult(MatchResult other, uint until)
    {
        this = other;
        _until = until;
    }
}
