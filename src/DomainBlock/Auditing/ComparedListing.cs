namespace DomainBlock.Auditing;

/// <summary>One of two blocklists that are compared: its rules, and what they are in numbers that both share.</summary>
/// <param name="rules">All rules, as <see cref="Blocklist.ListRulesByName"/> gives them.</param>
/// <param name="lists">Their lists.</param>
/// <param name="numbers">The number that each list has for both.</param>
/// <param name="profile">Which rule wins.</param>
/// <param name="shared">The same for both.</param>
internal sealed class ComparedListing(IReadOnlyList<Rule> rules, IReadOnlyList<ListInfo> lists, int[] numbers, Profile profile, SharedNumbers shared)
{
    // Of each options their number, and that of what must hold for them, which says nothing of answers.
    private readonly Dictionary<RuleOptions, (int Number, int Condition)> _options = new(ReferenceEqualityComparer.Instance);

    /// <summary>The rules on names, in order.</summary>
    public Rule[] Named { get; } = [.. rules.Where(rule => rule.Expression is null && !rule.Pattern.IsUnderAnySuffix())];

    /// <summary>The other rules.</summary>
    public Rule[] Others { get; } = [.. rules.Where(rule => rule.Expression is not null || rule.Pattern.IsUnderAnySuffix())];

    /// <summary>What those are, by list and line.</summary>
    public IEnumerable<(DomainName, RuleKey)> OthersByLine => Others.OrderBy(rule => numbers[rule.List]).ThenBy(rule => rule.Line).Select(rule => (rule.Name, Key(rule))).Distinct();

    public Profile Profile => profile;

    /// <summary>Whether the other blocklist has the same zones: lists that use the closest encloser.</summary>
    public bool AreZonesSame { get; set; }

    /// <summary>The rules of zones.</summary>
    public HashSet<(DomainName, RuleKey)> ZoneRules => [.. Named.Where(rule => IsOfZone(rule)).Select(rule => (rule.Name, Key(rule)))];

    /// <summary>Gives the lists of a later blocklist the numbers of those of the earlier one with the same names, others new ones. Where each has one list, that is the same.</summary>
    public static int[] Number(IReadOnlyList<ListInfo> before, IReadOnlyList<ListInfo> after)
    {
        if (before.Count == 1 && after.Count == 1)
            return [0];
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int list = 0; list < before.Count; list++)
            known.TryAdd(before[list].Name, list);
        return [.. after.Select((list, number) => known.TryGetValue(list.Name, out int same) ? same : before.Count + number)];
    }

    /// <summary>Whether the lists that the earlier blocklist has too come in its order.</summary>
    /// <param name="count">How many that has.</param>
    public bool IsInOrder(int count)
    {
        int[] known = [.. numbers.Where(number => number < count)];
        return known.Zip(known.Skip(1)).All(pair => pair.First < pair.Second);
    }

    /// <summary>Whether what a rule matches depends on other rules of its list.</summary>
    public bool IsOfZone(in Rule rule) => lists[rule.List].UsesClosestEncloser;

    /// <summary>Whether a rule applies whenever its pattern matches.</summary>
    public bool AlwaysApplies(in Rule rule) => Numbers(rule.Options).Condition == 0 && !IsOfZone(rule);

    /// <summary>What a rule is, besides its name.</summary>
    public RuleKey Key(in Rule rule) => new(rule.Expression, rule.Pattern, rule.Action, rule.Level, Numbers(rule.Options).Number, numbers[rule.List]);

    /// <summary>What a rule says where it wins. Where a zone's rule ends the whole zone decides: it is the same only in the same zone.</summary>
    public Outcome Outcome(in Rule rule)
    {
        int condition = Numbers(rule.Options).Condition;
        if (IsOfZone(rule))
            condition = AreZonesSame ? -shared.OfZoneRule(rule.Name, Key(rule)) : int.MinValue;
        return new Outcome(condition, AreZonesSame || condition != int.MinValue ? null : this, rule.Action, rule.Action == RuleAction.Allow ? null : rule.Options.Answer);
    }

    private (int Number, int Condition) Numbers(RuleOptions options)
    {
        if (options.IsEmpty)
            return default;
        if (!_options.TryGetValue(options, out (int, int) found))
        {
            RuleOptions condition = Copy(options, RuleAnswer.Default);
            _options[options] = found = (shared.Of(Copy(options, options.Answer)), condition.IsEmpty ? 0 : shared.Of(condition));
        }
        return found;
    }

    private RuleOptions Copy(RuleOptions options, RuleAnswer answer) => options with { CancelledBy = [.. options.CancelledBy.Select(list => numbers[list])], Answer = answer };
}

/// <summary>What a rule is, besides its name: the same in two blocklists where nothing changed.</summary>
internal readonly record struct RuleKey(NameExpression? Expression, RulePattern Pattern, RuleAction Action, RuleLevel Level, int Options, int List);

/// <summary>What a rule says where it wins.</summary>
/// <param name="Condition">The number of what must hold; 0: nothing.</param>
/// <param name="Zone">Whose zone it is, if it is in one that the other blocklist does not have.</param>
/// <param name="Action">What it does.</param>
/// <param name="Answer">What is answered; what an allow rule wants is never asked.</param>
internal readonly record struct Outcome(int Condition, object? Zone, RuleAction Action, RuleAnswer? Answer);
