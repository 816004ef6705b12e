using System.IO.Compression;
using System.Text;

namespace DomainBlock.Unicode.Generator.Vectors;

/// <summary>Test vectors converted to lines of ASCII text, which begin with the notice of those who made them.</summary>
internal sealed record VectorFile(string FileName, IReadOnlyList<string> Lines)
{
    /// <summary>The text as it stands in the compressed file.</summary>
    public string Text => string.Concat(Lines.Select(line => line + "\n"));

    /// <summary>The lines of a file written before, comments left out.</summary>
    public static IEnumerable<string> ReadLines(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
                yield return line;
        }
    }

    /// <summary>Writes the file, compressed.</summary>
    /// <returns>Its size in bytes.</returns>
    public long Save(string folder)
    {
        string path = Path.Combine(folder, FileName);
        using (var gzip = new GZipStream(File.Create(path), CompressionLevel.SmallestSize))
            gzip.Write(Encoding.ASCII.GetBytes(Text));
        return new FileInfo(path).Length;
    }
}
