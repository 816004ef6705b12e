using System.Runtime.CompilerServices;

namespace DomainBlock.Indexing;

/// <summary>
/// A bijection on bit strings of one length. Codes of names crowd where names do; scrambled they lie as if drawn by chance, which
/// is what <see cref="KeySet"/> needs. The first 64 bits take in a hash of the rest, then two rounds of an odd multiplication
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

    /// <summary>Scrambles a key's first bits; the rest stays as it is.</summary>
    /// <returns>As many bits as went in: the key's length, at most 64, at the low end.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Scramble(scoped in KeyBits key)
    {
        ReadOnlySpan<ulong> full = key.Full;
        return full.IsEmpty
            ? Scramble(key.Last, key.LastLength)
            : Scramble(full[0] ^ HashRest(full[1..], key.Last), 64);
    }

    /// <summary>The bits that <see cref="Scramble(in KeyBits)"/> made these of.</summary>
    /// <param name="bits">What it returned.</param>
    /// <param name="length">The key's length, at least one.</param>
    /// <param name="rest">The key's words after the first, the last one included; empty for a key of up to 64 bits.</param>
    public ulong Unscramble(ulong bits, int length, ReadOnlySpan<ulong> rest)
    {
        ulong unscrambled = Unscramble(bits, Math.Min(length, 64));
        return rest.IsEmpty ? unscrambled : unscrambled ^ HashRest(rest[..^1], rest[^1]);
    }

    private ulong Scramble(ulong bits, int length)
    {
        ulong mask = ulong.MaxValue >> (64 - length);
        int half = (length + 1) / 2;
        bits = (bits * _first) & mask;
        bits ^= bits >> half;
        bits = (bits * _second) & mask;
        return bits ^ (bits >> half);
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

    private ulong HashRest(ReadOnlySpan<ulong> words, ulong last)
    {
        ulong hash = _seed;
        foreach (ulong word in words)
            hash = SuffixHash.Mix(hash ^ word);
        return SuffixHash.Mix(hash ^ last);
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
