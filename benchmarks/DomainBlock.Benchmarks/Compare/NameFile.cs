using System.IO.Compression;
using DomainBlock.Benchmarks.Queries;

namespace DomainBlock.Benchmarks.Compare;

/// <summary>A text file of names, one a line, plain or gzip; blank lines and lines that begin with <c>#</c> do not count.</summary>
internal static class NameFile
{
    private static ReadOnlySpan<byte> GzipMagic => [0x1F, 0x8B];

    /// <summary>Reads the names in canonical text. What DomainBlock holds to be no name has none, so that rivals could not be asked for it.</summary>
    /// <exception cref="ComparisonException">The file cannot be read, has no names, or a line is not a name.</exception>
    public static Packed<char> Read(string path)
    {
        var names = new Packed<char>();
        try
        {
            using Stream file = File.OpenRead(path);
            using var reader = new StreamReader(Decompressed(file));
            for (int line = 1; reader.ReadLine() is { } text; line++)
            {
                ReadOnlySpan<char> name = text.AsSpan().Trim();
                if (name.IsEmpty || name[0] == '#')
                    continue;
                NameStatus status = DomainName.Read(name, out DomainName canonical, out _);
                if (status != NameStatus.Valid)
                    throw new ComparisonException($"{path}, line {line}: not a domain name ({status}).");
                names.Add(canonical.ToString());
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new ComparisonException($"{path}: cannot be read. {e.Message}");
        }
        return names.Count > 0 ? names : throw new ComparisonException($"{path}: has no names.");
    }

    private static Stream Decompressed(Stream file)
    {
        Span<byte> magic = stackalloc byte[GzipMagic.Length];
        int read = file.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return magic[..read].SequenceEqual(GzipMagic) ? new GZipStream(file, CompressionMode.Decompress) : file;
    }
}
