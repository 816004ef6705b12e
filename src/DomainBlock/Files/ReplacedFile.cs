namespace DomainBlock;

/// <summary>
/// Replaces a file as a whole or not at all: the new content is written beside it, flushed to the disk, read back and
/// proven, and only then renamed over the old one. Readers that have the old file mapped keep it.
/// </summary>
public static class ReplacedFile
{
    /// <summary>Replaces a file, or makes it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes the new content to the stream.</param>
    /// <param name="prove">Is given the temporary file's path; throws if the content there is not right.</param>
    /// <param name="cancellationToken">Ends the work before the old file is replaced.</param>
    /// <exception cref="IOException">Writing failed; the temporary file is gone, the old file untouched.</exception>
    /// <exception cref="UnauthorizedAccessException">There is no right to write there.</exception>
    public static void Write(string path, Action<Stream> write, Action<string> prove, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        ArgumentNullException.ThrowIfNull(prove);
        string full = Path.GetFullPath(path);

        // In the same folder, because renaming is only atomic within one file system. The random part keeps two
        // writers apart.
        string temporary = Path.Combine(
            Path.GetDirectoryName(full) ?? full, $".{Path.GetFileName(full)}.{Path.GetRandomFileName()}.tmp");
        var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1 << 16);
        try
        {
            using (stream)
            {
                write(stream);
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
}
