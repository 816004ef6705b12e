using DomainBlock.Format;
using DomainBlock.Tests.Format;

namespace DomainBlock.Tests.Building;

/// <summary>Order ids come back with the rules that have them, cost nothing where there are none, and decide nothing. That listings have them is a property in ReductionTests.</summary>
public class OrderIdTests
{
    private static readonly DomainName Name = DomainName.Parse("example.com");

    public static TheoryData<string> Unsound => ["", "\ud800", new string('x', 256), new string('ö', 128)];

    [Theory]
    [MemberData(nameof(Unsound))]
    public void An_unsound_id_is_refused(string id)
    {
        BlocklistBuilder builder = Builder(default);
        Assert.Throws<ArgumentException>(() => builder.Add(new Rule(Name) { OrderId = id }));
        Assert.Equal(0, builder.RuleCount);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("Beschluß №7\n\t\"'")]
    [InlineData("öööööööööööööööööööööööööööööööööööööööööööööööööööööööööööööööööööööööööööööööööööööööööööööööööööööööööööööööööööööööööööööööx")]
    public void An_id_comes_back_as_it_was(string id)
    {
        BlocklistBuilder builder = Builder(default);
        builder.Add(new Rule(Name) { OrderId = id });
        builder.Add(new Rule(DomainName.Parse("other.example")));
        using Blocklist blocklist = builder.Build().Open();
        blocklist.Verify();
        Assert.Equal(id, blocklist.GetRule(blocklist.Match("www.example.com").Rule).OrderId);
        Assert.Null(blocklist.GetRule(blocklist.Match("other.example").Rule).OrderId);
    }

    [Fact]
    public void A_file_without_ids_and_a_slim_one_have_no_section_for_them()
    {
        Assert.DoesNotContain("[ORDR", Compile(default, null), StringComparison.Ordinal);
        Assert.DoesNotContain("[ORDR", Compile(new BlocklistBuilderOptions { Slim = true }, "12 O 34/56"), StringComparison.Ordinal);
        Assert.Equal(Compile(new BlocklistBuilderOptions { Slim = true }, null), Compile(new BlocklistBuilderOptions { Slim = true }, "12 O 34/56"));
        Assert.Contains("[ORDR, 23]", Compile(default, "12 O 34/56"), StringComparison.Ordinal);
    }

    [Fact]
    public void Ids_of_rules_that_are_left_out_or_discarded_are_not_in_the_file()
    {
        BlocklistBuilder builder = Builder(default);
        builder.Add(new Rule(Name) { OrderId = "kept" });
        builder.Add(new Rule(DomainName.Parse("www.example.com")) { OrderId = "left out" });
        builder.AddList(new ListInfo("discarded"));
        builder.Add(new Rule(DomainName.Parse("other.example")) { List = 1, OrderId = "discarded" });
        builder.DiscardLastList();
        using Blocklist blocklist = builder.Build().Open();
        blocklist.Verify();
        Assert.Equal(["kept"], blocklist.EnumerateRules().Select(rule => rule.OrderId));
        Assert.Contains("[ORDR, 17]", string.Join(' ', blocklist.SectionSizes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_section_that_counts_more_rules_than_it_holds_is_refused()
    {
        BlocklistBuilder builder = Builder(default);
        builder.Add(new Rule(Name) { OrderId = "1" });
        var image = new EditedImage(builder.Build().Image.Span);
        image.Content(Sections.Orders)[0] = 2;
        Assert.Equal(BlocklistFileFault.InconsistentStructure, Assert.Throws<BlocklistFileException>(() => Blocklist.Load(image.Seal().Bytes)).Fault);
    }

    [Fact]
    public void An_id_that_is_not_there_is_a_fault_of_the_file_when_it_is_asked_for()
    {
        BlocklistBuilder builder = Builder(default);
        builder.Add(new Rule(Name) { OrderId = "1" });
        var image = new EditedImage(builder.Build().Image.Span);
        image.Content(Sections.Orders)[11] = 0xFF;
        using var blocklist = Blocklist.Load(image.Seal().Bytes);
        Assert.True(blocklist.Match("example.com").IsBlocked);
        Assert.Throws<BlocklistFileException>(() => blocklist.GetRule(0));
    }

    private static BlocklistBuilder Builder(BlocklistBuilderOptions options)
    {
        var builder = new BlocklistBuilder(options);
        builder.AddList(new ListInfo("list"));
        return builder;
    }

    private static string Compile(BlocklistBuilderOptions options, string? id)
    {
        BlocklistBuilder builder = Builder(options);
        builder.Add(new Rule(Name) { OrderId = id });
        using Blocklist blocklist = builder.Build().Open();
        return string.Join(' ', blocklist.SectionSizes);
    }
}
