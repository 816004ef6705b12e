using DomainBlock.Format;

namespace DomainBlock.Tests.Format;

/// <summary>What listing and asking do where opening saw no fault.</summary>
public class DamagedRulesTests
{
    private static readonly Dictionary<string, Action<EditedImage>> Faults = new(StringComparer.Ordinal)
    {
        ["an unknown pattern"] = image => SetAll(image, 0, 0xFF),
        ["an unknown list"] = image => SetAll(image, 2, 3),
        ["names without an end"] = image => image.Content(Sections.High).Clear(),
        ["codes of no letter"] = image => image.SetAllLetterCodes(bits: 0, length: 0),
        ["groups out of range"] = image => image.Content(Sections.Groups)[8..].Fill(0xFF),
    };

    public static TheoryData<string> FaultNames => [.. Faults.Keys];

    [Theory]
    [MemberData(nameof(FaultNames))]
    public void A_rule_that_makes_no_sense_is_not_given_back(string fault)
    {
        var image = new EditedImage(SampleImage.Make());
        Faults[fault](image);
        using var blocklist = Blocklist.Load(image.Seal().Bytes);
        Assert.All(Enumerable.Range(0, blocklist.RuleCount), rule => Assert.Throws<BlocklistFileException>(() => blocklist.GetRule(rule)));
        Assert.Throws<BlocklistFileException>(() => blocklist.EnumerateRules().Count());
    }

    [Fact]
    public void A_listing_ends_where_a_name_claims_countless_rules()
    {
        var image = new EditedImage(SampleImage.Make());
        for (int record = 0; record < image.Records.Length; record += 12)
            image.Records.Slice(record + 8, 4).Fill(0xFF);
        using var blocklist = Blocklist.Load(image.Seal().Bytes);
        Assert.Throws<BlocklistFileException>(() => blocklist.EnumerateRules().Count());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_rule_under_any_suffix_matches_nothing_where_there_is_no_list_of_suffixes(bool noFilter)
    {
        var builder = new BlocklistBuilder(new BlocklistBuilderOptions { Slim = true, NoFilter = noFilter });
        builder.AddList(new ListInfo("list"));
        builder.Add(new Rule(DomainName.Parse("example")));
        var image = new EditedImage(builder.Build().Image.Span);
        SetAll(image, 0, (byte)RulePattern.AnySuffix);
        using var blocklist = Blocklist.Load(image.Seal().Bytes);
        foreach (string name in new[] { ".", "example", "www.example", "example.com" })
            Assert.Equal(Verdict.None, blocklist.Match(name).Verdict);
    }

    private static void SetAll(EditedImage image, int field, byte value)
    {
        for (int record = 0; record < image.Records.Length; record += 12)
            image.Records[record + field] = value;
    }
}
