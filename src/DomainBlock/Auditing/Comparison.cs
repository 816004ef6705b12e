using System.Runtime.InteropServices;
using DomainBlock.Text;
using DomainBlock.Work;

namespace DomainBlock.Auditing;

/// <summary>
/// Goes over the names of two blocklists in order, once, with those above on a stack. Names that no rule stands on are judged as others of their kind: those with one label more than a name that rules stand
/// on, or with more. So it is enough to judge three names for each of those. What differs below a name is summed up when its last name is passed, which tells of each rule whether any name that it matches
/// is judged differently.
/// </summary>
internal sealed class Comparison
{
    private readonly ComparedListing _before;
    private readonly ComparedListing _after;

    /// <summary>Whether answers may differ where no rule does.</summary>
    private readonly bool _isEverywhere;

    /// <summary>Whether only the same rules surely give the same answers: others may come between them.</summary>
    private readonly bool _isByRule;

    private readonly bool _isOrderSame;
    private readonly List<RuleChange> _rules = [];
    private readonly List<NameChange> _names = [];
    private readonly List<ComparedName> _frames = [];
    private readonly byte[] _path = new byte[NameBuffer.MaxOctets];
    private int _depth;

    private Comparison(ComparedListing before, ComparedListing after, int listCount)
    {
        (_before, _after) = (before, after);
        _isOrderSame = after.IsInOrder(listCount) && before.Profile == after.Profile && AreOthersInOrder(before, after);
        _isEverywhere = !_isOrderSame || !before.AreZonesSame;
        _isByRule = before.Others.Length > 0 || after.Others.Length > 0;
    }

    /// <summary>Compares two blocklists.</summary>
    /// <param name="before">The earlier one.</param>
    /// <param name="after">The later one.</param>
    /// <param name="listCount">How many lists the earlier one has.</param>
    /// <param name="work">Ends it early.</param>
    public static BlocklistDifference Compare(ComparedListing before, ComparedListing after, int listCount, BuildWork work)
    {
        before.AreZonesSame = after.AreZonesSame = before.ZoneRules.SetEquals(after.ZoneRules);
        var comparison = new Comparison(before, after, listCount);
        int i = 0;
        int j = 0;
        for (int number = 0; i < before.Named.Length || j < after.Named.Length; number++)
        {
            int order = i == before.Named.Length ? 1 : j == after.Named.Length ? -1 : before.Named[i].Name.CompareTo(after.Named[j].Name);
            DomainName name = order <= 0 ? before.Named[i].Name : after.Named[j].Name;
            (int firstBefore, int firstAfter) = (i, j);
            for (; i < before.Named.Length && before.Named[i].Name == name; i++)
                work.Pass(i);
            for (; j < after.Named.Length && after.Named[j].Name == name; j++)
                work.Pass(j);
            comparison.Visit(name, number, [(firstBefore, i), (firstAfter, j)]);
        }
        comparison.Leave(0);
        comparison.FindChanges(before.Others, after.Others, isOnName: false);
        return new BlocklistDifference(comparison._rules, comparison._names);
    }

    private void Visit(DomainName name, int number, (int Start, int End)[] rules)
    {
        Span<byte> key = stackalloc byte[NameBuffer.MaxOctets];
        key = key[..ReversedKey.Write(name.Octets, key)];

        // Lengths of labels stand before them, so that a common beginning that ends where a name does is that name.
        int common = key.CommonPrefixLength(_path.AsSpan(0, _depth > 0 ? _frames[_depth - 1].KeyLength : 0));
        int depth = _depth;
        while (depth > 0 && _frames[depth - 1].KeyLength > common)
            depth--;
        Leave(depth);
        key.CopyTo(_path);

        if (_frames.Count == _depth)
            _frames.Add(new ComparedName(_before, _after));
        ComparedName frame = _frames[_depth];
        frame.Enter(number, key.Length, name.LabelCount, _depth > 0 ? _frames[_depth - 1] : null, rules);
        _depth++;
        frame.FirstChange = _rules.Count;
        if (!AreSame(Slice(_before, rules[0]), Slice(_after, rules[1])))
        {
            // Lines may have changed the order of rules that both have.
            frame.IsTouched = true;
            FindChanges(Slice(_before, rules[0]), Slice(_after, rules[1]), isOnName: true);
        }
        frame.EndOfChanges = _rules.Count;
        if (frame.IsTouched || _isEverywhere)
            Judge(name, frame);
    }

    private void Judge(DomainName name, ComparedName frame)
    {
        int first = _names.Count;
        foreach (NameScope scope in (ReadOnlySpan<NameScope>)[NameScope.Itself, NameScope.OneLabelBelow, NameScope.FurtherBelow])
        {
            (Decision before, Decision after) = frame.Decide(scope);
            if ((_isOrderSame || !_isByRule) && before.IsSame(after, _isByRule))
                continue;
            frame.Changed |= scope;
            var change = new NameChange(name, scope, before.Verdict, after.Verdict);
            int alike = first;
            while (alike < _names.Count && _names[alike] with { Scope = scope } != change)
                alike++;
            if (alike == _names.Count)
                _names.Add(change);
            else
                _names[alike] = _names[alike] with { Scope = _names[alike].Scope | scope };
        }
    }

    /// <summary>Ends with the names at and behind a depth: says of each changed rule there whether it matters, and tells the name above.</summary>
    private void Leave(int depth)
    {
        while (_depth > depth)
        {
            ComparedName frame = _frames[--_depth];
            for (int change = frame.FirstChange; change < frame.EndOfChanges; change++)
            {
                ref RuleChange rule = ref CollectionsMarshal.AsSpan(_rules)[change];
                rule = rule with { ChangesVerdicts = rule.ChangesVerdicts || frame.IsChangedFor(rule.Rule.Pattern) };
            }
            if (_depth > 0)
                _frames[_depth - 1].Leave(frame);
        }
    }

    /// <summary>Finds the rules that only one of two groups has. What those change that stand on no name, or in a zone, is not known.</summary>
    private void FindChanges(ReadOnlySpan<Rule> before, ReadOnlySpan<Rule> after, bool isOnName)
    {
        var removed = new Dictionary<(DomainName, RuleKey), Rule>();
        foreach (Rule rule in before)
            removed.TryAdd((rule.Name, _before.Key(rule)), rule);
        var added = new Dictionary<(DomainName, RuleKey), Rule>();
        foreach (Rule rule in after)
            added.TryAdd((rule.Name, _after.Key(rule)), rule);
        foreach ((DomainName, RuleKey) both in removed.Keys.Where(added.ContainsKey).ToArray())
        {
            removed.Remove(both);
            added.Remove(both);
        }

        // One rule for one of the same pattern in the same list is a change.
        ILookup<(DomainName, RuleKey), Rule> old = removed.ToLookup(pair => Place(pair.Key), pair => pair.Value);
        ILookup<(DomainName, RuleKey), Rule> others = added.ToLookup(pair => Place(pair.Key), pair => pair.Value);
        foreach (((DomainName, RuleKey) key, Rule rule) in removed)
        {
            if (!IsChange(key))
                _rules.Add(new RuleChange(RuleChangeKind.Removed, rule, null, !isOnName || _before.IsOfZone(rule)));
        }
        foreach (((DomainName, RuleKey) key, Rule rule) in added)
        {
            bool isChange = IsChange(key);
            _rules.Add(new RuleChange(isChange ? RuleChangeKind.Changed : RuleChangeKind.Added, rule, isChange ? old[Place(key)].First() : null, !isOnName || _after.IsOfZone(rule)));
        }

        bool IsChange((DomainName, RuleKey) key) => old[Place(key)].Take(2).Count() == 1 && others[Place(key)].Take(2).Count() == 1;
    }

    /// <summary>Whether the lines of the rules on no name come in the same order, of those that both have.</summary>
    private static bool AreOthersInOrder(ComparedListing before, ComparedListing after)
    {
        HashSet<(DomainName, RuleKey)> both = [.. before.OthersByLine];
        both.IntersectWith(after.OthersByLine);
        return before.OthersByLine.Where(both.Contains).SequenceEqual(after.OthersByLine.Where(both.Contains));
    }

    private bool AreSame(ReadOnlySpan<Rule> before, ReadOnlySpan<Rule> after)
    {
        if (before.Length != after.Length)
            return false;
        for (int i = 0; i < before.Length; i++)
        {
            if (before[i].Name != after[i].Name || _before.Key(before[i]) != _after.Key(after[i]))
                return false;
        }
        return true;
    }

    /// <summary>What a rule keeps when it is changed.</summary>
    private static (DomainName, RuleKey) Place((DomainName Name, RuleKey Key) rule) =>
        (rule.Name, rule.Key with { Action = default, Level = default, Options = 0 });

    private static ReadOnlySpan<Rule> Slice(ComparedListing listing, (int Start, int End) range) => listing.Named.AsSpan(range.Start..range.End);
}
