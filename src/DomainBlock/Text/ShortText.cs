using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DomainBlock.Text;

/// <summary>
/// A canonical plain name of fewer than 64 octets, as nearly all are: the ends of its labels fit one word, so that all that is known of the name stays in registers while it is asked for.
/// <see cref="NameText"/> is any name.
/// <para>
/// <b>Unchecked code.</b> The octets are kept by reference. The caller's duty is that as many follow as the length says, which ends at the highest bit of the ends; debug builds assert the latter.
/// </para>
/// </summary>
internal readonly ref struct ShortText
{
    /// <summary>The highest bit of a word marks the end of such a name.</summary>
    public const int MaxLength = 63;

    private readonly ref byte _first;

    /// <param name="first">The first octet.</param>
    /// <param name="ends">See <see cref="Ends"/>.</param>
    /// <param name="length">How many octets there are, from 1 to <see cref="MaxLength"/>.</param>
    /// <param name="isCopy">See <see cref="NameText.IsCopy"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ShortText(ref byte first, ulong ends, int length, bool isCopy)
    {
        Debug.Assert(length is > 0 and <= MaxLength && ends >> length == 1);
        _first = ref first;
        Ends = ends;
        Length = length;
        IsCopy = isCopy;
    }

    /// <inheritdoc cref="NameText.IsCopy"/>
    public bool IsCopy { get; }

    /// <summary>How many octets there are.</summary>
    public int Length { get; }

    /// <summary>Where labels end, as <see cref="LabelEnds"/> has it: a bit for each dot's place, and one for the length.</summary>
    public ulong Ends { get; }

    /// <summary>Where labels begin: a bit for each place.</summary>
    public ulong Starts
    {
        // Behind each end but the last one, and at 0.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (Ends << 1 | 1) ^ (2UL << Length);
    }

    /// <summary>How many labels there are from a place on.</summary>
    /// <param name="start">Where a label begins.</param>
    public int CountLabels(int start) => BitOperations.PopCount(Ends >> start);

    /// <summary>Takes the last place of some.</summary>
    /// <param name="places">A bit for each, at least one; afterwards one less.</param>
    /// <returns>The place.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TakeLast(ref ulong places)
    {
        // Not Log2, which provides for zero.
        Debug.Assert(places != 0);
        int place = 63 ^ BitOperations.LeadingZeroCount(places);
        places ^= 1UL << place;
        return place;
    }

    /// <summary>The octets.</summary>
    public ReadOnlySpan<byte> Octets
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => MemoryMarshal.CreateReadOnlySpan(ref _first, Length);
    }
}
