using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace DomainBlock.Indexing;

/// <summary>
/// Hashes the suffixes of a name. Its octets are taken as words of eight from the right; what all words to the right of one come to is
/// known for each after one pass, so that a suffix, wherever it begins, costs one 64×64 multiplication and waits for no other. Filter
/// and root table use it; both are followed by an exact check, so that names crafted to collide cost time, never an answer. Dots count as
/// any octet: a label with a dot in it hashes as two labels do.
/// <para>
/// <b>Unchecked code.</b> Words of a text are read by reference and offset. The duty is this file's, callers pass spans: eight octets are read only where as many are left, which debug builds
/// assert; or where the caller has said that the text is a copy with room before. Words of a room are read by offset: the caller's duty is to ask for suffixes of the name that was gone over, which debug builds cannot tell.
/// </para>
/// </summary>
internal readonly ref struct SuffixHash
{
    /// <summary>256 octets, which a name has fewer of.</summary>
    private const int MaxWords = 32;

    private const ulong Multiplier = 0x9E3779B97F4A7C15; // 2^64 divided by the golden ratio, made odd.
    private const ulong Whitener = 0xD1B54A32D192ED03; // 2^64 divided by the plastic number, made odd.

    private readonly ref Room _room;

    /// <summary>Goes over a name.</summary>
    /// <param name="text">The name's octets, dots included, at most 256.</param>
    /// <param name="seed">The hash of the suffix without labels.</param>
    /// <param name="room">Room for what the words come to; what is in it does not matter.</param>
    /// <param name="isCopy">Whether <see cref="Text.TextCopy.Before"/> octets before the text may be read.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SuffixHash(ReadOnlySpan<byte> text, ulong seed, ref Room room, bool isCopy = false)
    {
        _room = ref room;
        if (text.Length is <= sizeof(ulong) or > 4 * sizeof(ulong))
            ReadAny(text, seed, ref room, isCopy);
        else if (isCopy)
            ReadCopy(text, seed, ref room);
        else
            ReadShort(text, seed, ref room);
    }

    /// <summary>Those of a name that was gone over already.</summary>
    /// <param name="room">What its words come to.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SuffixHash(ref Room room) => _room = ref room;

    /// <summary>Most names: two words or four, whether or not the name reaches as far, because how many it has could not be foretold. Those it does not reach are never asked for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ReadShort(ReadOnlySpan<byte> text, ulong seed, ref Room room)
    {
        ulong hash = room.Put(0, Read(text, text.Length - sizeof(ulong)), seed);

        // The word that the text begins in has its octets at the top.
        ulong leftmost = Read(text, 0) << (-8 * text.Length);
        if (text.Length < 2 * sizeof(ulong))
        {
            room.Put(1, leftmost, hash);
            return;
        }
        hash = room.Put(1, Read(text, text.Length - (2 * sizeof(ulong))), hash);
        int within = Math.Min(text.Length, 3 * sizeof(ulong));
        hash = room.Put(2, Read(text, text.Length - within) << (-8 * within), hash);
        room.Put(3, leftmost, hash);
    }

    /// <summary>The same, where a word may begin before the text: what is there is asked for by nobody.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ReadCopy(ReadOnlySpan<byte> text, ulong seed, ref Room room)
    {
        ref byte end = ref Unsafe.Add(ref MemoryMarshal.GetReference(text), text.Length);
        ulong hash = room.Put(0, ReadBefore(ref end, 1), seed);
        hash = room.Put(1, ReadBefore(ref end, 2), hash);
        if (text.Length < 2 * sizeof(ulong))
            return;
        hash = room.Put(2, ReadBefore(ref end, 3), hash);
        room.Put(3, ReadBefore(ref end, 4), hash);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong ReadBefore(ref byte end, int words)
    {
        ulong word = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Subtract(ref end, words * sizeof(ulong)));
        return BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ReadAny(ReadOnlySpan<byte> text, ulong seed, ref Room room, bool isCopy)
    {
        ulong hash = seed;
        int end = text.Length;
        int place = 0;
        for (; end > sizeof(ulong); end -= sizeof(ulong), place++)
            hash = room.Put(place, Read(text, end - sizeof(ulong)), hash);

        // The leftmost word has fewer octets, at its top; they are in the first whole word of the name, if it has one.
        ulong leftmost = isCopy ? ReadBefore(ref Unsafe.Add(ref MemoryMarshal.GetReference(text), end), 1)
            : text.Length >= sizeof(ulong) ? Read(text, 0) << (64 - (8 * end)) : OctetByOctet(text);
        room.Put(place, leftmost, hash);
    }

    /// <summary>The hash of a suffix.</summary>
    /// <param name="octets">How many octets it has, at least one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Of(int octets)
    {
        ulong word = _room.WordOf(octets, out ulong before);
        ulong mine = ulong.MaxValue << (-8 * octets);
        return Multiply(before ^ (word & mine), Multiplier ^ (uint)octets);
    }

    /// <summary>The hash of a part of a text by itself, as that of a whole one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the part begins.</param>
    /// <param name="end">Where it ends; behind its beginning.</param>
    /// <param name="seed">The hash of no octets.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong OfPart(ReadOnlySpan<byte> text, int start, int end, ulong seed)
    {
        int octets = end - start;
        ulong hash = seed;
        for (; end - start > sizeof(ulong); end -= sizeof(ulong))
            hash = Multiply(hash ^ Read(text, end - sizeof(ulong)), Whitener);
        ulong word = end >= sizeof(ulong) ? Read(text, end - sizeof(ulong))
            : text.Length >= sizeof(ulong) ? Read(text, 0) << (64 - (8 * end))
            : OctetByOctet(text[..end]);
        return Multiply(hash ^ (word & (ulong.MaxValue << (-8 * octets))), Multiplier ^ (uint)octets);
    }

    /// <summary>The product of two words, its halves exclusive-ored. Zero stays zero, which costs nothing but strength.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Multiply(ulong left, ulong right) => High(left, right) ^ (left * right);

    /// <summary>The upper half of the product of two words. Where both halves are asked for at once the lower one goes by way of memory: multiplying twice is quicker.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong High(ulong left, ulong right) =>
        Bmi2.X64.IsSupported ? Bmi2.X64.MultiplyNoFlags(left, right) : Math.BigMul(left, right, out _);

    /// <summary>Mixes one word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Mix(ulong word) => Multiply(word ^ (word >> 32), Multiplier);

    /// <summary>Eight octets, all of which lie within the text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Read(ReadOnlySpan<byte> text, int start)
    {
        Debug.Assert(start >= 0 && start + sizeof(ulong) <= text.Length);
        ulong word = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref MemoryMarshal.GetReference(text), start));
        return BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word);
    }

    private static ulong OctetByOctet(ReadOnlySpan<byte> octets)
    {
        ulong word = 0;
        for (int place = octets.Length - 1; place >= 0; place--)
            word = (word << 8) | octets[place];
        return octets.IsEmpty ? 0 : word << (64 - (8 * octets.Length));
    }

    /// <summary>All the words of a name, the rightmost first, and what the octets right of each come to.</summary>
    public struct Room
    {
        private WordRoom _words;
        private WordRoom _befores;

        /// <summary>Writes down a word.</summary>
        /// <param name="place">Which one it is, counted from the right.</param>
        /// <param name="word">Its eight octets.</param>
        /// <param name="before">What those right of it come to.</param>
        /// <returns>What they come to together.</returns>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public ulong Put(int place, ulong word, ulong before)
        {
            _words[place] = word;
            _befores[place] = before;
            return Multiply(before ^ word, Whitener);
        }

        /// <summary>The word in which a suffix begins.</summary>
        /// <param name="octets">How many octets the suffix has, at least one and no more than were written down.</param>
        /// <param name="before">What those right of the word come to.</param>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly ulong WordOf(int octets, out ulong before)
        {
            Debug.Assert(octets is > 0 and <= MaxWords * sizeof(ulong));
            nuint offset = (nuint)((uint)(octets - 1) & ~(sizeof(ulong) - 1u));
            before = At(in _befores, offset);
            return At(in _words, offset);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static ulong At(ref readonly WordRoom room, nuint offset) => Unsafe.AddByteOffset(ref Unsafe.As<WordRoom, ulong>(ref Unsafe.AsRef(in room)), offset);
    }

    [InlineArray(MaxWords)]
    private struct WordRoom
    {
        private ulong _first;
    }
}
