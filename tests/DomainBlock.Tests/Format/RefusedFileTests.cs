using System.Buffers.Binary;
using DomainBlock.Format;
using DomainBlock.Indexing;

namespace DomainBlock.Tests.Format;

/// <summary>Each fault that opening looks for, and the name it is given.</summary>
public class RefusedFileTests
{
    // Offsets in the header, and in the section INDX.
    private const int Version = 8;
    private const int Features = 12;
    private const int Length = 16;
    private const int HeaderChecksum = 24;
    private const int Keys = 8;
    private const int Rules = 12;
    private const int Lists = 16;
    private const int ProfileByte = 20;

    private static readonly uint[] RequiredSections =
    [
        Sections.Index, Sections.Roots, Sections.Letters, Sections.Groups, Sections.Samples, Sections.High, Sections.Low, Sections.Classes,
        Sections.ClassNumbers, Sections.FirstRules, Sections.Lists,
    ];

    private static readonly Dictionary<string, (BlocklistFileFault Fault, Action<EditedImage> Edit)> Faults = new(StringComparer.Ordinal)
    {
        ["no bytes"] = (BlocklistFileFault.NotABlocklist, image => image.Bytes = []),
        ["less than a header"] = (BlocklistFileFault.NotABlocklist, image => image.Bytes = image.Bytes[..63]),
        ["another magic"] = (BlocklistFileFault.NotABlocklist, image => image.Bytes[7]++),
        ["a later version"] = (BlocklistFileFault.UnsupportedVersion, image => image.Bytes[Version]++),
        ["an unknown feature"] = (BlocklistFileFault.UnsupportedVersion, image => image.Bytes[Features + 3] = 0x80),
        ["another length"] = (BlocklistFileFault.WrongLength, image => image.Bytes[Length]++),
        ["a negative length"] = (BlocklistFileFault.WrongLength, image => image.Bytes[Length + 7] = 0x80),
        ["a byte more"] = (BlocklistFileFault.WrongLength, image => image.Bytes = [.. image.Bytes, 0]),
        ["a byte less"] = (BlocklistFileFault.WrongLength, image => image.Bytes = image.Bytes[..^1]),
        ["more sections than fit"] = (BlocklistFileFault.InconsistentStructure, image => image.Bytes[EditedImage.CountOffset] = 64),
        ["more sections than allowed"] = (BlocklistFileFault.InconsistentStructure, image => image.Bytes[EditedImage.CountOffset + 1] = 0xFF),
        ["an unknown required section"] = (BlocklistFileFault.UnsupportedVersion, image => Rename(image, Sections.Metadata, Sections.RequiredFlag)),
        ["an unknown flag of a section"] = (BlocklistFileFault.UnsupportedVersion, image => image.Entry(Sections.Lines)[4] |= 2),
        ["a section twice"] = (BlocklistFileFault.InconsistentStructure, image =>
            BinaryPrimitives.WriteUInt32LittleEndian(image.Entry(Sections.Low), Sections.Index)),
        ["a section in the table"] = (BlocklistFileFault.InconsistentStructure, image => SetOffset(image, Sections.Index, 32)),
        ["a section at an odd place"] = (BlocklistFileFault.InconsistentStructure, image => image.Entry(Sections.Low)[8]++),
        ["a section behind the end"] = (BlocklistFileFault.InconsistentStructure, image => SetOffset(image, Sections.Lines, 1 << 20)),
        ["a section before the beginning"] = (BlocklistFileFault.InconsistentStructure, image => SetOffset(image, Sections.Lines, -8)),
        ["a section in another"] = (BlocklistFileFault.InconsistentStructure, image => SetOffset(image, Sections.Low, BinaryPrimitives.ReadInt64LittleEndian(image.Entry(Sections.High)[8..]))),
        ["a section longer than the file"] = (BlocklistFileFault.InconsistentStructure, image => image.Entry(Sections.Lines)[18] = 1),
        ["a section of negative length"] = (BlocklistFileFault.InconsistentStructure, image => image.Entry(Sections.Lines)[23] = 0x80),
        ["a byte between two sections"] = (BlocklistFileFault.InconsistentStructure, image => image.Bytes[FindPadding(image)] = 1),
        ["a negative number of keys"] = (BlocklistFileFault.InconsistentStructure, image => image.SetUInt32(Sections.Index, Keys, uint.MaxValue)),
        ["no keys"] = (BlocklistFileFault.InconsistentStructure, image => image.SetUInt32(Sections.Index, Keys, 0)),
        ["a negative number of rules"] = (BlocklistFileFault.InconsistentStructure, image => image.SetUInt32(Sections.Index, Rules, 0x8000_0000)),
        ["a rule less"] = (BlocklistFileFault.InconsistentStructure, image => image.Content(Sections.Index)[Rules]--),
        ["fewer rules than keys"] = (BlocklistFileFault.InconsistentStructure, image => image.Content(Sections.Index)[Rules] = 1),
        ["more labels than a name can have"] = (BlocklistFileFault.InconsistentStructure, image => image.Content(Sections.Index)[22] = 128),
        ["more blocks of lengths than groups"] = (BlocklistFileFault.InconsistentStructure, image => image.Content(Sections.Index)[23] = 81),
        ["a filter of another length"] = (BlocklistFileFault.InconsistentStructure, image => image.Content(Sections.Filter)[0]++),
        ["no roots"] = (BlocklistFileFault.InconsistentStructure, image => image.Content(Sections.Roots)[0] = 0),
        ["slots beyond the roots"] = (BlocklistFileFault.InconsistentStructure, image => image.Content(Sections.Roots)[2] = 17),
        ["a slot that leads to no root"] = (BlocklistFileFault.InconsistentStructure, image => image.Content(Sections.Roots)[8] = 9),
        ["a slot of the root without labels"] = (BlocklistFileFault.InconsistentStructure, image => image.Content(Sections.Roots)[10] = 1),
        ["a root's label behind all labels"] = (BlocklistFileFault.InconsistentStructure, image => image.Content(Sections.Roots)[^4] = 1),
        ["a root whose next letter is of no class"] = (BlocklistFileFault.InconsistentStructure, image => image.Content(Sections.Roots)[8 + RootTable.SlotsSize(image.Content(Sections.Roots)[2]) + 4] = 0xFF),
        ["groups of letters that the model lacks"] = (BlocklistFileFault.InconsistentStructure, image => image.Content(Sections.Letters)[0]++),
        ["a symbol in no group"] = (BlocklistFileFault.InconsistentStructure, image => image.Content(Sections.Letters)[4] = 1),
        ["a letter's code longer than any"] = (BlocklistFileFault.InconsistentStructure, image => image.SetAllLetterCodes(bits: 0, LetterModel.MaxCodeLength + 1)),
        ["a letter's code longer than it says"] = (BlocklistFileFault.InconsistentStructure, image => image.SetAllLetterCodes(bits: 4, length: 2)),
        ["an escape that looks like a letter"] = (BlocklistFileFault.InconsistentStructure, image => image.SetLetterCode(Symbols.Escape, 0x0041)),
        ["a letter that looks like an escape"] = (BlocklistFileFault.InconsistentStructure, image => image.SetLetterCode(0, 0x8041)),
        ["a letter without a code that looks as if it had one"] = (BlocklistFileFault.InconsistentStructure, image => image.SetLetterCode(0, 0)),
        ["no classes"] = (BlocklistFileFault.InconsistentStructure, image => image.SetUInt32(Sections.Classes, 0, 0)),
        ["countless classes"] = (BlocklistFileFault.InconsistentStructure, image => image.SetUInt32(Sections.Classes, 0, 0x7FFF_FFFF)),
        ["a negative number of lists"] = (BlocklistFileFault.InconsistentStructure, image => image.SetUInt32(Sections.Index, Lists, uint.MaxValue)),
        ["too many lists"] = (BlocklistFileFault.InconsistentStructure, image => image.SetUInt32(Sections.Index, Lists, 65_536)),
        ["a list more"] = (BlocklistFileFault.InconsistentStructure, image => image.Content(Sections.Index)[Lists]++),
        ["an unknown profile"] = (BlocklistFileFault.UnsupportedVersion, image => image.Content(Sections.Index)[ProfileByte] = 3),
        ["an unknown chain mode"] = (BlocklistFileFault.UnsupportedVersion, image => image.Content(Sections.Index)[28] = 2),
        ["a negative number of stops"] = (BlocklistFileFault.InconsistentStructure, image => image.Content(Sections.Index)[27] = 0x80),
        ["an unknown flag of a list"] = (BlocklistFileFault.UnsupportedVersion, image => image.Content(Sections.ListFlags)[1] = 2),
        ["a reserved byte that is set"] = (BlocklistFileFault.InconsistentStructure, image => image.Content(Sections.Index)[31] = 1),
        ["a list's name longer than its section"] = (BlocklistFileFault.InconsistentStructure, image => image.Content(Sections.Lists)[0] = 0xF0),
        ["a list's name of negative length"] = (BlocklistFileFault.InconsistentStructure, image => image.Content(Sections.Lists)[3] = 0x80),
        ["a list's name that is not UTF-8"] = (BlocklistFileFault.InconsistentStructure, image => image.Content(Sections.Lists)[4] = 0xFF),
        ["metadata that end in a length"] = (BlocklistFileFault.InconsistentStructure, image => image.Content(Sections.Metadata)[0] -= 1),
    };

    public static TheoryData<string> FaultNames => [.. Faults.Keys];

    [Theory]
    [MemberData(nameof(FaultNames))]
    public void A_file_with_a_fault_is_refused_by_its_name(string name)
    {
        (BlocklistFileFault fault, Action<EditedImage> edit) = Faults[name];
        var image = new EditedImage(SampleImage.Make());
        edit(image);
        byte[] bytes = image.Bytes.Length < Sections.HeaderSize ? image.Bytes : image.Seal().Bytes;

        BlocklistFileException refusal = Assert.Throws<BlocklistFileException>(() => Blocklist.Load(bytes));
        Assert.Equal(fault, refusal.Fault);
        Assert.InRange(refusal.Offset, 0, SampleImage.Make().Length);
        Assert.EndsWith(".", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_a_required_section_is_refused()
    {
        Assert.All(RequiredSections, section =>
        {
            var image = new EditedImage(SampleImage.Make());
            Rename(image, section, flags: 0);
            BlocklistFileException refusal = Assert.Throws<BlocklistFileException>(() => Blocklist.Load(image.Seal().Bytes));
            Assert.Equal(BlocklistFileFault.InconsistentStructure, refusal.Fault);
            Assert.Contains(Sections.Name(section), refusal.Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void An_unknown_section_that_is_not_required_is_skipped()
    {
        var image = new EditedImage(SampleImage.Make());
        Rename(image, Sections.Metadata, flags: 0);
        using var blocklist = Blocklist.Load(image.Seal().Bytes);
        blocklist.Verify();
        Assert.Empty(blocklist.Metadata);
        Assert.Contains(blocklist.SectionSizes, section => section.Key == "XTRA");
    }

    [Fact]
    public void A_wrong_checksum_is_found_when_opening_or_verifying()
    {
        var image = new EditedImage(SampleImage.Make());
        image.Records[1] ^= 1;
        Assert.Equal(BlocklistFileFault.ChecksumMismatch, Assert.Throws<BlocklistFileException>(() => Blocklist.Load(image.Bytes)).Fault);

        using var deferred = Blocklist.Load(image.Bytes, new BlocklistOpenOptions { DeferChecksums = true });
        Assert.Equal(BlocklistFileFault.ChecksumMismatch, Assert.Throws<BlocklistFileException>(() => deferred.Verify()).Fault);
    }

    [Fact]
    public void A_wrong_header_checksum_is_found_even_when_checksums_are_deferred()
    {
        var image = new EditedImage(SampleImage.Make());
        image.Bytes[HeaderChecksum]++;
        BlocklistFileException refusal = Assert.Throws<BlocklistFileException>(
            () => Blocklist.Load(image.Bytes, new BlocklistOpenOptions { DeferChecksums = true }));
        Assert.Equal(BlocklistFileFault.ChecksumMismatch, refusal.Fault);
    }

    [Fact]
    public void The_sample_itself_is_sound()
    {
        using var blocklist = Blocklist.Load(SampleImage.Make());
        blocklist.Verify();
        Assert.Equal((13, 2), (blocklist.RuleCount, blocklist.StopCount));
    }

    private static void Rename(EditedImage image, uint section, uint flags)
    {
        Span<byte> entry = image.Entry(section);
        "XTRA"u8.CopyTo(entry);
        BinaryPrimitives.WriteUInt32LittleEndian(entry[4..], flags);
    }

    private static void SetOffset(EditedImage image, uint section, long offset) =>
        BinaryPrimitives.WriteInt64LittleEndian(image.Entry(section)[8..], offset);

    // Sections begin at multiples of eight; the metadata do not end at one.
    private static int FindPadding(EditedImage image)
    {
        Span<byte> metadata = image.Entry(Sections.Metadata);
        int end = (int)(BinaryPrimitives.ReadInt64LittleEndian(metadata[8..]) + BinaryPrimitives.ReadInt64LittleEndian(metadata[16..]));
        Assert.NotEqual(0, end % Sections.Alignment);
        return end;
    }

    [Fact]
    public void A_section_of_countless_empty_texts_is_refused_before_it_is_all_read()
    {
        // One pair of empty texts is eight zero bytes: 65,536 pairs, one more than a file may have.
        var builder = new BlocklistBuilder();
        builder.AddMetadata("", "");
        var image = new EditedImage(builder.Build().Image.Span);
        image.WriteSections([.. image.ReadSections().Select(section => section.Id == Sections.Metadata ? section with { Content = new byte[8 * 65_536] } : section)]);
        BlocklistFileException refused = Assert.Throws<BlocklistFileException>(() => Blocklist.Load(image.Seal().Bytes));
        Assert.Equal(BlocklistFileFault.InconsistentStructure, refused.Fault);
    }
}
