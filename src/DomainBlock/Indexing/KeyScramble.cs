using System.Runtime.CompilerServices;

namespace DomainBlock.Indexing;

/// <summary>
/// A bijection on bit strings of one length. Codes of names crowd where names do; scrambled their first bits lie as if drawn by chance, which
/// is what <see cref="KeySet"/> needs. Where there are bits before the last 64, these take in a hash of them. Then the upper half is folded onto the lower, and an odd multiplication carries every bit
/// upwards. Each step can be undone, so that names can be read back.
/// </summary>
internal readonly struct KeyScramble
{
    private readonly ulong _seed;
    private readonly ulong _factor;

    /// <param name="seed">Any number; the file's seed.</param>
    public KeyScramble(ulong seed)
    {
        _seed = SuffixHash.Mix(seed + 1);
        _factor = SuffixHash.Mix(seed + 2) | 1;
    }

    /// <summary>By how many bits the last ones of a key are folded.</summary>
    /// <param name="length">How many they are, at most 64.</param>
    public static int FoldOf(int length) => (length + 1) / 2;

    /// <summary>Scrambles a key's last bits; the others stay as they are.</summary>
    /// <returns>As many bits as went in: the key's length, at most 64, at the low end.</returns>
    public ulong Scramble(scoped in KeyBits key)
    {
        int length = Math.Min(key.Length, 64);
        ulong bits = key.Length > 64 ? key.Low ^ HashBefore(key.High, key.Front) : key.Low;
        return Multiply(bits, FoldOf(length)) & BitString.Mask(length);
    }

    /// <summary>The same for a key without a front, by its parts, and with what comes out at the upper end.</summary>
    /// <param name="high">See <see cref="KeyBits.High"/>.</param>
    /// <param name="low">See <see cref="KeyBits.Low"/>.</param>
    /// <param name="length">The key's length, at least one.</param>
    /// <param name="fold">See <see cref="FoldOf"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong ScrambleUpwards(ulong high, ulong low, int length, int fold) =>
        length > 64 ? Multiply(low ^ HashOf(high), fold) : Multiply(low, fold) << -length;

    /// <summary>The last bits of a key that <see cref="Scramble(in KeyBits)"/> made these of.</summary>
    /// <param name="bits">What it returned.</param>
    /// <param name="length">The key's length, at least one.</param>
    /// <param name="high">See <see cref="KeyBits.High"/>.</param>
    /// <param name="front">See <see cref="KeyBits.Front"/>.</param>
    public ulong Unscramble(ulong bits, int length, ulong high, ReadOnlySpan<ulong> front)
    {
        // Folding the upper half onto the lower undoes itself.
        int last = Math.Min(length, 64);
        bits = (bits * Inverse(_factor)) & BitString.Mask(last);
        bits ^= bits >> FoldOf(last);
        return length > 64 ? bits ^ HashBefore(high, front) : bits;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Multiply(ulong bits, int fold) => (bits ^ (bits >> fold)) * _factor;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong HashOf(ulong high) => SuffixHash.Mix(_seed ^ high);

    private ulong HashBefore(ulong high, ReadOnlySpan<ulong> front)
    {
        ulong hash = HashOf(high);
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
