namespace DomainBlock.Lists.Proxies.Containers;

/// <summary>The checksum at the end of zlib data (RFC 1950): two sums modulo 65521. .NET's decoder does not miss it where data is cut off.</summary>
internal static class Adler32
{
    private const uint Modulus = 65521;

    /// <summary>Bytes after which the sums must be reduced, or they overflow 32 bits (zlib's NMAX).</summary>
    private const int PieceLength = 5552;

    public static uint Compute(ReadOnlySpan<byte> bytes)
    {
        uint sum = 1;
        uint sumOfSums = 0;
        while (!bytes.IsEmpty)
        {
            ReadOnlySpan<byte> piece = bytes[..Math.Min(bytes.Length, PieceLength)];
            foreach (byte octet in piece)
            {
                sum += octet;
                sumOfSums += sum;
            }
            sum %= Modulus;
            sumOfSums %= Modulus;
            bytes = bytes[piece.Length..];
        }
        return (sumOfSums << 16) | sum;
    }
}
