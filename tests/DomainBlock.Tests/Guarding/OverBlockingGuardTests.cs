using System.Text;
using DomainBlock.Generators;
using FsCheck;
using FsCheck.Fluent;

namespace DomainBlock.Tests.Guarding;

/// <summary>Which rules are held back, and why.</summary>
public class OverBlockingGuardTests
{
    private static readonly PublicSuffixList Suffixes = PublicSuffixList.Read(new MemoryStream(Encoding.UTF8.GetBytes("""
        com
        uk
        co.uk
        *.ck
        !www.ck
        // ===BEGIN PRIVATE DOMAINS===
        github.io
        *.compute.example.com
        """)));

    private static readonly OverBlockingGuard Guard = new(new GuardOptions
    {
        PublicSuffixes = Suffixes,
        Protected = [DomainName.Parse("www.wikipedia.org"), DomainName.Parse("example.net")],
        Reference = [.. Enumerable.Range(0, 5).Select(i => DomainName.Parse(FormattableString.Invariant($"site{i}.popular.org")))],
        MaxCovered = 3,
        AllowedRules = new HashSet<string> { "||allowed.uk^" },
    });

    [Theory]
    [InlineData(".", RulePattern.Subtree, GuardReason.Everything)]
    [InlineData(".", RulePattern.Subdomains, GuardReason.Everything)]
    [InlineData("com", RulePattern.Subtree, GuardReason.PublicSuffix)]
    [InlineData("com", RulePattern.Subdomains, GuardReason.PublicSuffix)]
    [InlineData("com", RulePattern.OneLabel, GuardReason.PublicSuffix)]
    [InlineData("co.uk", RulePattern.Subtree, GuardReason.PublicSuffix)]
    [InlineData("github.io", RulePattern.Subtree, GuardReason.PublicSuffix)]
    [InlineData("a.ck", RulePattern.Subtree, GuardReason.PublicSuffix)]
    [InlineData("ck", RulePattern.Subdomains, GuardReason.PublicSuffix)]
    [InlineData("compute.example.com", RulePattern.Subtree, GuardReason.PublicSuffix)]
    [InlineData("example.com", RulePattern.Subtree, GuardReason.PublicSuffix)]
    [InlineData("unknown", RulePattern.Subtree, GuardReason.PublicSuffix)]
    [InlineData("wikipedia.org", RulePattern.Subtree, GuardReason.ProtectedName)]
    [InlineData("wikipedia.org", RulePattern.OneLabel, GuardReason.ProtectedName)]
    [InlineData("www.wikipedia.org", RulePattern.Exact, GuardReason.ProtectedName)]
    [InlineData("example.net", RulePattern.Subtree, GuardReason.ProtectedName)]
    [InlineData("popular.org", RulePattern.Subtree, GuardReason.TooManyNames)]
    [InlineData("popular.org", RulePattern.OneLabel, GuardReason.TooManyNames)]
    public void A_rule_that_takes_strangers_with_it_is_held_back(string name, RulePattern pattern, GuardReason reason) =>
        Assert.Equal(reason, Guard.Judge(new Rule(DomainName.Parse(name), pattern))?.Reason);

    [Theory]
    [InlineData(".", RulePattern.Exact)]
    [InlineData("com", RulePattern.Exact)]
    [InlineData("shop.co.uk", RulePattern.Subtree)]
    [InlineData("me.github.io", RulePattern.Subtree)]
    [InlineData("www.ck", RulePattern.Subtree)]
    [InlineData("example.com", RulePattern.OneLabel)]
    [InlineData("wikipedia.org", RulePattern.Exact)]
    [InlineData("www.wikipedia.org", RulePattern.Subdomains)]
    [InlineData("site1.popular.org", RulePattern.Subtree)]
    [InlineData("allowed.uk", RulePattern.Subtree)]
    public void A_rule_that_does_not_passes(string name, RulePattern pattern) =>
        Assert.Null(Guard.Judge(new Rule(DomainName.Parse(name), pattern)));

    [Theory]
    [InlineData(ExpressionSyntax.AdblockGlob, "*", GuardReason.Everything)]
    [InlineData(ExpressionSyntax.AdGuardRegex, ".", GuardReason.Everything)]
    [InlineData(ExpressionSyntax.Re2Regex, "[a-z0-9]", GuardReason.Everything)]
    [InlineData(ExpressionSyntax.Keyword, "ads", GuardReason.ShortGlob)]
    [InlineData(ExpressionSyntax.AdblockGlob, "||ads*.de^", GuardReason.ShortGlob)]
    [InlineData(ExpressionSyntax.AdblockGlob, "||wikipedia.", GuardReason.ProtectedName)]
    [InlineData(ExpressionSyntax.Re2Regex, "^example\\.", GuardReason.ProtectedName)]
    [InlineData(ExpressionSyntax.Keyword, "popular", GuardReason.TooManyNames)]
    [InlineData(ExpressionSyntax.Re2Regex, "^s.*[0-9]\\.p", GuardReason.TooManyNames)]
    public void An_expression_that_takes_strangers_with_it_is_held_back(ExpressionSyntax syntax, string text, GuardReason reason) =>
        Assert.Equal(reason, Guard.Judge(Rule.WithExpression(NameExpression.Parse(syntax, text)))?.Reason);

    [Theory]
    [InlineData(ExpressionSyntax.Keyword, "doubleclick")]
    [InlineData(ExpressionSyntax.Re2Regex, "^ad[0-9]+\\.")]
    [InlineData(ExpressionSyntax.AdblockGlob, "site1.popular")]
    public void An_expression_that_does_not_passes(ExpressionSyntax syntax, string text) =>
        Assert.Null(Guard.Judge(Rule.WithExpression(NameExpression.Parse(syntax, text))));

    [Fact]
    public void A_finding_says_how_many_names_and_which()
    {
        Assert.Equal(
            new GuardFinding(GuardReason.TooManyNames, DomainName.Parse("site0.popular.org"), 5),
            Guard.Judge(new Rule(DomainName.Parse("popular.org"))));
        Assert.Equal(5, Guard.Judge(new Rule(DomainName.Parse("org")))?.CoveredCount);
    }

    [Fact]
    public void A_rule_that_somebody_looked_at_passes()
    {
        var guard = new OverBlockingGuard(new GuardOptions { PublicSuffixes = Suffixes, AllowedRules = new HashSet<string> { "||co.uk^" } });
        Assert.Null(guard.Judge(new Rule(DomainName.Parse("co.uk"))));
        Assert.NotNull(guard.Judge(new Rule(DomainName.Parse("co.uk"), RulePattern.Subdomains)));
    }

    // The twin asks the expression itself, name by name.
    [RuleSetProperty]
    public Property The_names_that_an_expression_covers_are_those_that_it_matches() =>
        Prop.ForAll(
            (from names in NameGenerators.Below(Gen.OneOf(NameGenerators.Name, Gen.Constant(default(DomainName))), 0, 3).ArrayOf(30)
             from expression in ExpressionGenerators.Expression(Gen.Elements(names))
             select (names, expression)).ToArbitrary(),
            given =>
            {
                int expected = given.names.Distinct().Count(given.expression.Matches);
                var guard = new OverBlockingGuard(new GuardOptions { Reference = given.names, MaxCovered = 0 });
                Assert.Equal(expected, guard.Judge(Rule.WithExpression(given.expression))?.CoveredCount ?? 0);
            });

    // The twin counts name by name with a blocklist of the one rule.
    [RuleSetProperty]
    public Property The_names_that_a_rule_covers_are_those_that_it_matches() =>
        Prop.ForAll(
            (from parent in NameGenerators.Name
             from names in NameGenerators.Below(Gen.Elements(parent, default), 0, 3).ArrayOf(30)
             from pattern in Gen.Elements(RulePattern.Subtree, RulePattern.Subdomains, RulePattern.OneLabel, RulePattern.Exact)
             select (parent, names, pattern)).ToArbitrary(),
            given =>
            {
                var rule = new Rule(given.parent, given.pattern);
                using var blocklist = Blocklist.Create([rule]);
                int expected = given.names.Distinct().Count(name => blocklist.Match(name.ToString()).IsBlocked);
                var guard = new OverBlockingGuard(new GuardOptions { Reference = given.names, MaxCovered = 0 });
                GuardFinding? finding = guard.Judge(rule);
                Assert.Equal(expected > 0 || (given.parent.IsRoot && given.pattern != RulePattern.Exact), finding is not null);
                if (finding is { } found)
                    Assert.Equal(expected, found.CoveredCount);
            });
}
