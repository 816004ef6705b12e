using DomainBlock.Guarding;

namespace DomainBlock;

/// <summary>
/// Judges rules before they are compiled: a block rule that would take strangers with it is better looked at first, as <c>||co.uk^</c> for a site
/// under <c>co.uk</c>. Immutable; all members may be used by any number of threads at once.
/// </summary>
public sealed class OverBlockingGuard
{
    /// <summary>A glob with less in a row matches names all over.</summary>
    private const int MinGlobLiteral = 4;

    private static readonly NameTexts Strangers = new(new[] { "a", "7", "_q.x-0.zz", "mmm.kkk", "1.2.3.4.5", "w--w.eu", "unrelated.example" }.Select(name => DomainName.Parse(name)));

    private readonly GuardOptions _options;
    private readonly SortedNames _protected;
    private readonly SortedNames _reference;
    private readonly Lazy<NameTexts> _protectedTexts;
    private readonly Lazy<NameTexts> _referenceTexts;

    /// <summary>Makes a guard.</summary>
    /// <param name="options">What it knows.</param>
    /// <exception cref="ArgumentOutOfRangeException"><see cref="GuardOptions.MaxCovered"/> is negative.</exception>
    public OverBlockingGuard(GuardOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegative(options.MaxCovered, nameof(options));
        _options = options;
        _protected = new SortedNames(options.Protected);
        _reference = new SortedNames(options.Reference);

        // Only expressions need the texts.
        _protectedTexts = new Lazy<NameTexts>(() => new NameTexts(_protected.Names));
        _referenceTexts = new Lazy<NameTexts>(() => new NameTexts(_reference.Names));
    }

    /// <summary>Judges a rule. Allocates nothing unless it finds something, or the rule has an expression: then the reference list is searched through.</summary>
    /// <param name="rule">A rule of any action: an allow rule is judged as if it blocked.</param>
    /// <returns>Why the rule takes too much with it, the gravest reason first; null where it does not.</returns>
    public GuardFinding? Judge(in Rule rule)
    {
        if ((rule.Expression is { } expression ? FindReason(expression) : FindReason(rule)) is not { } finding)
            return null;
        return _options.AllowedRules.Contains(rule.ToString()) ? null : finding;
    }

    private GuardFinding? FindReason(in Rule rule)
    {
        int covered = _reference.Count(rule, int.MaxValue, out DomainName example);
        if (rule.Name.IsRoot && rule.Pattern != RulePattern.Exact)
            return new GuardFinding(GuardReason.Everything, default, covered);
        if (_options.PublicSuffixes is { } suffixes && IsTooWide(rule, suffixes))
            return new GuardFinding(GuardReason.PublicSuffix, rule.Name, covered);
        if (_protected.Count(rule, most: 1, out DomainName protectedName) > 0)
            return new GuardFinding(GuardReason.ProtectedName, protectedName, covered);
        return covered > _options.MaxCovered ? new GuardFinding(GuardReason.TooManyNames, example, covered) : null;
    }

    private GuardFinding? FindReason(NameExpression expression)
    {
        if (expression.Compile() is not { } pattern)
            return null;
        int covered = _referenceTexts.Value.Count(pattern, out DomainName example);
        if (Strangers.Count(pattern, out _) == Strangers.Length)
            return new GuardFinding(GuardReason.Everything, default, covered);
        if (expression.IsGlob && pattern.LiteralLength < MinGlobLiteral)
            return new GuardFinding(GuardReason.ShortGlob, default, covered);
        if (_protectedTexts.Value.Count(pattern, out DomainName protectedName) > 0)
            return new GuardFinding(GuardReason.ProtectedName, protectedName, covered);
        return covered > _options.MaxCovered ? new GuardFinding(GuardReason.TooManyNames, example, covered) : null;
    }

    /// <summary>Whether the rule matches names strictly below a public suffix that it stands on or above.</summary>
    private static bool IsTooWide(in Rule rule, PublicSuffixList suffixes) => rule.Pattern switch
    {
        RulePattern.Exact => false,
        RulePattern.OneLabel => suffixes.IsPublicSuffix(rule.Name, withPrivate: true),
        _ => suffixes.IsPublicSuffix(rule.Name, withPrivate: true) || suffixes.HasSuffixBelow(rule.Name),
    };
}
