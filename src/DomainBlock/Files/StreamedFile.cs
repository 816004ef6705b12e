namespace DomainBlock.Files;

/// <summary>Reads a compiled file from a stream, without believing what it says of its length.</summary>
internal static class StreamedFile
{
    private const int FirstSize = 1 << 16;

    /// <summary>Reads to the end. Memory grows with what has come, so that a short stream that claims to be long costs nothing.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="magic">What a compiled file begins with.</param>
    /// <exception cref="BlocklistFileException">The first bytes are not those of a compiled file, or there are more than one array can hold.</exception>
    public static ReadOnlyMemory<byte> Read(Stream stream, ReadOnlySpan<byte> magic)
    {
        byte[] bytes = new byte[FirstSize];
        int length = stream.ReadAtLeast(bytes, magic.Length, throwOnEndOfStream: false);
        if (!bytes.AsSpan(0, length).StartsWith(magic))
            throw new BlocklistFileException(BlocklistFileFault.NotABlocklist, 0, "This is no compiled blocklist");
        while (true)
        {
            length += stream.ReadAtLeast(bytes.AsSpan(length), bytes.Length - length, throwOnEndOfStream: false);
            if (length < bytes.Length)
                return bytes.AsMemory(0, length);
            if (length == Array.MaxLength)
                throw new BlocklistFileException(BlocklistFileFault.TooLarge, length, $"The stream has more than {length} bytes");
            Array.Resize(ref bytes, (int)Math.Min(Array.MaxLength, length * 2L));
        }
    }
}
