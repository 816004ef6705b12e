using DomainBlock.Format;
using DomainBlock.Indexing;
using DomainBlock.Matching;

namespace DomainBlock.Tests.Format;

/// <summary>Faults that opening leaves alone, because they may cost an answer but no crash, and that verifying finds.</summary>
public class VerifyTests
{
    private const int RecordSize = 12;

    private static readonly Dictionary<string, Action<EditedImage>> Faults = new(StringComparer.Ordinal)
    {
        ["two rules on one name in the wrong order"] = image => Swap(image.Records, ClassOfSeveral(image), ClassOfSeveral(image) + RecordSize, RecordSize),
        ["two lines on one name in the wrong order"] = image => Swap(image.Content(Sections.Lines), LineOf(image, 1), LineOf(image, 2), sizeof(int)),
        ["a name that is another"] = image => image.Content(Sections.Low)[0] ^= 1,
        ["a bucket that is another"] = image => image.Content(Sections.High)[0] ^= 1,
        ["a bucket that begins elsewhere"] = image => image.Content(Sections.Samples)[0]++,
        ["a sample of no bucket"] = image => image.Content(Sections.Samples)[2]++,
        ["a group that begins elsewhere"] = image => image.SetUInt32(Sections.Groups, (image.Content(Sections.Index)[23] * 16) + 8, 1),
        ["a group with the buckets of another"] = image => image.SetUInt32(Sections.Groups, image.Content(Sections.Index)[23] * 16, 1),
        ["a group with the ranks of another"] = image => image.SetUInt32(Sections.Groups, (image.Content(Sections.Index)[23] * 16) + 4, 1),
        ["a byte in a group that says nothing"] = image => image.Content(Sections.Groups)[(image.Content(Sections.Index)[23] * 16) + 13] = 1,
        ["a group that says its buckets are less full"] = image => image.Content(Sections.Groups)[(image.Content(Sections.Index)[23] * 16) + 15] ^= 0x80,
        ["a length without its group"] = image => image.Content(Sections.Groups)[..8].Clear(),
        ["a root without a code"] = image => image.Content(Sections.Roots)[8 + RootTable.SlotsSize(image.Content(Sections.Roots)[2]) + 2] = 1,
        ["a code that is another"] = image => image.SetAllLetterCodes(bits: 0, length: 1),
        ["a filter that lets nothing pass"] = image => image.Content(Sections.Filter)[8..].Fill(0xA5),
        ["another hash seed"] = image => image.Content(Sections.Index)[0]++,
        ["fewer labels than names have"] = image => image.Content(Sections.Index)[22]--,
        ["more labels than names have"] = image => image.Content(Sections.Index)[22]++,
        ["names with fewer labels"] = image => image.Content(Sections.Index)[21]--,
        ["a class that does not exist"] = image => image.Content(Sections.ClassNumbers)[0] = 0xFF,
        ["a class with another number of rules"] = image => image.Content(Sections.Classes)[12]++,
        ["a rule that stands nowhere"] = image => image.Records[8] = 0,
        ["another first rule"] = image => image.Content(Sections.FirstRules)[0]++,
        ["another strongest rank"] = image => image.Content(Sections.Classes)[4]++,
        ["an unknown pattern"] = image => image.Records[0] = 0xFF,
        ["the pattern of any public suffix on a name"] = image => image.Records[0] = 3,
        ["an unknown flag"] = image => image.Records[1] |= 4,
        ["an unknown list"] = image => image.Records[2] = 3,
        ["options that there are not"] = image => image.Records[4] = 99,
        ["options that never can be"] = image => image.Records[7] = 0x80,
        ["a stop with options"] = image => Record(image, 5, 2)[4] = 1,
        ["options of a type too many"] = image => OptionSet(image, 2)[2]++,
        ["options that end within their head"] = image => image.Content(Sections.Options)[4] = 3,
        ["options out of order"] = image => Swap(OptionSet(image, 2), 16, 18, sizeof(ushort)),
        ["options with an unknown flag"] = image => OptionSet(image, 2)[0] = 4,
        ["options with an unknown answer"] = image => OptionSet(image, 2)[1] = 7,
        ["options cancelled by no list"] = image => OptionSet(image, 1)[16] = 3,
        ["a stop that counts as a rule"] = image => Record(image, 5, 2)[8] = 1,
        ["a stop with a flag"] = image => Record(image, 5, 2)[1] = 1,
        ["a stop of a list that has none"] = image => Record(image, 5, 2)[2] = 0,
        ["a stop of no list"] = image => Record(image, 5, 2)[2] = 3,
        ["stops in a list that has none"] = image => image.Content(Sections.ListFlags)[2] = 0,
        ["stops below no wildcard"] = image => Record(image, 1, 2)[0] = 0,
        ["no stop below a wildcard"] = image => Record(image, 0, 2)[0] = 1,
        ["another number of stops"] = image => image.Content(Sections.Index)[24]++,
        ["a negative line"] = image => image.Content(Sections.Lines)[3] = 0x80,
        ["two rules with order ids in the wrong order"] = image => Swap(image.Content(Sections.Orders), 4, 12, 8),
        ["an order id of a rule that there is not"] = image => image.Content(Sections.Orders)[^17]++,
        ["an order id that begins elsewhere"] = image => image.Content(Sections.Orders)[^12]++,
        ["an order id beyond the others"] = image => image.Content(Sections.Orders)[^12] = 8,
        ["two order ids in the wrong order"] = image => image.Content(Sections.Orders)[^7] = (byte)'c',
        ["an order id that is not UTF-8"] = image => image.Content(Sections.Orders)[^1] = 0xFF,
        ["an order id longer than what is left"] = image => image.Content(Sections.Orders)[^4] = 4,
        ["two order ids on one name and line in the wrong order"] = GiveOneLine,
        ["two lists of one name"] = image => "fir"u8.CopyTo(image.Content(Sections.Lists)[4..]),
    };

    public static TheoryData<string> FaultNames => [.. Faults.Keys];

    [Theory]
    [MemberData(nameof(FaultNames))]
    public void Verifying_finds_what_opening_does_not_look_for(string fault)
    {
        var image = new EditedImage(MakeSample());
        Faults[fault](image);
        using var blocklist = Blocklist.Load(image.Seal().Bytes);
        BlocklistFileException refusal = Assert.Throws<BlocklistFileException>(() => blocklist.Verify());
        Assert.Equal(BlocklistFileFault.InconsistentStructure, refusal.Fault);
    }

    [Fact]
    public void An_unknown_pattern_is_refused_by_its_number()
    {
        var image = new EditedImage(MakeSample());
        image.Records[0] = 9;
        using var blocklist = Blocklist.Load(image.Seal().Bytes);
        Assert.Contains("pattern 9", Assert.Throws<BlocklistFileException>(() => blocklist.Verify()).Message, StringComparison.Ordinal);
        Assert.Contains("pattern 9", Assert.Throws<BlocklistFileException>(() => blocklist.EnumerateRules().Count()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_first_rule_behind_the_last_name_is_found()
    {
        // As many names as there are between two samples, so that one is behind them; two rules on one of them, so that there are samples.
        var builder = new BlocklistBuilder(new BlocklistBuilderOptions { KeepRedundant = true });
        builder.AddList(new ListInfo("list"));
        for (int i = 0; i <= 32; i++)
            builder.Add(new Rule(DomainName.Parse(FormattableString.Invariant($"n{i % 32}.example"))));
        var image = new EditedImage(builder.Build().Image.Span);
        using (var sound = Blocklist.Load(image.Bytes))
            sound.Verify();
        Assert.Equal(33, image.Content(Sections.FirstRules)[4]);
        image.Content(Sections.FirstRules)[4]--;
        using var blocklist = Blocklist.Load(image.Seal().Bytes);
        Assert.Throws<BlocklistFileException>(() => blocklist.Verify());
    }

    [Fact]
    public void Another_first_rule_where_there_are_no_names_is_found()
    {
        var builder = new BlocklistBuilder(new BlocklistBuilderOptions { Slim = true });
        builder.AddList(new ListInfo("list"));
        builder.Add(Rule.WithExpression(NameExpression.Parse(ExpressionSyntax.Keyword, "ads")));

        // The file says that it has two rules, and numbers the only one 1.
        var image = new EditedImage(builder.Build().Image.Span);
        List<EditedSection> sections = image.ReadSections();
        sections.Insert(sections.FindIndex(section => section.Id == Sections.Lists), new EditedSection(Sections.FirstRules, Sections.RequiredFlag, [1, 0, 0, 0]));
        image.WriteSections(sections);
        image.SetUInt32(Sections.Index, 12, 2);
        using var blocklist = Blocklist.Load(image.Seal().Bytes);
        Assert.Contains("rank 0", Assert.Throws<BlocklistFileException>(() => blocklist.Verify()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Sections.Samples, sizeof(short), "samples for")]
    [InlineData(Sections.Groups, KeyGroup.Size, "groups for the")]
    [InlineData(Sections.High, sizeof(ulong), "behind the last bucket")]
    [InlineData(Sections.Low, 1, "behind the last key")]
    [InlineData(Sections.Classes, RecordSize, "rules of no class")]
    [InlineData(Sections.Options, 1, "behind the last options")]
    public void Bytes_too_many_are_found(uint section, int bytes, string fault)
    {
        // Nothing leads there; but a file is what it says, or it is not sound. Not every file has every section.
        int found = 0;
        foreach (EditedImage image in (EditedImage[])[ImageOf(names: 1, classes: 2), ImageOf(names: 70, classes: 2), new EditedImage(MakeSample())])
        {
            List<EditedSection> sections = image.ReadSections();
            int edited = sections.FindIndex(candidate => candidate.Id == section);
            if (edited < 0)
                continue;
            sections[edited] = sections[edited] with { Content = [.. sections[edited].Content, .. new byte[bytes]] };
            image.WriteSections(sections);
            AssertFinds(image, section, fault);
            found++;
        }
        Assert.NotEqual(0, found);
    }

    [Theory]
    [InlineData(Sections.High, 1, "behind the last bucket")]
    [InlineData(Sections.Low, 1, "behind the last key")]
    [InlineData(Sections.Low, BitString.Padding + 1, "behind the keys of")]
    [InlineData(Sections.ClassNumbers, 1, "behind the last class")]
    [InlineData(Sections.ClassNumbers, BitString.Padding + 1, "behind the last class")]
    [InlineData(Sections.Classes, (2 * RecordSize) + 1, "rules of no class")]
    public void A_bit_that_belongs_to_nothing_is_found(uint section, int fromEnd, string fault)
    {
        // The highest bit of the last byte, or of the last one before what follows: with these numbers of names neither is a key's or a class's.
        EditedImage image = ImageOf(names: 70, classes: 2);
        using (var sound = Blocklist.Load(image.Bytes))
            sound.Verify();
        image.Content(section)[^fromEnd] |= 0x80;
        AssertFinds(image, section, fault);
    }

    [Fact]
    public void Bits_behind_the_keys_of_one_length_are_found()
    {
        // The first group's low bits are followed by those of the next in another unit of 8 bytes.
        EditedImage image = ImageOf(names: 70);
        int bits = (int)image.Content(Sections.Groups)[((image.Content(Sections.Index)[23] + 1) * KeyGroup.Size) + 8] * 64;
        Assert.InRange(bits, 64, 64 * 70);
        image.Content(Sections.Low)[(bits / 8) - 1] |= 0x80;
        AssertFinds(image, Sections.Low, "behind the keys of");
    }

    [Fact]
    public void Low_bits_that_end_too_early_are_found()
    {
        EditedImage image = ImageOf(names: 70);
        List<EditedSection> sections = image.ReadSections();
        int low = sections.FindIndex(section => section.Id == Sections.Low);
        sections[low] = sections[low] with { Content = sections[low].Content[..^8] };
        image.WriteSections(sections);
        AssertFinds(image, Sections.Low, "ends before the keys");
    }

    [Fact]
    public void A_key_that_is_no_name_s_is_found()
    {
        // The only name and its rule are not counted.
        EditedImage image = ImageOf(names: 1);
        image.SetUInt32(Sections.Index, 8, 0);
        image.SetUInt32(Sections.Index, 12, 0);
        (image.Content(Sections.Index)[21], image.Content(Sections.Index)[22]) = (Suffixes.MaxCount, 0);
        AssertFinds(image, Sections.High, "1 keys for 0 names");
    }

    [Fact]
    public void A_block_of_lengths_without_keys_is_proven_too()
    {
        // A short name and one as long as any: in between there are blocks without a length.
        static EditedImage Make() => ImageOf(["a.example", string.Join('.', Enumerable.Repeat("q0x7", 50))]);
        EditedImage image = Make();
        int blocks = image.Content(Sections.Index)[23];
        int empty = 1;
        while (image.Content(Sections.Groups)[(empty * KeyGroup.Size)..][..8].ContainsAnyExcept((byte)0))
            empty++;
        Assert.InRange(empty, 1, blocks - 2);

        image.Content(Sections.Groups)[(empty * KeyGroup.Size) + 8]++;
        AssertFinds(image, Sections.Groups, "does not count the groups before");

        image = Make();
        image.Content(Sections.Groups)[((blocks - 1) * KeyGroup.Size) + 7] |= 0x80;
        AssertFinds(image, Sections.Groups, "has no group for keys of");

        image = Make();
        image.Content(Sections.Index)[23]++;
        List<EditedSection> sections = image.ReadSections();
        int groups = sections.FindIndex(section => section.Id == Sections.Groups);
        byte[] content = sections[groups].Content;
        byte[] none = new byte[KeyGroup.Size];
        none[8] = 2;
        sections[groups] = sections[groups] with { Content = [.. content[..(blocks * KeyGroup.Size)], .. none, .. content[(blocks * KeyGroup.Size)..]] };
        image.WriteSections(sections);
        AssertFinds(image, Sections.Groups, "has none of these at its end");
    }

    [Fact]
    public void Class_numbers_where_there_is_one_class_are_refused()
    {
        EditedImage image = ImageOf(names: 3);
        List<EditedSection> sections = image.ReadSections();
        sections.Insert(sections.FindIndex(section => section.Id == Sections.Lists), new EditedSection(Sections.ClassNumbers, Sections.RequiredFlag, new byte[BitString.Padding]));
        image.WriteSections(sections);
        Assert.Contains("nothing to say", Assert.Throws<BlocklistFileException>(() => Blocklist.Load(image.Seal().Bytes)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_before_those_of_the_first_class_is_found()
    {
        EditedImage image = ImageOf(names: 70, classes: 2);
        List<EditedSection> sections = image.ReadSections();
        int classes = sections.FindIndex(section => section.Id == Sections.Classes);
        byte[] content = sections[classes].Content;
        const int RecordsStart = RuleClasses.HeaderSize + (3 * RuleClasses.EntrySize);
        for (int entry = RuleClasses.HeaderSize; entry < RecordsStart; entry += RuleClasses.EntrySize)
            content[entry]++;
        sections[classes] = sections[classes] with { Content = [.. content[..(RecordsStart + RecordSize)], .. content[RecordsStart..]] };
        image.WriteSections(sections);
        AssertFinds(image, Sections.Classes, "rules of no class");
    }

    private static void AssertFinds(EditedImage image, uint section, string fault)
    {
        using var blocklist = Blocklist.Load(image.Seal().Bytes);
        string message = Assert.Throws<BlocklistFileException>(() => blocklist.Verify()).Message;
        Assert.Contains($"Section {Sections.Name(section)} ", message, StringComparison.Ordinal);
        Assert.Contains(fault, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bucket_of_more_keys_than_one_may_have_is_found()
    {
        EditedImage image = ImageOf(names: 70);
        image.Content(Sections.High).Fill(0xFF);
        using var blocklist = Blocklist.Load(image.Seal().Bytes);
        Assert.Contains("more than 63 keys", Assert.Throws<BlocklistFileException>(() => blocklist.Verify()).Message, StringComparison.Ordinal);
    }

    private static EditedImage ImageOf(int names, int classes = 1) => ImageOf(Enumerable.Range(0, names).Select(i => FormattableString.Invariant($"n{i}.example")), classes);

    // Slim, so that nothing but the index counts names.
    private static EditedImage ImageOf(IEnumerable<string> names, int classes = 1)
    {
        var builder = new BlocklistBuilder(new BlocklistBuilderOptions { Slim = true });
        builder.AddList(new ListInfo("list"));
        foreach ((int number, string name) in names.Index())
            builder.Add(new Rule(DomainName.Parse(name), Pattern: number % classes == 0 ? RulePattern.Subtree : RulePattern.Exact));
        return new EditedImage(builder.Build().Image.Span);
    }

    [Fact]
    public void Of_several_faults_the_first_is_told()
    {
        // Names enough for two pieces of work, with a fault in each.
        BlocklistBuilder builder = Building.LargeList.InOrder(new BlocklistBuilderOptions { KeepRedundant = true });
        var image = new EditedImage(builder.Build().Image.Span);
        image.SetUInt32(Sections.Lines, 4, uint.MaxValue);
        image.SetUInt32(Sections.Lines, image.Content(Sections.Lines).Length - 4, uint.MaxValue);
        using var blocklist = Blocklist.Load(image.Seal().Bytes);
        for (int i = 0; i < 20; i++)
            Assert.EndsWith("for rule 1", Assert.Throws<BlocklistFileException>(() => blocklist.Verify()).Message.Split(" (")[0].TrimEnd('.'), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_names_is_sound()
    {
        using var blocklist = new BlocklistBuilder().Build().Open();
        blocklist.Verify();
        Assert.Empty(blocklist.EnumerateRules());
    }

    [Fact]
    public void A_cancelled_verification_ends_with_the_token_s_exception()
    {
        using var blocklist = Blocklist.Load(MakeSample());
        Assert.Throws<OperationCanceledException>(() => blocklist.Verify(new CancellationToken(canceled: true)));
    }

    // As the sample, with lists whose names differ in one letter only, and two order ids of three octets.
    private static byte[] MakeSample()
    {
        var builder = new BlocklistBuilder(new BlocklistBuilderOptions { KeepRedundant = true });
        builder.AddList(new ListInfo("sec"));
        builder.AddList(new ListInfo("fir"));
        builder.AddList(new ListInfo("zone") { UsesClosestEncloser = true });
        using var sample = Blocklist.Load(SampleImage.Make());
        foreach (Rule rule in sample.EnumerateRules())
            builder.Add(rule with { OrderId = rule.Line % 4 == 0 ? null : rule.Line % 4 == 1 ? "b/1" : "a/1" });
        builder.Add(new Rule(DomainName.Parse("options.example")) { Options = new RuleOptions { CancelledBy = [1] } });
        builder.Add(new Rule(DomainName.Parse("options.example")) { Options = new RuleOptions { QueryTypes = [1, 28] } });
        return builder.Build().Image.ToArray();
    }

    // Set 1 is cancelled-by, set 2 is dnstype: in the order of their texts.
    private static Span<byte> OptionSet(EditedImage image, int number)
    {
        Span<byte> section = image.Content(Sections.Options);
        int count = section[0];
        int start = 4 + (4 * count) + (number == 1 ? 0 : section[4 * (number - 1)]);
        return section[start..];
    }

    // The two rules of one kind on one name have the lines 1 and 2, and the orders b/1 and a/1.
    private static void GiveOneLine(EditedImage image) => image.Content(Sections.Lines)[LineOf(image, 2)] = 1;

    // The first record of a pattern and a list.
    private static Span<byte> Record(EditedImage image, byte pattern, byte list)
    {
        Span<byte> records = image.Records;
        while (records[0] != pattern || records[2] != list)
            records = records[RecordSize..];
        return records;
    }

    private static int LineOf(EditedImage image, byte line) => image.Content(Sections.Lines).IndexOf((ReadOnlySpan<byte>)[line, 0, 0, 0]);

    // The records of the class that has three.
    private static int ClassOfSeveral(EditedImage image)
    {
        Span<byte> classes = image.Content(Sections.Classes);
        int number = 0;
        while (classes[8 + (number * 8) + 4] != 3)
            number++;
        return classes[8 + (number * 8)] * RecordSize;
    }

    private static void Swap(Span<byte> bytes, int left, int right, int length)
    {
        byte[] kept = bytes.Slice(left, length).ToArray();
        bytes.Slice(right, length).CopyTo(bytes[left..]);
        kept.CopyTo(bytes[right..]);
    }
}
