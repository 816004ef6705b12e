using System.Buffers.Binary;
using System.Text;

namespace DomainBlock.Format;

/// <summary>
/// Pairs of texts one after another, each text as its length in bytes (4) and its UTF-8: the form of the sections LIST
/// (name, format) and META (key, value).
/// </summary>
internal static class TextTable
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static byte[] Write(IEnumerable<(string First, string Second)> pairs)
    {
        using var stream = new MemoryStream();
        foreach ((string first, string second) in pairs)
        {
            Write(stream, first);
            Write(stream, second);
        }
        return stream.ToArray();
    }

    /// <summary>More than any file needs; a hostile one could hold a pair of empty texts every eight bytes.</summary>
    public const int MaxPairs = ushort.MaxValue;

    /// <summary>Reads all pairs.</summary>
    /// <param name="section">The section's contents.</param>
    /// <param name="offset">Where in the file it lies, for messages.</param>
    public static List<(string First, string Second)> Read(ReadOnlySpan<byte> section, long offset)
    {
        var pairs = new List<(string, string)>();
        int position = 0;
        while (position < section.Length)
        {
            if (pairs.Count == MaxPairs)
                throw new BlocklistFileException(BlocklistFileFault.InconsistentStructure, offset + position, $"A section holds more than {MaxPairs} pairs of texts");
            pairs.Add((ReadText(section, offset, ref position), ReadText(section, offset, ref position)));
        }
        return pairs;
    }

    private static void Write(Stream stream, string text)
    {
        byte[] utf8 = Strict.GetBytes(text);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, utf8.Length);
        stream.Write(length);
        stream.Write(utf8);
    }

    private static string ReadText(ReadOnlySpan<byte> section, long offset, ref int position)
    {
        ReadOnlySpan<byte> rest = section[position..];
        int length = rest.Length < sizeof(int) ? -1 : BinaryPrimitives.ReadInt32LittleEndian(rest);
        if (length < 0 || length > rest.Length - sizeof(int))
            throw new BlocklistFileException(BlocklistFileFault.InconsistentStructure, offset + position, "A text does not fit into its section");
        try
        {
            string text = Strict.GetString(rest.Slice(sizeof(int), length));
            position += sizeof(int) + length;
            return text;
        }
        catch (DecoderFallbackException)
        {
            throw new BlocklistFileException(BlocklistFileFault.InconsistentStructure, offset + position, "A text is not UTF-8");
        }
    }
}
