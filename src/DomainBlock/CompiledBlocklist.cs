namespace DomainBlock;

/// <summary>What <see cref="BlocklistBuilder.Build"/> made: the bytes of a compiled file, and which rules were left out.</summary>
public sealed class CompiledBlocklist
{
    private readonly byte[] _image;

    internal CompiledBlocklist(byte[] image, IReadOnlyList<RedundantRule> redundant)
    {
        _image = image;
        Redundant = redundant;
    }

    /// <summary>The bytes of the file.</summary>
    public ReadOnlyMemory<byte> Image => _image;

    /// <summary>The rules that were left out because others cover them, in the order of their names.</summary>
    public IReadOnlyList<RedundantRule> Redundant { get; }

    /// <summary>Opens the bytes where they are, in memory.</summary>
    public Blocklist Open() => Blocklist.Load(_image);

    /// <summary>
    /// Writes the file: beside itself, flushed, read back, proven, then renamed over what was there. A reader of the old
    /// file is not disturbed; a failure leaves the old file as it was and no other file behind.
    /// </summary>
    /// <exception cref="IOException">There is no room, or no such folder.</exception>
    /// <exception cref="UnauthorizedAccessException">There is no right to write there.</exception>
    /// <exception cref="BlocklistFileException">What was read back is not what was written.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled before the file was replaced.</exception>
    public void Save(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ReplacedFile.Write(
            path,
            stream => WriteInPieces(stream, cancellationToken),
            temporary =>
            {
                // Read, not mapped: Windows neither renames over nor deletes what is mapped.
                using var written = Blocklist.Load(File.ReadAllBytes(temporary));
                written.Verify(cancellationToken);
            },
            cancellationToken);
    }

    private void WriteInPieces(Stream stream, CancellationToken cancellationToken)
    {
        const int PieceSize = 1 << 20;
        for (int written = 0; written < _image.Length; written += PieceSize)
        {
            cancellationToken.ThrowIfCancellationRequested();
            stream.Write(_image.AsSpan(written, Math.Min(PieceSize, _image.Length - written)));
        }
    }
}
