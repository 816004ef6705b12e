using System.IO.Compression;

namespace DomainBlock.Lists.Sources;

/// <summary>
/// Decompresses gzip within limits, and notices when the data is cut off.
/// </summary>
/// <remarks>
/// <see cref="GZipStream"/> takes the end of its input for the end of the data, wherever it comes. So the input is
/// followed by one gzip member more, which holds <see cref="Seal"/>: a decoder that is at a member's end when the input
/// ends goes on to decode the seal, any other takes the seal's bytes for something else. The seal is held back from the
/// output; where it is missing, the data was not whole. This works for any number of members.
/// </remarks>
internal sealed class GunzipStream : ReadOnlyStream
{
    /// <summary>Bytes. Ten times the largest list known (13 million names); beyond it a compressed file is a mistake or an attack.</summary>
    public const long MaxDecompressed = 4L << 30;

    /// <summary>Lists compress 3 to 20 times, a list of one repeated line 200 times; DEFLATE reaches 1,030, which only a bomb does.</summary>
    public const int MaxRatio = 400;

    /// <summary>Bytes of output before the ratio counts: at the start it says little.</summary>
    private const int RatioFreeBytes = 16 << 20;

    private static readonly byte[] Seal = "\u0001DomainBlock: the end of the data\u0002"u8.ToArray();

    private readonly string _list;
    private readonly SealedInput _input;
    private readonly GZipStream _gzip;
    private readonly byte[] _heldBack = new byte[Seal.Length];
    private int _heldBackLength;
    private long _produced;
    private bool _atEnd;

    /// <param name="list">What the list is called, for messages.</param>
    /// <param name="compressed">The gzip data.</param>
    public GunzipStream(string list, Stream compressed)
    {
        _list = list;
        _input = new SealedInput(compressed, Compress(Seal));
        _gzip = new GZipStream(_input, CompressionMode.Decompress);
    }

    /// <exception cref="ListRefusedException">The data is damaged, cut off, or beyond the limits.</exception>
    public override int Read(Span<byte> buffer)
    {
        // What is held back stands before what comes new; together they are given out but for the last bytes.
        byte[] room = new byte[Seal.Length + Math.Max(buffer.Length, 1)];
        while (!_atEnd)
        {
            _heldBack.AsSpan(0, _heldBackLength).CopyTo(room);
            int read = Decompress(room.AsSpan(_heldBackLength, room.Length - Seal.Length));
            int available = _heldBackLength + read;
            if (read == 0)
            {
                _atEnd = true;
                if (!room.AsSpan(0, available).SequenceEqual(Seal))
                    throw Damaged("it is cut off, or other bytes follow it");
                break;
            }

            int given = Math.Max(0, available - Seal.Length);
            _heldBackLength = available - given;
            room.AsSpan(given, _heldBackLength).CopyTo(_heldBack);
            room.AsSpan(0, given).CopyTo(buffer);
            if (given > 0)
                return given;
        }
        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _gzip.Dispose();
            _input.Dispose();
        }
        base.Dispose(disposing);
    }

    private int Decompress(Span<byte> destination)
    {
        int read;
        try
        {
            read = _gzip.Read(destination);
        }
        catch (InvalidDataException e)
        {
            throw Damaged(e.Message.TrimEnd('.'));
        }
        _produced += read;
        if (_produced > MaxDecompressed || (_produced > RatioFreeBytes && _produced > MaxRatio * _input.BytesRead))
        {
            throw new ListRefusedException(
                _list,
                ListFault.DecompressionLimit,
                $"The gzip data grows beyond {MaxRatio} times its size or {MaxDecompressed} bytes. Decompress it yourself if you trust it.");
        }
        return read;
    }

    private ListRefusedException Damaged(string how) =>
        new(_list, ListFault.DamagedGzip, $"The gzip data is damaged: {how} (after {_produced} decompressed bytes). Fetch the file again.");

    private static byte[] Compress(byte[] content)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.NoCompression))
            gzip.Write(content);
        return compressed.ToArray();
    }

    /// <summary>A stream with one gzip member more at its end.</summary>
    private sealed class SealedInput(Stream input, byte[] seal) : ReadOnlyStream
    {
        private int _sealRead;
        private bool _inputEnded;

        /// <summary>How many bytes of the stream itself were read.</summary>
        public long BytesRead { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            if (!_inputEnded)
            {
                int read = input.Read(buffer);
                BytesRead += read;
                if (read > 0 || buffer.IsEmpty)
                    return read;
                _inputEnded = true;
            }

            int length = Math.Min(buffer.Length, seal.Length - _sealRead);
            seal.AsSpan(_sealRead, length).CopyTo(buffer);
            _sealRead += length;
            return length;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                input.Dispose();
            base.Dispose(disposing);
        }
    }
}
