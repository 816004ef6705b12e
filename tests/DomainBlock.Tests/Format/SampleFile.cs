using System.Globalization;
using System.Text;
using DomainBlock.Generators;

namespace DomainBlock.Tests.Format;

/// <summary>A small compiled file of docs/samples, for authors of other readers: its rules, and names to ask it for.</summary>
/// <param name="Name">The file's name without extension.</param>
/// <param name="Options">How it is compiled.</param>
/// <param name="Lists">Its lists.</param>
/// <param name="Metadata">What it says of itself.</param>
/// <param name="Rules">Its rules.</param>
/// <param name="Queries">Names to ask it for.</param>
internal sealed record SampleFile(
    string Name,
    BlocklistBuilderOptions Options,
    IReadOnlyList<ListInfo> Lists,
    IReadOnlyList<(string Key, string Value)> Metadata,
    IReadOnlyList<Rule> Rules,
    IReadOnlyList<string> Queries)
{
    public static IReadOnlyList<SampleFile> All { get; } = [Names(), Kinds(), Octets()];

    public byte[] Compile()
    {
        var builder = new BlocklistBuilder(Options);
        foreach (ListInfo list in Lists)
            builder.AddList(list);
        foreach ((string key, string value) in Metadata)
            builder.AddMetadata(key, value);
        foreach (Rule rule in Rules)
            builder.Add(rule);
        return builder.Build().Image.ToArray();
    }

    /// <summary>What a file holds and answers, as text with tabs between fields: the form is told in docs/samples/README.md.</summary>
    public string Describe(Blocklist blocklist)
    {
        var text = new StringBuilder();
        text.Append("[lists]\n");
        for (int list = 0; list < blocklist.Lists.Count; list++)
            Line(text, list, blocklist.Lists[list].Name, blocklist.Lists[list].Format);
        text.Append("[metadata]\n");
        foreach ((string key, string value) in blocklist.Metadata)
            Line(text, key, value);
        text.Append("[rules]\n");
        int number = 0;
        foreach (Rule rule in blocklist.EnumerateRules())
            Line(text, number++, rule.Name, Word(rule.Pattern), Word(rule.Action), Word(rule.Level), rule.List, rule.Line, rule.OrderId ?? "");
        text.Append("[queries]\n");
        foreach (string query in Queries)
        {
            MatchResult result = blocklist.Match(query);
            Line(text, query, Word(result.Verdict), result.Rule, result.List, result.SuffixLabels);
        }
        return text.ToString();
    }

    /// <summary>What the reference says of a query.</summary>
    public ReferenceAnswer Reference(string query) => new ReferenceMatcher(Rules).Match(DomainName.Parse(query));

    private static void Line(StringBuilder text, params object[] fields) =>
        text.AppendJoin('\t', fields.Select(field => Convert.ToString(field, CultureInfo.InvariantCulture))).Append('\n');

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    /// <summary>One list of names and everything below them, without lines.</summary>
    private static SampleFile Names() => new(
        "names",
        new BlocklistBuilderOptions { Slim = true },
        [new ListInfo("names", "domains")],
        [],
        [.. new[] { "ads.example.com", "tracker.example.net", "bad.example", "xn--bcher-kva.example", "a-b_c.example.org", "com.invalid", "telemetry.example.com" }
            .Select(name => new Rule(DomainName.Parse(name)))],
        ["ads.example.com", "x.y.ads.example.com", "example.com", "badads.example.com", "www.tracker.example.net", "invalid", "com.invalid", "example", "bad.example", "."]);

    /// <summary>Three lists, every pattern, action and level, several rules on a name, shared suffixes that become roots.</summary>
    private static SampleFile Kinds()
    {
        List<Rule> rules =
        [
            Rule("example.com", RulePattern.Subtree, 0),
            Rule("example.com", RulePattern.Subtree, 0),
            Rule("example.com", RulePattern.Exact, 1) with { Action = RuleAction.Allow },
            Rule("good.example.com", RulePattern.Subtree, 1) with { Action = RuleAction.Allow },
            Rule("good.example.com", RulePattern.Subdomains, 2) with { Level = RuleLevel.Important },
            Rule("best.good.example.com", RulePattern.Exact, 2) with { Action = RuleAction.Allow, Level = RuleLevel.Important },
            Rule("exact.test", RulePattern.Exact, 2),
            Rule("below.test", RulePattern.Subdomains, 0),
            Rule("pool.test", RulePattern.Subtree, 0),
        ];

        // More than sixteen names under one: it becomes a root, and so does what stands above it.
        for (int host = 1; host <= 40; host++)
            rules.Add(Rule(string.Create(CultureInfo.InvariantCulture, $"h{host * 37 % 101}.pool.test"), (RulePattern)(host % 3), host % 3));
        return new SampleFile(
            "kinds",
            new BlocklistBuilderOptions { KeepRedundant = true },
            [new ListInfo("first", "adblock"), new ListInfo("zweite Liste", "hosts"), new ListInfo("третий")],
            [("made by", "a sample"), ("refused-list", "one"), ("refused-list", "two")],
            [.. rules.Select((rule, index) => rule with { Line = 1000 - (index * 3), OrderId = index % 9 == 0 ? "12 O 34/56" : index % 11 == 5 ? "Beschluß 7" : null })],
            [
                "example.com", "www.example.com", "good.example.com", "x.good.example.com", "best.good.example.com", "y.best.good.example.com",
                "exact.test", "x.exact.test", "below.test", "a.b.below.test", "pool.test", "h37.pool.test", "x.h74.pool.test", "test", "stranger.org",
            ]);

        static Rule Rule(string name, RulePattern pattern, int list) => new(DomainName.Parse(name), pattern) { List = list };
    }

    /// <summary>The root, octets of every kind, the longest label and the longest names, without a filter.</summary>
    private static SampleFile Octets() => new(
        "octets",
        new BlocklistBuilderOptions { NoFilter = true },
        [new ListInfo("octets")],
        [("note", "no filter")],
        [.. new[]
        {
            ".", @"a\.b.test", "a.b.test", @"\000\001\031\032.test", @"\200\255.test", @"space\032and\\backslash.test", @"\.", "_", new string('z', 63) + ".test",
            string.Join('.', Enumerable.Repeat("1", 127)), string.Join('.', Enumerable.Repeat(string.Concat(Enumerable.Repeat(@"\195", 63)), 3)) + "." + new string('q', 61),
        }.Select((name, index) => new Rule(DomainName.Parse(name), name.Length == 1 ? RulePattern.Exact : RulePattern.Subtree) { Line = index + 1 })],
        [
            ".", @"a\.b.test", "b.test", "a.b.test", @"x.\000\001\031\032.test", @"\000\001\031.test", @"\200\255.test", @"SPACE\032and\092backslash.test", @"x.\.", "_", "x._",
            new string('z', 62) + ".test", new string('z', 63) + ".test", string.Join('.', Enumerable.Repeat("1", 127)), string.Join('.', Enumerable.Repeat("1", 126)),
        ]);
}
