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

    private readonly int _length;

    private MappedFile(IMappedMemory mapping, int length)
    {
        _mapping = mapping;
        _length = length;

        // Queries allocate nothing, so that a process that only reloads and asks might never collect, and pile mappings up.
        GC.AddMemoryPressure(length);
    }

    /// <summary>Unmaps: nobody can hold the memory any more.</summary>
    ~MappedFile()
    {
        _mapping.Dispose();
        GC.RemoveMemoryPressure(_length);
    }

    /// <summary>The whole file.</summary>
    public ReadOnlyMemory<byte> Memory => _mapping.Memory;

    /// <summary>Maps a whole file.</summary>
    /// <exception cref="BlocklistFileException">The file is empty or longer than a span can be.</exception>
    /// <exception cref="IOException">The file cannot be opened or mapped.</exception>
    public static MappedFile Open(string path)
    {
        // Sharing deletion lets the file be renamed or deleted while it is being opened. (Once it is mapped, Windows allows neither.)
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
        if (!stream.CanSeek)
            throw new IOException("A compiled blocklist must be a regular file, not a pipe or a device");
        long length = stream.Length;
        if (length == 0)
            throw new BlocklistFileException(BlocklistFileFault.NotABlocklist, 0, "The file is empty");
        if (length > int.MaxValue)
            throw new BlocklistFileException(BlocklistFileFault.TooLarge, int.MaxValue, $"The file has {length} bytes; at most {int.MaxValue} can be opened");

        // The view outlives the file object and the stream.
        using var file = MemoryMappedFile.CreateFromFile(
            stream, mapName: null, capacity: 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        return new MappedFile(file.CreateMemoryAccessor(0, (int)length, MemoryMappedFileAccess.Read), (int)length);
    }
}
