using System.Runtime.CompilerServices;

namespace DomainBlock.Indexing;

/// <summary>
/// A key while it is written: a string of bits, in words on the caller's stack. The first bit is the highest of the first word;
/// the last word holds fewer bits, at its low end.
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

    private readonly Span<ulong> _words;
    private int _full;
    private ulong _last;
    private int _lastLength;

    /// <param name="words">Room for <see cref="MaxWords"/> words; what is in it does not matter.</param>
    public KeyBits(Span<ulong> words) => _words = words;

    /// <summary>How many bits were written.</summary>
    public readonly int Length => (_full * 64) + _lastLength;

    /// <summary>The words before the last.</summary>
    public readonly ReadOnlySpan<ulong> Full => _words[.._full];

    /// <summary>The last word: <see cref="LastLength"/> bits at its low end. It is the only word of a key of up to 64 bits.</summary>
    public readonly ulong Last => _last;

    /// <summary>From 1 to 64, except that an empty key has 0.</summary>
    public readonly int LastLength => _lastLength;

    public void Clear()
    {
        _full = 0;
        _last = 0;
        _lastLength = 0;
    }

    /// <summary>Appends bits.</summary>
    /// <param name="bits">The bits, nothing above them.</param>
    /// <param name="length">How many, at most 16.</param>
    public void Append(uint bits, int length)
    {
        int room = 64 - _lastLength;
        (_last, _lastLength) = length <= room ? ((_last << length) | bits, _lastLength + length) : Spill(_last, _lastLength, room, bits, length);
    }

    /// <summary>Sets the last word, for a loop that keeps it in registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetLast(ulong last, int lastLength) => (_last, _lastLength) = (last, lastLength);

    /// <summary>Appends bits for which the last word has not enough room: it is filled and becomes one of <see cref="Full"/>.</summary>
    /// <returns>The new last word and its length, for <see cref="SetLast"/>.</returns>
    public (ulong Last, int LastLength) Spill(ulong last, int lastLength, int room, uint bits, int length)
    {
        System.Diagnostics.Debug.Assert(lastLength + room == 64 && room < length);
        _words[_full++] = (last << room) | (bits >> (length - room));
        return (bits & ((1u << (length - room)) - 1), length - room);
    }
}
