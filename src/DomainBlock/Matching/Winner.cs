using DomainBlock.Text;

namespace DomainBlock.Matching;

/// <summary>
/// The strongest rule so far, while the suffixes of a name are taken into account one by one, the shortest first, and then the expressions that match it. On one name, and of one
/// expression, rules come in the order of precedence.
/// </summary>
internal ref struct Winner
{
    private readonly RuleClasses _classes;
    private readonly ClassLayout _layout;
    private readonly NameText _name;
    private readonly bool _prefersDeeper;
    private Question _question;
    private MatchResult _result;
    private RuleRecord _record;
    private bool _isUnderAnySuffix;
    private int _judged;
    private RuleHindrance _judgement;

    /// <param name="classes">What stands on names.</param>
    /// <param name="layout">Where it lies.</param>
    /// <param name="name">The name that is asked.</param>
    /// <param name="context">What else is asked.</param>
    public Winner(RuleClasses classes, ClassLayout layout, NameText name, in MatchContext context)
    {
        _classes = classes;
        _layout = layout;
        _name = name;
        _prefersDeeper = Precedence.PrefersDeeper(layout.Profile);
        _question = new Question(context, layout);
    }

    /// <summary>The answer so far.</summary>
    public readonly MatchResult Result => _result;

    /// <summary>Whether a rule that was looked at will apply later: <see cref="LookAhead"/> says when.</summary>
    public bool IsAwaited { get; private set; }

    /// <summary>Whether no expression can win over what was found on names.</summary>
    public readonly bool IsBeyondExpressions => _result.Rule >= 0 && _layout.Profile switch
    {
        Profile.MostSpecific => true,
        Profile.Ordered => _record.List == 0,
        _ => IsStrongest,
    };

    private readonly bool IsStrongest => !_prefersDeeper && _record.Rank <= _classes.StrongestRank;

    /// <summary>Takes the rules on one more suffix into account.</summary>
    /// <returns>Whether no other rule of the file can be stronger.</returns>
    public bool Take(in FoundName name)
    {
        uint before = 0;
        for (ReadOnlySpan<byte> records = _classes.Records(name.Rank); !records.IsEmpty; records = records[RuleClasses.RecordSize..])
        {
            var record = RuleRecord.Read(records);
            if (_result.Rule >= 0 && !Precedence.IsStronger(_layout.Profile, record, name.Labels, _record, _result.SuffixLabels))
                break;
            if (record.Matches(_name.LabelCount - name.Labels))
            {
                RuleHindrance hindrance = Judge(record, name);
                if (hindrance == RuleHindrance.None)
                {
                    uint rule = _classes.FirstRule(name.Rank) + before;
                    if (rule >= (uint)_classes.RuleCount)
                        break;
                    Win(record, (int)rule, name.Labels);
                    _isUnderAnySuffix = name.IsUnderAnySuffix;
                    break;
                }
                IsAwaited |= hindrance == RuleHindrance.NotYet;
            }
            before += RuleClasses.Repeats(records);
        }
        return _result.Rule >= 0 && IsStrongest;
    }

    /// <summary>Takes the rules of an expression into account that matches. All suffixes come first.</summary>
    /// <param name="rank">The expression's rank.</param>
    public void TakeExpression(int rank)
    {
        uint rule = _classes.FirstRule(rank);
        for (ReadOnlySpan<byte> records = _classes.Records(rank); !records.IsEmpty; records = records[RuleClasses.RecordSize..])
        {
            var record = RuleRecord.Read(records);
            if (rule >= (uint)_classes.RuleCount || !record.IsExpression || !IsExpressionStronger(record, rule))
                break;
            RuleHindrance hindrance = Judge(record, default);
            if (hindrance == RuleHindrance.None)
            {
                Win(record, (int)rule, labels: 0);
                break;
            }
            IsAwaited |= hindrance == RuleHindrance.NotYet;
            rule += RuleClasses.Repeats(records);
        }
    }

    /// <summary>
    /// Says how long the answer is true: until the first rule begins that is stronger than the winner, and matches and applies but for its validity.
    /// </summary>
    /// <param name="found">The suffixes.</param>
    public void LookAhead(scoped FoundNames found)
    {
        for (int place = 0; place < found.Count; place++)
        {
            FoundName name = found[place];
            long rule = _classes.FirstRule(name.Rank);
            for (ReadOnlySpan<byte> records = _classes.Records(name.Rank); !records.IsEmpty; records = records[RuleClasses.RecordSize..])
            {
                var record = RuleRecord.Read(records);
                if (!IsStronger(record, name, rule))
                    break;
                if (record.Matches(_name.LabelCount - name.Labels))
                    Await(record, name);
                rule += RuleClasses.Repeats(records);
            }
        }
    }

    /// <summary>Does the same for an expression that matches.</summary>
    /// <param name="rank">The expression's rank.</param>
    public void LookAheadToExpression(int rank)
    {
        uint rule = _classes.FirstRule(rank);
        for (ReadOnlySpan<byte> records = _classes.Records(rank); !records.IsEmpty; records = records[RuleClasses.RecordSize..])
        {
            var record = RuleRecord.Read(records);
            if (!record.IsExpression || !IsExpressionStronger(record, rule))
                break;
            Await(record, default);
            rule += RuleClasses.Repeats(records);
        }
    }

    private void Await(RuleRecord record, in FoundName name)
    {
        if (record.Options > 0 && Judge(record, name) == RuleHindrance.NotYet)
            _result = _result.Before(_classes.Options[record.Options].From);
    }

    private void Win(RuleRecord record, int rule, int labels)
    {
        _record = record;
        _result = new MatchResult(record.Action, rule, record.List, labels, until: record.Options == 0 ? 0 : _classes.Options[record.Options].Until);
    }

    private readonly bool IsExpressionStronger(RuleRecord record, uint rule)
    {
        if (_result.Rule < 0)
            return true;
        ExpressionOrder order = _classes.ExpressionOrder;
        return _record.IsExpression
            ? order[rule] < order[(uint)_result.Rule]
            : Precedence.IsStronger(_layout.Profile, record, 0, _record, _result.SuffixLabels);
    }

    private readonly bool IsStronger(RuleRecord record, in FoundName name, long rule)
    {
        if (_result.Rule < 0)
            return true;
        if (_record.IsExpression)
            return Precedence.IsStronger(_layout.Profile, record, name.Labels, _record, 0);
        return name.Labels == _result.SuffixLabels && name.IsUnderAnySuffix == _isUnderAnySuffix
            ? rule < _result.Rule
            : Precedence.IsStronger(_layout.Profile, record, name.Labels, _record, _result.SuffixLabels);
    }

    /// <summary>Why a rule whose pattern matches does not apply, or that it does.</summary>
    public RuleHindrance Judge(RuleRecord record, in FoundName name)
    {
        if (!_question.Counts(record.List))
            return RuleHindrance.View;
        if (_layout.HasStops && name.ChildRank >= 0 && record.Pattern == RulePattern.Subdomains && _classes.HasStop(name.ChildRank, record.List))
            return RuleHindrance.ClosestEncloser;
        if (record.Options == 0)
            return RuleHindrance.None;

        // Rules that stand together mostly share their options.
        if (record.Options != _judged)
            (_judged, _judgement) = (record.Options, _classes.Options[record.Options].Judge(_name, ref _question));
        return _judgement;
    }
}
