using System.IO.Compression;
using System.Text;

namespace DomainBlock.Unicode.Generator.Vectors;

/// <summary>Test vectors converted to lines of ASCII text, which begin with the notice of those who made them.</summary>
internal sealed record VectorFile(string FileName, IReadOnlyList<string> Lines)
{
    /// <summary>The text as it stands in the compressed file.</summary>
    public string Text => string.Concat(Lines.Select(line => line + "\n"));

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
