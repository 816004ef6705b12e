using DomainBlock.Format;
using DomainBlock.Matching;
using DomainBlock.Work;

namespace DomainBlock;

/// <summary>
/// Collects lists and rules and compiles them, once. Rules may come in any order; each takes about its name's length
/// plus 24 bytes until then, 8 more with an order id. Not safe for use by several threads.
/// </summary>
public sealed class BlocklistBuilder
{
    private readonly BlocklistBuilderOptions _options;
    private readonly List<ListInfo> _lists = [];
    private readonly HashSet<string> _listNames = new(StringComparer.Ordinal);
    private readonly List<(string Key, string Value)> _metadata = [];
    private readonly OptionSets _optionSets = new();
    private readonly ExpressionNumbers _expressions = new();
    private readonly Cancellations _cancellations = new();
    private RuleStore? _rules = new();

    /// <summary>A builder without lists.</summary>
    /// <param name="options">How to compile.</param>
    /// <exception cref="ArgumentException">The profile or the chain mode is not defined.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><see cref="BlocklistBuilderOptions.MaxDegreeOfParallelism"/> is negative.</exception>
    public BlocklistBuilder(BlocklistBuilderOptions options = default)
    {
        if (!Enum.IsDefined(options.Profile) || !Enum.IsDefined(options.ChainMode))
            throw new ArgumentException("The profile or the chain mode is not defined.", nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(options.MaxDegreeOfParallelism, nameof(options));
        _options = options;
    }

    /// <summary>How many rules were added so far.</summary>
    public int RuleCount => Rules.Count;

    private RuleStore Rules => _rules ?? throw new InvalidOperationException("This builder has built already.");

    /// <summary>Adds a list that rules may come from. Lists added earlier come first in precedence.</summary>
    /// <returns>The list's number, for <see cref="Rule.List"/>.</returns>
    /// <exception cref="ArgumentException">The name is empty or taken.</exception>
    /// <exception cref="BlocklistLimitException">There are 65,535 lists already.</exception>
    /// <exception cref="InvalidOperationException"><see cref="Build"/> was called.</exception>
    public int AddList(ListInfo list)
    {
        ArgumentNullException.ThrowIfNull(list);
        _ = Rules;
        ArgumentException.ThrowIfNullOrEmpty(list.Name, nameof(list));
        if (_lists.Count == BlocklistImage.MaxLists)
            throw new BlocklistLimitException($"At most {BlocklistImage.MaxLists} lists go into one blocklist.");
        if (!_listNames.Add(list.Name))
            throw new ArgumentException($"There is a list \"{list.Name}\" already.", nameof(list));
        _lists.Add(list);
        return _lists.Count - 1;
    }

    /// <summary>Takes the list that was added last, and its rules, out again: a list that turns out unsound half-way.</summary>
    /// <exception cref="InvalidOperationException">There is no list, or rules of other lists were added after it.</exception>
    public void DiscardLastList()
    {
        RuleStore rules = Rules;
        if (_lists.Count == 0)
            throw new InvalidOperationException("There is no list to discard.");
        int list = _lists.Count - 1;
        int kept = rules.Count;
        while (kept > 0 && rules.Record(kept - 1).List == list)
            kept--;
        for (int rule = 0; rule < kept; rule++)
        {
            if (rules.Record(rule).List == list)
                throw new InvalidOperationException("Rules of other lists were added after rules of the last list.");
        }
        rules.Truncate(kept);
        _cancellations.Forget(list);
        _listNames.Remove(_lists[list].Name);
        _lists.RemoveAt(list);
    }

    /// <summary>Adds a rule of a list that was added before.</summary>
    /// <exception cref="ArgumentException">
    /// The rule has no such list, a negative line, an undefined pattern, action or level, or an order id that is empty, ill-formed or over 255 octets; or it is for any public suffix, and its name is not one label, no
    /// Public Suffix List was given, or its list uses the closest encloser; or it has an expression, and its name is not the root, its pattern is another one than the expression's, or
    /// its list uses the closest encloser.
    /// </exception>
    /// <exception cref="BlocklistLimitException">The rules are too many for one blocklist.</exception>
    /// <exception cref="InvalidOperationException"><see cref="Build"/> was called.</exception>
    public void Add(in Rule rule)
    {
        if (rule.OrderId is { } id && !OrderIds.IsSound(id))
            throw new ArgumentException($"An order id has 1 to {OrderIds.MaxOctets} octets of well-formed text.", nameof(rule));
        Add(rule, Rules);
    }

    /// <summary>
    /// Takes a rule back: where the list of <paramref name="rule"/> counts, no rule applies that says the same, whichever list it is of. The rules of that list itself are left out; those of others get it among
    /// <see cref="RuleOptions.CancelledBy"/>. Rules say the same if they have the same name or expression, pattern, action, level and options, but for the lists that cancel them. It may be called before or after they are added.
    /// </summary>
    /// <param name="rule">What the rules say, which list takes them back, and on which line.</param>
    /// <exception cref="ArgumentException">The rule could not be added.</exception>
    /// <exception cref="BlocklistLimitException">The rules are too many for one blocklist.</exception>
    /// <exception cref="InvalidOperationException"><see cref="Build"/> was called.</exception>
    public void Cancel(in Rule rule)
    {
        _ = Rules;
        Add(rule with { Options = rule.Options with { CancelledBy = [] }, OrderId = null }, _cancellations.Taken);
    }

    /// <summary>Adds something that the file says of itself. A key may stand more than once.</summary>
    /// <exception cref="BlocklistLimitException">It has 65,535 such entries already.</exception>
    /// <exception cref="InvalidOperationException"><see cref="Build"/> was called.</exception>
    public void AddMetadata(string key, string value)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(value);
        _ = Rules;
        if (_metadata.Count == TextTable.MaxPairs)
            throw new BlocklistLimitException($"At most {TextTable.MaxPairs} entries of metadata go into one blocklist.");
        _metadata.Add((key, value));
    }

    /// <summary>Compiles what was added, on several threads. The builder cannot be used afterwards.</summary>
    /// <param name="progress">Is told now and then how far it has come: at most 51 times a stage, one call at a time, from any of the threads, which it holds up.</param>
    /// <param name="cancellationToken">Ends the work early, within a tenth of a second.</param>
    /// <exception cref="BlocklistLimitException">The result would be larger than one array can be, the names cannot be indexed, or more than 4,096 lists cancel one rule.</exception>
    /// <exception cref="InvalidOperationException">It was called before, or a rule's options name a list that was not added.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public CompiledBlocklist Build(IProgress<BuildProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        RuleStore rules = Rules;
        _rules = null;
        CancelledRule[] cancelled = [.. _cancellations.Apply(rules, _optionSets).Select(rule => new CancelledRule(rule.List, rule.Line, rule.CancellingLine))];
        _optionSets.Settle(rules);
        if (_optionSets.HighestList >= _lists.Count)
            throw new InvalidOperationException($"The options of a rule name list {_optionSets.HighestList}, which was not added, as one that cancels it.");
        var work = new BuildWork(progress, _options.MaxDegreeOfParallelism, cancellationToken);
        byte[] expressions = _expressions.Settle(rules, work.CancellationToken);
        rules.Sort(_options.Profile, work);
        StopPlacer.Place(rules, _lists, _options.Profile, work);
        work.Begin(BuildStage.Reducing, 4L * rules.Count);

        // Where the longer name wins, a rule under any suffix stands between rules that no order of names shows to be neighbours.
        bool keepAll = _options.KeepRedundant || (Precedence.PrefersDeeper(_options.Profile) && HasAnySuffix(Enumerable.Range(0, rules.Count)));
        int[] coveredBy = keepAll ? [] : Reduction.FindCovered(rules, _lists, _options.Profile, work);

        int[] kept = [.. Enumerable.Range(0, rules.Count).Where(rule => keepAll || coveredBy[rule] < 0)];
        byte[] image = ImageWriter.Write(
            new NamedRules(rules, kept, work),
            _lists,
            _metadata,
            _optionSets,
            expressions,
            _options.Profile,
            _options.ChainMode,
            HasAnySuffix(kept) ? WritePublicSuffixes : null,
            withLines: !_options.Slim,
            withFilter: !_options.NoFilter,
            work);

        bool HasAnySuffix(IEnumerable<int> numbers) => numbers.Any(rule => rules.Record(rule).IsUnderAnySuffix);

        var redundant = new List<RedundantRule>(rules.Count - kept.Length);
        for (int rule = 0; rule < coveredBy.Length; rule++)
        {
            if (coveredBy[rule] >= 0)
                redundant.Add(new RedundantRule(rules.Record(rule).List, rules.Line(rule), rules.Line(coveredBy[rule])));
        }
        return new CompiledBlocklist(image, redundant, cancelled, _options.MaxDegreeOfParallelism);
    }

    private void Add(in Rule rule, RuleStore store)
    {
        if ((uint)rule.List >= (uint)_lists.Count)
            throw new ArgumentException($"There is no list number {rule.List}.", nameof(rule));
        if (rule.Line < 0 || !Enum.IsDefined(rule.Pattern) || !Enum.IsDefined(rule.Action) || !Enum.IsDefined(rule.Level))
            throw new ArgumentException("The rule has a negative line, or an undefined pattern, action or level.", nameof(rule));
        var record = new RuleRecord(rule.Pattern, rule.Action, rule.Level, (ushort)rule.List, _optionSets.Add(rule.Options));
        if (record.IsUnderAnySuffix)
            RequireAnySuffix(rule);
        if (rule.Expression is not null || record.IsExpression)
            store.AddExpression(NumberExpression(rule), record, rule.Line, rule.OrderId);
        else
            store.Add(rule.Name.Octets, record, rule.Line, rule.OrderId);
    }

    private byte[] WritePublicSuffixes(ulong seed) => _options.PublicSuffixes!.ToTable(_options.WithPrivateSuffixes, seed);

    private int NumberExpression(in Rule rule)
    {
        if (rule.Expression is not { } expression || expression.Pattern != rule.Pattern || !rule.Name.IsRoot)
            throw new ArgumentException($"\"{rule}\" has an expression and another pattern or a name, or has none.", nameof(rule));
        if (_lists[rule.List].UsesClosestEncloser)
            throw new ArgumentException($"\"{rule}\" cannot be in a list that uses the closest encloser: such lists are zones, which know no expressions.", nameof(rule));
        return _expressions.Add(expression) is >= 0 and var number
            ? number
            : throw new ArgumentException($"\"{rule}\" comes from a damaged file: it is no expression.", nameof(rule));
    }

    private void RequireAnySuffix(in Rule rule)
    {
        if (_options.PublicSuffixes is null)
            throw new ArgumentException($"\"{rule}\" needs a Public Suffix List: BlocklistBuilderOptions.PublicSuffixes.", nameof(rule));
        ReadOnlySpan<byte> octets = rule.Name.Octets;
        if (octets.IsEmpty || octets.Length != 1 + octets[0])
            throw new ArgumentException($"\"{rule}\" must have one label before the suffix.", nameof(rule));
        if (_lists[rule.List].UsesClosestEncloser)
            throw new ArgumentException($"\"{rule}\" cannot be in a list that uses the closest encloser: such lists are zones, which know no public suffix.", nameof(rule));
    }
}
