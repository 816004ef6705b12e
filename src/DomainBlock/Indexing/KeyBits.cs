using System.Runtime.CompilerServices;

namespace DomainBlock.Indexing;

/// <summary>
/// A key while it is written: a string of bits. Its last 128 are two numbers that a loop can keep in registers, which is all there is to
/// most keys; what is pushed out of them is the front, in words on the caller's stack.
/// </summary>
internal ref struct KeyBits
{
    /// <summary>
    /// No key is longer: a root's code and 253 symbols of the longest code, each an escape, have 253 × (12 + 8) + 15 bits. It
    /// bounds the group directory and the room on the stack.
    /// </summary>
    public const int MaxLength = 5120;

    /// <summary>Room for any key.</summary>
    public const int MaxWords = MaxLength / 64;

    /// <summary>How many bits are in <see cref="High"/> and <see cref="Low"/>.</summary>
    public const int WindowLength = 128;

    private readonly Span<ulong> _front;
    private int _frontLength;

    /// <param name="words">Room for <see cref="MaxWords"/> words; what is in it does not matter.</param>
    public KeyBits(Span<ulong> words) => _front = words;

    /// <summary>How many bits were written.</summary>
    public int Length { get; private set; }

    /// <summary>The last 64 bits, or as many as there are, at its low end.</summary>
    public ulong Low { get; private set; }

    /// <summary>The bits before those of <see cref="Low"/>, as many as there are up to 64, at its low end; else 0.</summary>
    public ulong High { get; private set; }

    /// <summary>The bits before those of <see cref="High"/>: the key's first 64, and so on; the last word has the remaining ones at its low end.</summary>
    public readonly ReadOnlySpan<ulong> Front => _front[..((_frontLength + 63) / 64)];

    /// <summary>How many bits <see cref="Front"/> has.</summary>
    public readonly int FrontLength => _frontLength;

    /// <summary>Begins anew.</summary>
    /// <param name="bits">The first bits.</param>
    /// <param name="length">How many, at most 64.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Start(ulong bits, int length)
    {
        _frontLength = 0;
        (High, Low, Length) = (0, bits, length);
    }

    /// <summary>Appends bits.</summary>
    /// <param name="bits">The bits, nothing above them.</param>
    /// <param name="length">How many, from 1 to 16.</param>
    public void Append(uint bits, int length)
    {
        if (Length + length > WindowLength)
            Spill(High, Length, length);
        High = (High << length) | (Low >> (64 - length));
        Low = (Low << length) | bits;
        Length += length;
    }

    /// <summary>Appends codes, each with its length in the upper four bits, the code at the low end.</summary>
    public void Append(scoped ReadOnlySpan<ushort> codes)
    {
        (ulong high, ulong low, int length) = (High, Low, Length);
        while (!codes.IsEmpty)
        {
            // Four at a time, as fewer steps wait for each other then. Behind the last ones come codes of no bits.
            (uint c0, uint c1, uint c2, uint c3) = codes.Length >= 4
                ? (codes[0], codes[1], codes[2], codes[3])
                : (codes[0], codes.Length > 1 ? codes[1] : 0u, codes.Length > 2 ? codes[2] : 0u, 0u);
            codes = codes[Math.Min(4, codes.Length)..];
            int second = (int)(c1 >> 12);
            int fourth = (int)(c3 >> 12);
            int left = (int)(c0 >> 12) + second;
            int right = (int)(c2 >> 12) + fourth;
            ulong bits = ((ulong)(((c0 & 0xFFF) << second) | (c1 & 0xFFF)) << right) | ((c2 & 0xFFF) << fourth) | (c3 & 0xFFF);
            int more = left + right;
            if (length + more > WindowLength)
                Spill(high, length, more);
            high = (high << more) | (low >> (64 - more));
            low = (low << more) | bits;
            length += more;
        }
        (High, Low, Length) = (high, low, length);
    }

    /// <summary>Moves to the front what more bits than there is room for will push out of the last 128.</summary>
    /// <param name="high">See <see cref="High"/>.</param>
    /// <param name="length">See <see cref="Length"/>.</param>
    /// <param name="more">How many bits are to be appended, from 1 to 60.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Spill(ulong high, int length, int more)
    {
        int count = Math.Min(more, length + more - WindowLength);
        ulong bits = high >> (64 - more);
        int used = _frontLength & 63;
        int word = _frontLength >> 6;
        int fitting = Math.Min(count, 64 - used);
        _front[word] = used == 0 ? bits >> (count - fitting) : (_front[word] << fitting) | (bits >> (count - fitting));
        if (fitting < count)
            _front[word + 1] = bits & ((1UL << (count - fitting)) - 1);
        _frontLength += count;
    }

    /// <summary>Room on the stack for any key.</summary>
    [InlineArray(MaxWords)]
    public struct Room
    {
        private ulong _first;
    }
}
