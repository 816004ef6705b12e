using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace DomainBlock.Patterns.Literals;

/// <summary>A name's text on the stack, between zero octets that stand for its ends: at least eight on either side, so that words can be read anywhere.</summary>
internal struct EndedText
{
    /// <summary>All octets of the longest name written <c>\DDD</c>.</summary>
    public const int MaxLength = 254 * 4;

    private const int Margin = 8;

    /// <summary>Where the zero in front of the text is.</summary>
    public const int Start = Margin - 1;

    private Room _octets;
    private int _length;

    /// <summary>One past the zero behind the text.</summary>
    public readonly int End => Margin + _length + 1;

    /// <summary>The octets that may be read: eight from any place before <see cref="End"/>.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Octets => ((ReadOnlySpan<byte>)_octets)[..(_length + (3 * Margin))];

    /// <summary>The text without its ends.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Text => ((ReadOnlySpan<byte>)_octets).Slice(Margin, _length);

    /// <summary>Takes a text.</summary>
    /// <param name="text">At most <see cref="MaxLength"/> octets.</param>
    public void Take(scoped ReadOnlySpan<byte> text)
    {
        Span<byte> octets = _octets;
        BinaryPrimitives.WriteUInt64LittleEndian(octets, 0);
        text.CopyTo(octets[Margin..]);
        BinaryPrimitives.WriteUInt64LittleEndian(octets[(Margin + text.Length)..], 0);
        BinaryPrimitives.WriteUInt64LittleEndian(octets[((2 * Margin) + text.Length)..], 0);
        _length = text.Length;
    }

    [InlineArray(MaxLength + (3 * Margin))]
    private struct Room
    {
        private byte _first;
    }
}
