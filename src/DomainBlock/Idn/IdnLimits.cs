namespace DomainBlock.Idn;

/// <summary>How much is processed at most. Each cap stands for a danger: endless input, the stack, or quadratic time.</summary>
internal static class IdnLimits
{
    /// <summary>
    /// Units of a name whose lengths are verified. Without ignored characters none needs more than 1,016 (254 octets written
    /// <c>\DDD</c>); characters that are ignored could go on for ever.
    /// </summary>
    public const int VerifiedUnits = 2048;

    /// <summary>Units of any other name; as WHATWG implementations take them. Positions fit 16 bits.</summary>
    public const int Units = 16384;

    /// <summary>
    /// Code points of a label whose length is verified, before composition. An A-label holds at most 59 code points, and
    /// no code point decomposes into more than 4 (UAX #15, table of expansion factors): 236.
    /// </summary>
    public const int VerifiedLabelCodePoints = 256;

    /// <summary>Code points of any other label: three buffers of them take 12 KiB of stack, and Punycode's quadratic time stays below a millisecond.</summary>
    public const int LabelCodePoints = 1024;

    /// <summary>An A-label's first four characters (RFC 5890 §2.3.2.1).</summary>
    public const int AcePrefixLength = 4;
}
