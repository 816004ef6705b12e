using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace DomainBlock.Indexing;

/// <summary>
/// Hashes the suffixes of a name. Its octets are taken as words of eight from the right; what all words to the right of one come to is
/// known for each after one pass, so that a suffix, wherever it begins, costs one 64×64 multiplication and waits for no other. Filter
/// and root table use it; both are followed by an exact check, so that names crafted to collide cost time, never an answer. Dots count as
/// any octet: a label with a dot in it hashes as two labels do.
/// </summary>
internal readonly ref struct SuffixHash
{
    /// <summary>How many words <see cref="Room"/> has: two for each of the name's.</summary>
    private const int RoomWords = 64;

    private const ulong Multiplier = 0x9E3779B97F4A7C15; // 2^64 divided by the golden ratio, made odd.
    private const ulong Whitener = 0xD1B54A32D192ED03; // 2^64 divided by the plastic number, made odd.

    private readonly ref Room _room;

    /// <summary>Goes over a name.</summary>
    /// <param name="text">The name's octets, dots included, at most 256.</param>
    /// <param name="seed">The hash of the suffix without labels.</param>
    /// <param name="room">Room for what the words come to; what is in it does not matter.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SuffixHash(ReadOnlySpan<byte> text, ulong seed, ref Room room)
    {
        _room = ref room;
        ulong hash = seed;
        int end = text.Length;
        int place = 0;
        for (; end > sizeof(ulong); end -= sizeof(ulong), place += 2)
        {
            ulong word = BinaryPrimitives.ReadUInt64LittleEndian(text[(end - sizeof(ulong))..]);
            room[place] = word;
            room[place + 1] = hash;
            hash = Multiply(hash ^ word, Whitener);
        }

        // The leftmost word has fewer octets, at its top; they are in the first whole word of the name, if it has one.
        room[place] = text.Length >= sizeof(ulong)
            ? BinaryPrimitives.ReadUInt64LittleEndian(text) << (64 - (8 * end))
            : OctetByOctet(text);
        room[place + 1] = hash;
    }

    /// <summary>The hash of a suffix.</summary>
    /// <param name="octets">How many octets it has, at least one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Of(int octets)
    {
        int place = (octets - 1) >> 3;
        ulong mine = ulong.MaxValue << (-8 * octets);
        return Multiply(_room[(2 * place) + 1] ^ (_room[2 * place] & mine), Multiplier ^ (uint)octets);
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
            hash = Multiply(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(text[(end - sizeof(ulong))..]), Whitener);
        ulong word = end >= sizeof(ulong) ? BinaryPrimitives.ReadUInt64LittleEndian(text[(end - sizeof(ulong))..])
            : text.Length >= sizeof(ulong) ? BinaryPrimitives.ReadUInt64LittleEndian(text) << (64 - (8 * end))
            : OctetByOctet(text[..end]);
        return Multiply(hash ^ (word & (ulong.MaxValue << (-8 * octets))), Multiplier ^ (uint)octets);
    }

    /// <summary>The product of two words, its halves exclusive-ored. Zero stays zero, which costs nothing but strength.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Multiply(ulong left, ulong right) => Math.BigMul(left, right, out ulong low) ^ low;

    /// <summary>Mixes one word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Mix(ulong word) => Multiply(word ^ (word >> 32), Multiplier);

    private static ulong OctetByOctet(ReadOnlySpan<byte> octets)
    {
        ulong word = 0;
        for (int place = octets.Length - 1; place >= 0; place--)
            word = (word << 8) | octets[place];
        return octets.IsEmpty ? 0 : word << (64 - (8 * octets.Length));
    }

    /// <summary>Of each eight octets from the right: themselves, then what the octets right of them come to.</summary>
    [InlineArray(RoomWords)]
    public struct Room
    {
        private ulong _first;
    }
}
