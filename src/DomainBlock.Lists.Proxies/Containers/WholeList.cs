using DomainBlock.Lists.Sources;

namespace DomainBlock.Lists.Proxies.Containers;

/// <summary>
/// A list as a whole in memory: its parts refer to each other, so none of these formats can be read as a stream. How much it may be is decided before it is unpacked.
/// </summary>
internal static class WholeList
{
    /// <summary>Bytes. The largest lists known have 12 million; ten million names in a rule set have about 120.</summary>
    public const int MaxSize = 256 << 20;

    /// <summary>What is packed in these formats is dense and shrinks 2 times, numbered names 50 times. Beyond this only a bomb goes (DEFLATE reaches 1,030, zstd any number).</summary>
    public const int MaxRatio = 100;

    /// <summary>Bytes that may be unpacked before the ratio counts: of a small list it says little.</summary>
    public const int RatioFreeSize = 16 << 20;

    private const int PieceSize = 1 << 16;

    /// <summary>Reads a file to its end; gzip is unpacked by the limits that lists of lines have.</summary>
    public static ArraySegment<byte> Read(Stream stream, string list, CancellationToken cancellationToken)
    {
        byte[] beginning = new byte[2];
        int length = stream.ReadAtLeast(beginning, 2, throwOnEndOfStream: false);
        Stream whole = new PrefixedStream(beginning.AsMemory(0, length), stream);
        if (beginning is [0x1F, 0x8B])
            whole = new GunzipStream(list, whole);
        ArraySegment<byte> content = Copy(whole, MaxSize, cancellationToken)
            ?? throw new ContainerException(ListFault.DecompressionLimit, $"It has more than {MaxSize} bytes, more than any list of this kind. Is it one?");
        return content.Count > 0 ? content : throw new ContainerException(
            ListFault.Empty, "The list is empty: there is nothing in it. An empty list would unblock everything it blocked before; leave it out if that is meant.");
    }

    /// <summary>Unpacks what is in a file.</summary>
    /// <param name="unpacking">Gives the unpacked bytes.</param>
    /// <param name="packedSize">How many bytes the packed ones are.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public static ArraySegment<byte> Unpack(Stream unpacking, int packedSize, CancellationToken cancellationToken)
    {
        int limit = (int)Math.Min(MaxSize, Math.Max(RatioFreeSize, (long)packedSize * MaxRatio));
        return Copy(unpacking, limit, cancellationToken) ?? throw new ContainerException(
            ListFault.DecompressionLimit, $"What is packed in it grows beyond {limit} bytes: {MaxRatio} times its size, or more than any list has. It is damaged, or made to fill the memory.");
    }

    /// <summary>All bytes of a stream; null where they are more than the limit.</summary>
    private static ArraySegment<byte>? Copy(Stream stream, int limit, CancellationToken cancellationToken)
    {
        var whole = new MemoryStream();
        byte[] piece = new byte[PieceSize];
        int read;
        while ((read = stream.Read(piece)) > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (read > limit - whole.Length)
                return null;
            whole.Write(piece.AsSpan(0, read));
        }
        return new ArraySegment<byte>(whole.GetBuffer(), 0, (int)whole.Length);
    }
}
