using System.Buffers.Binary;
using System.IO.Hashing;
using DomainBlock.Format;
using DomainBlock.Indexing;
using DomainBlock.Work;

namespace DomainBlock.Tests.Format;

/// <summary>
/// A compiled file that a test changes, and whose checksums it can make fit again. Where header and table have their
/// fields (docs/format.md) stands here, once for all tests.
/// </summary>
internal sealed class EditedImage(ReadOnlySpan<byte> image)
{
    public const int CountOffset = 10;
    public const int LengthOffset = 16;

    public const int FlagsInEntry = 4;
    public const int OffsetInEntry = 8;
    public const int LengthInEntry = 16;
    public const int ChecksumInEntry = 24;

    public byte[] Bytes { get; set; } = image.ToArray();

    /// <summary>How many sections the header says there are; 0 where their table would not fit into the file.</summary>
    public int SectionCount
    {
        get
        {
            if (Bytes.Length < Sections.HeaderSize)
                return 0;
            int count = BinaryPrimitives.ReadUInt16LittleEndian(Bytes.AsSpan(CountOffset));
            return Sections.HeaderSize + (count * Sections.TableEntrySize) <= Bytes.Length ? count : 0;
        }
    }

    /// <summary>The sections that lie in the file as the table says, copied.</summary>
    public List<EditedSection> ReadSections()
    {
        var sections = new List<EditedSection>();
        for (int i = 0; i < SectionCount; i++)
        {
            Span<byte> entry = EntryAt(i);
            if (TryGetContent(entry, out Span<byte> content))
            {
                sections.Add(new EditedSection(
                    BinaryPrimitives.ReadUInt32LittleEndian(entry),
                    BinaryPrimitives.ReadUInt32LittleEndian(entry[FlagsInEntry..]),
                    content.ToArray()));
            }
        }
        return sections;
    }

    /// <summary>Gives all symbols the same code, in all classes.</summary>
    public void SetAllLetterCodes(uint bits, int length)
    {
        for (int symbol = 0; symbol < Symbols.Count; symbol++)
            SetLetterCode(symbol, LetterModel.Entry(symbol, bits, length));
    }

    /// <summary>Gives a symbol the same code in all classes, as two bytes of any sense.</summary>
    public void SetLetterCode(int symbol, uint code)
    {
        Span<byte> letters = Content(Sections.Letters);
        int codes = LetterModel.HeaderSize + (letters[0] * LetterModel.ContextsPerGroup);
        for (int place = codes + (symbol * sizeof(ushort)); place < letters.Length; place += Symbols.Count * sizeof(ushort))
            BinaryPrimitives.WriteUInt16LittleEndian(letters[place..], (ushort)code);
    }

    /// <summary>The contents of the sections with an identifier; empty where there is none.</summary>
    public static byte[] ContentsOf(uint id, byte[] file) =>
        [.. new EditedImage(file).ReadSections().Where(section => section.Id == id).SelectMany(section => section.Content)];

    /// <summary>Lays the file out anew: the same header, other sections. Lengths and offsets fit; checksums are for <see cref="Seal"/>.</summary>
    public void WriteSections(IReadOnlyList<EditedSection> sections)
    {
        long length = EndOfTable(sections.Count);
        foreach (EditedSection section in sections)
            length = Align(length) + section.Content.Length;

        byte[] header = Bytes[..Sections.HeaderSize];
        Bytes = new byte[length];
        header.CopyTo(Bytes, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(Bytes.AsSpan(CountOffset), (ushort)sections.Count);
        WriteLength();

        long offset = EndOfTable(sections.Count);
        for (int i = 0; i < sections.Count; i++)
        {
            EditedSection section = sections[i];
            offset = Align(offset);
            Span<byte> entry = EntryAt(i);
            BinaryPrimitives.WriteUInt32LittleEndian(entry, section.Id);
            BinaryPrimitives.WriteUInt32LittleEndian(entry[FlagsInEntry..], section.Flags);
            BinaryPrimitives.WriteInt64LittleEndian(entry[OffsetInEntry..], offset);
            BinaryPrimitives.WriteInt64LittleEndian(entry[LengthInEntry..], section.Content.Length);
            section.Content.CopyTo(Bytes, offset);
            offset += section.Content.Length;
        }
    }

    /// <summary>A section's entry in the table: identifier, flags, offset, length, checksum.</summary>
    public Span<byte> Entry(uint id)
    {
        for (int i = 0; i < SectionCount; i++)
        {
            Span<byte> entry = EntryAt(i);
            if (BinaryPrimitives.ReadUInt32LittleEndian(entry) == id)
                return entry;
        }
        throw new ArgumentException($"There is no section {Sections.Name(id)}.", nameof(id));
    }

    /// <summary>An entry of the table by its place.</summary>
    public Span<byte> EntryAt(int place) =>
        Bytes.AsSpan(Sections.HeaderSize + (place * Sections.TableEntrySize), Sections.TableEntrySize);

    /// <summary>A section's contents.</summary>
    public Span<byte> Content(uint id) => TryGetContent(Entry(id), out Span<byte> content)
        ? content
        : throw new ArgumentException($"Section {Sections.Name(id)} is not in the file.", nameof(id));

    /// <summary>The records of the classes, eight bytes each: pattern, flags, list (2), count (4).</summary>
    public Span<byte> Records
    {
        get
        {
            Span<byte> classes = Content(Sections.Classes);
            return classes[(8 + ((BinaryPrimitives.ReadInt32LittleEndian(classes) + 1) * 8))..];
        }
    }

    /// <summary>The contents that a table entry leads to, where they lie in the file.</summary>
    public bool TryGetContent(ReadOnlySpan<byte> entry, out Span<byte> content)
    {
        long offset = BinaryPrimitives.ReadInt64LittleEndian(entry[OffsetInEntry..]);
        long length = BinaryPrimitives.ReadInt64LittleEndian(entry[LengthInEntry..]);
        bool isInside = offset >= 0 && offset <= Bytes.Length && length >= 0 && length <= Bytes.Length - offset;
        content = isInside ? Bytes.AsSpan((int)offset, (int)length) : default;
        return isInside;
    }

    public void SetUInt32(uint section, int offset, uint value) =>
        BinaryPrimitives.WriteUInt32LittleEndian(Content(section)[offset..], value);

    /// <summary>Makes the header say how long the file is, if there is a header.</summary>
    public void WriteLength()
    {
        if (Bytes.Length >= Sections.HeaderSize)
            BinaryPrimitives.WriteInt64LittleEndian(Bytes.AsSpan(LengthOffset), Bytes.Length);
    }

    /// <summary>Makes the checksums of all sections, of the header and of the whole fit, as far as what the table says is possible.</summary>
    public EditedImage Seal()
    {
        SealSections();
        if (SectionCount > 0)
            Sections.Seal(Bytes, new BuildWork());
        return this;
    }

    /// <summary>Makes the checksums of all sections fit, but not the header's, which covers the table.</summary>
    public void SealSections()
    {
        for (int i = 0; i < SectionCount; i++)
        {
            Span<byte> entry = EntryAt(i);
            if (TryGetContent(entry, out Span<byte> content))
                BinaryPrimitives.WriteUInt64LittleEndian(entry[ChecksumInEntry..], XxHash3.HashToUInt64(content));
        }
    }

    private static long EndOfTable(int sections) => Sections.HeaderSize + (sections * (long)Sections.TableEntrySize);

    private static long Align(long offset) => (offset + Sections.Alignment - 1) / Sections.Alignment * Sections.Alignment;
}
