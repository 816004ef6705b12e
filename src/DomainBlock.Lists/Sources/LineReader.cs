namespace DomainBlock.Lists;

/// <summary>
/// Cuts a stream into lines at LF, CRLF or CR. Holds one buffer that grows to the longest line, at most
/// <see cref="MaxLineLength"/>; of a longer line only the beginning is kept. Not safe for use by several threads.
/// </summary>
/// <param name="stream">The bytes; they are read as they are needed, and the stream is not disposed.</param>
public sealed class LineReader(Stream stream)
{
    /// <summary>
    /// Bytes. The longest name in presentation format takes about 1,000, real lists have lines of a few thousand; the
    /// limit keeps a file without line ends from filling the memory.
    /// </summary>
    public const int MaxLineLength = 64 * 1024;

#if DEBUG
    // Small, so that every test crosses the buffer's edge.
    private const int InitialBufferSize = 64;
#else
    private const int InitialBufferSize = 256 * 1024;
#endif

    private byte[] _buffer = new byte[InitialBufferSize];
    private int _start;
    private int _end;
    private bool _atEnd;

    /// <summary>How many lines were read.</summary>
    public int Count { get; private set; }

    /// <summary>How many bytes were taken from the stream.</summary>
    public long BytesRead { get; private set; }

    /// <summary>Reads the next line.</summary>
    /// <param name="line">The line without its end, valid until the next call; the beginning of a line that is too long.</param>
    /// <param name="isTooLong">Whether the line has more than <see cref="MaxLineLength"/> bytes.</param>
    /// <returns>False at the end of the stream.</returns>
    public bool TryRead(out ReadOnlySpan<byte> line, out bool isTooLong)
    {
        isTooLong = false;
        int length = 0;
        int endLength = 0;
        while (true)
        {
            int found = _buffer.AsSpan(_start + length, _end - _start - length).IndexOfAny((byte)'\n', (byte)'\r');
            length = found < 0 ? _end - _start : length + found;
            int next = _start + length + 1;

            // A CR at the buffer's end may be half of a CRLF: the next byte decides.
            bool isUndecided = found < 0 || (_buffer[next - 1] == '\r' && next == _end);
            if (!isUndecided || _atEnd)
            {
                if (found >= 0)
                    endLength = _buffer[next - 1] == '\r' && next < _end && _buffer[next] == '\n' ? 2 : 1;
                break;
            }

            if (length > MaxLineLength)
            {
                // The beginning stays, the line's end is looked for in what comes after it.
                isTooLong = true;
                length = MaxLineLength;
                _end = found < 0 ? _start + length : _end;
            }
            Fill();
        }

        isTooLong |= length > MaxLineLength;
        line = _buffer.AsSpan(_start, Math.Min(length, MaxLineLength));
        _start += length + endLength;
        bool isLine = length + endLength > 0;
        Count += isLine ? 1 : 0;
        return isLine;
    }

    /// <summary>Reads more behind what is there, making room first.</summary>
    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }
        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        int read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _atEnd = read == 0;
        _end += read;
        BytesRead += read;
    }
}
