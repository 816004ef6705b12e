using System.Text.Json;

namespace DomainBlock.Lists.RuleSets;

/// <summary>
/// Reads JSON from a stream, token by token, and knows on which line each one is. Holds one buffer, as large as the longest token needs.
/// Comments and trailing commas are let pass, as the readers of such files do.
/// </summary>
/// <param name="stream">The bytes.</param>
internal sealed class JsonTokens(Stream stream)
{
    /// <summary>Bytes. A token that is longer is no name and no expression, but a way to fill the memory.</summary>
    public const int MaxTokenLength = LineReader.MaxLineLength;

    private static readonly JsonReaderOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

#if DEBUG
    private byte[] _buffer = new byte[64];
#else
    private byte[] _buffer = new byte[64 * 1024];
#endif
    private JsonReaderState _state = new(Options);
    private int _start;
    private int _end;
    private bool _atEnd;
    private bool _endsWithCr;
    private bool _isLineOpen;
    private int _ended;

    /// <summary>Bytes taken from the stream.</summary>
    public long BytesRead { get; private set; }

    /// <summary>The line of the token that was read last, from 1.</summary>
    public int Line => _ended + 1;

    /// <summary>How many lines there are up to here, one without an end included.</summary>
    public int Lines => _ended + (_isLineOpen ? 1 : 0);

    /// <summary>The kind of the token that was read.</summary>
    public JsonTokenType Kind { get; private set; }

    /// <summary>The text of a string or property name, or the digits of a number; valid until the next call.</summary>
    public ReadOnlyMemory<byte> Text { get; private set; }

    /// <summary>Reads the next token.</summary>
    /// <returns>False behind the last one.</returns>
    /// <exception cref="JsonException">This is no JSON, or a token is too long.</exception>
    public bool TryRead()
    {
        while (true)
        {
            var reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), _atEnd, _state);
            if (reader.Read())
            {
                Kind = reader.TokenType;
                Text = TextOf(reader);
                Consume(reader);
                return true;
            }
            Consume(reader);
            if (_atEnd)
                return false;
            Fill();
        }
    }

    private ReadOnlyMemory<byte> TextOf(in Utf8JsonReader reader)
    {
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName or JsonTokenType.Number))
            return default;
        byte[] text = new byte[reader.ValueSpan.Length];
        if (!reader.ValueIsEscaped)
        {
            reader.ValueSpan.CopyTo(text);
            return text;
        }
        try
        {
            return text.AsMemory(0, reader.CopyString(text));
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair (\uD800), or octets that are no UTF-8 beside an escape.
            throw new JsonException($"Line {Line}: the escapes of a text do not make Unicode.");
        }
    }

    /// <summary>Passes over what the reader has consumed, and counts the line ends in it: LF, CRLF or CR.</summary>
    private void Consume(in Utf8JsonReader reader)
    {
        int length = (int)reader.BytesConsumed;
        ReadOnlySpan<byte> consumed = _buffer.AsSpan(_start, length);
        _state = reader.CurrentState;
        _start += length;
        while (!consumed.IsEmpty)
        {
            if (_endsWithCr && consumed[0] == '\n')
                consumed = consumed[1..];
            _endsWithCr = false;
            int end = consumed.IndexOfAny((byte)'\n', (byte)'\r');
            if (end < 0)
            {
                _isLineOpen |= !consumed.IsEmpty;
                return;
            }
            _endsWithCr = consumed[end] == '\r';
            _ended++;
            _isLineOpen = false;
            consumed = consumed[(end + 1)..];
        }
    }

    private void Fill()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        if (_end > MaxTokenLength)
            throw new JsonException($"A piece of text on line {Line} has more than {MaxTokenLength} bytes.");
        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        int read = stream.Read(_buffer.AsSpan(_end));
        BytesRead += read;
        _end += read;
        _atEnd = read == 0;
    }
}
