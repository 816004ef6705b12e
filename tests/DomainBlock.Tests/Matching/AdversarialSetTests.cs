using System.Text;
using DomainBlock.Format;
using DomainBlock.Generators;
using DomainBlock.Indexing;

namespace DomainBlock.Tests.Matching;

/// <summary>Rule sets on names that strain the index, end to end, against the reference matcher.</summary>
public class AdversarialSetTests
{
    private const int MostNamesAskedAround = 60;

    private static readonly BlocklistBuilderOptions[] AllOptions =
    [
        .. from keep in (bool[])[false, true] from slim in (bool[])[false, true] from noFilter in (bool[])[false, true]
           select new BlocklistBuilderOptions { KeepRedundant = keep, Slim = slim, NoFilter = noFilter },
    ];

    public static TheoryData<string> Sets => [.. AdversarialNames.Sets.Keys];

    [Theory]
    [MemberData(nameof(Sets))]
    public void It_answers_as_the_reference_does(string names)
    {
        RuleSet set = RulesOn(names);
        var reference = new ReferenceMatcher(set.Rules);
        (DomainName Name, ReferenceAnswer Expected)[] queries = [.. NamesNear(set).Select(name => (name, reference.Match(name)))];
        foreach (BlocklistBuilderOptions options in AllOptions)
        {
            using Blocklist blocklist = set.Compile(options).Open();
            blocklist.Verify();
            foreach ((DomainName name, ReferenceAnswer expected) in queries)
            {
                string text = name.ToString();
                byte[] wire = new byte[name.Octets.Length + 1];
                name.CopyWireTo(wire);
                foreach (MatchResult actual in (MatchResult[])[
                    blocklist.Match(text), blocklist.Match(Encoding.ASCII.GetBytes(text)), blocklist.Match(new WireName(wire)), blocklist.Match(text.ToUpperInvariant())])
                {
                    ExpectedAnswer.Assert(expected, blocklist, actual, name, rule => options.Slim ? rule with { Line = 0, OrderId = null } : rule);
                }
            }
        }
    }

    [Fact]
    public void A_name_below_a_stranger_that_the_filter_lets_pass_is_found()
    {
        string[] strangers = [.. Enumerable.Range(0, 3000).Select(n => FormattableString.Invariant($"stranger{n}.test"))];
        var builder = new BlocklistBuilder(new BlocklistBuilderOptions { Slim = true });
        builder.AddList(new ListInfo("list"));
        builder.Add(new Rule(DomainName.Parse("two.labels")));
        foreach (string stranger in strangers)
            builder.Add(new Rule(DomainName.Parse("listed." + stranger)));
        CompiledBlocklist compiled = builder.Build();
        var image = new BlocklistImage(compiled.Image, owner: null, verifyChecksums: true);
        Assert.NotNull(image.ClassLayout.Only);
        using Blocklist blocklist = compiled.Open();
        int passed = 0;
        foreach (string stranger in strangers)
        {
            if (image.Index.Filter.MayContain(SuffixHash.OfPart(Encoding.ASCII.GetBytes(stranger), 0, stranger.Length, image.Layout.Seed)))
                passed++;
            Assert.False(blocklist.Match(stranger).IsBlocked);
            Assert.True(blocklist.Match("listed." + stranger).IsBlocked);
            Assert.True(blocklist.Match("below.listed." + stranger).IsBlocked);
        }

        // One in 256 passes, so that there is something to see here.
        Assert.InRange(passed, 1, 60);
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void It_lists_what_went_in_but_for_the_redundant(string names)
    {
        RuleSet set = RulesOn(names);
        foreach (BlocklistBuilderOptions options in AllOptions)
        {
            CompiledBlocklist compiled = set.Compile(options);
            var leftOut = compiled.Redundant.Select(redundant => redundant.Line).ToHashSet();
            Assert.True(options.KeepRedundant ? leftOut.Count == 0 : leftOut.Count < Math.Max(1, set.Rules.Count));
            using Blocklist blocklist = compiled.Open();
            Assert.Equal(
                set.Rules.Where(rule => !leftOut.Contains(rule.Line)).Select(rule => options.Slim ? rule with { Line = 0, OrderId = null } : rule).Order(Comparer<Rule>.Create(Compare)),
                blocklist.EnumerateRules().Order(Comparer<Rule>.Create(Compare)));
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Its_rules_in_any_order_give_the_same_bytes(string names)
    {
        RuleSet set = RulesOn(names);
        var random = new Random(23);
        foreach (BlocklistBuilderOptions options in AllOptions)
        {
            byte[] expected = set.Compile(options).Image.ToArray();
            foreach (RuleSet other in (RuleSet[])[set with { Rules = [.. set.Rules.Reverse()] }, set with { Rules = [.. set.Rules.OrderBy(_ => random.Next())] }])
                Assert.True(other.Compile(options).Image.Span.SequenceEqual(expected));
        }
    }

    /// <summary>Rules of three lists and all kinds, each with a line of its own; on some names several.</summary>
    private static RuleSet RulesOn(string names)
    {
        var random = new Random(22);
        var rules = new List<Rule>();
        foreach (DomainName name in AdversarialNames.Sets[names]().Distinct())
        {
            for (int count = random.Next(8) == 0 ? 3 : 1; count > 0; count--)
            {
                rules.Add(new Rule(name, (RulePattern)random.Next(3), random.Next(4) == 0 ? RuleAction.Allow : RuleAction.Block, random.Next(6) == 0 ? RuleLevel.Important : RuleLevel.Normal)
                {
                    List = random.Next(3),
                    Line = rules.Count + 1,
                });
            }
        }
        return new RuleSet(3, rules);
    }

    private static DomainName[] NamesNear(RuleSet set)
    {
        var random = new Random(24);
        DomainName[] names = [.. set.Rules.Select(rule => rule.Name).Distinct()];
        random.Shuffle(names);
        return [.. names.Take(MostNamesAskedAround).SelectMany(name => AdversarialNames.Beside(name, random)).Append(default).Append(DomainName.Parse("stranger.example")).Distinct()];
    }

    private static int Compare(Rule left, Rule right)
    {
        int order = left.Line.CompareTo(right.Line);
        return order != 0 ? order : string.CompareOrdinal($"{left.List} {left}", $"{right.List} {right}");
    }
}
