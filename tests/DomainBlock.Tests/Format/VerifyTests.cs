using DomainBlock.Format;

namespace DomainBlock.Tests.Format;

/// <summary>Faults that opening leaves alone, because they may cost an answer but no crash, and that verifying finds.</summary>
public class VerifyTests
{
    private const int RecordSize = 4;
    private const int EntrySize = 8;

    // The keys of the sample in their order, and the rules in theirs: example.com 0 to 2, good.example.com 3 and 4,
    // aaa.net 5, bbb.net 6, odd.label.org 7.
    private static readonly Dictionary<string, Action<EditedImage>> Faults = new(StringComparer.Ordinal)
    {
        ["two rules on one name in the wrong order"] = image => Swap(image.Content(Sections.Rules), 0, RecordSize, RecordSize),
        ["two lines on one name in the wrong order"] = image => Swap(image.Content(Sections.Lines), LineOf(image, 1), LineOf(image, 2), RecordSize),
        ["two names in the wrong order"] = image =>
        {
            Span<byte> keys = image.Content(Sections.Keys);
            int aaa = keys.IndexOf("\u0003aaa"u8);
            int bbb = keys.IndexOf("\u0003bbb"u8);
            Swap(keys, aaa + 1, bbb + 1, 3);
        },
        ["a name that is another"] = image => image.Content(Sections.Keys)[1]++,
        ["an upper-case name"] = image => image.Content(Sections.Keys)[1] -= 0x20,
        ["a label without octets"] = image => image.Content(Sections.Keys)[0] = 0,
        ["a label longer than its name"] = image => image.Content(Sections.Keys)[0] = 63,
        ["a slot that is empty"] = image => image.Content(Sections.Slots).Slice(FindSlot(image, used: true), RecordSize).Clear(),
        ["a slot that leads to another name"] = image => image.Content(Sections.Slots)[FindSlot(image, used: true)] ^= 3,
        ["a slot that leads nowhere"] = image => image.SetUInt32(Sections.Slots, FindSlot(image, used: false), 7),
        ["another hash seed"] = image => image.Content(Sections.Index)[0]++,
        ["a name that begins late"] = image => image.SetUInt32(Sections.Entries, 0, 1),
        ["a name without rules"] = image => image.Content(Sections.Entries)[EntrySize + 4] = 0,
        ["a first rule that is no rule"] = image => image.SetUInt32(Sections.Entries, EntrySize + 4, 1000),
        ["a rule without a name"] = image => image.SetUInt32(Sections.Entries, 4, 1),
        ["an unknown pattern"] = image => image.Content(Sections.Rules)[0] = 3,
        ["an unknown flag"] = image => image.Content(Sections.Rules)[1] |= 4,
        ["an unknown list"] = image => image.Content(Sections.Rules)[2] = 2,
        ["a negative line"] = image => image.Content(Sections.Lines)[3] = 0x80,
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
    public void Verifying_finds_rules_in_a_file_without_names()
    {
        var image = new EditedImage(new BlocklistBuilder().Build().Image.Span);
        image.SetUInt32(Sections.Entries, 4, 1);
        using var blocklist = Blocklist.Load(image.Seal().Bytes);
        Assert.Throws<BlocklistFileException>(() => blocklist.Verify());
    }

    [Fact]
    public void A_cancelled_verification_ends_with_the_token_s_exception()
    {
        using var blocklist = Blocklist.Load(MakeSample());
        Assert.Throws<OperationCanceledException>(() => blocklist.Verify(new CancellationToken(canceled: true)));
    }

    // As the sample, with lists whose names differ in one letter only.
    private static byte[] MakeSample()
    {
        var builder = new BlocklistBuilder(new BlocklistBuilderOptions { KeepRedundant = true });
        builder.AddList(new ListInfo("sec"));
        builder.AddList(new ListInfo("fir"));
        using var sample = Blocklist.Load(SampleImage.Make());
        foreach (Rule rule in sample.EnumerateRules())
            builder.Add(rule);
        return builder.Build().Image.ToArray();
    }

    private static int LineOf(EditedImage image, byte line) => image.Content(Sections.Lines).IndexOf((ReadOnlySpan<byte>)[line, 0, 0, 0]);

    private static int FindSlot(EditedImage image, bool used)
    {
        Span<byte> slots = image.Content(Sections.Slots);
        int slot = 0;
        while (slots.Slice(slot, RecordSize).ContainsAnyExcept((byte)0) != used)
            slot += RecordSize;
        return slot;
    }

    private static void Swap(Span<byte> bytes, int left, int right, int length)
    {
        byte[] kept = bytes.Slice(left, length).ToArray();
        bytes.Slice(right, length).CopyTo(bytes[left..]);
        kept.CopyTo(bytes[right..]);
    }
}
