namespace DomainBlock.Tests.Building;

public class BlocklistBuilderTests
{
    private static readonly DomainName Name = DomainName.Parse("example.com");

    [Fact]
    public void A_builder_builds_once()
    {
        var builder = new BlocklistBuilder();
        builder.AddList(new ListInfo("list"));
        builder.Build();

        Assert.Throws<InvalidOperationException>(() => builder.Build());
        Assert.Throws<InvalidOperationException>(() => builder.AddList(new ListInfo("other")));
        Assert.Throws<InvalidOperationException>(() => builder.Add(new Rule(Name)));
        Assert.Throws<InvalidOperationException>(() => builder.AddMetadata("key", "value"));
        Assert.Throws<InvalidOperationException>(() => builder.RuleCount);
    }

    [Fact]
    public void A_list_needs_a_name_that_no_other_list_has()
    {
        var builder = new BlocklistBuilder();
        Assert.Equal(0, builder.AddList(new ListInfo("list")));
        Assert.Equal(1, builder.AddList(new ListInfo("List")));
        Assert.Throws<ArgumentException>(() => builder.AddList(new ListInfo("list")));
        Assert.Throws<ArgumentException>(() => builder.AddList(new ListInfo("")));
        Assert.Throws<ArgumentNullException>(() => builder.AddList(null!));
    }

    public static TheoryData<Rule> UnsoundRules => new()
    {
        new Rule(Name) { List = 1 },
        new Rule(Name) { List = -1 },
        new Rule(Name) { Line = -1 },
        new Rule(Name, RulePattern.AnySuffix),
        new Rule(Name, (RulePattern)5),
        new Rule(Name, (RulePattern)7),
        new Rule(Name, Action: (RuleAction)2),
        new Rule(Name, Level: (RuleLevel)2),
    };

    [Theory]
    [MemberData(nameof(UnsoundRules))]
    public void An_unsound_rule_is_refused_and_not_counted(Rule rule)
    {
        var builder = new BlocklistBuilder();
        builder.AddList(new ListInfo("list"));
        Assert.Throws<ArgumentException>(() => builder.Add(rule));
        Assert.Equal(0, builder.RuleCount);
    }

    [Fact]
    public void As_many_lists_as_a_record_can_number_fit_and_no_more()
    {
        const int Most = 65_535;
        var builder = new BlocklistBuilder();
        for (int list = 0; list < Most; list++)
            builder.AddList(new ListInfo(FormattableString.Invariant($"{list}")));
        Assert.Throws<BlocklistLimitException>(() => builder.AddList(new ListInfo("one more")));

        builder.Add(new Rule(Name) { List = Most - 1, Line = 7 });
        using Blocklist blocklist = builder.Build().Open();
        blocklist.Verify();
        Assert.Equal(Most - 1, blocklist.Match("example.com").List);
        Assert.Equal(Verdict.Blocked, blocklist.Match("example.com", new MatchContext { View = blocklist.Select("65534") }).Verdict);
        Assert.Equal(Verdict.None, blocklist.Match("example.com", new MatchContext { View = blocklist.Select("65533") }).Verdict);
    }

    [Fact]
    public void A_discarded_list_leaves_no_trace()
    {
        BlocklistBuilder builder = WithOneRule();
        builder.AddList(new ListInfo("unsound"));
        builder.Add(new Rule(DomainName.Parse("unsound.example")) { List = 1 });
        builder.DiscardLastList();
        Assert.Equal(1, builder.RuleCount);
        Assert.Equal(1, builder.AddList(new ListInfo("unsound")));
        builder.DiscardLastList();
        Assert.Equal(WithOneRule().Build().Image.ToArray(), builder.Build().Image.ToArray());

        static BlocklistBuilder WithOneRule()
        {
            var builder = new BlocklistBuilder();
            builder.AddList(new ListInfo("kept"));
            builder.Add(new Rule(Name));
            return builder;
        }
    }

    [Fact]
    public void A_list_with_rules_of_others_behind_its_own_cannot_be_discarded()
    {
        var builder = new BlocklistBuilder();
        Assert.Throws<InvalidOperationException>(builder.DiscardLastList);
        builder.AddList(new ListInfo("first"));
        builder.AddList(new ListInfo("last"));
        builder.Add(new Rule(Name) { List = 1 });
        builder.Add(new Rule(Name) { List = 0 });
        Assert.Throws<InvalidOperationException>(builder.DiscardLastList);
        Assert.Equal(2, builder.RuleCount);
    }

    [Fact]
    public void What_a_file_says_of_itself_comes_back_in_order()
    {
        var builder = new BlocklistBuilder();
        builder.AddList(new ListInfo("Liste Nº 1", "hosts"));
        builder.AddMetadata("made by", "a test");
        builder.AddMetadata("refused", "one");
        builder.AddMetadata("refused", "ünïcödé");
        using Blocklist blocklist = builder.Build().Open();

        Assert.Equal([new ListInfo("Liste Nº 1", "hosts")], blocklist.Lists);
        Assert.Equal(["made by=a test", "refused=one", "refused=ünïcödé"], blocklist.Metadata.Select(entry => $"{entry.Key}={entry.Value}"));
        Assert.Equal(Profile.AllowWins, blocklist.Profile);
        Assert.Equal(0, blocklist.RuleCount);
    }

    [Fact]
    public void As_much_metadata_as_a_reader_takes_fits_and_no_more()
    {
        var builder = new BlocklistBuilder();
        for (int i = 0; i < 65_535; i++)
            builder.AddMetadata("", "");
        Assert.Throws<BlocklistLimitException>(() => builder.AddMetadata("one", "more"));
        Assert.Equal(65_535, builder.Build().Open().Metadata.Count);
    }

    [Fact]
    public void Section_sizes_add_up_to_the_file()
    {
        CompiledBlocklist compiled = new BlocklistBuilder().Build();
        using Blocklist blocklist = compiled.Open();
        Assert.Equal(compiled.Image.Length, blocklist.SectionSizes.Sum(section => section.Value));
        Assert.Equal("header", blocklist.SectionSizes[0].Key);
    }

    [Fact]
    public void A_cancelled_build_ends_with_the_token_s_exception()
    {
        var builder = new BlocklistBuilder();
        builder.AddList(new ListInfo("list"));
        for (int i = 0; i < 1000; i++)
            builder.Add(new Rule(DomainName.Parse(FormattableString.Invariant($"{i}.example"))));
        Assert.Throws<OperationCanceledException>(() => builder.Build(cancellationToken: new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Creating_takes_rules_of_list_0_only()
    {
        using Blocklist blocklist = Blocklist.Create([new Rule(Name)]);
        Assert.True(blocklist.Match("www.example.com").IsBlocked);
        Assert.Throws<ArgumentException>(() => Blocklist.Create([new Rule(Name) { List = 1 }]));
        Assert.Throws<ArgumentNullException>(() => Blocklist.Create(null!));
    }
}
