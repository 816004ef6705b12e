namespace DomainBlock.Indexing;

/// <summary>Where the parts of an index lie in their file, and what of it every query asks. Checked once, on opening.</summary>
internal sealed record IndexLayout
{
    /// <summary>The hash of the root suffix.</summary>
    public required ulong Seed { get; init; }

    /// <summary>How the seed scrambles keys.</summary>
    public required KeyScramble Scramble { get; init; }

    /// <summary>How many names rules stand on.</summary>
    public required int KeyCount { get; init; }

    /// <summary>The fewest labels of a name that rules stand on: shorter suffixes need no look-up. 128 where there are none but labels under any public suffix, which do not count.</summary>
    public required int MinLabels { get; init; }

    /// <summary>The most labels of such a name: longer suffixes need no look-up.</summary>
    public required int MaxLabels { get; init; }

    /// <summary>See <see cref="SuffixFilter"/>; empty where there is none.</summary>
    public required Extent Filter { get; init; }

    /// <summary>Whether rules stand on names, none on the root, and there is a filter: then all that is looked up has passed it. Follows from the others, and is kept because every question asks it.</summary>
    public bool HasFilter { get; init; }

    /// <summary>See <see cref="RootTable"/>.</summary>
    public required Extent Roots { get; init; }

    /// <summary>See <see cref="LetterModel"/>.</summary>
    public required Extent Letters { get; init; }

    /// <summary>See <see cref="GroupDirectory"/>.</summary>
    public required Extent Groups { get; init; }

    /// <summary>For how many times 64 lengths the groups' directory says which have keys; fits <see cref="Groups"/>.</summary>
    public required int LengthBlocks { get; init; }

    /// <summary>See <see cref="KeySet"/>.</summary>
    public required Extent Samples { get; init; }

    /// <summary>See <see cref="KeySet"/>.</summary>
    public required Extent High { get; init; }

    /// <summary>See <see cref="KeySet"/>.</summary>
    public required Extent Low { get; init; }

    /// <summary>The groups of keys as <see cref="KeySearch"/> needs them, by length up to <see cref="SearchGroup.MaxLength"/>: see <see cref="SearchGroup.Prepare"/>. They hold for this layout: one made from it with other parts needs its own.</summary>
    public SearchGroup[] SearchGroups { get; private init; } = SearchGroup.None;

    /// <summary>The same layout with the groups of keys worked out.</summary>
    public IndexLayout WithSearchGroups(ReadOnlySpan<byte> file) => this with { SearchGroups = SearchGroup.Prepare(this, file) };

    /// <summary>How many bits <see cref="Low"/> has, padding left out.</summary>
    public long LowBitCount => ((long)Low.Length - BitString.Padding) * 8;
}

/// <summary>A place in a file, in bytes.</summary>
internal readonly record struct Extent(int Offset, int Length)
{
    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> file) => file.Slice(Offset, Length);
}
