namespace DomainBlock.Indexing;

/// <summary>The forty symbols that names are written in: what labels usually hold, the separator, and an escape for all other octets.</summary>
internal static class Symbols
{
    public const int Count = 40;

    /// <summary>Between two labels; also what stands before the first one, for the letter model.</summary>
    public const byte Separator = 38;

    /// <summary>Any other octet, which follows in <see cref="RawBits"/> bits as it is. A dot inside a label is one.</summary>
    public const byte Escape = 39;

    public const int RawBits = 8;

    /// <summary>The symbol of each octet where no label has a dot in it: a–z 0 to 25, 0–9 26 to 35, hyphen 36, underscore 37, dot the separator, others the escape.</summary>
    public static ReadOnlySpan<byte> OfOctet =>
    [
        39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39,
        39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 36, 38, 39, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 39, 39, 39, 39, 39, 39,
        39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 37,
        39, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 39, 39, 39, 39, 39,
        39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39,
        39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39,
        39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39,
        39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39,
    ];

    /// <summary>The symbol of an octet of a label, which a dot may be, too: it is escaped then.</summary>
    public static byte InLabel(byte octet) => octet == (byte)'.' ? Escape : OfOctet[octet];

    /// <summary>The octet of each symbol but the separator and the escape.</summary>
    public static ReadOnlySpan<byte> Octets => "abcdefghijklmnopqrstuvwxyz0123456789-_"u8;
}
