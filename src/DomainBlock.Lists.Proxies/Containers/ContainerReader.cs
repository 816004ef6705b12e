using System.Buffers.Binary;

namespace DomainBlock.Lists.Proxies.Containers;

/// <summary>
/// Reads an unpacked list from its bytes, forward. Whatever a count or length says, nothing is allocated for it, and what is
/// not there is told with its place.
/// </summary>
/// <param name="bytes">The whole list.</param>
internal sealed class ContainerReader(ReadOnlyMemory<byte> bytes)
{
    /// <summary>How many bytes were read.</summary>
    public int Position { get; private set; }

    /// <summary>How many bytes are left.</summary>
    public int Remaining => bytes.Length - Position;

    /// <summary>The same bytes from another place on.</summary>
    public ContainerReader At(int position) => new(bytes) { Position = position };

    public byte ReadByte(string what) => ReadBytes(1, what).Span[0];

    public ushort ReadUInt16(string what) => BinaryPrimitives.ReadUInt16BigEndian(ReadBytes(2, what).Span);

    public ulong ReadUInt64(string what) => BinaryPrimitives.ReadUInt64BigEndian(ReadBytes(8, what).Span);

    /// <summary>Reads a number in groups of seven bits, the lowest first, each but the last marked by its highest bit (LEB128).</summary>
    public ulong ReadVarint(string what)
    {
        int start = Position;
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            if (Remaining == 0)
                throw ContainerException.CutOff(what, start);
            byte octet = ReadByte(what);
            value |= (ulong)(octet & 0x7F) << shift;
            bool isTooLarge = shift == 63 && octet > 1;
            if (isTooLarge)
                break;
            if (octet < 0x80)
                return value;
        }
        throw ContainerException.Malformed($"{what} has a number beyond 64 bits", start);
    }

    /// <summary>Reads how many things follow.</summary>
    /// <param name="what">What it is a count of.</param>
    /// <param name="leastSize">Bytes that each of them has at least, 1 or more: no more can follow than have room.</param>
    public int ReadCount(string what, int leastSize)
    {
        int start = Position;
        return RequireCount(ReadVarint(what), what, leastSize, start);
    }

    /// <summary>Checks a count that was read at a place.</summary>
    /// <inheritdoc cref="ReadCount"/>
    public int RequireCount(ulong count, string what, int leastSize, int start) => count <= (ulong)(Remaining / leastSize)
        ? (int)count
        : throw ContainerException.CutOff($"{what}, {count} of {leastSize} bytes or more where {Remaining} bytes follow", start);

    /// <summary>Reads so many bytes; they are not copied.</summary>
    public ReadOnlyMemory<byte> ReadBytes(int length, string what)
    {
        if (length > Remaining)
            throw ContainerException.CutOff(what, Position);
        ReadOnlyMemory<byte> read = bytes.Slice(Position, length);
        Position += length;
        return read;
    }

    /// <summary>Requires that nothing is left.</summary>
    public void RequireEnd()
    {
        if (Remaining > 0)
            throw ContainerException.Malformed($"{Remaining} bytes follow the list's end", Position);
    }
}
