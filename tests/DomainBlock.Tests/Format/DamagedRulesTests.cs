using DomainBlock.Format;

namespace DomainBlock.Tests.Format;

/// <summary>What listing and asking do where opening saw no fault.</summary>
public class DamagedRulesTests
{
    private static readonly Dictionary<string, Action<EditedImage>> Faults = new(StringComparer.Ordinal)
    {
        ["an unknown pattern"] = image => image.Content(Sections.Rules)[0] = 3,
        ["an unknown list"] = image => image.Content(Sections.Rules)[2] = 2,
        ["an upper-case name"] = image => image.Content(Sections.Keys)[1] -= 0x20,
    };

    public static TheoryData<string> FaultNames => [.. Faults.Keys];

    [Theory]
    [MemberData(nameof(FaultNames))]
    public void A_rule_that_makes_no_sense_is_not_given_back(string fault)
    {
        var image = new EditedImage(SampleImage.Make());
        Faults[fault](image);
        using var blocklist = Blocklist.Load(image.Seal().Bytes);
        Assert.Throws<BlocklistFileException>(() => blocklist.GetRule(0));
        Assert.Throws<BlocklistFileException>(() => blocklist.EnumerateRules().Count());
    }

    [Fact]
    public void A_listing_ends_where_two_names_claim_the_same_rules()
    {
        // If every name claimed all rules, a listing that believed it would grow with the product of both.
        var image = new EditedImage(SampleImage.Make());
        image.SetUInt32(Sections.Entries, (2 * 8) + 4, 0);
        using var blocklist = Blocklist.Load(image.Seal().Bytes);
        Assert.Throws<BlocklistFileException>(() => blocklist.EnumerateRules().Count());
    }

    [Fact]
    public void A_query_reads_no_rule_twice()
    {
        var builder = new BlocklistBuilder();
        builder.AddList(new ListInfo("list"));
        builder.Add(new Rule(DomainName.Parse("a"), RulePattern.Exact));
        builder.Add(new Rule(DomainName.Parse("b.a"), RulePattern.Subdomains));
        builder.Add(new Rule(DomainName.Parse("c.b.a"), RulePattern.Subdomains));
        var image = new EditedImage(builder.Build().Image.Span);

        // Now "c.b.a" claims the rules of all three names. Were the exact rule of "a" read for it once more, it would
        // match; and in a file in which every name claims all rules, each label would cost them all.
        image.SetUInt32(Sections.Entries, (2 * 8) + 4, 0);
        using var blocklist = Blocklist.Load(image.Seal().Bytes);
        Assert.Equal(Verdict.None, blocklist.Match("c.b.a").Verdict);
        Assert.Throws<BlocklistFileException>(() => blocklist.Verify());
    }
}
