using DomainBlock.Work;

namespace DomainBlock;

/// <summary>What <see cref="BlocklistBuilder.Build"/> made: the bytes of a compiled file, and which rules were left out.</summary>
public sealed class CompiledBlocklist
{
    /// <summary>
    /// Bytes written at once, and between two looks at the token, some milliseconds: one large page of x86-64 and arm64.
    /// Linux (ext4 and xfs, of late) keeps what is written in one piece in one piece of memory, and maps that as one page,
    /// so that queries of a large file miss the translation buffer less often.
    /// </summary>
    private const int PieceSize = 1 << 21;

    private readonly byte[] _image;

    private readonly int _threads;

    internal CompiledBlocklist(byte[] image, IReadOnlyList<RedundantRule> redundant, IReadOnlyList<CancelledRule> cancelled, int threads)
    {
        _image = image;
        _threads = threads;
        Redundant = redundant;
        Cancelled = cancelled;
    }

    /// <summary>The bytes of the file.</summary>
    public ReadOnlyMemory<byte> Image => _image;

    /// <summary>The rules that were left out because others cover them, in the order of their names.</summary>
    public IReadOnlyList<RedundantRule> Redundant { get; }

    /// <summary>The rules that were left out because their own lists take them back, in the order in which they were added.</summary>
    public IReadOnlyList<CancelledRule> Cancelled { get; }

    /// <summary>Opens the bytes where they are, in memory.</summary>
    public Blocklist Open() => Blocklist.Load(_image);

    /// <summary>
    /// Writes the file: beside itself, flushed, read back, proven, then renamed over what was there. A reader of the old
    /// file is not disturbed; a failure leaves the old file as it was and no other file behind.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="progress">Is told now and then how far it has come, as <see cref="BlocklistBuilder.Build"/> tells it.</param>
    /// <param name="cancellationToken">Ends the work early, within a tenth of a second unless the disk takes longer to flush.</param>
    /// <exception cref="IOException">There is no room, or no such folder.</exception>
    /// <exception cref="UnauthorizedAccessException">There is no right to write there.</exception>
    /// <exception cref="BlocklistFileException">What was read back is not what was written.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled before the file was replaced.</exception>
    public void Save(string path, IProgress<BuildProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var work = new BuildWork(progress, _threads, cancellationToken);
        work.Begin(BuildStage.Saving, 2L * _image.Length);
        ReplacedFile.Write(
            path,
            stream => WriteInPieces(stream, work),
            temporary =>
            {
                // Read, not mapped: Windows neither renames over nor deletes what is mapped.
                using var written = Blocklist.Load(ReadInPieces(temporary, work));
                written.Prove(work);
            },
            cancellationToken);
    }

    private void WriteInPieces(Stream stream, BuildWork work)
    {
        for (int written = 0; written < _image.Length; written += PieceSize)
        {
            ReadOnlySpan<byte> piece = _image.AsSpan(written, Math.Min(PieceSize, _image.Length - written));
            stream.Write(piece);
            work.Advance(piece.Length);
        }
    }

    private static byte[] ReadInPieces(string path, BuildWork work)
    {
        using FileStream file = File.OpenRead(path);
        byte[] bytes = new byte[file.Length];
        for (int read = 0; read < bytes.Length; read += PieceSize)
        {
            Span<byte> piece = bytes.AsSpan(read, Math.Min(PieceSize, bytes.Length - read));
            file.ReadExactly(piece);
            work.Advance(piece.Length);
        }
        return bytes;
    }
}
