namespace DomainBlock.Auditing;

/// <summary>A name that rules of either of two blocklists stand on, while it or a name below it is looked at. Used again for other names.</summary>
/// <param name="before">The earlier blocklist.</param>
/// <param name="after">The later one.</param>
internal sealed class ComparedName(ComparedListing before, ComparedListing after)
{
    private readonly ComparedListing[] _listings = [before, after];
    private readonly Decision[] _deep = [new(before), new(after)];
    private readonly Decision[] _oneLabel = [new(before), new(after)];
    private readonly Decision[] _itself = [new(before), new(after)];
    private readonly Decision[] _asked = [new(before), new(after)];
    private bool _isAnyBelowChanged;
    private bool _isAnyChildChanged;

    /// <summary>How long the reversed name is.</summary>
    public int KeyLength { get; private set; }

    /// <summary>How many labels the name has.</summary>
    public int Labels { get; private set; }

    /// <summary>Which names are judged differently.</summary>
    public NameScope Changed { get; set; }

    /// <summary>Whether a rule on the name, or on one above it, is not in both.</summary>
    public bool IsTouched { get; set; }

    /// <summary>The place of its first changed rule among all of those.</summary>
    public int FirstChange { get; set; }

    /// <summary>The place behind its last one.</summary>
    public int EndOfChanges { get; set; }

    /// <summary>Begins with a name.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="keyLength">How long it is.</param>
    /// <param name="labels">How many labels it has.</param>
    /// <param name="above">The nearest name above it that rules stand on, if there is one.</param>
    /// <param name="rules">Where the rules of each blocklist on it begin and end.</param>
    public void Enter(int number, int keyLength, int labels, ComparedName? above, (int Start, int End)[] rules)
    {
        (KeyLength, Labels, Changed, IsTouched) = (keyLength, labels, NameScope.None, above?.IsTouched == true);
        (_isAnyBelowChanged, _isAnyChildChanged) = (false, false);
        for (int side = 0; side < _listings.Length; side++)
        {
            _oneLabel[side].Clear();
            _deep[side].Clear();
            _itself[side].Clear();
            if (above is not null)
            {
                _deep[side].Add(above._deep[side]);
                _itself[side].Add(above._deep[side]);
                if (above.Labels == labels - 1)
                    _itself[side].Add(above._oneLabel[side]);
            }
            for (int place = rules[side].Start; place < rules[side].End; place++)
            {
                var rule = new Standing(_listings[side].Named[place], labels, number, place);
                if (rule.Rule.Pattern is RulePattern.Subtree or RulePattern.Subdomains)
                    _deep[side].Add(rule);
                if (rule.Rule.Pattern is RulePattern.Subtree or RulePattern.Exact)
                    _itself[side].Add(rule);
                if (rule.Rule.Pattern == RulePattern.OneLabel)
                    _oneLabel[side].Add(rule);
            }
        }
    }

    /// <summary>What decides for some names in each blocklist. Holds until it is called again.</summary>
    public (Decision Before, Decision After) Decide(NameScope scope)
    {
        if (scope == NameScope.Itself)
            return (_itself[0], _itself[1]);
        if (scope == NameScope.FurtherBelow)
            return (_deep[0], _deep[1]);
        for (int side = 0; side < _listings.Length; side++)
        {
            _asked[side].Clear();
            _asked[side].Add(_deep[side]);
            _asked[side].Add(_oneLabel[side]);
        }
        return (_asked[0], _asked[1]);
    }

    /// <summary>Takes a name below this one into account, when all names below that one have been.</summary>
    public void Leave(ComparedName below)
    {
        _isAnyBelowChanged |= below.Changed != NameScope.None || below._isAnyBelowChanged;
        _isAnyChildChanged |= below.Labels == Labels + 1 && (below.Changed & NameScope.Itself) != 0;
    }

    /// <summary>Whether any name that such a rule on this one matches is judged differently.</summary>
    public bool IsChangedFor(RulePattern pattern) => pattern switch
    {
        RulePattern.Subtree => Changed != NameScope.None || _isAnyBelowChanged,
        RulePattern.Subdomains => (Changed & ~NameScope.Itself) != NameScope.None || _isAnyBelowChanged,
        RulePattern.OneLabel => (Changed & NameScope.OneLabelBelow) != 0 || _isAnyChildChanged,
        _ => (Changed & NameScope.Itself) != 0,
    };
}
