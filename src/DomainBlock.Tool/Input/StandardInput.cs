namespace DomainBlock.Tool.Input;

/// <summary>
/// Standard input whose reading ends when the command is interrupted. A read that waits for a terminal or a pipe cannot
/// be called off, so it is made on another thread, which is left behind.
/// </summary>
/// <param name="cancellationToken">The interruption.</param>
/// <param name="beforeRead">Is called before each read: whoever waits for answers has them before we wait for more names.</param>
internal sealed class StandardInput(CancellationToken cancellationToken, Action? beforeRead = null) : Stream
{
    private readonly Stream _input = Console.OpenStandardInput();
    private readonly byte[] _piece = new byte[1 << 16];

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="OperationCanceledException">The command was interrupted.</exception>
    public override int Read(Span<byte> buffer)
    {
        beforeRead?.Invoke();
        Memory<byte> piece = _piece.AsMemory(0, Math.Min(buffer.Length, _piece.Length));
        int read = _input.ReadAsync(piece, CancellationToken.None).AsTask().WaitAsync(cancellationToken).GetAwaiter().GetResult();
        piece.Span[..read].CopyTo(buffer);
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _input.Dispose();
        base.Dispose(disposing);
    }
}
