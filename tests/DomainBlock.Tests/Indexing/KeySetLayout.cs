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
    public static IndexLayout Of(KeySetSections sections, IReadOnlyList<Extent> parts, int count, ulong seed) => new()
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
    };
}
