using System.Text;
using DomainBlock.Benchmarks.Synthetic;
using DomainBlock.Tests.Format;

namespace DomainBlock.Tests.Hostile;

/// <summary>The sound files that mutants are made of: small and middle ones of every shape that the format treats in its own way.</summary>
internal static class MutantBases
{
    // Each shape is compiled in each of these ways. What a later format can be told to do belongs here too.
    private static readonly (string Name, BlocklistBuilderOptions Options)[] Ways =
    [
        ("", new BlocklistBuilderOptions { KeepRedundant = true }),
        (", slim", new BlocklistBuilderOptions { KeepRedundant = true, Slim = true }),
        (", slim, no filter", new BlocklistBuilderOptions { KeepRedundant = true, Slim = true, NoFilter = true }),
    ];

    private static readonly RuleOptions[] SomeOptions =
    [
        RuleOptions.None,
        new() { QueryTypes = [1, 28], CancelledBy = [2] },
        new() { ExemptNames = [DomainName.Parse("www.example.com"), DomainName.Parse("net")], NotViaCname = true },
        new() { From = DateTimeOffset.FromUnixTimeSeconds(1), Until = RuleOptions.Latest, Answer = RuleAnswer.WithTarget(DomainName.Parse("walled.garden")) },
        new() { Answer = RuleAnswer.WithAddresses(System.Net.IPAddress.Loopback, System.Net.IPAddress.IPv6Loopback) },
    ];

    private static readonly Lazy<MutantBase[]> Made = new(Make);

    /// <summary>All of them; the larger ones, which cost most to try, last.</summary>
    public static IReadOnlyList<MutantBase> All => Made.Value;

    private static MutantBase[] Make()
    {
        (string Name, int Lists, Rule[] Rules)[] shapes =
        [
            ("no list", 0, []),
            ("an empty list", 1, []),
            ("one rule", 1, [Rule("example.com", 1)]),
            ("the root", 1, [Rule(".", 1)]),
            ("the root and others", 2, [Rule(".", 1) with { Action = RuleAction.Allow, List = 1 }, Rule("com", 2), Rule("a.com", 3)]),
            ("every kind of rule", 3, [.. EveryKind()]),
            ("options", 3, [.. EveryKind().Select((rule, index) => rule with { Options = SomeOptions[index % SomeOptions.Length] })]),
            ("pairs", 1, [.. Pairs(60)]),
            ("many lists", 300, [.. Enumerable.Range(0, 600).Select(i => Rule($"n{i % 90}.example", i + 1) with { List = i % 300 })]),
            ("deep names", 1, [.. DeepNames()]),
            ("long labels", 1, [.. Enumerable.Range(0, 20).Select(i => Rule(LongName(i), i + 1))]),
            ("every octet", 1, [.. Enumerable.Range(0, 256).Select(EveryOctet)]),
            ("2,000 names", 2, [.. TwoThousand()]),
            ("2,000 subtrees", 1, [.. TwoThousand().Select(rule => rule with { Pattern = RulePattern.Subtree, Action = RuleAction.Block, List = 0 })]),
        ];
        return
        [
            .. from shape in shapes
               from way in Ways
               select MutantBase.Compile(shape.Name + way.Name, shape.Lists, shape.Rules, way.Options),
            .. from profile in new[] { Profile.MostSpecific, Profile.Ordered }
               select MutantBase.Compile($"every kind of rule, {profile}", 3, [.. EveryKind()], new BlocklistBuilderOptions { KeepRedundant = true, Profile = profile }),
            MutantBase.Compile("any public suffix", 2, [.. AnySuffix()], new BlocklistBuilderOptions { PublicSuffixes = Suffixes() }),
            MutantBase.Compile("expressions", 2, [.. Expressions()], new BlocklistBuilderOptions()),
        ];
    }

    private static Rule Rule(FormattableString name, int line) => Rule(FormattableString.Invariant(name), line);

    private static Rule Rule(string name, int line) => new(DomainName.Parse(name)) { Line = line };

    private static IEnumerable<Rule> EveryKind()
    {
        int line = 1;
        foreach (RulePattern pattern in (RulePattern[])[RulePattern.Subtree, RulePattern.Subdomains, RulePattern.OneLabel, RulePattern.Exact])
        {
            foreach (RuleAction action in Enum.GetValues<RuleAction>())
            {
                foreach (RuleLevel level in Enum.GetValues<RuleLevel>())
                {
                    foreach (string name in SampleImage.Queries)
                        yield return new Rule(DomainName.Parse(name), pattern, action, level) { List = line % 3, OrderId = line % 5 == 0 ? $"order {line % 15}" : null, Line = line++ };
                }
            }
        }
    }

    private static IEnumerable<Rule> AnySuffix()
    {
        int line = 1;
        foreach (string label in SampleImage.Queries.Where(name => !name.Contains('\\', StringComparison.Ordinal)).SelectMany(name => name.Split('.')).Where(label => label.Length > 0).Distinct().Append("xn--p1ai"))
        {
            var rule = new Rule(DomainName.Parse(label), RulePattern.AnySuffix) { List = line % 2, Line = line++ };
            yield return rule;
            yield return rule with { Pattern = RulePattern.AnySuffixExact, Action = RuleAction.Allow };
            yield return rule with { Pattern = RulePattern.Subtree };
        }
    }

    // Literals of every length that keys have, in the syntaxes that the reference knows, and names that have them.
    private static IEnumerable<Rule> Expressions()
    {
        (ExpressionSyntax Syntax, string Text)[] expressions =
        [
            (ExpressionSyntax.Keyword, "tracking"), (ExpressionSyntax.Keyword, "statis"), (ExpressionSyntax.Keyword, "adsy"), (ExpressionSyntax.Keyword, "zzz"),
            (ExpressionSyntax.SuffixGlob, "*metrics.example"), (ExpressionSyntax.Re2Regex, @"^a[0-9]+\.(com|net)$"), (ExpressionSyntax.Re2Regex, @"ads[a-z]*\.example$"),
            (ExpressionSyntax.Re2Regex, "[a-z]{3}[0-9]"),
        ];
        int line = 1;
        foreach ((ExpressionSyntax syntax, string text) in expressions)
            yield return DomainBlock.Rule.WithExpression(NameExpression.Parse(syntax, text)) with { List = line % 2, Line = line++ };
        foreach (string name in (string[])["tracking.example", "a.statis.example", "adsy.example", "zzz.com", "ads1.example", "a7.com", "x-y.example"])
            yield return Rule(name, line++) with { Action = line % 2 == 0 ? RuleAction.Allow : RuleAction.Block };
    }

    private static PublicSuffixList Suffixes() =>
        PublicSuffixList.Read(new MemoryStream(Encoding.UTF8.GetBytes("com\norg\nuk\nco.uk\n*.ck\n!www.ck\nexample\ntest\na.b.example\n")));

    // As an RPZ file has them: the name, and what is below it.
    private static IEnumerable<Rule> Pairs(int count)
    {
        for (int i = 0; i < count; i++)
        {
            Rule rule = Rule($"host-{i}.zone-{i % 7}.net", i + 1);
            yield return rule with { Pattern = RulePattern.Exact };
            yield return rule with { Pattern = RulePattern.Subdomains };
        }
    }

    // 127 labels of one octet, and every suffix of that.
    private static IEnumerable<Rule> DeepNames()
    {
        string name = string.Join('.', Enumerable.Repeat("d", 127));
        for (int labels = 127; labels > 0; labels--)
            yield return Rule(name[^((2 * labels) - 1)..], labels);
    }

    private static string LongName(int number)
    {
        string start = FormattableString.Invariant($"{number:D3}");
        return $"{start}{new string('a', 58)}.{start}{new string('b', 60)}.{new string('c', 63)}.{new string('d', 63)}";
    }

    private static Rule EveryOctet(int octet)
    {
        string text = FormattableString.Invariant($@"\{octet:D3}");
        return Rule($"{text}a.b{text}.{text}.org", octet + 1);
    }

    private static IEnumerable<Rule> TwoThousand()
    {
        const string Letters = "etaoinshrdlcu-0123456789";
        var random = new SplitMix64(1);
        for (int line = 1; line <= 2000; line++)
        {
            string label = string.Concat(Enumerable.Range(0, 4 + random.Below(10)).Select(_ => Letters[random.Below(Letters.Length)]));
            string parent = random.Happens(40) ? FormattableString.Invariant($"p{random.ZipfBelow(50)}.com") : "net";
            yield return Rule($"{label}.{parent}", line) with
            {
                Action = random.Happens(5) ? RuleAction.Allow : RuleAction.Block,
                Pattern = (RulePattern)random.ZipfBelow(3),
                List = random.Below(2),
            };
        }
    }
}
