using System.Runtime.CompilerServices;

namespace DomainBlock.Text;

/// <summary>
/// A canonical name as text, as the index reads it: octets in lower case, in which labels stand from left to right with a dot between two of
/// them, and where each ends. Where a label has a dot among its octets, as in wire form it may, only the ends tell that from the others.
/// </summary>
internal readonly ref struct NameText
{
    private readonly ref readonly LabelEnds _ends;

    /// <param name="octets">The octets. Empty for the root.</param>
    /// <param name="ends">Where labels end.</param>
    /// <param name="isPlain">See <see cref="IsPlain"/>.</param>
    /// <param name="isCopy">See <see cref="IsCopy"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public NameText(ReadOnlySpan<byte> octets, in LabelEnds ends, bool isPlain = false, bool isCopy = false)
    {
        Octets = octets;
        _ends = ref ends;
        IsPlain = isPlain;
        IsCopy = isCopy;
    }

    /// <summary>Whether it is known that presentation format has the octets as they are, with nothing escaped.</summary>
    public bool IsPlain { get; }

    /// <summary>Whether it is known that the octets are in a <see cref="TextCopy"/>, written by it: then <see cref="TextCopy.Before"/> octets before them may be read. Only who has such a copy may say so.</summary>
    public bool IsCopy { get; }

    /// <summary>The octets.</summary>
    public ReadOnlySpan<byte> Octets { get; }

    /// <summary>Whether dots stand between labels only. Counts them unless it is known.</summary>
    public bool HasDotsBetweenLabelsOnly
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => IsPlain || Octets.Count((byte)'.') == Math.Max(0, LabelCount - 1);
    }

    /// <summary>How many labels there are; 0 for the root.</summary>
    public int LabelCount => _ends.Count;

    /// <summary>Where the labels begin, from the right to the left.</summary>
    public LabelEnds.Starts StartsFromRight
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _ends.StartsFromRight;
    }

    /// <summary>Where the label ends that begins at a place: at its dot, or at the name's length.</summary>
    /// <param name="start">0, or one past a dot's place.</param>
    public int LabelEnd(int start) => _ends.LabelEnd(start);
}
