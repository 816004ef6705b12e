using DomainBlock.Text;

namespace DomainBlock.Matching;

/// <summary>
/// The strongest rule so far, while the suffixes of a name are taken into account one by one, the shortest first. On one name rules come in the order of precedence.
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
    private bool _isAwaited;
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
                    _record = record;
                    uint until = record.Options == 0 ? 0 : _classes.Options[record.Options].Until;
                    _isUnderAnySuffix = name.IsUnderAnySuffix;
                    _result = new MatchResult(record.Action, (int)rule, record.List, name.Labels, until);
                    break;
                }
                _isAwaited |= hindrance == RuleHindrance.NotYet;
            }
            before += RuleClasses.Repeats(records);
        }
        return !_prefersDeeper && _result.Rule >= 0 && _record.Rank <= _classes.StrongestRank;
    }

    /// <summary>The answer, when all suffixes were taken into account or no other can matter.</summary>
    /// <param name="found">The suffixes.</param>
    public MatchResult End(scoped FoundNames found) => _isAwaited ? _result.Before(NextChange(found)) : _result;

    /// <summary>
    /// When the first rule begins that is stronger than the winner, and matches and applies but for its validity; 0 where there is none. A second pass, because
    /// only now the winner is known; only where a rule is awaited.
    /// </summary>
    private uint NextChange(scoped FoundNames found)
    {
        uint next = 0;
        for (int place = 0; place < found.Count; place++)
        {
            FoundName name = found[place];
            long rule = _classes.FirstRule(name.Rank);
            for (ReadOnlySpan<byte> records = _classes.Records(name.Rank); !records.IsEmpty; records = records[RuleClasses.RecordSize..])
            {
                var record = RuleRecord.Read(records);
                if (!IsStronger(record, name, rule))
                    break;
                if (record.Options > 0 && record.Matches(_name.LabelCount - name.Labels) && Judge(record, name) == RuleHindrance.NotYet)
                {
                    uint from = _classes.Options[record.Options].From;
                    next = next == 0 ? from : Math.Min(next, from);
                }
                rule += RuleClasses.Repeats(records);
            }
        }
        return next;
    }

    private readonly bool IsStronger(RuleRecord record, in FoundName name, long rule)
    {
        if (_result.Rule < 0)
            return true;
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
