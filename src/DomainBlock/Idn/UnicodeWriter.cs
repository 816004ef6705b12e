using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using DomainBlock.Text;

namespace DomainBlock.Idn;

/// <summary>Writes labels of code points as UTF-8 or UTF-16, as far as there is room.</summary>
/// <typeparam name="TOut"><see cref="byte"/> for UTF-8, <see cref="char"/> for UTF-16.</typeparam>
/// <param name="destination">The room.</param>
internal ref struct UnicodeWriter<TOut>(Span<TOut> destination)
    where TOut : unmanaged, IBinaryInteger<TOut>
{
    private readonly Span<TOut> _destination = destination;
    private int _written;
    private bool _isFull;

    /// <summary>How many units were written, or -1 if not all had room.</summary>
    public readonly int Written => _isFull ? -1 : _written;

    public void WriteDot() => WriteUnit('.');

    /// <param name="label">The label.</param>
    /// <param name="isEscaped">Whether it is octets, of which some have to be escaped.</param>
    public void WriteLabel(ReadOnlySpan<int> label, bool isEscaped)
    {
        foreach (int c in label)
        {
            if (isEscaped)
                WriteOctet((byte)c);
            else
                WriteCodePoint(c);
        }
    }

    private void WriteOctet(byte octet)
    {
        Span<char> text = stackalloc char[4];
        foreach (char c in text[..PresentationText.WriteOctet(octet, text)])
            WriteUnit(c);
    }

    private void WriteCodePoint(int codePoint)
    {
        if (typeof(TOut) == typeof(char))
        {
            // An unpaired surrogate of the source comes out as it went in.
            if (codePoint < 0x10000)
            {
                WriteUnit((char)codePoint);
                return;
            }
            var rune = new Rune(codePoint);
            Span<char> units = stackalloc char[2];
            rune.EncodeToUtf16(units);
            WriteUnit(units[0]);
            WriteUnit(units[1]);
            return;
        }

        Rune scalar = Rune.IsValid(codePoint) ? new Rune(codePoint) : Rune.ReplacementChar;
        if (scalar.TryEncodeToUtf8(MemoryMarshal.Cast<TOut, byte>(_destination[_written..]), out int size))
            _written += size;
        else
            _isFull = true;
    }

    private void WriteUnit(char unit)
    {
        if (_written < _destination.Length)
            _destination[_written++] = TOut.CreateTruncating((ushort)unit);
        else
            _isFull = true;
    }
}
