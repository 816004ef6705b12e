using DomainBlock.Benchmarks.Synthetic;
using DomainBlock.Format;
using DomainBlock.Tests.Format;

namespace DomainBlock.Tests.Hostile;

/// <summary>Edits of the header's and the table's numbers: where sections lie, how long they are, what they are called.</summary>
internal static class TableEdits
{
    private static readonly (string Name, int Offset, int Width)[] Fields =
    [
        ("identifier", 0, 4),
        ("flags", EditedImage.FlagsInEntry, 4),
        ("offset", EditedImage.OffsetInEntry, 8),
        ("length", EditedImage.LengthInEntry, 8),
        ("checksum", EditedImage.ChecksumInEntry, 8),
    ];

    public static string Apply(EditedImage image, SplitMix64 random)
    {
        int count = image.SectionCount;
        if (count == 0 || random.Happens(15))
            return EditHeader(image, random);

        Span<byte> entry = image.EntryAt(random.Below(count));
        (string name, int offset, int width) = Fields[random.Below(Fields.Length)];
        image.TryGetContent(entry, out Span<byte> content);
        Span<byte> field = entry.Slice(offset, width);
        if (random.Happens(25))
        {
            // One section says what another does: it lies there, is as long, or has that name.
            image.EntryAt(random.Below(count)).Slice(offset, width).CopyTo(field);
            return $"another section's {name}";
        }
        ExtremeNumber.Write(field, [content.Length, image.Bytes.Length, image.Bytes.Length - content.Length], random);
        return $"a section's {name}";
    }

    private static string EditHeader(EditedImage image, SplitMix64 random)
    {
        if (image.Bytes.Length < Sections.HeaderSize)
            return "no header";
        int width = 1 << random.Below(4);
        int place = random.Below(Sections.HeaderSize / width) * width;
        ExtremeNumber.Write(image.Bytes.AsSpan(place, width), [image.Bytes.Length, image.SectionCount], random);
        return FormattableString.Invariant($"the header's byte {place}");
    }
}
