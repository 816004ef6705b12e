using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace DomainBlock.Text;

/// <summary>
/// Where the labels of a name in text end: a bit for each place directly behind a label, its dot's, or for the last the name's end.
/// </summary>
/// <remarks>
/// The labels are read off in either direction, without looking at the text again:
/// <code>
/// for (int end = ends.Length; end > 0; end = start - 1)       // from the right
///     start = ends.LabelStart(end);
/// for (int start = 0; start &lt; ends.Length; start = end + 1)   // from the left
///     end = ends.LabelEnd(start);
/// </code>
/// </remarks>
internal readonly struct LabelEnds
{
    /// <summary>The highest place is 253.</summary>
    private readonly EndBits _bits;
    private readonly byte _length;

    /// <summary>Describes a name of less than 64 units, whose ends are in one word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LabelEnds(ulong bits, int length)
        : this(default(EndBits), length) =>
        _bits[0] = bits;

    /// <summary>Describes a name whose labels were checked: each has 1 to 63 units, the name at most 253.</summary>
    /// <param name="bits">Where labels end.</param>
    /// <param name="length">The name's length, which the last label's end equals; 0 for the root, which has no label and no bit.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LabelEnds(in EndBits bits, int length)
    {
        _bits = bits;
        _length = (byte)length;
    }

    /// <summary>The name's units, a final dot not counted: 0 to 253.</summary>
    public int Length => _length;

    /// <summary>How many labels the name has: 0 to 127.</summary>
    public int Count
    {
        get
        {
            int count = 0;
            foreach (ulong word in _bits)
                count += BitOperations.PopCount(word);
            return count;
        }
    }

    /// <summary>Where the label ends that begins at <paramref name="start"/>: at its dot, or at <see cref="Length"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int LabelEnd(int start)
    {
        Debug.Assert((uint)start < (uint)Length);
        int word = start >> 6;
        ulong bits = _bits[word] >> start;
        if (bits != 0)
            return start + BitOperations.TrailingZeroCount(bits);

        // A label is shorter than a word, and the name's end is marked: the next word has the bit.
        word++;
        return (word << 6) + BitOperations.TrailingZeroCount(_bits[word]);
    }

    /// <summary>Where the label begins that ends at <paramref name="end"/>, which is its dot or <see cref="Length"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int LabelStart(int end)
    {
        Debug.Assert(end > 0 && end <= Length);
        int last = end - 1;
        int word = last >> 6;

        // The bit of the label's last unit goes to the top.
        ulong bits = _bits[word] << ~last;
        if (bits != 0)
            return end - BitOperations.LeadingZeroCount(bits);
        return word == 0 ? 0 : (word << 6) - BitOperations.LeadingZeroCount(_bits[word - 1]);
    }

    /// <summary>256 bits, the lowest first.</summary>
    [InlineArray(4)]
    public struct EndBits
    {
        private ulong _first;

        /// <summary>Marks a place.</summary>
        public void Set(int place) => this[place >> 6] |= 1UL << place;
    }
}
