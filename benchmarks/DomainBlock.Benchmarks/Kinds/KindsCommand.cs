using System.Diagnostics;
using System.Globalization;
using System.Text;
using DomainBlock.Benchmarks.Compare;
using DomainBlock.Benchmarks.Patterns;
using DomainBlock.Benchmarks.Queries;
using DomainBlock.Benchmarks.Synthetic;

namespace DomainBlock.Benchmarks.Kinds;

/// <summary>
/// The <c>kinds</c> command: what rules of further kinds cost those who ask. Each row compares two blocklists on the same names in one run, turn by turn: with and without globs and regular
/// expressions, with and without options, labels under any public suffix and subtrees. And what forty lists cost in bytes.
/// </summary>
internal static class KindsCommand
{
    private const int SyntheticListed = 1_000_000;
    private const int Queries = 20_000;
    private const int Rounds = 41;
    private const int AnySuffixRules = 100_000;
    private const int Lists = 40;

    public static void Run(string? file, TextWriter output)
    {
        output.WriteLine(Machine.Describe());
        string[] listed = file is null ? [.. SyntheticNames.Make(SyntheticListed).Listed] : Read(file);
        Rule[] rules = [.. listed.Select(name => new Rule(DomainName.Parse(name)))];
        using Blocklist plain = Compile(rules);
        var source = new NameSource(new SplitMix64(77));
        byte[][] missed = [.. Enumerable.Range(0, Queries).Select(_ => Encoding.ASCII.GetBytes(source.Name())).Where(name => plain.Match(name).Verdict == Verdict.None)];
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rules.Length} subtrees; {missed.Length} names that none matches"));

        CompareExpressions(plain, rules, missed, output);
        CompareOptions(plain, rules, missed, output);
        CompareAnySuffix(output);
        CompareLists(listed, output);
    }

    private static string[] Read(string file)
    {
        Packed<char> names = NameFile.Read(file);
        return [.. Enumerable.Range(0, names.Count).Select(name => names[name].ToString())];
    }

    private static void CompareExpressions(Blocklist plain, Rule[] rules, byte[][] missed, TextWriter output)
    {
        using Blocklist mixed = Compile([.. rules, .. PatternMix.Expressions(10_000, 500).Select(expression => Rule.WithExpression(expression))]);
        byte[] section = PatternMix.Make(10_000, 500);
        byte[][] untouched = [.. missed.Where(name => PatternsCommand.Candidates(section, name) == 0)];
        Row("10,000 globs and 500 regular expressions, names that no literal touches", plain, mixed, untouched, output);
        Row("the same, names as drawn", plain, mixed, missed, output);
        byte[] crowded = Encoding.ASCII.GetBytes(PatternMix.CrowdedName);
        Row($"the same, a name that reaches {PatternMix.Crowd} automata", plain, mixed, [.. Enumerable.Repeat(crowded, 200)], output);
    }

    private static void CompareOptions(Blocklist plain, Rule[] rules, byte[][] missed, TextWriter output)
    {
        RuleOptions[] options =
        [
            RuleOptions.None,
            new() { QueryTypes = [1, 28] },
            new() { Until = DateTimeOffset.UnixEpoch.AddYears(60) },
            new() { NotViaCname = true },
        ];
        using Blocklist mixed = Compile([.. rules.Select((rule, i) => rule with { Options = options[i % options.Length] })]);
        Row("three in four rules with options, names that none matches", plain, mixed, missed, output);
    }

    private static void CompareAnySuffix(TextWriter output)
    {
        PublicSuffixList suffixes = PublicSuffixList.Read(new MemoryStream("com\nnet\norg\nde\nuk\nco.uk\n"u8.ToArray()));
        string[] labels = [.. Enumerable.Range(0, AnySuffixRules).Select(i => string.Create(CultureInfo.InvariantCulture, $"brand{i}x{i % 97}"))];
        using Blocklist subtrees = Compile(labels.Select(label => new Rule(DomainName.Parse($"{label}.com"))));
        using Blocklist anySuffix = Compile(labels.Select(label => new Rule(DomainName.Parse(label), RulePattern.AnySuffix)), suffixes);
        byte[][] hits = [.. labels.Take(Queries).Select(label => Encoding.ASCII.GetBytes($"www.{label}.com"))];
        byte[][] misses = [.. labels.Take(Queries).Select(label => Encoding.ASCII.GetBytes($"www.q{label}.com"))];
        Row($"{AnySuffixRules} labels under any public suffix beside subtrees, names that match", subtrees, anySuffix, hits, output);
        Row("the same, names that none matches", subtrees, anySuffix, misses, output);
    }

    /// <summary>Each name is in one to three of the lists, of which the first has the most names (Zipf).</summary>
    private static void CompareLists(string[] listed, TextWriter output)
    {
        var random = new SplitMix64(40);
        double[] shares = [.. Enumerable.Range(1, Lists).Select(place => 1.0 / place)];
        var rules = new List<Rule>();
        foreach (string name in listed)
        {
            var lists = new HashSet<int>();
            for (int wanted = 1 + random.Below(3); lists.Count < wanted;)
                lists.Add(Draw(shares, random));
            rules.AddRange(lists.Select(list => new Rule(DomainName.Parse(name)) { List = list }));
        }
        long one = Size(rules.DistinctBy(rule => rule.Name).Select(rule => rule with { List = 0 }), lists: 1);
        long many = Size(rules, Lists);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Lists} lists, {rules.Count} rules on {listed.Length} names: {many} bytes; one list: {one}; {(double)(many - one) / rules.Count:F2} more a rule"));
    }

    private static int Draw(double[] shares, SplitMix64 random)
    {
        double place = random.Below(1 << 30) / (double)(1 << 30) * shares.Sum();
        int list = 0;
        while (list < shares.Length - 1 && (place -= shares[list]) >= 0)
            list++;
        return list;
    }

    private static long Size(IEnumerable<Rule> rules, int lists)
    {
        var builder = new BlocklistBuilder(new BlocklistBuilderOptions { Slim = true });
        for (int list = 0; list < lists; list++)
            builder.AddList(new ListInfo(string.Create(CultureInfo.InvariantCulture, $"list{list}")));
        foreach (Rule rule in rules)
            builder.Add(rule);
        return builder.Build().Image.Length;
    }

    private static Blocklist Compile(IEnumerable<Rule> rules, PublicSuffixList? suffixes = null)
    {
        var builder = new BlocklistBuilder(new BlocklistBuilderOptions { PublicSuffixes = suffixes });
        builder.AddList(new ListInfo("list"));
        foreach (Rule rule in rules)
            builder.Add(rule);
        return builder.Build().Open();
    }

    private static void Row(string title, Blocklist plain, Blocklist other, byte[][] names, TextWriter output)
    {
        var warmUp = Stopwatch.StartNew();
        while (warmUp.Elapsed < TimeSpan.FromSeconds(1))
            _ = Pass(plain, names) + Pass(other, names);
        double[] ofPlain = new double[Rounds];
        double[] ofOther = new double[Rounds];
        for (int round = 0; round < Rounds; round++)
        {
            ofPlain[round] = Pass(plain, names);
            ofOther[round] = Pass(other, names);
        }
        (double a, double b) = (Median.Of(ofPlain), Median.Of(ofOther));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{title}: {b:F1} ns beside {a:F1} ns, ratio {b / a:F2} ({names.Length} names)"));
    }

    /// <summary>Nanoseconds a query.</summary>
    private static double Pass(Blocklist blocklist, byte[][] names)
    {
        int blocked = 0;
        long started = Stopwatch.GetTimestamp();
        foreach (byte[] name in names)
            blocked += blocklist.Match(name).IsBlocked ? 1 : 0;
        double elapsed = Stopwatch.GetElapsedTime(started).TotalNanoseconds;
        GC.KeepAlive(blocked);
        return elapsed / names.Length;
    }
}
