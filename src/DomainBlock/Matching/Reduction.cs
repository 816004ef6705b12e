using DomainBlock.Work;

namespace DomainBlock.Matching;

/// <summary>
/// Decides which rules of a sorted store can be left out: those that another rule of the same list, action, level and options covers. Under <c>allow-wins</c> the covering rule would
/// win over them anyway: it has the same rank, and fewer labels or, on the same name, a wider pattern or a lower line. Under the other profiles the covered rule would win; it
/// may go only if the covering one does all that it did, so no rule of another kind may stand on the names from the one to the other, or below.
/// </summary>
internal sealed class Reduction
{
    private readonly RuleStore _rules;
    private readonly bool _prefersDeeper;

    // The rules that stay and whose name is the present one or above it, outermost name first. Keys are prefixes of
    // the keys below them, so a name that is no prefix of the present one is done with for good.
    private readonly List<int> _above = [];

    private Reduction(RuleStore rules, Profile profile)
    {
        _rules = rules;
        _prefersDeeper = Precedence.PrefersDeeper(profile);
    }

    /// <summary>Finds the covered rules in one pass.</summary>
    /// <param name="rules">A store that has been sorted.</param>
    /// <param name="lists">The lists, by number. Of those that use the closest encloser nothing is left out: each of their rules says which names exist.</param>
    /// <param name="profile">What the store is sorted by.</param>
    /// <param name="work">Is told how far it has come; ends it early.</param>
    /// <returns>For each rule the number of the rule that covers it, or -1 for those that stay.</returns>
    public static int[] FindCovered(RuleStore rules, IReadOnlyList<ListInfo> lists, Profile profile, BuildWork work)
    {
        var reduction = new Reduction(rules, profile);
        int[] coveredBy = new int[rules.Count];
        int[] widestFirst = [];
        for (int start = 0, end; start < coveredBy.Length; start = end)
        {
            reduction.Enter(start);
            for (end = start + 1; end < coveredBy.Length && rules.Key(end).SequenceEqual(rules.Key(start)); end++)
            {
            }
            if (widestFirst.Length < end - start)
                widestFirst = new int[end - start];
            Span<int> here = widestFirst.AsSpan(0, end - start);
            for (int i = 0; i < here.Length; i++)
                here[i] = start + i;

            // A rule that covers another one of its name comes before it, by its pattern or, with the same one, by its line.
            if (here.Length > 1)
            {
                here.Sort((left, right) => rules.Record(left).Pattern != rules.Record(right).Pattern
                    ? rules.Record(left).Pattern.CompareTo(rules.Record(right).Pattern)
                    : left.CompareTo(right));
            }
            foreach (int rule in here)
            {
                work.Pass(rule);
                coveredBy[rule] = reduction.Visit(rule, start, lists[rules.Record(rule).List].UsesClosestEncloser);
            }
        }
        return coveredBy;
    }

    /// <summary>Forgets the rules that are not above the name of a rule.</summary>
    private void Enter(int rule)
    {
        ReadOnlySpan<byte> key = _rules.Key(rule);

        // An expression is below no name, not even the root.
        if (_rules.Record(rule).IsExpression)
            _above.Clear();
        while (_above.Count > 0 && !key.StartsWith(_rules.Key(_above[^1])))
            _above.RemoveAt(_above.Count - 1);
    }

    private int Visit(int rule, int firstOfName, bool stays)
    {
        int cover = stays ? -1 : FindCover(rule, firstOfName);
        if (cover < 0 && !_rules.Record(rule).IsStop)
            _above.Add(rule);
        return cover;
    }

    private int FindCover(int rule, int firstOfName)
    {
        RuleRecord record = _rules.Record(rule);
        ReadOnlySpan<byte> key = _rules.Key(rule);
        for (int place = 0; place < _above.Count; place++)
        {
            RuleRecord other = _rules.Record(_above[place]);
            if (IsSameKind(other, record) && other.Covers(record, LabelCount(key[_rules.Key(_above[place]).Length..]))
                && (!_prefersDeeper || IsAlone(rule, firstOfName, place)))
            {
                return _above[place];
            }
        }
        return -1;
    }

    /// <summary>Whether only rules of its kind stand on the names from a covering rule's to the covered one's, and below that.</summary>
    /// <param name="rule">The covered rule.</param>
    /// <param name="firstOfName">The first rule of its name.</param>
    /// <param name="place">The place of the covering one among the rules above.</param>
    private bool IsAlone(int rule, int firstOfName, int place)
    {
        RuleRecord record = _rules.Record(rule);
        ReadOnlySpan<byte> top = _rules.Key(_above[place]);

        // What stands on the covering rule's own name may come before it.
        while (place > 0 && _rules.Key(_above[place - 1]).Length == top.Length)
            place--;
        for (; place < _above.Count; place++)
        {
            if (!IsSameKind(_rules.Record(_above[place]), record))
                return false;
        }

        // Whether those below are left out themselves is not known yet: they count.
        ReadOnlySpan<byte> key = _rules.Key(rule);
        for (int other = firstOfName; other < _rules.Count && _rules.Key(other).StartsWith(key); other++)
        {
            if (!_rules.Record(other).IsStop && !IsSameKind(_rules.Record(other), record))
                return false;
        }
        return true;
    }

    private static bool IsSameKind(RuleRecord left, RuleRecord right) => left.Rank == right.Rank && left.Options == right.Options;

    private static int LabelCount(ReadOnlySpan<byte> labels)
    {
        int count = 0;
        for (; !labels.IsEmpty; labels = labels[(1 + labels[0])..])
            count++;
        return count;
    }
}
