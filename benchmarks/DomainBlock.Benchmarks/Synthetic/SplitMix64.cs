using System.Numerics;

namespace DomainBlock.Benchmarks.Synthetic;

/// <summary>
/// Steele, Lea and Flood's SplitMix64: the same numbers from the same seed for ever, which <see cref="Random"/> does not
/// promise. Integers only, so that no platform rounds differently.
/// </summary>
internal sealed class SplitMix64(ulong seed)
{
    private ulong _state = seed;

    /// <summary>Any 64 bits.</summary>
    public ulong Next()
    {
        ulong mixed = _state += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>A number from 0 up to, not including, <paramref name="bound"/>.</summary>
    public int Below(int bound) => (int)Math.BigMul(Next(), (ulong)bound, out _);

    /// <summary>Whether something of this probability, in per cent, happens.</summary>
    public bool Happens(int percent) => Below(100) < percent;

    /// <summary>
    /// A rank below <paramref name="bound"/>, drawn about as Zipf's law has it (rank r with a weight of 1/r): a power of two
    /// first, then a number of that magnitude.
    /// </summary>
    public int ZipfBelow(int bound)
    {
        int magnitudes = BitOperations.Log2((uint)bound) + 1;
        while (true)
        {
            int low = 1 << Below(magnitudes);
            int rank = low + Below(low) - 1;
            if (rank < bound)
                return rank;
        }
    }

    /// <summary>Puts items into a random order.</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int other = Below(i + 1);
            (items[i], items[other]) = (items[other], items[i]);
        }
    }
}
