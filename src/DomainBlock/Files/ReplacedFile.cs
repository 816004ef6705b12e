namespace DomainBlock;

/// <summary>
/// Replaces a file as a whole or not at all: the new content is written beside it, flushed to the disk, proven if the
/// caller can, and only then renamed over the old one. Readers that have the old file mapped keep it. (Windows does not
/// rename over a mapped file: write each generation to a new name there.)
/// </summary>
public static class ReplacedFile
{
    /// <summary>Replaces a file, or makes it. A link's target is replaced, not the link; the old file's Unix mode stays.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes the new content to the stream.</param>
    /// <param name="prove">Is given the temporary file's path; throws if the content there is not right. Null: nothing is proven.</param>
    /// <param name="cancellationToken">Ends the work before the old file is replaced.</param>
    /// <exception cref="IOException">Writing failed; the temporary file is gone, the old file untouched.</exception>
    /// <exception cref="UnauthorizedAccessException">There is no right to write there.</exception>
    public static void Write(string path, Action<Stream> write, Action<string>? prove = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        string target = Target(path);

        // In the same folder, because renaming is only atomic within one file system. The random part keeps two
        // writers apart.
        string temporary = Path.Combine(Path.GetDirectoryName(target) ?? target, $".domainblock.{Path.GetRandomFileName()}.tmp");
        var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1 << 16);
        try
        {
            using (stream)
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            if (!OperatingSystem.IsWindows() && File.Exists(target))
                File.SetUnixFileMode(temporary, File.GetUnixFileMode(target));
            prove?.Invoke(temporary);
            cancellationToken.ThrowIfCancellationRequested();
            File.Move(temporary, target, overwrite: true);
        }
        catch (Exception e)
        {
            File.Delete(temporary);

            // What .NET makes of EFBIG: larger than the file system, or a limit on the process, allows.
            if (e is ArgumentOutOfRangeException { ParamName: "value" })
                throw new IOException("The file would become larger than the system allows", e);
            throw;
        }
    }

    /// <summary>The full path of the file that replacing this one would replace: a link's final target, else the path itself.</summary>
    /// <exception cref="IOException">The path is a link that leads in a circle.</exception>
    public static string Target(string path)
    {
        // The full path first: of a relative link to a relative path .NET makes one under the root.
        string full = Path.GetFullPath(path);
        return new FileInfo(full).LinkTarget is null ? full : File.ResolveLinkTarget(full, returnFinalTarget: true)!.FullName;
    }
}
