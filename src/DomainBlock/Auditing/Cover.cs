namespace DomainBlock.Auditing;

/// <summary>Of the rules that cover something what matters: the strongest, and the lists that they come from.</summary>
/// <param name="profile">Which rule is stronger.</param>
/// <param name="words">How many words the sets of lists have.</param>
internal sealed class Cover(Profile profile, int words)
{
    private readonly Standing?[] _ofAction = new Standing?[2];
    private readonly ulong[][] _lists = [new ulong[words], new ulong[words]];

    /// <summary>The strongest one that always applies.</summary>
    public Standing? Unconditional { get; private set; }

    /// <summary>The strongest one that does this.</summary>
    public Standing? OfAction(RuleAction action) => _ofAction[(int)action];

    /// <summary>The lists of those that do this and always apply.</summary>
    public ReadOnlySpan<ulong> Lists(RuleAction action) => _lists[(int)action];

    public void Clear()
    {
        Unconditional = null;
        _ofAction.AsSpan().Clear();
        foreach (ulong[] lists in _lists)
            lists.AsSpan().Clear();
    }

    /// <param name="other">What covers this too.</param>
    public void CopyFrom(Cover other)
    {
        Unconditional = other.Unconditional;
        other._ofAction.CopyTo(_ofAction, 0);
        for (int action = 0; action < _lists.Length; action++)
            other._lists[action].CopyTo(_lists[action], 0);
    }

    /// <param name="rule">One more that covers.</param>
    /// <param name="slot">Its list's place in the sets; -1 where the list is not compared.</param>
    public void Add(Standing rule, int slot)
    {
        int action = (int)rule.Rule.Action;
        _ofAction[action] = Stronger(_ofAction[action], rule);
        if (!rule.IsUnconditional)
            return;
        Unconditional = Stronger(Unconditional, rule);
        if (slot >= 0)
            _lists[action][slot / 64] |= 1UL << (slot % 64);
    }

    /// <summary>The stronger one of two, if there are two.</summary>
    public Standing? Stronger(Standing? one, Standing? other) =>
        one is { } first && other is { } second ? (second.IsStronger(first, profile) ? second : first) : one ?? other;
}
