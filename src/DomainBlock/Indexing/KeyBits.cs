using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace DomainBlock.Indexing;

/// <summary>
/// A key while it is written: a string of bits. Its last 128 are two numbers that a loop can keep in registers, which is all there is to
/// most keys; what is pushed out of them is the front, in words. As large as the longest key: it lies on the caller's stack and is not copied.
/// </summary>
internal struct KeyBits
{
    /// <summary>
    /// No key is longer: a root's code and 253 symbols of the longest code, each an escape, have 253 × (9 + 8) + 15 bits, in whole
    /// words so many. It bounds the group directory and the room on the stack.
    /// </summary>
    public const int MaxLength = 4352;

    /// <summary>Room for any key.</summary>
    public const int MaxWords = MaxLength / 64;

    /// <summary>How many bits are in <see cref="High"/> and <see cref="Low"/>.</summary>
    public const int WindowLength = 128;

    /// <summary>What is in it behind the front's last word does not matter.</summary>
    private Room _front;

    /// <summary>How many bits <see cref="Front"/> has.</summary>
    public int FrontLength { get; private set; }

    /// <summary>How many bits were written.</summary>
    public int Length { get; private set; }

    /// <summary>The last 64 bits, or as many as there are, at its low end.</summary>
    public ulong Low { get; private set; }

    /// <summary>The bits before those of <see cref="Low"/>, as many as there are up to 64, at its low end; else 0.</summary>
    public ulong High { get; private set; }

    /// <summary>The bits before those of <see cref="High"/>: the key's first 64, and so on; the last word has the remaining ones at its low end.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<ulong> Front => ((ReadOnlySpan<ulong>)_front)[..((FrontLength + 63) / 64)];

    /// <summary>Begins anew, whatever is in it.</summary>
    /// <param name="bits">The first bits.</param>
    /// <param name="length">How many, at most 64.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Start(ulong bits, int length)
    {
        FrontLength = 0;
        (High, Low, Length) = (0, bits, length);
    }

    /// <summary>Begins anew, whatever is in it.</summary>
    /// <param name="bits">The first bits.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Start(in Run bits)
    {
        FrontLength = 0;
        (High, Low, Length) = (bits.High, bits.Low, bits.Length);
    }

    /// <summary>Appends bits.</summary>
    /// <param name="bits">The bits, nothing above them.</param>
    /// <param name="length">How many, from 1 to 63.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(ulong bits, int length)
    {
        if (Length + length > WindowLength)
            Spill(length);
        High = (High << length) | (Low >> (64 - length));
        Low = (Low << length) | bits;
        Length += length;
    }

    /// <summary>Moves to the front what more bits than there is room for will push out of the last 128.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Spill(int more)
    {
        int count = Math.Min(more, Length + more - WindowLength);
        ulong bits = High >> (64 - more);
        int used = FrontLength & 63;
        int word = FrontLength >> 6;
        int fitting = Math.Min(count, 64 - used);
        _front[word] = used == 0 ? bits >> (count - fitting) : (_front[word] << fitting) | (bits >> (count - fitting));
        if (fitting < count)
            _front[word + 1] = bits & ((1UL << (count - fitting)) - 1);
        FrontLength += count;
    }

    /// <summary>Some bits of a key, up to 124: the last 64 of them, those before at the low end, and how many they are.</summary>
    public readonly record struct Run(ulong High, ulong Low, int Length);

    [InlineArray(MaxWords)]
    private struct Room
    {
        private ulong _first;
    }
}
