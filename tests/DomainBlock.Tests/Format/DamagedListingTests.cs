using DomainBlock.Format;

namespace DomainBlock.Tests.Format;

/// <summary>What listing the rules of a file does where opening saw no fault.</summary>
public class DamagedListingTests
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
}
