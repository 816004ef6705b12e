using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace DomainBlock.Indexing;

/// <summary>
/// Hashes the suffixes of a name, shortest first, each from the one before it, so that all of them cost one pass.
/// Multiply and fold, eight octets a step; the seed differs from file to file, so that no list can be crafted against it once for all.
/// </summary>
internal static class SuffixHash
{
    private const ulong Multiplier = 0x9E3779B97F4A7C15; // 2^64 divided by the golden ratio, made odd.

    /// <summary>The hash of the suffix that has one label more.</summary>
    /// <param name="hash">The shorter suffix's hash; the seed for the root.</param>
    /// <param name="label">The label with its length octet, without which "ab"."c" and "a"."bc" could collide by padding.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Extend(ulong hash, ReadOnlySpan<byte> label)
    {
        while (label.Length >= sizeof(ulong))
        {
            hash = Fold(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(label));
            label = label[sizeof(ulong)..];
        }

        ulong tail = 0;
        for (int i = label.Length - 1; i >= 0; i--)
            tail = (tail << 8) | label[i];
        return Fold(hash ^ tail);
    }

    /// <summary>The hash of a whole name, label by label from the right.</summary>
    /// <param name="octets">The labels in wire form, without the root octet.</param>
    /// <param name="seed">The root's hash.</param>
    public static ulong Of(ReadOnlySpan<byte> octets, ulong seed)
    {
        if (octets.IsEmpty)
            return seed;
        int size = 1 + octets[0];
        return Extend(Of(octets[size..], seed), octets[..size]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Fold(ulong value) => Math.BigMul(value ^ (value >> 32), Multiplier, out ulong low) ^ low;
}
