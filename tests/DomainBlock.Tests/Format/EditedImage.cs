using System.Buffers.Binary;
using System.IO.Hashing;
using DomainBlock.Format;

namespace DomainBlock.Tests.Format;

/// <summary>A compiled file that a test changes, and whose checksums it can make fit again.</summary>
internal sealed class EditedImage(ReadOnlySpan<byte> image)
{
    public const int CountOffset = 10;

    private const int OffsetInEntry = 8;
    private const int LengthInEntry = 16;
    private const int ChecksumInEntry = 24;

    public byte[] Bytes { get; set; } = image.ToArray();

    private int SectionCount
    {
        get
        {
            int count = BinaryPrimitives.ReadUInt16LittleEndian(Bytes.AsSpan(CountOffset));
            return Sections.HeaderSize + (count * Sections.TableEntrySize) <= Bytes.Length ? count : 0;
        }
    }

    /// <summary>A section's entry in the table: identifier, flags, offset, length, checksum.</summary>
    public Span<byte> Entry(uint id)
    {
        for (int i = 0; i < SectionCount; i++)
        {
            Span<byte> entry = Bytes.AsSpan(Sections.HeaderSize + (i * Sections.TableEntrySize), Sections.TableEntrySize);
            if (BinaryPrimitives.ReadUInt32LittleEndian(entry) == id)
                return entry;
        }
        throw new ArgumentException($"There is no section {Sections.Name(id)}.", nameof(id));
    }

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

    public void SetUInt32(uint section, int offset, uint value) =>
        BinaryPrimitives.WriteUInt32LittleEndian(Content(section)[offset..], value);

    /// <summary>Makes the checksums of all sections, of the header and of the whole fit, as far as what the table says is possible.</summary>
    public EditedImage Seal()
    {
        for (int i = 0; i < SectionCount; i++)
        {
            Span<byte> entry = Bytes.AsSpan(Sections.HeaderSize + (i * Sections.TableEntrySize), Sections.TableEntrySize);
            if (TryGetContent(entry, out Span<byte> content))
                BinaryPrimitives.WriteUInt64LittleEndian(entry[ChecksumInEntry..], XxHash3.HashToUInt64(content));
        }
        if (SectionCount > 0)
            Sections.Seal(Bytes);
        return this;
    }

    private bool TryGetContent(ReadOnlySpan<byte> entry, out Span<byte> content)
    {
        long offset = BinaryPrimitives.ReadInt64LittleEndian(entry[OffsetInEntry..]);
        long length = BinaryPrimitives.ReadInt64LittleEndian(entry[LengthInEntry..]);
        bool isInside = offset >= 0 && offset <= Bytes.Length && length >= 0 && length <= Bytes.Length - offset;
        content = isInside ? Bytes.AsSpan((int)offset, (int)length) : default;
        return isInside;
    }
}
