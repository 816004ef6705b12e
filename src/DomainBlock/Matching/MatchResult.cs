namespace DomainBlock;

/// <summary>
/// A blocklist's answer for one name. The default value is the answer for a valid name that no rule matches. It holds
/// numbers only; <see cref="Blocklist.GetRule"/> looks the rule up, on the same blocklist. Sixteen bytes.
/// </summary>
public readonly record struct MatchResult
{
    private const int LabelsShift = 16;
    private const int VerdictShift = 24;
    private const int StatusShift = 32;

    // Two numbers, so that an answer is made and handed on in two registers. Field by field it went by way of memory, in pieces that the next one to read it all had to wait for.

    /// <summary>The number of the rule and one (the lower 32 bits), <see cref="UntilSeconds"/> (the upper ones).</summary>
    private readonly ulong _ruleAndUntil;

    /// <summary>The number of the list and one (16 bits), then the labels, the verdict and the status (8 each).</summary>
    private readonly ulong _others;

    internal MatchResult(RuleAction action, int rule, int list, int suffixLabels, uint until)
    {
        Verdict verdict = action == RuleAction.Allow ? Verdict.Allowed : Verdict.Blocked;
        _ruleAndUntil = (uint)(rule + 1) | (ulong)until << 32;
        _others = (ushort)(list + 1) | (ulong)(byte)suffixLabels << LabelsShift | (ulong)verdict << VerdictShift;
    }

    internal MatchResult(NameStatus status) => _others = (ulong)status << StatusShift;

    private MatchResult(MatchResult other, int rule, int suffixLabels)
    {
        _ruleAndUntil = (uint)(rule + 1);
        _others = other._others | (ulong)(byte)suffixLabels << LabelsShift;
    }

    private MatchResult(MatchResult other, uint until)
    {
        _ruleAndUntil = (uint)other._ruleAndUntil | (ulong)until << 32;
        _others = other._others;
    }

    /// <summary>What the winning rule does; <see cref="Verdict.None"/> where there is none.</summary>
    public Verdict Verdict => (Verdict)(byte)(_others >> VerdictShift);

    /// <summary>Whether the name was valid. An invalid name matches no rule.</summary>
    public NameStatus Status => (NameStatus)(byte)(_others >> StatusShift);

    /// <summary>Whether a block rule wins.</summary>
    public bool IsBlocked => Verdict == Verdict.Blocked;

    /// <summary>The number of the winning rule in this compiled blocklist, from 0; -1 where there is none.</summary>
    public int Rule => (int)_ruleAndUntil - 1;

    /// <summary>The number of the winning rule's list; -1 where there is none.</summary>
    public int List => (ushort)_others - 1;

    /// <summary>How many labels, counted from the right, the winning rule's name has: the part of the asked name that matched.</summary>
    public int SuffixLabels => (byte)(_others >> LabelsShift);

    /// <summary>
    /// When another rule wins, or none: the end of the winning rule's validity, or the beginning of a stronger one's, whichever comes first. No copy of the answer should be kept longer.
    /// Null where this never happens (the blocklist itself may be replaced any time).
    /// </summary>
    public DateTimeOffset? Until => UntilSeconds == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(UntilSeconds);

    /// <summary>The same answer, which has no labels yet, by a rule on a name of so many.</summary>
    internal MatchResult By(int rule, int suffixLabels) => new(this, rule, suffixLabels);

    /// <summary>The same answer, which is true no longer than before a second after 1970; 0 says nothing.</summary>
    internal MatchResult Before(uint until) => new(this, until == 0 || (UntilSeconds != 0 && UntilSeconds < until) ? UntilSeconds : until);

    /// <summary>See <see cref="Until"/>; 0: null.</summary>
    internal uint UntilSeconds => (uint)(_ruleAndUntil >> 32);
}
