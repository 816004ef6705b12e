using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace DomainBlock.Indexing;

/// <summary>
/// Room on a query's stack for what is known of the suffixes of one name, by their number of labels: where each begins, its hash, and which
/// have to be looked up. Filled by <see cref="SuffixIndex.FindCandidates"/>, as far as names have labels, with hashes of all if there is any candidate; or by <see cref="SuffixIndex.ReadSuffixes"/>.
/// <para>
/// <b>Unchecked code.</b> What is asked and said by number goes by reference and offset. The caller's duty is to ask for no more than 127 labels, which debug builds assert: it counts the labels of a name.
/// </para>
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

    /// <summary>Where a suffix begins.</summary>
    public readonly int Start(int labels) => At<PlaceRoom, byte>(in Starts, labels);

    /// <summary>Says where a suffix begins.</summary>
    public void SetStart(int labels, int start) => At<PlaceRoom, byte>(in Starts, labels) = (byte)start;

    /// <summary>The hash of a suffix.</summary>
    public readonly ulong Hash(int labels) => At<HashRoom, ulong>(in Hashes, labels);

    /// <summary>Says what the hash of a suffix is.</summary>
    public void SetHash(int labels, ulong hash) => At<HashRoom, ulong>(in Hashes, labels) = hash;

    /// <summary>How many labels a suffix has that has to be looked up.</summary>
    public readonly int Candidate(int number) => At<PlaceRoom, byte>(in Candidates, number);

    /// <summary>Says that a suffix has to be looked up.</summary>
    public void SetCandidate(int number, int labels) => At<PlaceRoom, byte>(in Candidates, number) = (byte)labels;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref TElement At<TRoom, TElement>(ref readonly TRoom room, int place)
        where TRoom : struct
    {
        Debug.Assert((uint)place < MaxCount);
        return ref Unsafe.Add(ref Unsafe.As<TRoom, TElement>(ref Unsafe.AsRef(in room)), (nuint)(uint)place);
    }

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
