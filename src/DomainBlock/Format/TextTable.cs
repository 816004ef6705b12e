using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

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

    /// <summary>Checks all pairs, allocating nothing, so that a file costs what its header promises even if it is full of texts without octets.</summary>
    /// <param name="section">The section's contents.</param>
    /// <param name="offset">Where in the file it lies, for messages.</param>
    /// <returns>How many pairs there are.</returns>
    /// <exception cref="BlocklistFileException">A text does not fit or is not UTF-8, or there are too many.</exception>
    public static int Check(ReadOnlySpan<byte> section, long offset)
    {
        int texts = 0;
        for (int position = 0; position < section.Length; texts++)
        {
            if (texts == 2 * MaxPairs)
                throw new BlocklistFileException(BlocklistFileFault.InconsistentStructure, offset + position, $"A section holds more than {MaxPairs} pairs of texts");
            int start = position;
            if (!Utf8.IsValid(NextText(section, offset, ref position)))
                throw new BlocklistFileException(BlocklistFileFault.InconsistentStructure, offset + start, "A text is not UTF-8");
        }
        if (texts % 2 != 0)
            throw new BlocklistFileException(BlocklistFileFault.InconsistentStructure, offset + section.Length, "A section ends between two texts of a pair");
        return texts / 2;
    }

    /// <summary>Reads all pairs of a section that was checked.</summary>
    public static List<(string First, string Second)> Read(ReadOnlySpan<byte> section)
    {
        var pairs = new List<(string, string)>();
        for (int position = 0; position < section.Length;)
            pairs.Add((Strict.GetString(NextText(section, 0, ref position)), Strict.GetString(NextText(section, 0, ref position))));
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

    private static ReadOnlySpan<byte> NextText(ReadOnlySpan<byte> section, long offset, ref int position)
    {
        ReadOnlySpan<byte> rest = section[position..];
        int length = rest.Length < sizeof(int) ? -1 : BinaryPrimitives.ReadInt32LittleEndian(rest);
        if (length < 0 || length > rest.Length - sizeof(int))
            throw new BlocklistFileException(BlocklistFileFault.InconsistentStructure, offset + position, "A text does not fit into its section");
        position += sizeof(int) + length;
        return rest.Slice(sizeof(int), length);
    }
}
