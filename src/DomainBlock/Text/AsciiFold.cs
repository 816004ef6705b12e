using System.Runtime.CompilerServices;

namespace DomainBlock.Text;

/// <summary>Case folding as DNS means it: the 26 ASCII letters and nothing else (RFC 4343 §3).</summary>
internal static class AsciiFold
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte Lower(byte octet) => IsUpper(octet) ? (byte)(octet | 0x20) : octet;

    public static bool IsUpper(byte octet) => (uint)(octet - 'A') <= 'Z' - 'A';
}
