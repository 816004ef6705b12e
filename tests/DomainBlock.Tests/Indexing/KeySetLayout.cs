using DomainBlock.Indexing;
using DomainBlock.Indexing.Building;

namespace DomainBlock.Tests.Indexing;

/// <summary>Lays out a set of keys by itself, without the other parts of an index.</summary>
internal static class KeySetLayout
{
    /// <param name="sections">The set, for its number of lengths.</param>
    /// <param name="parts">Where its groups, samples, high and low bits lie.</param>
    /// <param name="count">How many keys it has.</param>
    /// <param name="seed">What it was built with.</param>
    /// <param name="file">The file that they lie in.</param>
    public static IndexLayout Of(KeySetSections sections, IReadOnlyList<Extent> parts, int count, ulong seed, ReadOnlySpan<byte> file) => new IndexLayout
    {
        Seed = seed,
        Scramble = new KeyScramble(seed),
        KeyCount = count,
        MinLabels = 0,
        MaxLabels = 0,
        Filter = default,
        Roots = default,
        Letters = default,
        Groups = parts[0],
        LengthBlocks = sections.LengthBlocks,
        Samples = parts[1],
        High = parts[2],
        Low = parts[3],
    }.WithSearchGroups(file);

    /// <summary>Lays the parts behind one another, each at a multiple of 8 bytes, as a file has them.</summary>
    public static (IndexLayout Layout, byte[] File) InOneFile(KeySetSections sections, int count, ulong seed)
    {
        byte[][] parts = [sections.Groups, sections.Samples, sections.High, sections.Low];
        var extents = new List<Extent>();
        int end = 0;
        foreach (byte[] part in parts)
        {
            extents.Add(new Extent(end, part.Length));
            end = (end + part.Length + 7) / 8 * 8;
        }
        byte[] file = new byte[end];
        for (int part = 0; part < parts.Length; part++)
            parts[part].CopyTo(file, extents[part].Offset);
        return (Of(sections, extents, count, seed, file), file);
    }
}
