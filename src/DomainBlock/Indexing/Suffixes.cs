using System.Runtime.CompilerServices;

namespace DomainBlock.Indexing;

/// <summary>
/// Room on a query's stack for what is known of the suffixes of one name, by their number of labels: where each begins, its hash, and which
/// have to be looked up. Filled by <see cref="SuffixIndex.FindCandidates"/>, as far as names have labels, or by <see cref="SuffixIndex.ReadSuffixes"/>.
/// </summary>
internal struct Suffixes
{
    /// <summary>127 labels, and the root.</summary>
    public const int MaxCount = 128;

    /// <summary>The hash of each suffix.</summary>
    public HashRoom Hashes;

    /// <summary>Where in the text each begins; for the root, one past where a dot behind the name would be.</summary>
    public PlaceRoom Starts;

    /// <summary>The numbers of labels of the suffixes to look up, ascending.</summary>
    public PlaceRoom Candidates;

    /// <summary>For <see cref="SuffixHash"/>.</summary>
    public SuffixHash.Room Words;

    [InlineArray(MaxCount)]
    public struct HashRoom
    {
        private ulong _first;
    }

    [InlineArray(MaxCount)]
    public struct PlaceRoom
    {
        private byte _first;
    }
}
