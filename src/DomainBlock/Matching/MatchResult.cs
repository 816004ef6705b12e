namespace DomainBlock;

/// <summary>
/// A blocklist's answer for one name. The default value is the answer for a valid name that no rule matches. It holds
/// numbers only; <see cref="Blocklist.GetRule"/> looks the rule up, on the same blocklist.
/// </summary>
public readonly record struct MatchResult
{
    private readonly int _rulePlusOne;
    private readonly ushort _listPlusOne;

    internal MatchResult(Verdict verdict, int rule, int list, int suffixLabels)
    {
        Verdict = verdict;
        _rulePlusOne = rule + 1;
        _listPlusOne = (ushort)(list + 1);
        SuffixLabels = (byte)suffixLabels;
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
    public int SuffixLabels { get; }
}
