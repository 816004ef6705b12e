using System.Runtime.CompilerServices;

namespace DomainBlock.Indexing;

/// <summary>
/// A bijection on bit strings of one length. Codes of names crowd where names do; scrambled they lie as if drawn by chance, which
/// is what <see cref="KeySet"/> needs. The last 64 bits take in a hash of those before, then two rounds of an odd multiplication
/// and a shift that folds the upper half onto the lower. Each step can be undone, so that names can be read back.
/// </summary>
internal readonly struct KeyScramble
{
    private readonly ulong _seed;
    private readonly ulong _first;
    private readonly ulong _second;

    /// <param name="seed">Any number; the file's seed.</param>
    public KeyScramble(ulong seed)
    {
        _seed = SuffixHash.Mix(seed + 1);
        _first = SuffixHash.Mix(seed + 2) | 1;
        _second = SuffixHash.Mix(seed + 3) | 1;
    }

    /// <summary>Scrambles a key's last bits; the others stay as they are.</summary>
    /// <returns>As many bits as went in: the key's length, at most 64, at the low end.</returns>
    public ulong Scramble(scoped in KeyBits key)
    {
        ulong hash = SuffixHash.Mix(_seed ^ key.High);
        if (key.FrontLength > 0)
            hash = HashFront(hash, key.Front);
        return Scramble(key.Low ^ hash, key.Length);
    }

    /// <summary>The same for a key without a front, by its parts.</summary>
    /// <inheritdoc cref="Scramble(in KeyBits)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Scramble(ulong high, ulong low, int length) => Scramble(low ^ SuffixHash.Mix(_seed ^ high), length);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Scramble(ulong bits, int length)
    {
        length = Math.Min(length, 64);
        ulong mask = ulong.MaxValue >> -length;
        int half = (int)((uint)(length + 1) >> 1);
        bits = (bits * _first) & mask;
        bits ^= bits >> half;
        bits = (bits * _second) & mask;
        return bits ^ (bits >> half);
    }

    /// <summary>The last bits of a key that <see cref="Scramble(in KeyBits)"/> made these of.</summary>
    /// <param name="bits">What it returned.</param>
    /// <param name="length">The key's length, at least one.</param>
    /// <param name="high">See <see cref="KeyBits.High"/>.</param>
    /// <param name="front">See <see cref="KeyBits.Front"/>.</param>
    public ulong Unscramble(ulong bits, int length, ulong high, ReadOnlySpan<ulong> front)
    {
        length = Math.Min(length, 64);
        return Unscramble(bits, length) ^ (HashFront(SuffixHash.Mix(_seed ^ high), front) & (ulong.MaxValue >> (64 - length)));
    }

    private ulong Unscramble(ulong bits, int length)
    {
        // Folding the upper half onto the lower undoes itself.
        ulong mask = ulong.MaxValue >> (64 - length);
        int half = (length + 1) / 2;
        bits ^= bits >> half;
        bits = (bits * Inverse(_second)) & mask;
        bits ^= bits >> half;
        return (bits * Inverse(_first)) & mask;
    }

    private static ulong HashFront(ulong hash, ReadOnlySpan<ulong> front)
    {
        foreach (ulong word in front)
            hash = SuffixHash.Mix(hash ^ word);
        return hash;
    }

    /// <summary>The odd number that multiplied with this one gives 1 modulo 2^64, by Newton's iteration: each step doubles the bits that are right.</summary>
    private static ulong Inverse(ulong odd)
    {
        ulong inverse = odd;
        for (int rightBits = 3; rightBits < 64; rightBits *= 2)
            inverse *= 2 - (odd * inverse);
        return inverse;
    }
}
