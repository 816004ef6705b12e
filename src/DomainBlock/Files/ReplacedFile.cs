namespace DomainBlock.Files;

/// <summary>
/// Replaces a file as a whole or not at all: the new content is written beside it, flushed to the disk, read back and
/// proven, and only then renamed over the old one. Readers that have the old file mapped keep it.
/// </summary>
internal static class ReplacedFile
{
    /// <param name="path">The file to replace or make.</param>
    /// <param name="content">Its new content.</param>
    /// <param name="prove">Is given the temporary file's path; throws if the content there is not right.</param>
    /// <param name="cancellationToken">Ends the work early; the old file is then untouched.</param>
    /// <exception cref="IOException">Writing failed (no room, no right); the temporary file is gone, the old file untouched.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content, Action<string> prove, CancellationToken cancellationToken)
    {
        string full = Path.GetFullPath(path);

        // In the same folder, because renaming is only atomic within one file system. The random part keeps two
        // writers apart.
        string temporary = Path.Combine(
            Path.GetDirectoryName(full) ?? full, $".{Path.GetFileName(full)}.{Path.GetRandomFileName()}.tmp");
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                WriteInPieces(stream, content, cancellationToken);
                stream.Flush(flushToDisk: true);
            }
            prove(temporary);
            cancellationToken.ThrowIfCancellationRequested();
            File.Move(temporary, full, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    private static void WriteInPieces(FileStream stream, ReadOnlySpan<byte> content, CancellationToken cancellationToken)
    {
        const int PieceSize = 1 << 20;
        while (!content.IsEmpty)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ReadOnlySpan<byte> piece = content[..Math.Min(PieceSize, content.Length)];
            stream.Write(piece);
            content = content[piece.Length..];
        }
    }
}
