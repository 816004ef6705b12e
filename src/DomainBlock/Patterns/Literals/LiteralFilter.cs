using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DomainBlock.Patterns.Literals;

/// <summary>
/// Says of most texts that none of the literals of a <see cref="LiteralIndex"/> is in them, however many these are. At each place that is looked at, the next five octets choose a word of 32 bits, and in it they
/// choose three bits, which a key of five has set, and the next seven octets three bits, which a key of seven has set: one word for both, because fetching it is what costs. The next three octets choose a word of another
/// table. Where none are found, no literal's key begins. A table of keys that there are none of is left out, and not looked at.
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

    /// <summary>Longer texts do not fit into two registers.</summary>
    private const int MostInRegisters = 2 * 16;

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

    private ref uint Words => ref Unsafe.As<byte, uint>(ref _bytes);

    private ref uint ShortWords => ref Unsafe.As<byte, uint>(ref Unsafe.Add(ref _bytes, _layout.WordsSize));

    /// <summary>Whether a literal's key may begin with a word's first octet, or, if it is a literal of three octets, with its second.</summary>
    public bool MayBeAt(ulong word) => (Look(word) & 1) != 0 || MayBeTripleAt(word >> 8);

    /// <summary>Whether a literal may be in a text.</summary>
    /// <param name="text">The text without its ends.</param>
    public bool MayBeIn(ReadOnlySpan<byte> text) =>
        text.Length < sizeof(ulong)
        || (!Avx2.IsSupported ? MayBeInOneByOne(text) : text.Length <= MostInRegisters ? MayBeInTogether(text) : MayBeInLong(text))
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
        bool isShort = window.KeyLength == LiteralIndex.ShortKey;
        (uint chooser, int start, int bits) = isShort ? (ShortHash(octets), layout.WordsSize, layout.ShortBits) : (MiddleHash(octets), 0, layout.WordBits);
        Span<byte> word = bytes[(start + ((int)(chooser >> (32 - bits)) * sizeof(uint)))..];
        uint bitsHash = window.KeyLength == LiteralIndex.LongKey ? LongHash(octets) : chooser * Third;
        BinaryPrimitives.WriteUInt32LittleEndian(word, BinaryPrimitives.ReadUInt32LittleEndian(word) | BitsOf(bitsHash));
    }

    /// <summary>What chooses a key's bits. Three octets lie over three of the first four: few texts are alike for that, and it takes one multiplication.</summary>
    private static uint LongHash(ulong octets) => ((uint)octets + ((uint)(octets >> 32) << 8)) * Second;

    /// <summary>What chooses a word, where octets that lie over one another would crowd.</summary>
    private static uint MiddleHash(ulong octets) => ((uint)octets * First) + ((byte)(octets >> 32) * Second);

    private static uint ShortHash(ulong octets) => ((uint)octets & ThreeOctets) * First;

    /// <summary>The bits that a key sets in its word, by the upper 15 bits of a hash.</summary>
    private static uint BitsOf(uint hash) => 1u << (int)(hash >> 27) | 1u << (int)(hash >> 22) | 1u << (int)(hash >> 17);

    /// <summary>Whether a word has all of <see cref="BitsOf"/>: in the lowest bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Has(uint word, uint hash) => (word >> (int)(hash >> 27)) & (word >> (int)(hash >> 22)) & (word >> (int)(hash >> 17));

    /// <summary>Whether a key is found where a word of the text begins: in the lowest bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Look(ulong octets)
    {
        uint found = 0;
        if (_layout.WordBits > 0)
        {
            uint hash = MiddleHash(octets);
            uint word = Unsafe.Add(ref Words, (nint)(hash >> (32 - _layout.WordBits)));
            found = Has(word, hash * Third) | Has(word, LongHash(octets));
        }
        if (_layout.ShortBits > 0)
        {
            uint hash = ShortHash(octets);
            found |= Has(Unsafe.Add(ref ShortWords, (nint)(hash >> (32 - _layout.ShortBits))), hash * Third);
        }
        return found;
    }

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
    /// <param name="text">From eight octets to <see cref="MostInRegisters"/>.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal unsafe bool MayBeInTogether(ReadOnlySpan<byte> text)
    {
        ref byte octets = ref MemoryMarshal.GetReference(text);
        fixed (uint* words = &Words, shortWords = &ShortWords)
        {
            if (text.Length < Vector128<byte>.Count)
            {
                var only = Vector128.Create(Word(text, 0), Word(text, text.Length - sizeof(ulong)) >> (8 * (Vector128<byte>.Count - 1 - text.Length)) >> 8).AsByte();
                return IsFound(LookTogether(Ssse3.AlignRight(only, default, 15), Ssse3.AlignRight(default, only, 7), words, shortWords));
            }
            var left = Vector128.LoadUnsafe(ref octets);
            Vector128<byte> right = Vector128.LoadUnsafe(ref octets, (nuint)(text.Length - Vector128<byte>.Count));
            right = Ssse3.Shuffle(right, Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(Shifts), (nuint)(MostInRegisters - text.Length)));
            return IsFound(
                LookTogether(Ssse3.AlignRight(left, default, 15), Ssse3.AlignRight(right, left, 7), words, shortWords)
                | LookTogether(Ssse3.AlignRight(right, left, 15), Ssse3.AlignRight(default, right, 7), words, shortWords));
        }
    }

    /// <summary>Eight places together, as often as it takes; the last two times some that were looked at before.</summary>
    /// <param name="text">More octets than <see cref="MostInRegisters"/>.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal unsafe bool MayBeInLong(ReadOnlySpan<byte> text)
    {
        const int Step = 8 * Stride;
        const int Taken = 8 + 16; // The octets that two registers have, of which the second begins eight octets behind the first.
        Debug.Assert(text.Length >= Taken);
        ref byte octets = ref MemoryMarshal.GetReference(text);

        // Places are odd: the first is that of the sign in front of the text.
        int lastTaken = (text.Length - Taken - 1) | 1;
        int end = (text.Length - Vector128<byte>.Count) | 1;
        fixed (uint* words = &Words, shortWords = &ShortWords)
        {
            Vector256<uint> found = LookTogether(Ssse3.AlignRight(Vector128.LoadUnsafe(ref octets), default, 15), Vector128.LoadUnsafe(ref octets, 7), words, shortWords);
            for (int place = Step - 1; place < end; place += Step)
            {
                nuint taken = (nuint)Math.Min(place, lastTaken);
                found |= LookTogether(Vector128.LoadUnsafe(ref octets, taken), Vector128.LoadUnsafe(ref octets, taken + 8), words, shortWords);
            }
            var right = Vector128.LoadUnsafe(ref octets, (nuint)(text.Length - Vector128<byte>.Count));
            if (end > text.Length - Vector128<byte>.Count)
                right = Ssse3.AlignRight(default, right, 1);
            return IsFound(found | LookTogether(right, Ssse3.AlignRight(default, right, 8), words, shortWords));
        }
    }

    /// <summary>Looks at eight places: the lanes of one vector have their first four octets, those of another the three after them.</summary>
    /// <param name="octets">The octets from the first place on.</param>
    /// <param name="further">Those from the fifth place on.</param>
    /// <param name="words">The table of keys of seven and of five.</param>
    /// <param name="shortWords">That of keys of three.</param>
    /// <returns>In each lane's lowest bit whether a key is found.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private unsafe Vector256<uint> LookTogether(Vector128<byte> octets, Vector128<byte> further, uint* words, uint* shortWords)
    {
        var both = Vector256.Create(octets, further);
        Vector256<uint> first = Avx2.Shuffle(both, Vector256.Create(
            (byte)0, 1, 2, 3, 2, 3, 4, 5, 4, 5, 6, 7, 6, 7, 8, 9, 0, 1, 2, 3, 2, 3, 4, 5, 4, 5, 6, 7, 6, 7, 8, 9)).AsUInt32();
        Vector256<uint> behind = Avx2.Shuffle(both, Vector256.Create(
            (byte)4, 5, 6, 0xFF, 6, 7, 8, 0xFF, 8, 9, 10, 0xFF, 10, 11, 12, 0xFF, 4, 5, 6, 0xFF, 6, 7, 8, 0xFF, 8, 9, 10, 0xFF, 10, 11, 12, 0xFF)).AsUInt32();
        Vector256<uint> found = default;
        if (_layout.WordBits > 0)
        {
            Vector256<uint> hash = (first * First) + ((behind & Vector256.Create(0xFFu)) * Second);
            Vector256<uint> chosen = Choose(words, hash, _layout.WordBits);
            found = Has(chosen, hash * Third) | Has(chosen, (first + (behind << 8)) * Second);
        }
        if (_layout.ShortBits > 0)
        {
            Vector256<uint> hash = (first & Vector256.Create(ThreeOctets)) * First;
            found |= Has(_layout.ShortBits == LiteralIndexLayout.FewBits ? ChooseOfFew(shortWords, hash) : Choose(shortWords, hash, _layout.ShortBits), hash * Third);
        }

        // Behind the text are zeros only, of which no key consists.
        return Vector256.AndNot(found, Vector256.Equals(first, Vector256<uint>.Zero));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsFound(Vector256<uint> lanes) => (lanes & Vector256<uint>.One) != Vector256<uint>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe Vector256<uint> Choose(uint* table, Vector256<uint> hash, int bits) =>
        Avx2.GatherVector256(table, (hash >>> (32 - bits)).AsInt32(), sizeof(uint));

    /// <summary>The same from a table so small that it is in a register.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe Vector256<uint> ChooseOfFew(uint* table, Vector256<uint> hash) =>
        Avx2.PermuteVar8x32(Vector256.Load(table), hash >>> (32 - LiteralIndexLayout.FewBits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Has(Vector256<uint> words, Vector256<uint> hash)
    {
        var lowest = Vector256.Create(31u);
        return Avx2.ShiftRightLogicalVariable(words, hash >>> 27)
            & Avx2.ShiftRightLogicalVariable(words, (hash >>> 22) & lowest)
            & Avx2.ShiftRightLogicalVariable(words, (hash >>> 17) & lowest);
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
