using System.Net;

namespace DomainBlock.Tests.Matching;

/// <summary>Options of rules, one by one, and what they cost. That they work together is the comparison with the reference.</summary>
public class OptionTests
{
    private static readonly DateTimeOffset NewYear = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("A", true, false)] // AdGuard's $dnstype=A and $dnstype=~A
    [InlineData("AAAA", false, true)]
    [InlineData("TYPE65534", false, true)]
    [InlineData(null, false, false)]
    public void A_rule_may_be_for_some_types_or_for_all_but_some(string? type, bool forA, bool forOthers)
    {
        ushort? number = type is null ? null : QueryType.TryParse(type, out ushort parsed) ? parsed : throw new FormatException(type);
        var context = new MatchContext { Type = number };
        Assert.Equal(forA, Compile(new RuleOptions { QueryTypes = [1] }).Match("e.com", context).IsBlocked);
        Assert.Equal(forOthers, Compile(new RuleOptions { QueryTypes = [1], ExceptQueryTypes = true }).Match("e.com", context).IsBlocked);
    }

    [Theory]
    [InlineData("e.com", true)]
    [InlineData("ok.e.com", false)]
    [InlineData("www.ok.e.com", false)]
    [InlineData("nok.e.com", true)]
    [InlineData("e.com.ok.e.com", false)]
    [InlineData("x.com", true)] // AdGuard's *$denyallow=com|net is for other names than these only
    public void An_exempt_name_is_not_met_nor_what_is_below(string name, bool isBlocked)
    {
        using Blocklist blocklist = Blocklist.Create([new Rule(DomainName.Parse("com")) { Options = new RuleOptions { ExemptNames = [DomainName.Parse("ok.e.com"), DomainName.Parse("net")] } }]);
        Assert.Equal(isBlocked, blocklist.Match(name).IsBlocked);
    }

    [Fact]
    public void A_label_with_a_dot_is_not_taken_for_two()
    {
        using Blocklist blocklist = Compile(new RuleOptions { ExemptNames = [DomainName.Parse("ok.e.com")] });
        Assert.True(blocklist.Match(@"ok\.e.com.e.com").IsBlocked);
        Assert.False(blocklist.Match("ok.e.com").IsBlocked);
        Assert.False(Compile(new RuleOptions { ExemptNames = [DomainName.Parse(@"a\.b.e.com")] }).Match(@"a\.b.e.com").IsBlocked);
        Assert.True(Compile(new RuleOptions { ExemptNames = [DomainName.Parse(@"a\.b.e.com")] }).Match("a.b.e.com").IsBlocked);
    }

    [Theory]
    [InlineData(-1, Verdict.None, 0)]
    [InlineData(0, Verdict.Blocked, 10)]
    [InlineData(9, Verdict.Blocked, 10)]
    [InlineData(10, Verdict.None, -1)]
    public void Validity_is_half_open_and_the_answer_says_until_when_it_is_true(int second, Verdict verdict, int until)
    {
        using Blocklist blocklist = Compile(new RuleOptions { From = NewYear, Until = NewYear.AddSeconds(10) });
        MatchResult result = blocklist.Match("e.com", new MatchContext { Instant = NewYear.AddSeconds(second + 0.5) });
        Assert.Equal(verdict, result.Verdict);
        Assert.Equal(until < 0 ? null : NewYear.AddSeconds(until), result.Until);
    }

    [Fact]
    public void A_weaker_rule_that_begins_later_does_not_bound_an_answer()
    {
        using Blocklist blocklist = Blocklist.Create(
        [
            new Rule(DomainName.Parse("e.com"), RulePattern.Subtree, RuleAction.Allow),
            new Rule(DomainName.Parse("e.com")) { Options = new RuleOptions { From = NewYear } },
        ]);
        Assert.Null(blocklist.Match("e.com", new MatchContext { Instant = NewYear.AddDays(-1) }).Until);
    }

    [Fact]
    public void The_clock_is_read_once_where_a_validity_decides_and_else_never()
    {
        var clock = new CountingClock();
        using Blocklist plain = Open(clock, RuleOptions.None, RuleOptions.None);
        plain.Match("e.com");
        using Blocklist valid = Open(clock, new RuleOptions { From = NewYear }, new RuleOptions { Until = NewYear.AddDays(1) });
        valid.Match("stranger.org");
        valid.Match("e.com", new MatchContext { Instant = NewYear });
        Assert.Equal(0, clock.Reads);
        Assert.True(valid.Match("e.com").IsBlocked);
        Assert.Equal(1, clock.Reads);

        static Blocklist Open(TimeProvider clock, params RuleOptions[] options)
        {
            var builder = new BlocklistBuilder();
            builder.AddList(new ListInfo("one"));
            foreach (RuleOptions each in options)
                builder.Add(new Rule(DomainName.Parse("e.com")) { Options = each });
            return Blocklist.Load(builder.Build().Image, new BlocklistOpenOptions { TimeProvider = clock });
        }
    }

    /// <summary>AdGuard's <c>$badfilter</c>: it takes a rule back for those who use its list.</summary>
    [Fact]
    public void A_rule_is_cancelled_where_the_cancelling_list_counts()
    {
        var builder = new BlocklistBuilder();
        builder.AddList(new ListInfo("block"));
        builder.AddList(new ListInfo("cancel"));
        builder.Add(new Rule(DomainName.Parse("e.com")) { Options = new RuleOptions { CancelledBy = [1] } });
        using Blocklist blocklist = builder.Build().Open();
        Assert.Equal(Verdict.None, blocklist.Match("e.com").Verdict);
        Assert.Equal(Verdict.None, blocklist.Match("e.com", new MatchContext { View = blocklist.Select("block", "cancel") }).Verdict);
        Assert.Equal(Verdict.Blocked, blocklist.Match("e.com", new MatchContext { View = blocklist.Select("block") }).Verdict);
    }

    [Fact]
    public void A_list_that_cancels_must_be_there_when_all_is_built()
    {
        var builder = new BlocklistBuilder();
        builder.AddList(new ListInfo("block"));
        builder.Add(new Rule(DomainName.Parse("e.com")) { Options = new RuleOptions { CancelledBy = [1] } });
        Assert.Throws<InvalidOperationException>(() => builder.Build());
    }

    [Fact]
    public void A_rule_gives_its_options_back_as_one_object_for_all()
    {
        var options = new RuleOptions
        {
            QueryTypes = [28, 1, 28],
            ExemptNames = [DomainName.Parse("b,c.e.com"), DomainName.Parse("a")],
            NotViaCname = true,
            From = NewYear,
            Until = NewYear.AddDays(1),
            Answer = RuleAnswer.WithAddresses(IPAddress.Parse("192.0.2.1"), IPAddress.Parse("2001:db8::1")),
        };
        using Blocklist blocklist = Blocklist.Create([new Rule(DomainName.Parse("e.com")) { Options = options }, new Rule(DomainName.Parse("f.com")) { Options = options }]);
        blocklist.Verify();
        Rule[] rules = [.. blocklist.EnumerateRules()];
        Assert.All(rules, rule => Assert.Equal(options, rule.Options));
        Assert.Same(rules[0].Options, rules[1].Options);
        Assert.Equal(
            @"dnstype=A|AAAA,from=2026-01-01T00:00:00Z,until=2026-01-02T00:00:00Z,not-via-cname,answer=192.0.2.1|2001:db8::1,denyallow=a|b\,c.e.com", rules[0].Options.ToString());
        Assert.EndsWith("^$" + options, rules[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_options_cannot_say_is_refused()
    {
        // The message is asked for as well: some calendars reach neither instant.
        Assert.Contains("1970-01-01T", Assert.Throws<ArgumentOutOfRangeException>(() => new RuleOptions { From = DateTimeOffset.UnixEpoch }).Message, StringComparison.Ordinal);
        Assert.Contains("2106-02-07T", Assert.Throws<ArgumentOutOfRangeException>(() => new RuleOptions { Until = RuleOptions.Latest.AddSeconds(1) }).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new RuleOptions { CancelledBy = [-1] });
        Assert.Throws<ArgumentException>(() => new RuleOptions { QueryTypes = new ushort[RuleOptions.MaxItems + 1] });
        Assert.Throws<ArgumentException>(() => RuleAnswer.WithAddresses());
    }

    [Fact]
    public void A_million_rules_of_one_kind_pay_nothing_for_their_options()
    {
        Assert.Equal(Size(RuleOptions.None) + 64, Size(new RuleOptions { NotViaCname = true }), 64.0);

        static double Size(RuleOptions options) =>
            Blocklist.Create(Enumerable.Range(0, 1000).Select(i => new Rule(DomainName.Parse($"n{i}.com")) { Options = options })).SectionSizes.Sum(section => section.Value);
    }

    private static Blocklist Compile(RuleOptions options) => Blocklist.Create([new Rule(DomainName.Parse("e.com")) { Options = options }]);

    private sealed class CountingClock : TimeProvider
    {
        public int Reads { get; private set; }

        public override DateTimeOffset GetUtcNow()
        {
            Reads++;
            return NewYear;
        }
    }
}
