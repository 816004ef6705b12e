using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace DomainBlock.Indexing;

/// <summary>
/// Hashes the suffixes of a name, shortest first, each from the one before it, so that all of them cost one pass: one
/// 64×64 multiplication for a label of up to 16 octets. Filter and root table use it; both are followed by an exact
/// check, so that names crafted to collide cost time, never an answer.
/// </summary>
internal static class SuffixHash
{
    private const ulong Multiplier = 0x9E3779B97F4A7C15; // 2^64 divided by the golden ratio, made odd.
    private const ulong Whitener = 0xD1B54A32D192ED03; // 2^64 divided by the plastic number, made odd.

    /// <summary>The hash of the suffix that has one label more.</summary>
    /// <param name="hash">The shorter suffix's hash; the seed for the root.</param>
    /// <param name="octets">What the label lies in: other octets may be read, but count for nothing.</param>
    /// <param name="start">Where the label starts.</param>
    /// <param name="length">Its octets, at least one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Extend(ulong hash, ReadOnlySpan<byte> octets, int start, int length)
    {
        int left = length;
        while (left > 16)
        {
            hash = Multiply(hash ^ Word(octets, start), Word(octets, start + 8) ^ Whitener);
            start += 16;
            left -= 16;
        }
        ulong first = left >= 8 ? Word(octets, start) : Tail(octets, start, left);
        ulong last = left > 8 ? Word(octets, start + left - 8) : 0;
        return Multiply(hash ^ first, last ^ Multiplier ^ (uint)length);
    }

    /// <summary>The hash of the suffix that has one label more.</summary>
    /// <inheritdoc cref="Extend(ulong, ReadOnlySpan{byte}, int, int)"/>
    public static ulong Extend(ulong hash, ReadOnlySpan<byte> label) => Extend(hash, label, 0, label.Length);

    /// <summary>The product of two words, its halves exclusive-ored. Zero stays zero, which costs nothing but strength.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Multiply(ulong left, ulong right) => Math.BigMul(left, right, out ulong low) ^ low;

    /// <summary>Mixes one word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Mix(ulong word) => Multiply(word ^ (word >> 32), Multiplier);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Word(ReadOnlySpan<byte> octets, int start) => BinaryPrimitives.ReadUInt64LittleEndian(octets[start..]);

    /// <summary>Fewer than eight octets, filled up with zeros. Reads a whole word that holds them where there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Tail(ReadOnlySpan<byte> octets, int start, int length)
    {
        ulong mask = (1UL << (length * 8)) - 1;
        if (start + 8 <= octets.Length)
            return Word(octets, start) & mask;
        return octets.Length >= 8
            ? (Word(octets, octets.Length - 8) >> ((start + 8 - octets.Length) * 8)) & mask
            : OctetByOctet(octets.Slice(start, length));
    }

    private static ulong OctetByOctet(ReadOnlySpan<byte> octets)
    {
        ulong word = 0;
        for (int i = octets.Length - 1; i >= 0; i--)
            word = (word << 8) | octets[i];
        return word;
    }
}
