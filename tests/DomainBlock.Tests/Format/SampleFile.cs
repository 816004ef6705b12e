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
    /// <summary>What else all names are asked with: for A records, at the beginning of 2026.</summary>
    private static readonly ReferenceQuestion Question = new(Type: 1, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public static IReadOnlyList<SampleFile> All { get; } = [Names(), Kinds(), Octets(), EveryOption(), Expressions()];

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
            Line(text, number++, rule.Expression is { } expression ? expression : rule.Name, Word(rule.Pattern), Word(rule.Action), Word(rule.Level), rule.List, rule.Line, rule.OrderId ?? "", rule.Options);
        text.Append("[queries]\n");
        foreach (string query in Queries)
        {
            MatchResult result = blocklist.Match(query, Question.ToContext());
            Line(text, query, Word(result.Verdict), result.Rule, result.List, result.SuffixLabels, result.Until?.ToUnixTimeSeconds() ?? 0);
        }
        return text.ToString();
    }

    /// <summary>What the reference says of a query.</summary>
    public ReferenceAnswer Reference(string query) => new ReferenceMatcher(Rules, profile: Options.Profile).Match(DomainName.Parse(query), Question);

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

    /// <summary>Every option, most specific rules winning, and rules of one name that differ in options only.</summary>
    private static SampleFile EveryOption()
    {
        DateTimeOffset newYear = Question.Instant;
        (string Name, RuleOptions Options)[] rules =
        [
            ("types.test", new RuleOptions { QueryTypes = [28, 1] }),
            ("types.test", new RuleOptions { QueryTypes = [1], ExceptQueryTypes = true, Answer = RuleAnswer.NoData }),
            ("exempt.test", new RuleOptions { ExemptNames = [DomainName.Parse("ok.exempt.test"), DomainName.Parse("a.b")], Answer = RuleAnswer.NxDomain }),
            ("asked.test", new RuleOptions { NotViaCname = true, Answer = RuleAnswer.Refused }),
            ("old.test", new RuleOptions { Until = newYear }),
            ("present.test", new RuleOptions { From = newYear, Until = newYear.AddDays(30) }),
            ("future.test", new RuleOptions { From = newYear.AddSeconds(1), Answer = RuleAnswer.Drop }),
            ("cancelled.test", new RuleOptions { CancelledBy = [1] }),
            ("garden.test", new RuleOptions { Answer = RuleAnswer.WithTarget(DomainName.Parse("walled.garden.example")) }),
            ("addresses.test", new RuleOptions { Answer = RuleAnswer.WithAddresses(System.Net.IPAddress.Parse("192.0.2.1"), System.Net.IPAddress.Parse("2001:db8::1")) }),
            ("plain.test", RuleOptions.None),
        ];
        return new SampleFile(
            "options",
            new BlocklistBuilderOptions { Profile = Profile.MostSpecific, ChainMode = ChainMode.AllowAnywhere },
            [new ListInfo("first"), new ListInfo("second")],
            [],
            [
                .. rules.Select((rule, index) => new Rule(DomainName.Parse(rule.Name)) { Options = rule.Options, Line = index + 1 }),
                new Rule(DomainName.Parse("test"), RulePattern.Subtree, RuleAction.Allow) { List = 1, Line = 1 },
            ],
            [.. rules.Select(rule => rule.Name).Distinct(), "ok.exempt.test", "x.exempt.test", "test"]);
    }

    /// <summary>Globs and regular expressions: among them some that differ in nothing but their lines, literals of three octets, and none at all.</summary>
    private static SampleFile Expressions()
    {
        (ExpressionSyntax Syntax, string Text, RuleAction Action, int List, int Line)[] rules =
        [
            (ExpressionSyntax.Keyword, "track", RuleAction.Block, 0, 3),
            (ExpressionSyntax.Keyword, "ads", RuleAction.Block, 0, 2),
            (ExpressionSyntax.Keyword, "ads", RuleAction.Block, 1, 1),
            (ExpressionSyntax.SuffixGlob, "*.ads.example", RuleAction.Block, 0, 1),
            (ExpressionSyntax.SuffixGlob, "*good.example", RuleAction.Allow, 1, 2),
            (ExpressionSyntax.Re2Regex, "^[a-z]+[0-9]$", RuleAction.Block, 0, 4),
            (ExpressionSyntax.Re2Regex, "(^|\\.)stats?\\.", RuleAction.Block, 0, 5),
            (ExpressionSyntax.Re2Regex, "\\\\\\.", RuleAction.Block, 1, 3),
        ];
        return new SampleFile(
            "expressions",
            default,
            [new ListInfo("first"), new ListInfo("second")],
            [],
            [
                new Rule(DomainName.Parse("listed.example")) { Line = 6 },
                .. rules.Select(rule => Rule.WithExpression(NameExpression.Parse(rule.Syntax, rule.Text), rule.Action) with { List = rule.List, Line = rule.Line }),
            ],
            [
                "listed.example", "ads.listed.example", "xads.example", "x.ads.example", "tracker.example", "bigtracker.good.example", "good.example", "node7", "a.node7", "stat.example",
                "x.stats.example", "xstats.example", @"a\.b.example", ".",
            ]);
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
