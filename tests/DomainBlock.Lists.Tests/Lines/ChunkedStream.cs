namespace DomainBlock.Lists.Tests.Lines;

/// <summary>A stream that gives its bytes in pieces of the sizes it is told, over and over, as pipes and sockets may.</summary>
internal sealed class ChunkedStream(byte[] content, params int[] sizes) : Stream
{
    private int _position;
    private int _reads;

    /// <summary>How many bytes were given out.</summary>
    public int Given => _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        int size = Math.Max(1, sizes[_reads++ % sizes.Length]);
        int length = Math.Min(Math.Min(size, buffer.Length), content.Length - _position);
        content.AsSpan(_position, length).CopyTo(buffer);
        _position += length;
        return length;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
