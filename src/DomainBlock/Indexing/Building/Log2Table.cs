using System.Numerics;

namespace DomainBlock.Indexing.Building;

/// <summary>Binary logarithms in fixed point. Integers only: the same rules must give the same bytes on every machine.</summary>
internal static class Log2Table
{
    /// <summary>The binary point: 1 stands for 1/65536.</summary>
    public const int FractionBits = 16;

    private const int IndexBits = 12;

    private static readonly ushort[] Fractions = Compute();

    /// <summary>log2 of a positive number, at most 0.0004 too small.</summary>
    public static long Log2(ulong value)
    {
        int whole = BitOperations.Log2(value);
        ulong aligned = whole >= IndexBits ? value >> (whole - IndexBits) : value << (IndexBits - whole);
        return ((long)whole << FractionBits) + Fractions[aligned & ((1 << IndexBits) - 1)];
    }

    /// <summary>Squares each mantissa again and again: each square over 2 gives the next bit of its logarithm.</summary>
    private static ushort[] Compute()
    {
        ushort[] fractions = new ushort[1 << IndexBits];
        for (int i = 0; i < fractions.Length; i++)
        {
            ulong mantissa = (ulong)((1 << IndexBits) + i) << (31 - IndexBits);
            int fraction = 0;
            for (int bit = 0; bit < FractionBits; bit++)
            {
                mantissa = (mantissa * mantissa) >> 31;
                fraction <<= 1;
                if (mantissa >= 1UL << 32)
                {
                    fraction |= 1;
                    mantissa >>= 1;
                }
            }
            fractions[i] = (ushort)fraction;
        }
        return fractions;
    }
}
