using DomainBlock.Benchmarks.Synthetic;
using DomainBlock.Tests.Format;

namespace DomainBlock.Tests.Hostile;

/// <summary>
/// Makes a mutant of a seed: chooses a base, edits it once to a few times, and in most cases makes its checksums fit
/// again, so that what lies behind them is reached.
/// </summary>
internal static class Mutator
{
    /// <summary>No mutant is longer; an edit that would make it so is not made.</summary>
    public const int MaxLength = 1 << 18;

    private const int MaxEdits = 4;

    /// <summary>The same seed makes the same bytes, as long as the format does.</summary>
    public static Mutant Make(ulong seed)
    {
        var random = new SplitMix64(seed);
        IReadOnlyList<MutantBase> bases = MutantBases.All;
        MutantBase source = bases[random.Below(bases.Count)];
        var image = new EditedImage(source.Image);
        var edits = new List<string>();
        for (int more = 1 + random.ZipfBelow(MaxEdits); more > 0; more--)
            edits.Add(Edit(image, random));
        edits.Add(Close(image, random));
        return new Mutant(seed, source, edits, image.Bytes);
    }

    private static string Edit(EditedImage image, SplitMix64 random) => random.Below(100) switch
    {
        < 50 => ContentEdits.Apply(image, random),
        < 65 => TableEdits.Apply(image, random),
        < 95 => SectionEdits.Apply(image, random),
        _ => FileEdits.Apply(image, random),
    };

    private static string Close(EditedImage image, SplitMix64 random)
    {
        switch (random.Below(100))
        {
            case < 80:
                image.Seal();
                return "sealed";
            case < 85:
                image.WriteLength();
                image.Seal();
                return "length written, sealed";
            case < 90:
                image.SealSections();
                return "sections sealed";
            case < 95 when image.Bytes.Length > 0:
                image.Seal();
                image.Bytes[random.Below(image.Bytes.Length)] ^= (byte)(1 << random.Below(8));
                return "sealed, then a bit flipped";
            default:
                return "not sealed";
        }
    }
}
