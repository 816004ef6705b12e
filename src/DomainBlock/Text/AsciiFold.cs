using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace DomainBlock.Text;

/// <summary>Case folding as DNS means it: the 26 ASCII letters and nothing else (RFC 4343 §3).</summary>
internal static class AsciiFold
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte Lower(byte octet) => IsUpper(octet) ? (byte)(octet | 0x20) : octet;

    /// <summary>Copies octets, folded, eight at a time.</summary>
    public static void Copy(ReadOnlySpan<byte> octets, Span<byte> destination)
    {
        destination = destination[..octets.Length];
        if (octets.Length < sizeof(ulong))
        {
            for (int place = 0; place < octets.Length; place++)
                destination[place] = Lower(octets[place]);
            return;
        }

        // The last eight overlap those before them: folding twice changes nothing.
        for (int place = 0; place < octets.Length - sizeof(ulong); place += sizeof(ulong))
            CopyWord(octets, destination, place);
        CopyWord(octets, destination, octets.Length - sizeof(ulong));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyWord(ReadOnlySpan<byte> octets, Span<byte> destination, int place)
    {
        ulong word = BinaryPrimitives.ReadUInt64LittleEndian(octets[place..]);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[place..], word | (UpperBits(word) >> 2));
    }

    /// <summary>The top bit of each octet that is an upper-case letter: adding carries into it from 'A' on, and again from behind 'Z'.</summary>
    private static ulong UpperBits(ulong octets)
    {
        const ulong Each = 0x0101_0101_0101_0101;
        ulong low = octets & (0x7F * Each);
        return ((low + ((0x80 - 'A') * Each)) ^ (low + ((0x80 - 'Z' - 1) * Each))) & ~octets & (0x80 * Each);
    }

    public static bool IsUpper(byte octet) => (uint)(octet - 'A') <= 'Z' - 'A';
}
