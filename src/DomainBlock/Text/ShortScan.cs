using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DomainBlock.Text;

/// <summary>What one pass found of plain text of fewer than 64 units: <see cref="PlainScan"/> in registers. Made by <see cref="PlainScanner"/> alone.</summary>
internal readonly struct ShortScan
{
    private readonly Vector128<byte> _kinds;

    /// <summary>Describes a name.</summary>
    /// <param name="kinds">The kinds that its characters have between them.</param>
    /// <param name="ends">See <see cref="Ends"/>.</param>
    /// <param name="length">See <see cref="Length"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ShortScan(Vector128<byte> kinds, ulong ends, int length)
    {
        _kinds = kinds;
        Ends = ends;
        Length = length;
    }

    /// <summary>Where labels end: see <see cref="ShortText.Ends"/>.</summary>
    public ulong Ends { get; }

    /// <summary>The name's units, a final dot not counted: 1 to 63.</summary>
    public int Length { get; }

    /// <inheritdoc cref="PlainScan.HasUpper"/>
    public bool HasUpper
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => PlainScanner.HasUpper(_kinds);
    }
}
