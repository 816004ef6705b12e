using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace DomainBlock.Indexing;

/// <summary>
/// Room on a query's stack for what is known of the suffixes of one name, by their number of labels: where each begins, its hash, and which
/// have to be looked up. Filled by <see cref="SuffixIndex.FindCandidates"/>, as far as names have labels, with hashes of all if there is any candidate; or by <see cref="SuffixIndex.ReadSuffixes"/>.
/// <para>
/// <b>Unchecked code.</b> <see cref="Start"/> and what begins with <c>Set</c> go by reference and offset. The caller's duty is to ask for no more than 127 labels, which debug builds assert: it counts the labels of a name.
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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int Start(int labels)
    {
        Debug.Assert((uint)labels < MaxCount);
        return Unsafe.Add(ref Unsafe.As<PlaceRoom, byte>(ref Unsafe.AsRef(in Starts)), labels);
    }

    /// <summary>Says where a suffix begins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetStart(int labels, int start)
    {
        Debug.Assert((uint)labels < MaxCount);
        Unsafe.Add(ref Unsafe.As<PlaceRoom, byte>(ref Starts), labels) = (byte)start;
    }

    /// <summary>The hash of a suffix.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ulong Hash(int labels)
    {
        Debug.Assert((uint)labels < MaxCount);
        return Unsafe.Add(ref Unsafe.As<HashRoom, ulong>(ref Unsafe.AsRef(in Hashes)), labels);
    }

    /// <summary>Says what the hash of a suffix is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetHash(int labels, ulong hash)
    {
        Debug.Assert((uint)labels < MaxCount);
        Unsafe.Add(ref Unsafe.As<HashRoom, ulong>(ref Hashes), labels) = hash;
    }

    /// <summary>How many labels a suffix has that has to be looked up.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int Candidate(int number)
    {
        Debug.Assert((uint)number < MaxCount);
        return Unsafe.Add(ref Unsafe.As<PlaceRoom, byte>(ref Unsafe.AsRef(in Candidates)), number);
    }

    /// <summary>Says that a suffix has to be looked up.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetCandidate(int number, int labels)
    {
        Debug.Assert((uint)number < MaxCount);
        Unsafe.Add(ref Unsafe.As<PlaceRoom, byte>(ref Candidates), number) = (byte)labels;
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
