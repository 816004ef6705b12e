using System.Buffers.Binary;
using DomainBlock.Benchmarks.Synthetic;
using DomainBlock.Format;
using DomainBlock.Tests.Format;

namespace DomainBlock.Tests.Hostile;

/// <summary>Edits of bytes where they lie: nothing moves.</summary>
internal static class ContentEdits
{
    /// <summary>Directories stand at the start of sections, and much hangs on them.</summary>
    private const int Beginning = 64;

    private const int MaxRun = 64;

    public static string Apply(EditedImage image, SplitMix64 random)
    {
        Span<byte> area = Choose(image, random, out string where);
        if (area.IsEmpty)
            return $"nothing in {where}";
        return Change(area, image.Bytes.Length, random) + " in " + where;
    }

    private static string Change(Span<byte> area, int fileLength, SplitMix64 random)
    {
        int place = Place(area.Length, random);
        int run = 1 + random.Below(Math.Min(MaxRun, area.Length - place));
        switch (random.Below(10))
        {
            case < 3:
                for (int flips = 1 + random.ZipfBelow(8); flips > 0; flips--)
                    area[Place(area.Length, random)] ^= (byte)(1 << random.Below(8));
                return "bits flipped";
            case < 7:
                int width = Math.Min(1 << random.Below(4), area.Length - place);
                width = width is 1 or 2 or 4 or 8 ? width : 1;
                if (random.Happens(75))
                    place -= place % width;
                ExtremeNumber.Write(area.Slice(place, width), [area.Length, area.Length / 4, area.Length / 8, fileLength], random);
                return FormattableString.Invariant($"number of {width}");
            case 7:
                area.Slice(place, run).Fill((byte)(random.Happens(50) ? 0 : 0xFF));
                return "a run of one byte";
            case 8:
                area.Slice(Place(area.Length - run + 1, random), run).CopyTo(area[place..]);
                return "a run copied";
            default:
                foreach (ref byte octet in area.Slice(place, run))
                    octet = (byte)random.Below(256);
                return "a run of anything";
        }
    }

    private static Span<byte> Choose(EditedImage image, SplitMix64 random, out string where)
    {
        int count = image.SectionCount;
        if (count == 0 || random.Happens(5))
        {
            where = "the file";
            return image.Bytes;
        }
        Span<byte> entry = image.EntryAt(random.Below(count));
        where = Sections.Name(BinaryPrimitives.ReadUInt32LittleEndian(entry));
        return image.TryGetContent(entry, out Span<byte> content) ? content : default;
    }

    private static int Place(int length, SplitMix64 random) => random.Below(10) switch
    {
        < 5 => random.Below(Math.Min(length, Beginning)),
        < 7 => length - 1 - random.Below(Math.Min(length, Beginning)),
        _ => random.Below(length),
    };
}
