using DomainBlock.Indexing;
using DomainBlock.Indexing.Building;
using DomainBlock.Work;

namespace DomainBlock.Tests.Indexing;

/// <summary>Builds and lays out a set of keys by itself, without the other parts of an index.</summary>
internal static class KeySetLayout
{
    /// <summary>Builds a set.</summary>
    /// <param name="keys">Its keys, as <see cref="BitText"/> has them.</param>
    /// <param name="seed">What to build with.</param>
    /// <returns>Null if the keys do not go with the seed.</returns>
    public static KeySetSections? Build(string[] keys, ulong seed)
    {
        var builder = new KeySetBuilder(keys.Length, seed);
        for (int name = 0; name < keys.Length; name++)
            builder.Set(name, BitText.ToKey(keys[name]));
        return builder.TryBuild(new BuildWork());
    }

    /// <summary>Lays the parts behind one another, each at a multiple of 8 bytes, as a file has them.</summary>
    /// <param name="sections">The set.</param>
    /// <param name="count">How many keys it has.</param>
    /// <param name="seed">What it was built with.</param>
    /// <param name="last">Which part the file ends with: groups, samples, high bits or low bits, from 0.</param>
    public static (IndexLayout Layout, byte[] File) InOneFile(KeySetSections sections, int count, ulong seed, int last = 3)
    {
        byte[][] parts = [sections.Groups, sections.Samples, sections.High, sections.Low];
        var extents = new Extent[parts.Length];
        var file = new List<byte>();
        foreach (int part in Enumerable.Range(0, parts.Length).OrderBy(part => part == last))
        {
            file.AddRange(new byte[-file.Count & 7]);
            extents[part] = new Extent(file.Count, parts[part].Length);
            file.AddRange(parts[part]);
        }
        byte[] bytes = [.. file];
        IndexLayout layout = new()
        {
            Seed = seed,
            Scramble = new KeyScramble(seed),
            KeyCount = count,
            MinLabels = 0,
            MaxLabels = 0,
            Filter = default,
            Roots = default,
            Letters = default,
            Groups = extents[0],
            LengthBlocks = sections.LengthBlocks,
            Samples = extents[1],
            High = extents[2],
            Low = extents[3],
        };
        return (layout.WithSearchGroups(bytes), bytes);
    }
}
