using DomainBlock.Lists;
using DomainBlock.Tool.Output;

namespace DomainBlock.Tool.Input;

/// <summary>The guard against over-blocking as the options ask for it, and what it has held back.</summary>
internal sealed class GuardInput
{
    private readonly OverBlockingGuard? _guard;
    private readonly string _knows;

    private GuardInput(OverBlockingGuard? guard, string knows, PublicSuffixList? suffixes = null)
    {
        _guard = guard;
        _knows = knows;
        Suffixes = suffixes;
    }

    /// <summary>No guard: what <c>--allow-wide</c> asks for.</summary>
    public static GuardInput Off { get; } = new(guard: null, "off (--allow-wide)");

    /// <summary>The Public Suffix List, if it knows one.</summary>
    public PublicSuffixList? Suffixes { get; }

    /// <summary>How many block rules it held back.</summary>
    public int HeldBackCount { get; private set; }

    /// <summary>How many allow rules as wide it let pass.</summary>
    public int WideAllowCount { get; private set; }

    /// <summary>Reads what the guard knows.</summary>
    /// <param name="suffixList">The Public Suffix List; null: where the system has it, if it does.</param>
    /// <param name="protectedNames">A list of names that no rule may match, or null.</param>
    /// <param name="referenceNames">A list of names that a rule may match only so many of, or null.</param>
    /// <param name="maxCovered">How many.</param>
    /// <param name="allowedRules">Rules that pass whatever the guard finds.</param>
    /// <exception cref="CommandException">A file cannot be read, or is not what it should be.</exception>
    public static GuardInput Read(string? suffixList, string? protectedNames, string? referenceNames, int maxCovered, IEnumerable<string> allowedRules)
    {
        string path = suffixList ?? PublicSuffixList.SystemPath;
        PublicSuffixList? suffixes = suffixList is null && !File.Exists(path) ? null : ReadSuffixes(path);
        var options = new GuardOptions
        {
            PublicSuffixes = suffixes,
            Protected = ReadNames(protectedNames),
            Reference = ReadNames(referenceNames),
            MaxCovered = maxCovered,
            AllowedRules = allowedRules.ToHashSet(StringComparer.Ordinal),
        };
        string knows = suffixes is null
            ? $"no Public Suffix List ({PublicSuffixList.SystemPath} is not there; give one by --psl)"
            : $"Public Suffix List {EscapedText.Escape(path)}";
        return new GuardInput(new OverBlockingGuard(options), knows, suffixes);
    }

    /// <summary>Judges a rule.</summary>
    /// <param name="rule">The rule.</param>
    /// <returns>Null if it may be compiled; else why not, with the rule.</returns>
    public string? HoldBack(in Rule rule)
    {
        if (_guard?.Judge(rule) is not { } finding)
            return null;
        if (rule.Action == RuleAction.Allow)
        {
            WideAllowCount++;
            return null;
        }
        HeldBackCount++;
        return $"{rule} {Explain(finding)}";
    }

    /// <summary>One line for the report.</summary>
    public override string ToString()
    {
        string found = HeldBackCount == 0
            ? "nothing held back"
            : $"{ReportTables.Count(HeldBackCount, "rule")} held back (--allow-rule RULE lets one pass, --allow-wide all)";
        string wide = WideAllowCount == 0 ? "" : $"; {ReportTables.Count(WideAllowCount, "allow rule")} as wide";
        return _guard is null ? $"Guard against over-blocking: {_knows}" : $"Guard against over-blocking: {_knows}; {found}{wide}";
    }

    private static string Explain(GuardFinding finding)
    {
        string covered = finding.CoveredCount == 0 ? "" : $", {ReportTables.Count(finding.CoveredCount, "name")} of the reference list";
        return finding.Reason switch
        {
            GuardReason.Everything => $"matches every name{covered}",
            GuardReason.PublicSuffix => $"matches names below a public suffix that it stands on or above{covered}",
            GuardReason.ShortGlob => $"is a glob without four octets in a row that a name must have{covered}",
            GuardReason.ProtectedName => $"matches the protected name {finding.Name}{covered}",
            _ => $"matches {ReportTables.Count(finding.CoveredCount, "name")} of the reference list, among them {finding.Name}",
        };
    }

    private static PublicSuffixList ReadSuffixes(string path) => CommandException.About(path, () =>
    {
        using FileStream stream = File.OpenRead(path);
        return PublicSuffixList.Read(stream);
    });

    private static List<DomainName> ReadNames(string? path)
    {
        var names = new List<DomainName>();
        if (path is not null)
        {
            CommandException.About(path, () =>
            {
                using var source = ListSource.Open(File.OpenRead(path), Path.GetFileName(path));
                return source.Read(ListFormat.Domains, rule => names.Add(rule.Name));
            });
        }
        return names;
    }
}
