using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace DomainBlock.Text;

/// <summary>Case folding as DNS means it: the 26 ASCII letters and nothing else (RFC 4343 §3).</summary>
internal static class AsciiFold
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte Lower(byte octet) => IsUpper(octet) ? (byte)(octet | 0x20) : octet;

    /// <summary>Copies octets, folded. Labels of ASCII, which is nearly all, go through the vectors of the BCL.</summary>
    public static void Copy(ReadOnlySpan<byte> octets, Span<byte> destination)
    {
        // It stops at the first octet beyond ASCII.
        Ascii.ToLower(octets, destination, out int copied);
        for (; copied < octets.Length; copied++)
            destination[copied] = Lower(octets[copied]);
    }

    /// <summary>Whether there is an upper-case letter, eight octets at a time.</summary>
    public static bool HasUpper(ReadOnlySpan<byte> octets)
    {
        ulong found = 0;
        if (octets.Length >= sizeof(ulong))
        {
            for (int place = 0; place < octets.Length - sizeof(ulong); place += sizeof(ulong))
                found |= UpperBits(BinaryPrimitives.ReadUInt64LittleEndian(octets[place..]));
            return (found | UpperBits(BinaryPrimitives.ReadUInt64LittleEndian(octets[^sizeof(ulong)..]))) != 0;
        }
        foreach (byte octet in octets)
        {
            if (IsUpper(octet))
                return true;
        }
        return false;
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
