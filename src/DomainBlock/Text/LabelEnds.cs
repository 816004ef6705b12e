using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace DomainBlock.Text;

/// <summary>
/// Where the labels of a name in text end: a bit for each place directly behind a label, its dot's, or for the last the name's end.
/// </summary>
/// <remarks>
/// The labels are read off in either direction, without looking at the text again:
/// <code>
/// foreach (int start in ends.StartsFromRight)                 // from the right
/// for (int start = 0; start &lt; ends.Length; start = end + 1)   // from the left
///     end = ends.LabelEnd(start);
/// </code>
/// </remarks>
internal readonly struct LabelEnds
{
    /// <summary>The highest place is 253.</summary>
    private readonly EndBits _bits;
    private readonly byte _length;

    /// <summary>Describes a name of less than 64 units, whose ends are in one word. Written word by word: handed on as an array, it would be copied twice for each question.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LabelEnds(ulong bits, int length)
    {
        _bits[0] = bits;
        _bits[1] = 0;
        _bits[2] = 0;
        _bits[3] = 0;
        _length = (byte)length;
    }

    /// <summary>Describes a name whose labels were checked: each has 1 to 63 units, the name at most 253.</summary>
    /// <param name="bits">Where labels end.</param>
    /// <param name="length">The name's length, which the last label's end equals; 0 for the root, which has no label and no bit.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LabelEnds(in EndBits bits, int length)
    {
        // Copied at once, what was just written word by word would have to be waited for.
        _bits[0] = bits[0];
        _bits[1] = bits[1];
        _bits[2] = bits[2];
        _bits[3] = bits[3];
        _length = (byte)length;
    }

    /// <summary>The name's units, a final dot not counted: 0 to 253.</summary>
    public int Length => _length;

    /// <summary>The ends at places below 64.</summary>
    public ulong FirstWord => _bits[0];

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

    /// <summary>Where the labels begin, from the right to the left.</summary>
    [UnscopedRef]
    public Starts StartsFromRight
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(in _bits, _length);
    }

    /// <summary>Walks over the labels: all that it asks is the next bit.</summary>
    public ref struct Starts
    {
        private readonly ref readonly EndBits _bits;
        private int _word;
        private ulong _starts;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Starts(ref readonly EndBits bits, int length)
        {
            _bits = ref bits;
            _word = length >> 6;

            // A label begins behind each end but the last one, and at 0.
            if (length > 0)
                _starts = StartsIn(bits[_word] & ~(1UL << length));
        }

        /// <summary>The present label's start.</summary>
        public int Current { get; private set; }

        public readonly Starts GetEnumerator() => this;

        /// <summary>Goes on to the next label on the left.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool MoveNext()
        {
            while (_starts == 0)
            {
                if (_word == 0)
                    return false;
                _word--;
                _starts = StartsIn(_bits[_word]);
            }
            // Not Log2, which provides for zero.
            int place = 63 ^ BitOperations.LeadingZeroCount(_starts);
            _starts ^= 1UL << place;
            Current = (_word << 6) + place;
            return true;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly ulong StartsIn(ulong ends) => (ends << 1) | (_word == 0 ? 1 : _bits[_word - 1] >> 63);
    }

    /// <summary>256 bits, the lowest first.</summary>
    [InlineArray(4)]
    public struct EndBits
    {
        private ulong _first;

        /// <summary>Which of sixteen places from one on are marked, the first one's bit the lowest.</summary>
        public readonly uint Sixteen(int place)
        {
            ulong bits = this[place >> 6] >> place;
            if ((place & 63) > 48 && place < 192)
                bits |= this[(place >> 6) + 1] << -place;
            return (ushort)bits;
        }

        /// <summary>Marks a place.</summary>
        public void Set(int place) => this[place >> 6] |= 1UL << place;
    }
}
