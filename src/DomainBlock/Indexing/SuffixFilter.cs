using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DomainBlock.Indexing;

/// <summary>
/// Says of most suffixes on which no rule stands that none does, from three bytes: a binary fuse filter (Graf and Lemire,
/// 2022). About nine bits a key; one stranger in 256 passes. It stands in front of the exact set and decides nothing.
/// <para>
/// <b>Unchecked code.</b> Fingerprints are read by reference and offset. That no hash leads beyond them is what <see cref="IsSound"/> has proven on
/// opening, for every file, which is the constructor's duty; and a file must not change while it is open.
/// </para>
/// </summary>
internal readonly ref struct SuffixFilter
{
    /// <summary>Before the fingerprints: how many segments a key may start in (4 bytes), log2 of a segment's length (4 bytes).</summary>
    public const int HeaderSize = 8;

    /// <summary>Each key has one fingerprint in each of three segments that follow each other.</summary>
    public const int Arity = 3;

    /// <summary>2^18: longer segments spread a look-up over more memory and save nothing.</summary>
    public const int MaxSegmentBits = 18;

    private readonly ref byte _fingerprints;
    private readonly uint _startCount;
    private readonly uint _segmentMask;

    /// <param name="section">The first of the filter's bytes, as <see cref="IsSound"/> found them sound.</param>
    public SuffixFilter(ref byte section)
    {
        int segmentBits = Unsafe.Add(ref section, 4);
        _segmentMask = (1u << segmentBits) - 1;
        _startCount = Unsafe.ReadUnaligned<uint>(ref section) << segmentBits;
        _fingerprints = ref Unsafe.Add(ref section, HeaderSize);
    }

    /// <param name="section">The filter's bytes, as <see cref="IsSound"/> found them sound; empty: everything passes.</param>
    public SuffixFilter(ReadOnlySpan<byte> section)
    {
        if (!section.IsEmpty)
            this = new SuffixFilter(ref MemoryMarshal.GetReference(section));
    }

    /// <summary>Whether there is no filter: then everything passes, and <see cref="MayContain"/> must not be asked.</summary>
    public bool IsEmpty => Unsafe.IsNullRef(in _fingerprints);

    /// <summary>Whether the header fits the length, so that no look-up can go astray.</summary>
    public static bool IsSound(ReadOnlySpan<byte> section)
    {
        if (section.Length <= HeaderSize)
            return false;
        uint segments = BinaryPrimitives.ReadUInt32LittleEndian(section);
        uint segmentBits = BinaryPrimitives.ReadUInt32LittleEndian(section[4..]);
        return segments > 0 && segmentBits <= MaxSegmentBits && ((ulong)segments + Arity - 1) << (int)segmentBits == (ulong)(section.Length - HeaderSize);
    }

    /// <summary>Whether a rule may stand on the suffix with this hash. Branching on it is better than adding it up: most suffixes do not pass, which is foretold.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MayContain(ulong hash)
    {
        (uint first, uint second, uint third) = Places(hash, _startCount, _segmentMask);
        return (byte)(Unsafe.Add(ref _fingerprints, first) ^ Unsafe.Add(ref _fingerprints, second) ^ Unsafe.Add(ref _fingerprints, third)) == Fingerprint(hash);
    }

    /// <summary>Where a hash's three fingerprints stand: in one segment and the two after it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (uint First, uint Second, uint Third) Places(ulong hash, uint startCount, uint segmentMask)
    {
        uint first = (uint)SuffixHash.High(hash, startCount);
        uint second = (first + segmentMask + 1) ^ ((uint)(hash >> 18) & segmentMask);
        uint third = (first + (2 * (segmentMask + 1))) ^ ((uint)hash & segmentMask);
        return (first, second, third);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte Fingerprint(ulong hash) => (byte)(hash ^ (hash >> 32));
}
