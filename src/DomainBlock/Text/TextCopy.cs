using System.Buffers.Binary;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DomainBlock.Text;

/// <summary>
/// Room on a query's stack for a copy of a name's text, in lower case. What is written in one piece and read in another soon after, the processor cannot hand on: the reader waits until it has reached the cache.
/// So text is written from the right in words of eight octets, or two of them at once, as <see cref="Indexing.SuffixHash"/> reads it, and the leftmost word may begin before the text.
/// <para>
/// <b>Unchecked code.</b> Octets are written by reference and offset. The caller's duty is to write no further than a name is long, and to give the length of the text that is there; debug builds assert the first.
/// </para>
/// </summary>
internal struct TextCopy
{
    /// <summary>A vector's octets.</summary>
    public const int Block = 16;

    /// <summary>So many octets before the text may be read or written, whatever is in them: of the leftmost block or word one octet at least is the text's, if there is any text.</summary>
    public const int Before = Block;

    private Room _room;

    /// <summary>Where the text begins, and as many octets as a name has.</summary>
    [UnscopedRef]
    public Span<byte> Octets => ((Span<byte>)_room)[Before..];

    /// <summary>Copies plain text, in lower case.</summary>
    /// <typeparam name="TUnit"><see cref="byte"/> for UTF-8, <see cref="char"/> for UTF-16.</typeparam>
    /// <param name="text">ASCII, as many units as a name has, at least one.</param>
    /// <returns>The copy.</returns>
    [UnscopedRef]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public ReadOnlySpan<byte> CopyLower<TUnit>(ReadOnlySpan<TUnit> text)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        ref TUnit first = ref MemoryMarshal.GetReference(text);
        int end = text.Length;
        if (end >= Block)
        {
            for (; end > Block; end -= Block)
                Put(Lower(PlainScanner.Load(ref first, end - Block, text.Length)), end);
            PutFirst(Lower(PlainScanner.Load(ref first, 0, text.Length)), end);
        }
        else if (end >= Block / 2)
        {
            PutHalves(Lower(PlainScanner.LoadHalves(ref first, end, out _)), end);
        }
        else
        {
            ulong word = 0;
            foreach (TUnit unit in text)
                word = (word >> 8) | (ulong)AsciiFold.Lower(byte.CreateTruncating(unit)) << 56;
            PutWord(word, end);
        }
        return MemoryMarshal.CreateReadOnlySpan(ref At(0, text.Length), text.Length);
    }

    /// <summary>Writes sixteen octets.</summary>
    /// <param name="octets">The octets.</param>
    /// <param name="end">Where in the text they end.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Put(Vector128<byte> octets, int end) => octets.StoreUnsafe(ref At(end - Block, Block));

    /// <summary>Writes the first 1 to 16 octets of the text.</summary>
    /// <param name="octets">The first sixteen.</param>
    /// <param name="end">How many of them to write.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PutFirst(Vector128<byte> octets, int end)
    {
        // To the upper end of the vector; what is before the text does not matter.
        Vector128<byte> lanes = Vector128.Create((byte)0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
        Put(Vector128.ShuffleNative(octets, lanes + Vector128.Create((byte)(end - Block))), end);
    }

    /// <summary>Writes 8 to 15 octets, which are all of the text.</summary>
    /// <param name="halves">The first eight and the last eight.</param>
    /// <param name="end">How many there are.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PutHalves(Vector128<byte> halves, int end)
    {
        PutWord(halves.AsUInt64().ToScalar() << (8 * (Block - end)), end - (Block / 2));
        PutWord(halves.AsUInt64().GetElement(1), end);
    }

    /// <summary>Writes eight octets, of which the first may lie before the text.</summary>
    /// <param name="octets">The octets, the first one the lowest.</param>
    /// <param name="end">Where in the text they end.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PutWord(ulong octets, int end) =>
        Unsafe.WriteUnaligned(ref At(end - (Block / 2), Block / 2), BitConverter.IsLittleEndian ? octets : BinaryPrimitives.ReverseEndianness(octets));

    /// <summary>Octets in lower case, upper-case letters of ASCII being changed and nothing else.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Lower(Vector128<byte> octets)
    {
        Vector128<byte> isUpper = Vector128.LessThan(octets - Vector128.Create((byte)'A'), Vector128.Create((byte)('Z' - 'A' + 1)));
        return octets | (isUpper & Vector128.Create((byte)0x20));
    }

    [UnscopedRef]
    private ref byte At(int place, int length)
    {
        Debug.Assert(place >= -Before && place + length <= NameBuffer.MaxOctets);
        return ref Unsafe.Add(ref Unsafe.As<Room, byte>(ref _room), Before + place);
    }

    [InlineArray(Before + NameBuffer.MaxOctets)]
    private struct Room
    {
        private byte _first;
    }
}
