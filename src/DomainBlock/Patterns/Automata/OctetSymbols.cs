namespace DomainBlock.Patterns.Automata;

/// <summary>
/// Numbers below 64 for the octets that nearly all names are made of, so that one word says which of them an automaton tells apart. The others are rare, and an
/// automaton that tells them apart names them one by one.
/// </summary>
internal static class OctetSymbols
{
    /// <summary>The number of octets that have none.</summary>
    public const byte Rare = 39;

    /// <summary>The octets with a number, at their number.</summary>
    public static ReadOnlySpan<byte> Common => "abcdefghijklmnopqrstuvwxyz0123456789-._"u8;

    private static ReadOnlySpan<byte> Table =>
    [
        39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39,
        39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 36, 37, 39, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 39, 39, 39, 39, 39, 39,
        39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 38,
        39, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 39, 39, 39, 39, 39,
        39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39,
        39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39,
        39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39,
        39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39, 39,
    ];

    /// <summary>The number of an octet.</summary>
    public static byte Of(byte octet) => Table[octet];
}
