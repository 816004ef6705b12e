using System.IO.MemoryMappedFiles;

namespace DomainBlock.Tests.Hostile;

/// <summary>
/// Which mutant a worker is at, in memory that outlives it: a worker that crashes cannot say so itself.
/// </summary>
internal sealed class MutantJournal : IDisposable
{
    private const int Size = 2 * sizeof(ulong);

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    /// <param name="path">The file; it is made if it is not there.</param>
    public MutantJournal(string path)
    {
        // Two processes have it open at once.
        using var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
        stream.SetLength(Size);
        _file = MemoryMappedFile.CreateFromFile(stream, null, Size, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false);
        _view = _file.CreateViewAccessor(0, Size);
    }

    /// <summary>The mutant that is being tried.</summary>
    public ulong Seed => _view.ReadUInt64(0);

    /// <summary>How many were begun.</summary>
    public long Begun => _view.ReadInt64(sizeof(ulong));

    public void Begin(ulong seed)
    {
        _view.Write(0, seed);
        _view.Write(sizeof(ulong), Begun + 1);
    }

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }
}
