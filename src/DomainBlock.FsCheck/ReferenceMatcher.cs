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
    private readonly HashSet<int>? _selected;
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
        _selected = lists?.ToHashSet();
        _rules = [.. rules.Where(rule => _selected is null || _selected.Contains(rule.List))];
        _existing = (closestEncloserLists ?? []).ToDictionary(
            list => list,
            list => _rules.Where(rule => rule.List == list).SelectMany(rule => SelfAndAbove(rule.Name)).ToHashSet());
    }

    /// <summary>What suffixes rules of <see cref="RulePattern.AnySuffix"/> stand under; null: every top level is one, and nothing else.</summary>
    public PublicSuffixList? PublicSuffixes { get; init; }

    /// <summary>Whether the private section of <see cref="PublicSuffixes"/> counts too.</summary>
    public bool WithPrivateSuffixes { get; init; }

    /// <summary>Says which rule wins for a name, what follows, and until when.</summary>
    public ReferenceAnswer Match(DomainName name, ReferenceQuestion question = default)
    {
        Rule[] matching = [.. _rules.Where(rule => Matches(rule, name, PublicSuffixes, WithPrivateSuffixes))];
        Rule? winner = Winner(matching, name, question);
        DateTimeOffset? change = matching
            .SelectMany(rule => new[] { rule.Options.From, rule.Options.Until })
            .Where(boundary => boundary > question.Instant)
            .Distinct()
            .Order()
            .FirstOrDefault(boundary => Winner(matching, name, question with { Instant = boundary!.Value }) != winner);
        Verdict verdict = winner?.Action switch
        {
            null => Verdict.None,
            RuleAction.Allow => Verdict.Allowed,
            _ => Verdict.Blocked,
        };
        return new ReferenceAnswer(verdict, winner, change) { SuffixLabels = winner is { } rule ? LabelCount(rule, name) : 0 };
    }

    /// <summary>All rules that apply to a name, the winner first, each before those that it wins over.</summary>
    public IReadOnlyList<Rule> Applicable(DomainName name, ReferenceQuestion question = default) =>
        InOrder(_rules.Where(rule => Matches(rule, name, PublicSuffixes, WithPrivateSuffixes) && Hindrance(rule, name, question) == RuleHindrance.None), name);

    /// <summary>Rules that match a name in the order of the profile, the strongest first.</summary>
    public IReadOnlyList<Rule> InOrder(IEnumerable<Rule> rules, DomainName name) =>
    [
        .. ByProfile(rules, name)
            .ThenBy(Width)
            .ThenBy(Strength)
            .ThenBy(rule => rule.Options.ToString(), StringComparer.Ordinal)
            .ThenBy(rule => rule.Expression?.Syntax)
            .ThenBy(rule => rule.Expression?.Text, StringComparer.Ordinal)
            .ThenBy(rule => Encoding.UTF8.GetBytes(rule.OrderId ?? ""), Comparer<byte[]>.Create((left, right) => left.AsSpan().SequenceCompareTo(right))),
    ];

    /// <summary>Why a rule of these lists whose pattern matches a name does not apply to it. Of several reasons the validity comes last, as only a rule that applies but for it is awaited.</summary>
    public RuleHindrance Hindrance(Rule rule, DomainName name, ReferenceQuestion question = default)
    {
        RuleOptions options = rule.Options;
        bool isForType = options.QueryTypes.Count == 0
            || (question.Type is { } type && options.QueryTypes.Contains(type) != options.ExceptQueryTypes);
        if (IsStopped(rule, name))
            return RuleHindrance.ClosestEncloser;
        if (!isForType)
            return RuleHindrance.QueryType;
        if (options.NotViaCname && question.ViaCname)
            return RuleHindrance.ViaCname;
        if (options.CancelledBy.Any(list => _selected is null || _selected.Contains(list)))
            return RuleHindrance.Cancelled;
        if (options.ExemptNames.Count > 0 && SelfAndAbove(name).Intersect(options.ExemptNames).Any())
            return RuleHindrance.Exempt;
        if (question.Instant < options.From)
            return RuleHindrance.NotYet;
        return question.Instant >= options.Until ? RuleHindrance.NoLonger : RuleHindrance.None;
    }

    private Rule? Winner(Rule[] matching, DomainName name, ReferenceQuestion question)
    {
        IReadOnlyList<Rule> applicable = InOrder(matching.Where(rule => Hindrance(rule, name, question) == RuleHindrance.None), name);
        return applicable.Count == 0 ? null : applicable[0];
    }

    private IOrderedEnumerable<Rule> ByProfile(IEnumerable<Rule> rules, DomainName name) => _profile switch
    {
        Profile.AllowWins => rules
            .OrderBy(Strength)
            .ThenBy(rule => rule.List)
            .ThenBy(rule => rule.Expression is not null)
            .ThenBy(rule => LabelCount(rule, name))
            .ThenBy(Width)
            .ThenBy(rule => rule.Line),
        Profile.MostSpecific => rules
            .OrderByDescending(rule => LabelCount(rule, name))
            .ThenBy(Openness)
            .ThenByDescending(Narrowness)
            .ThenBy(rule => rule.Level == RuleLevel.Important ? 0 : 1)
            .ThenBy(rule => rule.Action == RuleAction.Allow ? 0 : 1)
            .ThenBy(rule => rule.List)
            .ThenBy(rule => rule.Line),
        Profile.Ordered => rules
            .OrderBy(rule => rule.List)
            .ThenBy(rule => rule.Pattern == RulePattern.Exact ? 0 : 1)
            .ThenByDescending(rule => LabelCount(rule, name))
            .ThenBy(Openness)
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

    /// <summary>Whether a rule's pattern matches a name. Of expressions only those are known that <see cref="ExpressionGenerators"/> make.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="name">The name.</param>
    /// <param name="suffixes">See <see cref="PublicSuffixes"/>.</param>
    /// <param name="withPrivateSuffixes">See <see cref="WithPrivateSuffixes"/>.</param>
    public static bool Matches(Rule rule, DomainName name, PublicSuffixList? suffixes = null, bool withPrivateSuffixes = false)
    {
        if (rule.Expression is { } expression)
            return ExpressionGenerators.Matches(expression, name);
        if (RuleGenerators.IsUnderAnySuffix(rule))
        {
            // The label of the rule, the public suffix, and of a.* what is below.
            List<byte[]> labels = Labels(name);
            int fixedLabels = 1 + SuffixLabels(name, suffixes, withPrivateSuffixes);
            return EndsWith([.. labels.SkipLast(fixedLabels - 1)], Labels(rule.Name)) && (rule.Pattern == RulePattern.AnySuffix || labels.Count == fixedLabels);
        }
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

    /// <summary>How many labels of a name that it matches a rule fixes.</summary>
    private int LabelCount(Rule rule, DomainName name) =>
        RuleGenerators.IsUnderAnySuffix(rule) ? 1 + SuffixLabels(name, PublicSuffixes, WithPrivateSuffixes) : Labels(rule.Name).Count;

    private static int SuffixLabels(DomainName name, PublicSuffixList? suffixes, bool withPrivate) =>
        suffixes?.CountSuffixLabels(name, withPrivate) ?? Math.Min(Labels(name).Count, 1);

    private static int Strength(Rule rule) => (rule.Level, rule.Action) switch
    {
        (RuleLevel.Important, RuleAction.Allow) => 0,
        (RuleLevel.Important, RuleAction.Block) => 1,
        (RuleLevel.Normal, RuleAction.Allow) => 2,
        _ => 3,
    };

    /// <summary>Of rules that fix as many labels: on a name, under any suffix, an expression.</summary>
    private static int Openness(Rule rule) => rule.Expression is not null ? 2 : RuleGenerators.IsUnderAnySuffix(rule) ? 1 : 0;

    private static int Narrowness(Rule rule) => rule.Expression is not null ? -Width(rule) : Width(rule);

    private static int Width(Rule rule) => rule.Pattern switch
    {
        RulePattern.Subtree => 0,
        RulePattern.Subdomains => 1,
        RulePattern.OneLabel => 2,
        RulePattern.AnySuffix => 3,
        RulePattern.AnySuffixExact => 4,
        RulePattern.Exact => 5,
        RulePattern.Glob => 6,
        _ => 7,
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
