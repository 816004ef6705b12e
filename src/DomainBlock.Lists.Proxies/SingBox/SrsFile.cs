using System.Buffers.Binary;
using System.IO.Compression;
using DomainBlock.Lists.Proxies.Containers;

namespace DomainBlock.Lists.Proxies.SingBox;

/// <summary>The file around a binary rule set: <c>SRS</c>, the version, and the list as zlib data.</summary>
internal static class SrsFile
{
    private const int HeaderSize = 4;

    /// <summary>Header, checksum and the fewest bytes of zlib data between them.</summary>
    private const int ChecksumSize = 4;

    /// <summary>What each file begins with.</summary>
    public static ReadOnlySpan<byte> Magic => "SRS"u8;

    /// <summary>Unpacks the list.</summary>
    /// <exception cref="ContainerException">It is another file, of another version, damaged, or cut off.</exception>
    public static ContainerReader Open(ArraySegment<byte> file, CancellationToken cancellationToken)
    {
        if (!file.AsSpan().StartsWith(Magic))
            throw new ContainerException(ListFault.Malformed, "It does not begin with SRS, as binary rule sets of sing-box do. Say its format, or fetch it again.");
        if (file.Count < HeaderSize + ChecksumSize)
            throw ContainerException.CutOff("the file's header", 0);
        int version = file[3];
        if (version is < SrsReader.FirstVersion or > SrsReader.LastVersion)
            throw new ContainerException(ListFault.Malformed, $"It is a rule set of version {version}; known are {SrsReader.FirstVersion} to {SrsReader.LastVersion}. Compile it for one of them.");

        ArraySegment<byte> packed = file[HeaderSize..];
        ArraySegment<byte> list;
        try
        {
            using var zlib = new ZLibStream(new MemoryStream(packed.Array!, packed.Offset, packed.Count), CompressionMode.Decompress);
            list = WholeList.Unpack(zlib, packed.Count, cancellationToken);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            // The bytes are in memory: it is the decoder that fails, in one way or the other (where a dictionary is asked for).
            throw new ContainerException(ListFault.Malformed, $"Its zlib data, from byte {HeaderSize} on, is damaged: {e.Message.TrimEnd('.')}. Fetch it again.");
        }

        // .NET takes the end of the file for the end of the data, wherever it comes.
        uint checksum = BinaryPrimitives.ReadUInt32BigEndian(packed[^ChecksumSize..]);
        if (Adler32.Compute(list) != checksum)
            throw new ContainerException(ListFault.CutOff, $"Its zlib data does not end with its checksum at byte {file.Count - ChecksumSize}: it is cut off, damaged, or followed by something else. Fetch it again.");
        return new ContainerReader(list);
    }
}
