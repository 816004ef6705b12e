using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace DomainBlock.Text;

/// <summary>
/// What one pass over plain text found: text that is a name as it stands, or would be in lower case and without the final
/// dot. Made by <see cref="PlainScanner"/> alone, so that every label has 1 to 63 units and the name at most 253.
/// </summary>
/// <remarks>
/// The labels are read off in either direction, without looking at the text again:
/// <code>
/// for (int end = scan.Length; end > 0; end = start - 1)       // from the right
///     start = scan.LabelStart(end);
/// for (int start = 0; start &lt; scan.Length; start = end + 1)   // from the left
///     end = scan.LabelEnd(start);
/// </code>
/// </remarks>
internal readonly struct PlainScan
{
    /// <summary>A bit for each place directly behind a label: its dot's, or for the last the name's end. The highest place is 253.</summary>
    private readonly EndBits _ends;
    private readonly byte _length;

    /// <summary>Describes a name of less than 64 units, whose ends are in one word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PlainScan(ulong ends, int length, bool hasUpper, bool hasFinalDot)
        : this(default(EndBits), length, hasUpper, hasFinalDot) =>
        _ends[0] = ends;

    /// <summary>Describes a name whose labels were checked.</summary>
    /// <param name="ends">Where labels end.</param>
    /// <param name="length">The name's length, which the last label's end equals.</param>
    /// <param name="hasUpper">Whether it has upper-case letters.</param>
    /// <param name="hasFinalDot">Whether a final dot follows.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PlainScan(in EndBits ends, int length, bool hasUpper, bool hasFinalDot)
    {
        _ends = ends;
        _length = (byte)length;
        HasUpper = hasUpper;
        HasFinalDot = hasFinalDot;
    }

    /// <summary>The name's units, the final dot not counted: 1 to 253.</summary>
    public int Length => _length;

    /// <summary>Whether there is a letter from A to Z.</summary>
    public bool HasUpper { get; }

    /// <summary>Whether a final dot follows the name.</summary>
    public bool HasFinalDot { get; }

    /// <summary>Whether the text is canonical: nothing need be changed and nothing left out.</summary>
    public bool IsCanonical => !(HasUpper | HasFinalDot);

    /// <summary>How many labels the name has: 1 to 127.</summary>
    public int LabelCount
    {
        get
        {
            int count = 0;
            foreach (ulong word in _ends)
                count += BitOperations.PopCount(word);
            return count;
        }
    }

    /// <summary>Writes where each label starts, from left to right, and one past where a dot behind the last label is or would be.</summary>
    /// <param name="starts">Room for 128 places.</param>
    /// <returns>How many places were written: one more than there are labels.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int CopyLabelStarts(Span<byte> starts)
    {
        starts[0] = 0;
        int count = 1;
        for (int place = 0; place <= _length; place += 64)
        {
            for (ulong word = _ends[place >> 6]; word != 0; word &= word - 1)
                starts[count++] = (byte)(place + BitOperations.TrailingZeroCount(word) + 1);
        }
        return count;
    }

    /// <summary>Where the label ends that begins at <paramref name="start"/>: at its dot, or at <see cref="Length"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int LabelEnd(int start)
    {
        Debug.Assert((uint)start < (uint)Length);
        int word = start >> 6;
        ulong bits = _ends[word] >> start;
        if (bits != 0)
            return start + BitOperations.TrailingZeroCount(bits);

        // A label is shorter than a word, and the name's end is marked: the next word has the bit.
        word++;
        return (word << 6) + BitOperations.TrailingZeroCount(_ends[word]);
    }

    /// <summary>Where the label begins that ends at <paramref name="end"/>, which is its dot or <see cref="Length"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int LabelStart(int end)
    {
        Debug.Assert(end > 0 && end <= Length);
        int last = end - 1;
        int word = last >> 6;

        // The bit of the label's last unit goes to the top.
        ulong bits = _ends[word] << ~last;
        if (bits != 0)
            return end - BitOperations.LeadingZeroCount(bits);
        return word == 0 ? 0 : (word << 6) - BitOperations.LeadingZeroCount(_ends[word - 1]);
    }

    /// <summary>256 bits, the lowest first.</summary>
    [InlineArray(4)]
    public struct EndBits
    {
        private ulong _first;
    }
}
