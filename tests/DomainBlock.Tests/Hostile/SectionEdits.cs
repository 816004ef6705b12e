using DomainBlock.Benchmarks.Synthetic;
using DomainBlock.Format;
using DomainBlock.Tests.Format;

namespace DomainBlock.Tests.Hostile;

/// <summary>Edits that lay the file out anew: sections cut, lengthened, exchanged, renamed, or taken from another file.</summary>
internal static class SectionEdits
{
    private const uint Unknown = 0x21212121; // "!!!!"

    private const int MaxGrowth = 1 << 15;

    public static string Apply(EditedImage image, SplitMix64 random)
    {
        List<EditedSection> sections = image.ReadSections();
        if (sections.Count == 0)
            return "no section";
        string edit = Change(sections, random);
        if (sections.Sum(section => (long)section.Content.Length) > Mutator.MaxLength / 2)
            return $"too long: {edit}";
        image.WriteSections(sections);
        return edit;
    }

    private static string Change(List<EditedSection> sections, SplitMix64 random)
    {
        int place = random.Below(sections.Count);
        int other = random.Below(sections.Count);
        EditedSection section = sections[place];
        string name = Sections.Name(section.Id);
        switch (random.Below(14))
        {
            case < 3:
                sections[place] = section with { Content = section.Content[..Shorter(section.Content.Length, random)] };
                return $"{name} cut";
            case < 5:
                sections[place] = section with { Content = [.. section.Content, .. Filling(section.Content, random)] };
                return $"{name} lengthened";
            case 5:
                int from = random.Below(section.Content.Length + 1);
                sections[place] = section with { Content = [.. section.Content[..from], .. Filling(section.Content, random), .. section.Content[from..]] };
                return $"{name} stuffed";
            case 6:
                (sections[place], sections[other]) = (section with { Content = sections[other].Content }, sections[other] with { Content = section.Content });
                return $"{name} exchanged with {Sections.Name(sections[other].Id)}";
            case < 10:
                return Splice(sections, place, random);
            case 10:
                sections.RemoveAt(place);
                return $"{name} removed";
            case 11:
                sections.Insert(other, random.Happens(50) ? section : section with { Id = Unknown, Flags = (uint)random.Below(2) });
                return $"{name} doubled";
            case 12:
                sections[place] = section with { Id = random.Happens(50) ? sections[other].Id : Unknown };
                return $"{name} renamed";
            default:
                (sections[place], sections[other]) = (sections[other], section);
                return $"{name} moved";
        }
    }

    // A section of another sound file in the place of this one's: mostly of the same name, so that it is read as such.
    private static string Splice(List<EditedSection> sections, int place, SplitMix64 random)
    {
        MutantBase source = MutantBases.All[random.Below(MutantBases.All.Count)];
        List<EditedSection> others = new EditedImage(source.Image).ReadSections();
        EditedSection section = sections[place];
        EditedSection other = others.Find(candidate => candidate.Id == section.Id && random.Happens(90)) ?? others[random.Below(others.Count)];
        sections[place] = section with { Content = other.Content };
        return $"{Sections.Name(section.Id)} from {source.Name}";
    }

    private static int Shorter(int length, SplitMix64 random) => random.Below(4) switch
    {
        0 => Math.Max(0, length - 1 - random.Below(8)),
        1 => length / 2,
        2 => Math.Max(0, length - 8) / 8 * 8,
        _ => random.Below(length + 1),
    };

    private static byte[] Filling(byte[] content, SplitMix64 random)
    {
        byte[] filling = new byte[random.Below(8) switch
        {
            < 4 => 1 + random.Below(64),
            < 6 => 8 * (1 + random.Below(16)),
            _ => random.Below(MaxGrowth),
        }];
        switch (random.Below(4))
        {
            case 0:
                break;
            case 1:
                filling.AsSpan().Fill(0xFF);
                break;
            case 2 when content.Length > 0:
                for (int i = 0; i < filling.Length; i++)
                    filling[i] = content[i % content.Length];
                break;
            default:
                foreach (ref byte octet in filling.AsSpan())
                    octet = (byte)random.Below(256);
                break;
        }
        return filling;
    }
}
