using System.Text;

namespace DomainBlock.Generators;

/// <summary>
/// The meaning of a rule set, as plainly as it can be written: every rule is tried
/// on every name. Slow, and free to allocate; it exists to be compared with. It shares no code with the matcher of
/// <see cref="Blocklist"/>, only the name, the rule and their enumerations.
/// </summary>
public sealed class ReferenceMatcher
{
    private readonly Rule[] _rules;
    private readonly Profile _profile;
    private readonly Dictionary<int, HashSet<DomainName>> _existing;

    /// <summary>A matcher of some rules.</summary>
    /// <param name="rules">The rules, in any order.</param>
    /// <param name="lists">The numbers of the lists that count; null: all.</param>
    /// <param name="closestEncloserLists">The numbers of the lists with <see cref="ListInfo.UsesClosestEncloser"/>; null: none.</param>
    /// <param name="profile">Which rule wins.</param>
    public ReferenceMatcher(
        IEnumerable<Rule> rules, IEnumerable<int>? lists = null, IEnumerable<int>? closestEncloserLists = null, Profile profile = Profile.AllowWins)
    {
        ArgumentNullException.ThrowIfNull(rules);
        _profile = profile;
        HashSet<int>? selected = lists?.ToHashSet();
        _rules = [.. rules.Where(rule => selected is null || selected.Contains(rule.List))];
        _existing = (closestEncloserLists ?? []).ToDictionary(
            list => list,
            list => _rules.Where(rule => rule.List == list).SelectMany(rule => SelfAndAbove(rule.Name)).ToHashSet());
    }

    /// <summary>Says which rule wins for a name, and what follows.</summary>
    public ReferenceAnswer Match(DomainName name)
    {
        IReadOnlyList<Rule> applicable = Applicable(name);
        if (applicable.Count == 0)
            return new ReferenceAnswer(Verdict.None, null);
        Rule winner = applicable[0];
        return new ReferenceAnswer(winner.Action == RuleAction.Allow ? Verdict.Allowed : Verdict.Blocked, winner);
    }

    /// <summary>All rules that match a name, the winner first, each before those that it wins over.</summary>
    public IReadOnlyList<Rule> Applicable(DomainName name) =>
    [
        .. ByProfile(_rules.Where(rule => Matches(rule, name) && !IsStopped(rule, name)))
            .ThenBy(Width)
            .ThenBy(Strength)
            .ThenBy(rule => Encoding.UTF8.GetBytes(rule.OrderId ?? ""), Comparer<byte[]>.Create((left, right) => left.AsSpan().SequenceCompareTo(right))),
    ];

    private IOrderedEnumerable<Rule> ByProfile(IEnumerable<Rule> rules) => _profile switch
    {
        Profile.AllowWins => rules
            .OrderBy(Strength)
            .ThenBy(rule => rule.List)
            .ThenBy(LabelCount)
            .ThenBy(Width)
            .ThenBy(rule => rule.Line),
        Profile.MostSpecific => rules
            .OrderByDescending(LabelCount)
            .ThenByDescending(Width)
            .ThenBy(rule => rule.Level == RuleLevel.Important ? 0 : 1)
            .ThenBy(rule => rule.Action == RuleAction.Allow ? 0 : 1)
            .ThenBy(rule => rule.List)
            .ThenBy(rule => rule.Line),
        Profile.Ordered => rules
            .OrderBy(rule => rule.List)
            .ThenBy(rule => rule.Pattern == RulePattern.Exact ? 0 : 1)
            .ThenByDescending(LabelCount)
            .ThenBy(rule => rule.Line),
        _ => throw new ArgumentOutOfRangeException(nameof(rules), _profile, "Not a defined profile."),
    };

    /// <summary>
    /// Whether a rule is a wildcard of RFC 4592 that is not the source of synthesis for a name: the name exists, or the closest encloser, the
    /// longest existing name above it, is another one than the wildcard's.
    /// </summary>
    private bool IsStopped(Rule rule, DomainName name)
    {
        if (rule.Pattern != RulePattern.Subdomains || !_existing.TryGetValue(rule.List, out HashSet<DomainName>? existing))
            return false;
        return existing.Contains(name) || SelfAndAbove(name).First(existing.Contains) != rule.Name;
    }

    /// <summary>Whether a rule's pattern matches a name.</summary>
    public static bool Matches(Rule rule, DomainName name)
    {
        bool isSame = rule.Name == name;
        bool isBelow = !isSame && EndsWith(Labels(name), Labels(rule.Name));
        bool isChild = isBelow && Labels(name).Count == Labels(rule.Name).Count + 1;
        return rule.Pattern switch
        {
            RulePattern.Exact => isSame,
            RulePattern.OneLabel => isChild,
            RulePattern.Subdomains => isBelow,
            RulePattern.Subtree => isSame || isBelow,
            _ => throw new ArgumentOutOfRangeException(nameof(rule), rule.Pattern, "Not a defined pattern."),
        };
    }

    /// <summary>A name, the name above it, and so on to the root.</summary>
    private static IEnumerable<DomainName> SelfAndAbove(DomainName name)
    {
        List<byte[]> labels = Labels(name);
        return Enumerable.Range(0, labels.Count + 1).Select(count => NameLabels.Join(labels.Skip(count)));
    }

    private static int LabelCount(Rule rule) => Labels(rule.Name).Count;

    private static int Strength(Rule rule) => (rule.Level, rule.Action) switch
    {
        (RuleLevel.Important, RuleAction.Allow) => 0,
        (RuleLevel.Important, RuleAction.Block) => 1,
        (RuleLevel.Normal, RuleAction.Allow) => 2,
        _ => 3,
    };

    private static int Width(Rule rule) => rule.Pattern switch
    {
        RulePattern.Subtree => 0,
        RulePattern.Subdomains => 1,
        RulePattern.OneLabel => 2,
        _ => 3,
    };

    private static bool EndsWith(List<byte[]> labels, List<byte[]> suffix)
    {
        if (suffix.Count > labels.Count)
            return false;
        return labels.Skip(labels.Count - suffix.Count).Zip(suffix).All(pair => pair.First.SequenceEqual(pair.Second));
    }

    private static List<byte[]> Labels(DomainName name)
    {
        var labels = new List<byte[]>();
        for (ReadOnlySpan<byte> rest = name.Octets; !rest.IsEmpty; rest = rest[(1 + rest[0])..])
            labels.Add(rest.Slice(1, rest[0]).ToArray());
        return labels;
    }
}
