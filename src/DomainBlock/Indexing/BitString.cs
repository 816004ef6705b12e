using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace DomainBlock.Indexing;

/// <summary>Numbers of any width packed without gaps, the first bit being the lowest of the first byte.</summary>
internal static class BitString
{
    /// <summary>How many zero bytes follow the bits, so that a whole word can be read wherever a bit is.</summary>
    public const int Padding = 16;

    /// <summary>How many bytes so many bits take, padding included.</summary>
    public static long BytesFor(long bits) => ((bits + 7) / 8) + Padding;

    /// <summary>Reads a number.</summary>
    /// <param name="bytes">The bits and their padding.</param>
    /// <param name="offset">The number's first bit; a caller that is not sure of it checks it against <paramref name="bytes"/>, padding left out.</param>
    /// <param name="width">Its bits, from 0 to 64.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Read(ReadOnlySpan<byte> bytes, long offset, int width)
    {
        return width == 0 ? 0 : Read(bytes, offset) & Mask(width);
    }

    /// <summary>Reads 64 bits.</summary>
    /// <inheritdoc cref="Read(ReadOnlySpan{byte}, long, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Read(ReadOnlySpan<byte> bytes, long offset)
    {
        ReadOnlySpan<byte> from = bytes.Slice((int)(offset >> 3), sizeof(ulong) + 1);
        int shift = (int)offset & 7;
        return (BinaryPrimitives.ReadUInt64LittleEndian(from) >> shift) | ((ulong)from[sizeof(ulong)] << 1 << (63 - shift));
    }

    /// <summary>Whether all bits are zero from one on.</summary>
    /// <param name="bytes">The bits.</param>
    /// <param name="offset">The first of them, or where they end.</param>
    public static bool IsZeroFrom(ReadOnlySpan<byte> bytes, long offset)
    {
        ReadOnlySpan<byte> from = bytes[(int)(offset >> 3)..];
        return from.IsEmpty || (from[0] >> (int)(offset & 7) == 0 && !from[1..].ContainsAnyExcept((byte)0));
    }

    /// <summary>So many ones at the low end.</summary>
    /// <param name="width">From 0 to 64.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Mask(int width) => width == 0 ? 0 : ulong.MaxValue >> (64 - width);

    /// <summary>Writes a number where all bits are zero.</summary>
    public static void Write(Span<byte> bytes, long offset, ulong bits, int width)
    {
        for (int written = 0; written < width;)
        {
            int place = (int)((offset + written) >> 3);
            int shift = (int)(offset + written) & 7;
            int count = Math.Min(8 - shift, width - written);
            bytes[place] |= (byte)(((bits >> written) & ((1u << count) - 1)) << shift);
            written += count;
        }
    }
}
