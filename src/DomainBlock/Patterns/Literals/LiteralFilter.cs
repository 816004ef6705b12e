using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DomainBlock.Patterns.Literals;

/// <summary>
/// Says of most texts that none of the literals of a <see cref="LiteralIndex"/> is in them, however many these are. At each place that is looked at, the next seven octets choose a word of 32 bits and
/// three bits in it, which a key of seven has set; the next five choose some of another table, which a key of five has set, and the next three of a third one. Where none are found, no literal's key begins. Tables
/// of keys that there are none of are left out, and not looked at.
/// <para>
/// A whole text is looked over without a branch between its places: which of them looks like a key could not be foretold, and seldom one does. Where the processor can, eight places are looked at together.
/// </para>
/// <para>
/// <b>Unchecked code.</b> Tables and octets of the text are read by reference and offset. A table has as many words as numbers of its width, which the layout has proven on opening for every file; octets
/// are read only within the text; and a file must not change while it is open.
/// </para>
/// </summary>
internal readonly ref struct LiteralFilter
{
    /// <summary>A text is looked at in every other place: each literal but the shortest has two keys, one octet apart.</summary>
    public const int Stride = 2;

    private const uint First = 0x9E3779B9; // 2^32 divided by the golden ratio, made odd.
    private const uint Second = 0xC13FA9A9; // 2^32 divided by the plastic number, made odd.
    private const uint Third = 0xB504F333; // 2^32 divided by the square root of two, made odd.
    private const uint ThreeOctets = 0xFFFFFF;

    /// <summary>Longer texts are looked over place by place: few names are.</summary>
    private const int MostTogether = 2 * 16;

    private readonly LiteralIndexLayout _layout;
    private readonly ref byte _bytes;

    /// <param name="layout">A sound one, of an index that is not empty.</param>
    /// <param name="bytes">What begins with the index.</param>
    public LiteralFilter(LiteralIndexLayout layout, ReadOnlySpan<byte> bytes)
    {
        Debug.Assert(layout.Entries > 0 && layout.Size <= bytes.Length);
        _layout = layout;
        _bytes = ref MemoryMarshal.GetReference(bytes);
    }

    /// <summary>From the number of octets on by which a vector is to be shifted: what goes where.</summary>
    private static ReadOnlySpan<byte> Shifts =>
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
        0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
    ];

    private ref uint LongWords => ref Unsafe.As<byte, uint>(ref _bytes);

    private ref uint MiddleWords => ref Unsafe.As<byte, uint>(ref Unsafe.Add(ref _bytes, _layout.LongWordsSize));

    private ref uint ShortWords => ref Unsafe.As<byte, uint>(ref Unsafe.Add(ref _bytes, _layout.LongWordsSize + _layout.MiddleWordsSize));

    /// <summary>Whether a literal's key may begin with a word's first octet, or, if it is a literal of three octets, with its second.</summary>
    public bool MayBeAt(ulong word) => (Look(word) & 1) != 0 || MayBeTripleAt(word >> 8);

    /// <summary>Whether a literal may be in a text.</summary>
    /// <param name="text">The text without its ends.</param>
    public bool MayBeIn(ReadOnlySpan<byte> text) =>
        text.Length < sizeof(ulong)
        || (Avx2.IsSupported && text.Length <= MostTogether ? MayBeInTogether(text) : MayBeInOneByOne(text))
        || (_layout.TripleBits > 0 && MayHaveTriple(text));

    /// <summary>Sets what a key looks for.</summary>
    /// <param name="bytes">The index's bytes.</param>
    /// <param name="layout">Its layout.</param>
    /// <param name="window">A literal's window.</param>
    /// <param name="key">Which of its keys.</param>
    public static void Set(Span<byte> bytes, LiteralIndexLayout layout, LiteralWindow window, int key)
    {
        ulong octets = window.Key(key);
        if (window.IsTriple)
            bytes[layout.TriplesStart + (TripleOf(octets, layout) >> 3)] |= (byte)(1 << (TripleOf(octets, layout) & 7));
        (uint hash, int start, int bits) = window.KeyLength switch
        {
            LiteralIndex.LongKey => (LongHash(octets), 0, layout.LongBits),
            LiteralIndex.MiddleKey => (MiddleHash(octets), layout.LongWordsSize, layout.MiddleBits),
            _ => (ShortHash(octets), layout.LongWordsSize + layout.MiddleWordsSize, layout.ShortBits),
        };
        Span<byte> word = bytes[(start + ((int)(hash >> (32 - bits)) * sizeof(uint)))..];
        BinaryPrimitives.WriteUInt32LittleEndian(word, BinaryPrimitives.ReadUInt32LittleEndian(word) | BitsOf(hash));
    }

    private static uint LongHash(ulong octets) => ((uint)octets * First) + (((uint)(octets >> 32) & ThreeOctets) * Second);

    private static uint MiddleHash(ulong octets) => ((uint)octets * First) + ((byte)(octets >> 32) * Second);

    private static uint ShortHash(ulong octets) => ((uint)octets & ThreeOctets) * First;

    /// <summary>The bits that a key of a hash sets in its word.</summary>
    private static uint BitsOf(uint hash)
    {
        uint spread = hash * Third;
        return 1u << (int)(spread >> 27) | 1u << (int)(spread >> 22) | 1u << (int)(spread >> 17);
    }

    /// <summary>Whether a table's word has all bits that a key of a hash sets: in the lowest bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Has(ref uint table, uint hash, int bits)
    {
        if (bits == 0)
            return 0;
        uint word = Unsafe.Add(ref table, (nint)(hash >> (32 - bits)));
        uint spread = hash * Third;
        return (word >> (int)(spread >> 27)) & (word >> (int)(spread >> 22)) & (word >> (int)(spread >> 17));
    }

    /// <summary>Whether a key is found where a word of the text begins: in the lowest bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Look(ulong word) =>
        Has(ref LongWords, LongHash(word), _layout.LongBits) | Has(ref MiddleWords, MiddleHash(word), _layout.MiddleBits) | Has(ref ShortWords, ShortHash(word), _layout.ShortBits);

    /// <summary>One place after the other.</summary>
    /// <param name="text">At least eight octets.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal bool MayBeInOneByOne(ReadOnlySpan<byte> text)
    {
        // The place of the sign in front of the text, then those with eight octets, then the three with fewer: what is behind the end is zero there.
        uint found = Look(Word(text, 0) << 8);
        int lastWhole = text.Length - sizeof(ulong);
        for (int place = 1; place <= lastWhole; place += Stride)
            found |= Look(Word(text, place));
        ulong end = Word(text, lastWhole) >> ((lastWhole & 1) == 0 ? 8 : 16);
        found |= Look(end) | Look(end >> 16) | Look(end >> 32);
        return (found & 1) != 0;
    }

    /// <summary>Eight places together, twice where the text has sixteen octets or more. The text is in two registers, zeros behind it.</summary>
    /// <param name="text">From eight octets to <see cref="MostTogether"/>.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal unsafe bool MayBeInTogether(ReadOnlySpan<byte> text)
    {
        ref byte octets = ref MemoryMarshal.GetReference(text);
        fixed (uint* longWords = &LongWords, middleWords = &MiddleWords, shortWords = &ShortWords)
        {
            if (text.Length < Vector128<byte>.Count)
            {
                var only = Vector128.Create(Word(text, 0), Word(text, text.Length - sizeof(ulong)) >> (8 * (Vector128<byte>.Count - 1 - text.Length)) >> 8).AsByte();
                return IsFound(LookTogether(Ssse3.AlignRight(only, default, 15), Ssse3.AlignRight(default, only, 7), longWords, middleWords, shortWords));
            }
            var left = Vector128.LoadUnsafe(ref octets);
            Vector128<byte> right = Vector128.LoadUnsafe(ref octets, (nuint)(text.Length - Vector128<byte>.Count));
            right = Ssse3.Shuffle(right, Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(Shifts), (nuint)(MostTogether - text.Length)));
            return IsFound(
                LookTogether(Ssse3.AlignRight(left, default, 15), Ssse3.AlignRight(right, left, 7), longWords, middleWords, shortWords)
                | LookTogether(Ssse3.AlignRight(right, left, 15), Ssse3.AlignRight(default, right, 7), longWords, middleWords, shortWords));
        }
    }

    /// <summary>Looks at eight places: the lanes of one vector have their first four octets, those of another the three after them.</summary>
    /// <param name="octets">The octets from the first place on.</param>
    /// <param name="further">Those from the fifth place on.</param>
    /// <param name="longWords">The table of long keys.</param>
    /// <param name="middleWords">That of keys of five.</param>
    /// <param name="shortWords">That of keys of three.</param>
    /// <returns>In each lane's lowest bit whether a key is found.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private unsafe Vector256<uint> LookTogether(Vector128<byte> octets, Vector128<byte> further, uint* longWords, uint* middleWords, uint* shortWords)
    {
        var both = Vector256.Create(octets, further);
        Vector256<uint> first = Avx2.Shuffle(both, Vector256.Create(
            (byte)0, 1, 2, 3, 2, 3, 4, 5, 4, 5, 6, 7, 6, 7, 8, 9, 0, 1, 2, 3, 2, 3, 4, 5, 4, 5, 6, 7, 6, 7, 8, 9)).AsUInt32();
        Vector256<uint> behind = Avx2.Shuffle(both, Vector256.Create(
            (byte)4, 5, 6, 0xFF, 6, 7, 8, 0xFF, 8, 9, 10, 0xFF, 10, 11, 12, 0xFF, 4, 5, 6, 0xFF, 6, 7, 8, 0xFF, 8, 9, 10, 0xFF, 10, 11, 12, 0xFF)).AsUInt32();
        Vector256<uint> firstHash = first * First;
        Vector256<uint> found = Has(longWords, firstHash + (behind * Second), _layout.LongBits)
            | Has(middleWords, firstHash + ((behind & Vector256.Create(0xFFu)) * Second), _layout.MiddleBits);
        if (_layout.ShortBits > 0)
            found |= Has(shortWords, (first & Vector256.Create(ThreeOctets)) * First, _layout.ShortBits);

        // Behind the text are zeros only, of which no key consists.
        return Vector256.AndNot(found, Vector256.Equals(first, Vector256<uint>.Zero));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsFound(Vector256<uint> lanes) => (lanes & Vector256<uint>.One) != Vector256<uint>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe Vector256<uint> Has(uint* table, Vector256<uint> hash, int bits)
    {
        if (bits == 0)
            return Vector256<uint>.Zero;
        Vector256<uint> words = Avx2.GatherVector256(table, (hash >>> (32 - bits)).AsInt32(), sizeof(uint));
        Vector256<uint> spread = hash * Third;
        var lowest = Vector256.Create(31u);
        return Avx2.ShiftRightLogicalVariable(words, spread >>> 27)
            & Avx2.ShiftRightLogicalVariable(words, (spread >>> 22) & lowest)
            & Avx2.ShiftRightLogicalVariable(words, (spread >>> 17) & lowest);
    }

    /// <summary>Eight octets of a text, all of which lie within it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Word(ReadOnlySpan<byte> text, int place)
    {
        Debug.Assert(place >= 0 && place + sizeof(ulong) <= text.Length);
        ulong word = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref MemoryMarshal.GetReference(text), place));
        return BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word);
    }

    private static int TripleOf(ulong octets, LiteralIndexLayout layout) => (int)(LiteralIndex.Hash(octets, LiteralIndex.ShortKey) >> (64 - layout.TripleBits));

    private bool MayBeTripleAt(ulong octets)
    {
        if (_layout.TripleBits == 0)
            return false;
        int triple = TripleOf(octets, _layout);
        return (Unsafe.Add(ref _bytes, _layout.TriplesStart + (triple >> 3)) >> (triple & 7) & 1) != 0;
    }

    /// <summary>Looks at the places between, where literals of three octets begin that have no second key.</summary>
    private bool MayHaveTriple(ReadOnlySpan<byte> text)
    {
        int lastWhole = text.Length - sizeof(ulong);
        for (int place = 0; place < text.Length - 1; place += Stride)
        {
            int whole = Math.Min(place, lastWhole);
            if (MayBeTripleAt(Word(text, whole) >> (8 * (place - whole))))
                return true;
        }
        return false;
    }
}
