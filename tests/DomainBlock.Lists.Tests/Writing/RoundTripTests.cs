using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace DomainBlock.Lists.Tests.Writing;

/// <summary>What is written and read again is the same; what a format cannot say is counted, never said differently.</summary>
public sealed class RoundTripTests
{
    /// <summary>Labels in presentation format: plain ones, odd ones that lists have, and ones that no list can write.</summary>
    private static readonly string[] Labels =
    [
        "a", "ads", "example", "com", "x-y", "r1---sn", "_dmarc", "-a", "a-", "xn--bcher-kva", "xn--a", "1", "0", "255", "256", "localhost", "local",
        "a\\.b", "a\\032b", "*", "a*", "\\255", "\\#c", "a\\\\b", "domblock", new('l', 63),
    ];

    private static readonly string[] OddNames =
        [".", "localhost", "LocalHost.LocalDomain", "broadcasthost", "ip6-allnodes", "0.0.0.0", "127.0.0.1", "1.2.3.4", "1.2.3", "1.2.3.4.5", "001.2.3.4", "256.1.1.1"];

    private static readonly HashSet<string> NamesOfTheMachine = ["localhost", "localhost.localdomain", "broadcasthost", "ip6-allnodes", "local"];

    /// <summary>All formats but zones and rule sets, which have tests of their own: they are not written rule by rule.</summary>
    private static readonly ListFormat[] RuleByRule = [.. ListFormats.All.Where(format => !format.IsProxyFormat()).Except([ListFormat.Rpz, ListFormat.SingBox])];

    private static readonly RuleAnswer[] Answers =
    [
        RuleAnswer.NxDomain, RuleAnswer.NoData, RuleAnswer.Refused, RuleAnswer.Drop, Addresses("192.0.2.1"), Addresses("192.0.2.1", "2001:db8::1", "192.0.2.2"),
        Addresses("0.0.0.0"), Addresses("::", "127.0.0.1"), Addresses("192.0.2.1", "::"), Addresses("0.0.0.0", "192.0.2.1"), RuleAnswer.WithTarget(DomainName.Parse("garden.example")),
        RuleAnswer.WithTarget(DomainName.Parse("a_b.example")), RuleAnswer.WithTarget(DomainName.Parse("a*.example")), RuleAnswer.WithTarget(DomainName.Parse(".")),
        RuleAnswer.WithTarget(DomainName.Parse("1.2.3.4")), RuleAnswer.WithTarget(DomainName.Parse($"{new string('l', 60)}.example")),
    ];

    /// <summary>No options, one part, or all that adblock can say.</summary>
    private static readonly Gen<RuleOptions> Options = Gen.OneOf(
        Gen.Constant(RuleOptions.None),
        Gen.Elements(Answers).Select(answer => new RuleOptions { Answer = answer }),
        Gen.Elements(
            new RuleOptions { QueryTypes = [28, 1] },
            new RuleOptions { QueryTypes = [1], Answer = Addresses("192.0.2.1", "192.0.2.2") },
            new RuleOptions { QueryTypes = [28], Answer = Addresses("2001:db8::1") },
            new RuleOptions { QueryTypes = [28], Answer = Addresses("192.0.2.1") },
            new RuleOptions { QueryTypes = [1], ExceptQueryTypes = true, Answer = Addresses("192.0.2.1") },
            new RuleOptions { QueryTypes = [1], Answer = Addresses("0.0.0.0") },
            new RuleOptions { QueryTypes = [65], ExceptQueryTypes = true },
            new RuleOptions { QueryTypes = [1, 65_000] },
            new RuleOptions { ExemptNames = [DomainName.Parse("x.example"), DomainName.Parse("com")] },
            new RuleOptions { ExemptNames = [DomainName.Parse("a\\,b.example")] },
            new RuleOptions { NotViaCname = true },
            new RuleOptions { From = DateTimeOffset.UnixEpoch.AddDays(1) },
            new RuleOptions { Until = DateTimeOffset.UnixEpoch.AddDays(1) },
            new RuleOptions { CancelledBy = [0] }),
        from answer in Gen.Elements(Answers)
        from except in Gen.Elements(false, true)
        select new RuleOptions { QueryTypes = [1, 28], ExceptQueryTypes = except, ExemptNames = [DomainName.Parse("x.example")], Answer = answer });

    [Property(MaxTest = 2000, QuietOnSuccess = true)]
    public Property What_a_format_can_carry_comes_back_and_the_rest_is_counted()
    {
        Gen<string> name = Gen.Frequency(
            (5, Gen.Elements(Labels).NonEmptyListOf().Select(labels => string.Join('.', labels.Take(3)))),
            (1, Gen.Elements(OddNames)));
        Gen<Rule> rule =
            from text in name
            from pattern in Gen.Elements(RulePattern.Subtree, RulePattern.Subdomains, RulePattern.OneLabel, RulePattern.Exact)
            from action in Gen.Frequency((4, Gen.Constant(RuleAction.Block)), (1, Gen.Constant(RuleAction.Allow)))
            from level in Gen.Frequency((9, Gen.Constant(RuleLevel.Normal)), (1, Gen.Constant(RuleLevel.Important)))
            from options in Options
            select new Rule(DomainName.Parse(text), pattern, action, level) { Options = options };
        return Prop.ForAll(rule.ListOf().ToArbitrary(), Gen.Elements(RuleByRule).ToArbitrary(), (some, format) =>
        {
            // The answers of two such rules on one name would be put together, in the servers too.
            Rule[] rules = [.. some.DistinctBy(r => (r.Name, r.Pattern))];
            Rule[] carried = [.. rules.Where(r => Carries(format, r))];
            carried = [.. carried.Where(r => format != ListFormat.Unbound || !IsSwallowed(r, carried))];
            string text = Write(format, rules, out WriteReport report);
            Rule[] back = [];
            if (carried.Length > 0)
            {
                (ListReport read, List<Rule> readRules) = ListText.Read(format, text);
                Assert.Equal(read.Lines - HeaderLines(format), read.Count(LineReason.Rule) + read.Count(LineReason.Continued));
                back = [.. readRules.Select(r => r with { Line = 0 }).Distinct()];
            }
            Assert.Equal(carried.Select(r => AsRead(format, r)).OrderBy(r => r.ToString(), StringComparer.Ordinal), back.OrderBy(r => r.ToString(), StringComparer.Ordinal));
            Assert.Equal(carried.Length, report.Written);
            Assert.Equal(rules.Length - carried.Length, report.Dropped.Values.Sum());
            Assert.Equal(report.Dropped.Count == 0, report.IsComplete);
            Assert.Equal(carried.Sum(r => LineCount(format, r)) + HeaderLines(format), text.Count(c => c == '\n'));
        });
    }

    [Theory]
    [InlineData(ListFormat.Domains, "a.example", RulePattern.Exact, "a.example")]
    [InlineData(ListFormat.Domains, "a.example", RulePattern.Subtree, ".a.example")]
    [InlineData(ListFormat.Domains, "a.example", RulePattern.Subdomains, "*.a.example")]
    [InlineData(ListFormat.Wildcard, "a.example", RulePattern.Subtree, "*.a.example")]
    [InlineData(ListFormat.Hosts, "A.Example.", RulePattern.Exact, "0.0.0.0 a.example")]
    [InlineData(ListFormat.Adblock, "a.example", RulePattern.Exact, "|a.example^")]
    [InlineData(ListFormat.Adblock, "a.example", RulePattern.Subtree, "||a.example^")]
    [InlineData(ListFormat.Adblock, "a.example", RulePattern.Subdomains, "||*.a.example^")]
    [InlineData(ListFormat.Unbound, "a.example", RulePattern.Subtree, "local-zone: \"a.example.\" always_nxdomain")]
    [InlineData(ListFormat.Unbound, "a.example", RulePattern.Exact, "local-data: \"a.example. A 0.0.0.0\"")]
    [InlineData(ListFormat.Pihole, "a.example", RulePattern.Exact, "a.example")]
    [InlineData(ListFormat.Pihole, "a.example", RulePattern.Subtree, "||a.example^")]
    [InlineData(ListFormat.Dnscrypt, "a.example", RulePattern.Exact, "=a.example")]
    [InlineData(ListFormat.Dnscrypt, "a.example", RulePattern.Subtree, "a.example")]
    [InlineData(ListFormat.RouteDns, "a.example", RulePattern.Subdomains, "*.a.example")]
    [InlineData(ListFormat.V2fly, "a.example", RulePattern.Exact, "full:a.example")]
    [InlineData(ListFormat.V2fly, "a.example", RulePattern.Subtree, "domain:a.example")]
    [InlineData(ListFormat.Mihomo, "a.example", RulePattern.Subtree, "+.a.example")]
    [InlineData(ListFormat.Mihomo, "a.example", RulePattern.Subdomains, ".a.example")]
    [InlineData(ListFormat.Mihomo, "a.example", RulePattern.OneLabel, "*.a.example")]
    [InlineData(ListFormat.Dnsmasq, "a.example", RulePattern.Subtree, "local=/a.example/")]
    [InlineData(ListFormat.Dnsmasq, "a.example", RulePattern.Subdomains, "local=/*.a.example/")]
    public void A_rule_is_written_as_one_line(ListFormat format, string name, RulePattern pattern, string line)
    {
        Assert.Equal($"{line}\n", Write(format, [new Rule(DomainName.Parse(name), pattern)], out WriteReport report)[Header(format).Length..]);
        Assert.True(report.IsComplete);
    }

    [Theory]
    [InlineData(ListFormat.Hosts, "a.example", RulePattern.Subtree, "a rule on a subtree")]
    [InlineData(ListFormat.Hosts, "a.example", RulePattern.Subdomains, "a rule on subdomains")]
    [InlineData(ListFormat.Hosts, "localhost", RulePattern.Exact, "a name that hosts files use for the machine itself")]
    [InlineData(ListFormat.Wildcard, "a.example", RulePattern.Exact, "a rule on a name alone")]
    [InlineData(ListFormat.Pihole, "example", RulePattern.Exact, "a name alone without a dot")]
    [InlineData(ListFormat.V2fly, "a.example", RulePattern.Subdomains, "a rule on subdomains")]
    [InlineData(ListFormat.Wildcard, "a.example", RulePattern.Subdomains, "a rule on subdomains")]
    [InlineData(ListFormat.Domains, "1.2.3.4", RulePattern.Exact, "a name that reads as an address")]
    [InlineData(ListFormat.Adblock, "1.2.3.4", RulePattern.Subtree, "a name that reads as an address")]
    [InlineData(ListFormat.Domains, "a\\.b.example", RulePattern.Exact, "a name with octets that the format has no way to write")]
    [InlineData(ListFormat.Adblock, "a.example", RulePattern.OneLabel, "a rule on one label below a name")]
    [InlineData(ListFormat.Domains, "a.example", RulePattern.OneLabel, "a rule on one label below a name")]
    [InlineData(ListFormat.Adblock, ".", RulePattern.Subtree, "a name with octets that the format has no way to write")]
    public void A_rule_that_is_left_out_is_counted_with_its_reason(ListFormat format, string name, RulePattern pattern, string reason)
    {
        Rule rule = new(DomainName.Parse(name), pattern);
        Assert.Equal(Header(format), Write(format, [rule, rule], out WriteReport report));
        Assert.Equal(0, report.Written);
        Assert.Equal([KeyValuePair.Create(reason, 2)], report.Dropped);
    }

    [Fact]
    public void Exceptions_and_important_rules_are_never_written_as_something_weaker()
    {
        var name = DomainName.Parse("a.example");
        Assert.Equal("@@||a.example^\n", Write(ListFormat.Adblock, [new Rule(name, RulePattern.Subtree, RuleAction.Allow)], out _));
        Assert.Equal("@@|a.example^$important\n", Write(ListFormat.Adblock, [new Rule(name, RulePattern.Exact, RuleAction.Allow, RuleLevel.Important)], out _));
        Assert.Equal("server=/a.example/#\n", Write(ListFormat.Dnsmasq, [new Rule(name, RulePattern.Subtree, RuleAction.Allow)], out _));
        foreach (ListFormat format in RuleByRule.Where(f => f != ListFormat.Adblock))
        {
            Assert.Equal(Header(format), Write(format, [new Rule(name, RulePattern.Exact, RuleAction.Block, RuleLevel.Important)], out WriteReport important));
            Assert.Equal(["an important rule"], important.Dropped.Keys);
        }
        foreach (ListFormat format in new[] { ListFormat.Domains, ListFormat.Wildcard, ListFormat.Hosts, ListFormat.Pihole, ListFormat.Dnscrypt, ListFormat.RouteDns, ListFormat.V2fly, ListFormat.Mihomo })
        {
            Assert.Equal("", Write(format, [new Rule(name, RulePattern.Exact, RuleAction.Allow)], out WriteReport allowed));
            Assert.Equal(["an allow rule"], allowed.Dropped.Keys);
        }
    }

    /// <summary>dnsmasq and Unbound know one entry a name: the later of two would be taken, whichever it is.</summary>
    [Theory]
    [InlineData(ListFormat.Unbound, "||a.example^\n@@||a.example^\n", "server:\nlocal-zone: \"a.example.\" transparent\n", 1)]
    [InlineData(ListFormat.Unbound, "@@||a.example^\n||a.example^\n", "server:\nlocal-zone: \"a.example.\" transparent\n", 1)]
    [InlineData(ListFormat.Dnsmasq, "||a.example^\n@@||a.example^\n||*.b.example^\n", "server=/a.example/#\nlocal=/*.b.example/\n", 1)]
    [InlineData(ListFormat.Adblock, "||a.example^\n@@||a.example^\n", "@@||a.example^\n||a.example^\n", 0)]
    public void Of_two_rules_on_a_name_the_one_that_wins_is_written(ListFormat format, string list, string expected, int outranked)
    {
        using Blocklist blocklist = ListText.Compile(ListFormat.Adblock, list);
        using var writer = new StringWriter();
        WriteReport report = ListWriter.Write(writer, format, blocklist, TestContext.Current.CancellationToken);
        Assert.Equal(expected.Split('\n').Order(StringComparer.Ordinal), writer.ToString().Split('\n').Order(StringComparer.Ordinal));
        Assert.Equal(outranked, report.Dropped.GetValueOrDefault("a rule that another one on its name outranks"));
    }

    [Fact]
    public void Writing_ends_when_it_is_cancelled() =>
        Assert.Throws<OperationCanceledException>(() => ListWriter.Write(
            TextWriter.Null, ListFormat.Domains, [new Rule(DomainName.Parse("a.example"))], new CancellationToken(canceled: true)));

    [Theory]
    [InlineData(ListFormat.Adblock, "||a.example^$dnstype=~A,denyallow=b.a.example,dnsrewrite=NOERROR", "||a.example^$dnstype=~A,denyallow=b.a.example,dnsrewrite=NOERROR\n")]
    [InlineData(ListFormat.Adblock, "@@||a.example^$important,dnstype=A", "@@||a.example^$dnstype=A,important\n")]
    [InlineData(ListFormat.Adblock, "||a.example^$dnsrewrite=192.0.2.1\n||a.example^$dnsrewrite=::1", "||a.example^$dnsrewrite=192.0.2.1\n||a.example^$dnsrewrite=::1\n")]
    [InlineData(ListFormat.Adblock, "|a.example^$dnsrewrite=b.example", "|a.example^$dnsrewrite=NOERROR;CNAME;b.example\n")]
    [InlineData(ListFormat.Rpz, "|a.example^$dnsrewrite=b.example", "a.example CNAME b.example.\n")]
    [InlineData(ListFormat.Rpz, "|a.example^$dnsrewrite=192.0.2.1\n|a.example^$dnsrewrite=::1", "a.example A 192.0.2.1\na.example AAAA ::1\n")]
    [InlineData(ListFormat.Rpz, "||a.example^$dnsrewrite=NOERROR", "a.example CNAME *.\n*.a.example CNAME *.\n")]
    [InlineData(ListFormat.Rpz, "|a.example^$dnsrewrite=NXDOMAIN", "a.example CNAME .\n")]
    public void Options_are_written_as_the_format_has_them(ListFormat format, string adblock, string expected)
    {
        using Blocklist blocklist = ListText.Compile(ListFormat.Adblock, adblock);
        using var writer = new StringWriter();
        WriteReport report = ListWriter.Write(writer, format, blocklist, TestContext.Current.CancellationToken);
        Assert.True(report.IsComplete);
        Assert.EndsWith(expected, writer.ToString(), StringComparison.Ordinal);
        Assert.Equal(format == ListFormat.Rpz ? 3 : 0, writer.ToString()[..^expected.Length].Count(c => c == '\n'));
    }

    [Theory]
    [InlineData(ListFormat.Dnsmasq, RulePattern.Subtree, "192.0.2.1 192.0.2.2", "address=/a.example/192.0.2.1\naddress=/a.example/192.0.2.2\n", 1)]
    [InlineData(ListFormat.Dnsmasq, RulePattern.Subdomains, "2001:db8::1", "address=/*.a.example/2001:db8::1\n", 28)]
    [InlineData(ListFormat.Unbound, RulePattern.Exact, "192.0.2.1 2001:db8::1", "local-data: \"a.example. A 192.0.2.1\"\nlocal-data: \"a.example. AAAA 2001:db8::1\"\n")]
    [InlineData(ListFormat.Unbound, RulePattern.Subtree, "192.0.2.1", "local-zone: \"a.example.\" redirect\nlocal-data: \"a.example. A 192.0.2.1\"\n")]
    public void Addresses_are_written_one_a_line(ListFormat format, RulePattern pattern, string addresses, string expected, params int[] types)
    {
        var options = new RuleOptions { QueryTypes = [.. types.Select(type => (ushort)type)], Answer = Addresses(addresses.Split(' ')) };
        var rule = new Rule(DomainName.Parse("a.example"), pattern) { Options = options };
        Assert.Equal(expected, Write(format, [rule], out WriteReport report)[Header(format).Length..]);
        Assert.Equal((1, true), (report.Written, report.IsComplete));
    }

    [Theory]
    [InlineData("NODATA", "always_nodata")]
    [InlineData("REFUSED", "always_refuse")]
    [InlineData("DROP", "always_deny")]
    [InlineData("NXDOMAIN", "always_nxdomain")]
    public void A_zone_of_Unbound_has_the_type_of_the_answer(string answer, string type)
    {
        RuleAnswer wanted = Answers.Single(a => a.ToString() == answer);
        Assert.Equal(
            $"server:\nlocal-zone: \"a.example.\" {type}\n",
            Write(ListFormat.Unbound, [new Rule(DomainName.Parse("a.example")) { Options = new RuleOptions { Answer = wanted } }], out _));
    }

    [Theory]
    [InlineData(ListFormat.Dnsmasq, "an important rule")]
    [InlineData(ListFormat.Domains, "the answer NODATA")]
    [InlineData(ListFormat.Mihomo, "the answer NODATA")]
    public void An_answer_is_never_left_out_silently(ListFormat format, string reason)
    {
        var rule = new Rule(DomainName.Parse("a.example"), Level: format == ListFormat.Dnsmasq ? RuleLevel.Important : RuleLevel.Normal) { Options = new RuleOptions { Answer = format == ListFormat.Dnsmasq ? RuleAnswer.NxDomain : RuleAnswer.NoData } };
        Write(format, [rule], out WriteReport report);
        Assert.Equal([reason], report.Dropped.Keys);
    }

    /// <summary>Unbound refuses data below a zone that answers with data of its own, and looks at none below the others.</summary>
    [Fact]
    public void Data_in_a_zone_of_another_answer_is_counted()
    {
        Rule Answering(string name, RulePattern pattern, RuleAnswer answer) => new(DomainName.Parse(name), pattern) { Options = new RuleOptions { Answer = answer } };
        Rule[] rules =
        [
            Answering("a.example", RulePattern.Subtree, Addresses("192.0.2.1")), new(DomainName.Parse("b.a.example"), RulePattern.Exact), new(DomainName.Parse("a.example"), RulePattern.Exact),
            Answering("c.example", RulePattern.Subtree, RuleAnswer.NoData), Answering("b.c.example", RulePattern.Exact, Addresses("192.0.2.1")), new(DomainName.Parse("c.c.example"), RulePattern.Exact),
        ];
        string text = Write(ListFormat.Unbound, rules, out WriteReport report);
        Assert.Equal([KeyValuePair.Create("data at or below a zone that blocks", 3)], report.Dropped);
        Assert.EndsWith("local-zone: \"c.example.\" always_nodata\nlocal-data: \"c.c.example. A 0.0.0.0\"\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Profile.AllowWins)]
    [InlineData(Profile.Ordered)]
    public void Of_two_answers_on_a_name_the_one_that_wins_is_written(Profile profile)
    {
        var builder = new BlocklistBuilder(new BlocklistBuilderOptions { Profile = profile });
        builder.AddList(new ListInfo("first"));
        builder.AddList(new ListInfo("second"));
        builder.Add(new Rule(DomainName.Parse("a.example")) { List = 1, Options = new RuleOptions { QueryTypes = [1], Answer = Addresses("192.0.2.2") } });
        builder.Add(new Rule(DomainName.Parse("a.example")) { List = 0, Options = new RuleOptions { QueryTypes = [1], Answer = Addresses("192.0.2.1") } });
        using Blocklist blocklist = builder.Build(cancellationToken: TestContext.Current.CancellationToken).Open();
        using var writer = new StringWriter();
        WriteReport report = ListWriter.Write(writer, ListFormat.Dnsmasq, blocklist, TestContext.Current.CancellationToken);
        Assert.Equal("address=/a.example/192.0.2.1\n", writer.ToString());
        Assert.Equal(1, report.Dropped["a rule that another one on its name outranks"]);
    }

    private static RuleAnswer Addresses(params string[] addresses) => RuleAnswer.WithAddresses([.. addresses.Select(System.Net.IPAddress.Parse)]);

    private static bool LeadsNowhere(System.Net.IPAddress address) => address.ToString() is "0.0.0.0" or "::" or "127.0.0.1";

    private static bool IsPlainBlock(RuleAnswer answer) => answer.Kind == RuleAnswerKind.NxDomain || (answer.Addresses.Count > 0 && answer.Addresses.All(LeadsNowhere));

    /// <summary>The rule as the format has it: an allow rule wants no answer, and servers that block with NXDOMAIN or null addresses do so unasked.</summary>
    private static Rule AsRead(ListFormat format, Rule rule)
    {
        bool isPlain = rule.Action == RuleAction.Allow || (format is ListFormat.Dnsmasq or ListFormat.Unbound && IsPlainBlock(rule.Options.Answer));
        return isPlain ? rule with { Options = rule.Options with { Answer = RuleAnswer.Default } } : rule;
    }

    private static int LineCount(ListFormat format, Rule rule)
    {
        RuleAnswer answer = rule.Action == RuleAction.Block ? rule.Options.Answer : RuleAnswer.Default;
        bool isRedirect = format == ListFormat.Unbound && rule.Pattern == RulePattern.Subtree && answer.Kind is RuleAnswerKind.Addresses or RuleAnswerKind.CName;
        return Math.Max(1, answer.Addresses.Count) + (isRedirect ? 1 : 0);
    }

    private static bool IsSwallowed(Rule rule, Rule[] carried)
    {
        bool hasAnswer = rule.Options.Answer.Kind != RuleAnswerKind.Default;
        return rule.Pattern == RulePattern.Exact && carried.Any(zone =>
            zone is { Pattern: RulePattern.Subtree, Action: RuleAction.Block }
            && (hasAnswer || zone.Options.Answer.Kind is RuleAnswerKind.Addresses or RuleAnswerKind.CName)
            && $".{rule.Name}".EndsWith($".{zone.Name}", StringComparison.Ordinal));
    }

    private static bool CarriesOptions(ListFormat format, Rule rule)
    {
        RuleOptions options = rule.Options;
        RuleAnswer answer = rule.Action == RuleAction.Block ? options.Answer : RuleAnswer.Default;
        bool isSaid = options.From is null && options.Until is null && !options.NotViaCname && options.CancelledBy.Count == 0;
        if (format == ListFormat.Adblock)
        {
            bool isTarget = answer.Target.ToString() is "garden.example";
            return isSaid && !options.QueryTypes.Contains((ushort)65_000) && !options.ExemptNames.Any(name => name.ToString().Contains('\\', StringComparison.Ordinal) || name.ToString().Contains(',', StringComparison.Ordinal))
                && (answer.Kind == RuleAnswerKind.Default || rule.Level == RuleLevel.Important) && answer.Kind != RuleAnswerKind.Drop && (answer.Kind != RuleAnswerKind.CName || isTarget);
        }
        if (format == ListFormat.Dnsmasq && answer.Kind == RuleAnswerKind.Addresses)
        {
            string family = string.Join(' ', answer.Addresses.Select(address => address.ToString().Contains(':', StringComparison.Ordinal) ? 28 : 1).Distinct());
            return isSaid && options.ExemptNames.Count == 0 && !options.ExceptQueryTypes && string.Join(' ', options.QueryTypes) == family && !answer.Addresses.Any(LeadsNowhere);
        }
        bool isMixed = answer.Addresses.Count > 0 && LeadsNowhere(answer.Addresses[0]) && !answer.Addresses.All(LeadsNowhere);
        bool isAnswered = (format, answer.Kind) switch
        {
            (_, RuleAnswerKind.Default) => true,
            (ListFormat.Dnsmasq, RuleAnswerKind.NxDomain) => true,
            (ListFormat.Unbound, RuleAnswerKind.Addresses) => !isMixed,
            (ListFormat.Unbound, RuleAnswerKind.CName) => answer.Target.ToString() is not ("." or "a*.example" or "1.2.3.4"),
            (ListFormat.Unbound, _) => rule.Pattern == RulePattern.Subtree,
            _ => false,
        };
        return isSaid && options.QueryTypes.Count == 0 && options.ExemptNames.Count == 0 && isAnswered;
    }

    private static string Header(ListFormat format) => format == ListFormat.Unbound ? "server:\n" : "";

    private static int HeaderLines(ListFormat format) => Header(format).Count(c => c == '\n');

    /// <summary>Says the same as the writer, from the formats' own rules.</summary>
    private static bool Carries(ListFormat format, Rule rule)
    {
        string name = rule.Name.ToString();
        string[] labels = name.Split('.');
        bool isPlain = name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') && name != ".";
        bool isAddress = labels.Length == 4 && labels.All(label => label.Length <= 3 && byte.TryParse(label, out _) && label.All(char.IsAsciiDigit));
        if (!isPlain || isAddress || !CarriesOptions(format, rule))
            return false;
        return format switch
        {
            _ when rule.Pattern == RulePattern.OneLabel && format != ListFormat.Mihomo => false,
            ListFormat.Adblock => true,
            ListFormat.Unbound => rule.Level == RuleLevel.Normal && (rule.Pattern == RulePattern.Subtree || (rule.Pattern == RulePattern.Exact && rule.Action == RuleAction.Block)),
            ListFormat.Dnsmasq => rule.Level == RuleLevel.Normal && rule.Pattern != RulePattern.Exact,
            _ when rule.Action == RuleAction.Allow || rule.Level == RuleLevel.Important => false,
            ListFormat.Domains or ListFormat.RouteDns or ListFormat.Mihomo => true,
            ListFormat.Dnscrypt or ListFormat.V2fly => rule.Pattern != RulePattern.Subdomains,
            ListFormat.Pihole => rule.Pattern == RulePattern.Subtree || (rule.Pattern == RulePattern.Exact && labels.Length > 1),
            ListFormat.Wildcard => rule.Pattern == RulePattern.Subtree,
            _ => rule.Pattern == RulePattern.Exact && !NamesOfTheMachine.Contains(name),
        };
    }

    private static string Write(ListFormat format, Rule[] rules, out WriteReport report)
    {
        using var writer = new StringWriter(new StringBuilder(), System.Globalization.CultureInfo.InvariantCulture) { NewLine = "\r\n" };
        report = ListWriter.Write(writer, format, rules);
        return writer.ToString();
    }
}
