using System.Runtime.CompilerServices;

namespace DomainBlock.Indexing;

/// <summary>
/// A canonical name as the index reads it: octets in which the labels stand from left to right with one octet between
/// two of them (a dot in text, a length octet in wire form), and where each label starts. So text and wire form are
/// read where they lie.
/// </summary>
internal readonly ref struct NameLabels
{
    private readonly ReadOnlySpan<byte> _starts;

    /// <param name="octets">The octets, lower case. Empty for the root.</param>
    /// <param name="starts">Where each label starts, then one past the last label's end and the octet that would part it from another.</param>
    public NameLabels(ReadOnlySpan<byte> octets, ReadOnlySpan<byte> starts)
    {
        Octets = octets;
        _starts = starts;
    }

    public ReadOnlySpan<byte> Octets { get; }

    /// <summary>How many labels there are; 0 for the root.</summary>
    public int Count => _starts.Length - 1;

    /// <summary>Where a label starts in <see cref="Octets"/>.</summary>
    /// <param name="label">0 is the leftmost.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Start(int label) => _starts[label];

    /// <summary>How many octets a label has.</summary>
    /// <param name="label">0 is the leftmost.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Length(int label) => _starts[label + 1] - _starts[label] - 1;

    /// <summary>A label's octets.</summary>
    /// <param name="label">0 is the leftmost.</param>
    public ReadOnlySpan<byte> this[int label] => Octets.Slice(Start(label), Length(label));
}
