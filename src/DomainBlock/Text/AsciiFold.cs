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

    public static bool IsUpper(byte octet) => (uint)(octet - 'A') <= 'Z' - 'A';
}
