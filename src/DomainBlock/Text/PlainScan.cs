using System.Runtime.CompilerServices;

namespace DomainBlock.Text;

/// <summary>
/// What one pass over plain text found: text that is a name as it stands, or would be in lower case and without the final
/// dot. Made by <see cref="PlainScanner"/> alone, so that every label has 1 to 63 units and the name 1 to 253.
/// </summary>
internal readonly struct PlainScan
{
    private readonly LabelEnds _ends;

    /// <summary>Describes a name.</summary>
    /// <param name="ends">Where labels end.</param>
    /// <param name="hasUpper">Whether it has upper-case letters.</param>
    /// <param name="hasFinalDot">Whether a final dot follows.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PlainScan(in LabelEnds ends, bool hasUpper, bool hasFinalDot)
    {
        _ends = ends;
        HasUpper = hasUpper;
        HasFinalDot = hasFinalDot;
    }

    /// <summary>Where labels end.</summary>
    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    public ref readonly LabelEnds Ends => ref _ends;

    /// <summary>The name's units, the final dot not counted: 1 to 253.</summary>
    public int Length => _ends.Length;

    /// <summary>Whether there is a letter from A to Z.</summary>
    public bool HasUpper { get; }

    /// <summary>Whether a final dot follows the name.</summary>
    public bool HasFinalDot { get; }

    /// <summary>Whether the text is canonical: nothing need be changed and nothing left out.</summary>
    public bool IsCanonical => !(HasUpper | HasFinalDot);
}
