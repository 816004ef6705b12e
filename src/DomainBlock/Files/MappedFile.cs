using System.IO.MemoryMappedFiles;
using DotNext.IO.MemoryMappedFiles;

namespace DomainBlock.Files;

/// <summary>
/// A file mapped read-only. The mapping goes when nothing can reach this object any more: its finalizer is what unmaps,
/// so that no query needs a lock or a counter, and disposing a blocklist can never pull memory away from a query that
/// is still running. Whoever reads <see cref="Memory"/> keeps this object reachable until done (<see cref="GC.KeepAlive"/>).
/// </summary>
internal sealed class MappedFile
{
    private readonly IMappedMemory _mapping;

    private MappedFile(IMappedMemory mapping) => _mapping = mapping;

    /// <summary>Unmaps: nobody can hold the memory any more.</summary>
    ~MappedFile() => _mapping.Dispose();

    /// <summary>The whole file.</summary>
    public ReadOnlyMemory<byte> Memory => _mapping.Memory;

    /// <summary>Maps a whole file.</summary>
    /// <exception cref="BlocklistFileException">The file is empty or longer than a span can be.</exception>
    /// <exception cref="IOException">The file cannot be opened or mapped.</exception>
    public static MappedFile Open(string path)
    {
        // Sharing deletion lets the file be replaced by renaming while it is open, on Windows as elsewhere.
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
        long length = stream.Length;
        if (length == 0)
            throw new BlocklistFileException(BlocklistFileFault.NotABlocklist, 0, "The file is empty");
        if (length > int.MaxValue)
            throw new BlocklistFileException(BlocklistFileFault.TooLarge, int.MaxValue, $"The file has {length} bytes; at most {int.MaxValue} can be opened");

        // The view outlives the file object and the stream.
        using var file = MemoryMappedFile.CreateFromFile(
            stream, mapName: null, capacity: 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        return new MappedFile(file.CreateMemoryAccessor(0, (int)length, MemoryMappedFileAccess.Read));
    }
}
