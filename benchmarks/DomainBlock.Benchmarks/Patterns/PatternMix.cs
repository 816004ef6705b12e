using System.Globalization;
using DomainBlock.Benchmarks.Synthetic;
using DomainBlock.Patterns;

namespace DomainBlock.Benchmarks.Patterns;

/// <summary>Globs and regular expressions as lists have them, made of synthetic names: always the same.</summary>
internal static class PatternMix
{
    /// <summary>How many patterns <see cref="CrowdedName"/> leads to.</summary>
    public const int Crowd = 50;

    /// <summary>Contains the one literal that <see cref="Crowd"/> patterns require.</summary>
    public const string CrowdedName = "cdn.qzvw-stats.example.com";

    public static byte[] Make(int globs, int regexes)
    {
        var builder = new PatternSetBuilder();
        foreach (NameExpression expression in Expressions(globs, regexes))
            builder.Add(expression.Compile()!);
        return builder.Build().Section;
    }

    /// <summary>So many globs and regular expressions, no two the same, then the <see cref="Crowd"/>.</summary>
    public static IReadOnlyList<NameExpression> Expressions(int globs, int regexes)
    {
        var random = new SplitMix64(2026);
        var names = new NameSource(random);
        var expressions = new HashSet<NameExpression>();
        while (expressions.Count < globs)
            expressions.Add(NameExpression.Parse(ExpressionSyntax.AdblockGlob, Glob(names, random)));
        while (expressions.Count < globs + regexes)
        {
            (ExpressionSyntax syntax, string text) = Regex(names, random);
            expressions.Add(NameExpression.Parse(syntax, text));
        }
        for (int member = 0; member < Crowd; member++)
        {
            string suffix = string.Create(CultureInfo.InvariantCulture, $"{member:00}");
            expressions.Add(member % 2 == 0
                ? NameExpression.Parse(ExpressionSyntax.AdblockGlob, $"qzvw-*.{suffix}*.com^")
                : NameExpression.Parse(ExpressionSyntax.PosixRegex, $@"(^|\.)qzvw-[a-z0-9]+\.([^.]+\.)?{suffix}[0-9]*\.(com|net)$"));
        }
        return [.. expressions];
    }

    private static string Glob(NameSource names, SplitMix64 random)
    {
        string name = names.Name();
        string label = LongestLabel(name);
        return random.Below(5) switch
        {
            0 => $"||{label}*.{Ending(name)}^",
            1 => $"||ads*.{name}^",
            2 => $"{label}-*",
            3 => $"|{label}*",
            _ => $"*{label}.*.{Ending(name)}|",
        };
    }

    private static (ExpressionSyntax Syntax, string Text) Regex(NameSource names, SplitMix64 random)
    {
        string name = names.Name();
        string label = LongestLabel(name);
        string escaped = name.Replace(".", @"\.", StringComparison.Ordinal);
        return random.Below(6) switch
        {
            0 => (ExpressionSyntax.PosixRegex, $@"^{label}[0-9]*[_.-]"),
            1 => (ExpressionSyntax.PosixRegex, $@"(^|\.)({label}|{LongestLabel(names.Name())})[0-9]{{1,4}}\."),
            2 => (ExpressionSyntax.AdGuardRegex, $@"^ads?\d*\.{escaped}$"),
            3 => (ExpressionSyntax.AdGuardRegex, $@"{label}(-[a-z0-9]{{2,8}})?\.(com|net|org)$"),
            4 => (ExpressionSyntax.Re2Regex, $@"(?:^|\.){label}[a-z]{{0,3}}\.\w+$"),
            _ => (ExpressionSyntax.Re2Regex, $@"^[a-z0-9-]{{3,20}}\.{escaped}$"),
        };
    }

    private static string LongestLabel(string name) => name.Split('.').MaxBy(label => label.Length)!;

    private static string Ending(string name) => name[(name.LastIndexOf('.') + 1)..];
}
