using System.Runtime.InteropServices;
using DomainBlock.Text;
using DomainBlock.Work;

namespace DomainBlock.Auditing;

/// <summary>
/// Goes over the rules in the order of their names once, with what covers from above on a stack. Time and memory grow with the number of rules, whatever they are: a rule is never compared
/// with all those above it or beside it, only with the strongest of a kind.
/// </summary>
internal sealed class Auditor
{
    private const int MostKindsKept = 64;

    private readonly IReadOnlyList<Rule> _rules;
    private readonly IReadOnlyList<ListInfo> _lists;
    private readonly Profile _profile;
    private readonly ListMatrix _matrix;
    private readonly FindingTally _tally;

    // The names above the present one that something stands on which covers names below, outermost first. Frames are used again.
    private readonly List<Frame> _frames = [];
    private int _depth;

    // The reversed name of the topmost frame, of which the others' are prefixes.
    private readonly byte[] _path = new byte[NameBuffer.MaxOctets];

    // What covers every name.
    private readonly Cover _everything;

    // What stands on the present name, by pattern.
    private readonly Cover[] _here;
    private Dictionary<(RulePattern, RuleAction, RuleLevel, int Options), SameRules> _same = [];

    // The rules of a file share their options, so that they are mostly known by their reference.
    private readonly Dictionary<RuleOptions, int> _optionNumbers = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<RuleOptions, int> _differentOptions = [];
    private readonly ulong[] _covering;

    private Auditor(IReadOnlyList<Rule> rules, IReadOnlyList<ListInfo> lists, Profile profile, int findingsOfKind)
    {
        int[] counts = new int[lists.Count];
        foreach (Rule rule in rules)
            counts[rule.List]++;
        (_rules, _lists, _profile) = (rules, lists, profile);
        _matrix = new ListMatrix(counts, BlocklistAudit.MaxComparedLists);
        _tally = new FindingTally(counts, findingsOfKind);
        _everything = NewCover();
        _here = [.. Enumerable.Range(0, (int)Enum.GetValues<RulePattern>().Max() + 1).Select(_ => NewCover())];
        _covering = new ulong[_matrix.Words];
    }

    /// <summary>Audits rules.</summary>
    /// <param name="rules">All rules, as <see cref="Blocklist.ListRulesByName"/> gives them.</param>
    /// <param name="lists">Their lists.</param>
    /// <param name="profile">Which rule wins.</param>
    /// <param name="findingsOfKind">How many findings of a kind are kept of each list.</param>
    /// <param name="work">Ends it early.</param>
    public static BlocklistAudit Audit(IReadOnlyList<Rule> rules, IReadOnlyList<ListInfo> lists, Profile profile, int findingsOfKind, BuildWork work)
    {
        var auditor = new Auditor(rules, lists, profile, findingsOfKind);
        int name = 0;
        for (int start = 0, end; start < rules.Count; start = end, name++)
        {
            for (end = start + 1; end < rules.Count && StandTogether(rules[start], rules[end]); end++)
                work.Pass(end);
            work.Pass(start);
            auditor.Visit(start, end, name);
        }
        return new BlocklistAudit(auditor._tally.Lists, auditor._tally.Findings, auditor._matrix.Lists, auditor._matrix.ToOverlaps());
    }

    private static bool StandTogether(in Rule one, in Rule other) =>
        one.Name == other.Name && Equals(one.Expression, other.Expression) && one.Pattern.IsUnderAnySuffix() == other.Pattern.IsUnderAnySuffix();

    private void Visit(int start, int end, int name)
    {
        Rule first = _rules[start];
        bool isOnName = first.Expression is null && !first.Pattern.IsUnderAnySuffix();
        int labels = first.Expression is null ? first.Name.LabelCount : 0;
        Frame? above = null;
        if (isOnName)
        {
            Enter(first.Name);
            above = _depth > 0 ? _frames[_depth - 1] : null;
        }
        else if (first.Pattern.IsUnderAnySuffix())
        {
            // All names that it matches are below the root, and of no other name that is known.
            above = _depth > 0 && _frames[0].Labels == 0 ? _frames[0] : null;
        }
        Cover? deep = first.Expression is null ? above?.Deep : _everything;
        Gather(start, end, labels, name);
        for (int place = start; place < end; place++)
        {
            var rule = new Standing(_rules[place], labels, name, place);
            bool isChild = isOnName && above?.Labels == labels - 1 && rule.Rule.Pattern == RulePattern.Exact;
            Judge(rule, deep, isChild ? above!.OneLabel : null);
        }
        if (isOnName)
            Push(start, end, labels, name);
    }

    /// <summary>Collects what stands together.</summary>
    private void Gather(int start, int end, int labels, int name)
    {
        if (_same.Count > 0)
        {
            foreach (Cover cover in _here)
                cover.Clear();

            // To clear a large table takes as long as to fill it: none is kept for the many names that have few rules.
            if (_same.Count > MostKindsKept)
                _same = [];
            _same.Clear();
        }
        if (end - start == 1)
            return;
        for (int place = start; place < end; place++)
        {
            var rule = new Standing(_rules[place], labels, name, place);
            int slot = _matrix.Slot(rule.Rule.List);
            if (Reaches(rule))
                _here[(int)rule.Rule.Pattern].Add(rule, slot);
            ref SameRules? same = ref CollectionsMarshal.GetValueRefOrAddDefault(_same, Kind(rule.Rule), out _);
            same ??= new SameRules(rule, new ulong[_matrix.Words]);
            if (slot >= 0)
                same.Lists[slot / 64] |= 1UL << (slot % 64);
        }
    }

    private void Judge(Standing rule, Cover? above, Cover? oneLabel)
    {
        RuleAction other = rule.Rule.Action == RuleAction.Allow ? RuleAction.Block : RuleAction.Allow;
        Standing? unconditional = _everything.Stronger(above?.Unconditional, oneLabel?.Unconditional);
        Standing? opposed = _everything.Stronger(above?.OfAction(other), oneLabel?.OfAction(other));
        _covering.AsSpan().Clear();
        Merge(above, rule.Rule.Action);
        Merge(oneLabel, rule.Rule.Action);
        bool isRepeated = false;
        if (_same.Count > 0)
        {
            foreach (RulePattern pattern in (ReadOnlySpan<RulePattern>)[RulePattern.Subtree, RulePattern.Subdomains, RulePattern.AnySuffix, rule.Rule.Pattern])
            {
                if (pattern != rule.Rule.Pattern && !(rule.Record with { Pattern = pattern }).Covers(rule.Record, labelsBelow: 0))
                    continue;
                Cover here = _here[(int)pattern];
                unconditional = here.Stronger(unconditional, here.Unconditional);
                opposed = here.Stronger(opposed, here.OfAction(other));
                Merge(here, rule.Rule.Action);
            }
            SameRules same = _same[Kind(rule.Rule)];
            isRepeated = same.First.Place != rule.Place;
            if (isRepeated)
                _tally.Add(RuleFindingKind.Duplicate, rule, same.First);
            Merge(same.Lists);
        }

        if (!isRepeated && unconditional is { } shadow && shadow.Place != rule.Place && shadow.IsStronger(rule, _profile))
            _tally.Add(RuleFindingKind.Shadowed, rule, shadow);
        if (opposed is { } opponent)
            _tally.Add(opponent.IsStronger(rule, _profile) ? RuleFindingKind.ConflictLost : RuleFindingKind.ConflictWon, rule, opponent);
        if (_matrix.Slot(rule.Rule.List) is >= 0 and var slot)
            _matrix.Count(slot, _covering);
    }

    private void Merge(Cover? cover, RuleAction action)
    {
        if (cover is not null)
            Merge(cover.Lists(action));
    }

    private void Merge(ReadOnlySpan<ulong> lists)
    {
        for (int word = 0; word < lists.Length; word++)
            _covering[word] |= lists[word];
    }

    /// <summary>Forgets the names that are not above this one.</summary>
    private void Enter(DomainName name)
    {
        Span<byte> key = stackalloc byte[NameBuffer.MaxOctets];
        key = key[..ReversedKey.Write(name.Octets, key)];

        // Lengths of labels stand before them, so that a common beginning that ends where a name does is that name.
        int common = key.CommonPrefixLength(_path.AsSpan(0, _depth > 0 ? _frames[_depth - 1].KeyLength : 0));
        while (_depth > 0 && _frames[_depth - 1].KeyLength > common)
            _depth--;
        key.CopyTo(_path);
    }

    private void Push(int start, int end, int labels, int name)
    {
        bool isPushed = false;
        for (int place = start; place < end; place++)
        {
            var rule = new Standing(_rules[place], labels, name, place);
            if (rule.Rule.Pattern == RulePattern.Exact || !Reaches(rule))
                continue;
            if (!isPushed)
                Push(rule.Rule.Name.Octets.Length, labels);
            isPushed = true;
            Frame frame = _frames[_depth - 1];
            (rule.Rule.Pattern == RulePattern.OneLabel ? frame.OneLabel : frame.Deep).Add(rule, _matrix.Slot(rule.Rule.List));
            if (labels == 0 && rule.Rule.Pattern == RulePattern.Subtree)
                _everything.Add(rule, _matrix.Slot(rule.Rule.List));
        }
    }

    private void Push(int keyLength, int labels)
    {
        if (_frames.Count == _depth)
            _frames.Add(new Frame(NewCover(), NewCover()));
        Frame frame = _frames[_depth];
        (frame.KeyLength, frame.Labels) = (keyLength, labels);
        frame.Deep.Clear();
        frame.OneLabel.Clear();
        if (_depth > 0)
            frame.Deep.CopyFrom(_frames[_depth - 1].Deep);
        _depth++;
    }

    /// <summary>Whether a rule matches all that its pattern says: a wildcard of a zone ends at names that exist.</summary>
    private bool Reaches(Standing rule) => rule.Rule.Pattern != RulePattern.Subdomains || !_lists[rule.Rule.List].UsesClosestEncloser;

    private (RulePattern, RuleAction, RuleLevel, int Options) Kind(in Rule rule)
    {
        if (!_optionNumbers.TryGetValue(rule.Options, out int number))
        {
            if (!_differentOptions.TryGetValue(rule.Options, out number))
                _differentOptions[rule.Options] = number = _differentOptions.Count;
            _optionNumbers[rule.Options] = number;
        }
        return (rule.Pattern, rule.Action, rule.Level, number);
    }

    private Cover NewCover() => new(_profile, _matrix.Words);

    /// <summary>A name above the present one.</summary>
    /// <param name="Deep">What covers everything below it, from there or from above.</param>
    /// <param name="OneLabel">What covers the names with one label more.</param>
    private sealed record Frame(Cover Deep, Cover OneLabel)
    {
        public int KeyLength { get; set; }

        public int Labels { get; set; }
    }

    /// <summary>Rules that are the same but for where they come from.</summary>
    /// <param name="First">The first one.</param>
    /// <param name="Lists">The lists that have it.</param>
    private sealed record SameRules(Standing First, ulong[] Lists);
}
