using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using DomainBlock.Text;

namespace DomainBlock.Idn;

/// <summary>
/// Steps 1 and 3 of UTS #46 §4: maps each code point and breaks the name at dots. Breaking before normalizing is the same
/// as after it, because the full stop neither decomposes nor composes with anything.
/// </summary>
/// <typeparam name="TUnit"><see cref="byte"/> for UTF-8, <see cref="char"/> for UTF-16.</typeparam>
/// <param name="text">The name.</param>
/// <param name="isPresentation">Whether a backslash begins an escape.</param>
internal ref struct LabelReader<TUnit>(ReadOnlySpan<TUnit> text, bool isPresentation)
    where TUnit : unmanaged, IBinaryInteger<TUnit>
{
    private readonly ReadOnlySpan<TUnit> _text = text;
    private int _position;

    /// <summary>Whether the last label has been read: the one that no dot follows.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>Reads and maps the next label. A name has one more label than dots.</summary>
    /// <returns>False when there is none.</returns>
    public bool Next(ref IdnLabel label)
    {
        if (IsAtEnd)
            return false;
        label.Begin(_position);
        while (_position < _text.Length)
        {
            ReadAsciiRun(ref label);
            if (_position == _text.Length)
                break;
            uint unit = uint.CreateTruncating(_text[_position]);
            if (unit == '.')
            {
                label.End = _position++;
                return true;
            }
            if (unit == '\\')
                ReadEscape(ref label);
            else if (ReadBeyondAscii(ref label))
                return true;
        }
        label.End = _position;
        IsAtEnd = true;
        return true;
    }

    /// <summary>Reads characters up to a dot, an escape, or one beyond ASCII.</summary>
    private void ReadAsciiRun(ref IdnLabel label)
    {
        ReadOnlySpan<byte> kindOf = AsciiKinds.Table;
        int end = AsciiKinds.Dot | (isPresentation ? AsciiKinds.Backslash : 0);
        int kinds = 0;
        int position = _position;
        for (; position < _text.Length; position++)
        {
            uint unit = uint.CreateTruncating(_text[position]);
            if (unit >= (uint)kindOf.Length)
                break;
            int kind = kindOf[(int)unit];
            if ((kind & end) != 0)
                break;
            kinds |= kind;
            label.Append((int)unit | (kind & AsciiKinds.Upper));
        }
        _position = position;
        label.Kinds |= (byte)kinds;
        if ((kinds & AsciiKinds.Upper) != 0)
            label.Traits |= LabelTraits.HadUpper | LabelTraits.Changed;
        if ((kinds & AsciiKinds.Forbidden) != 0)
            label.Traits |= LabelTraits.HadForbidden;
    }

    private void ReadEscape(ref IdnLabel label)
    {
        label.Traits |= LabelTraits.HadEscape;
        int consumed = PresentationText.ReadEscape(_text[_position..], out byte octet);
        if (consumed == 0)
        {
            label.Fault(IdnError.BadEscape, _position);
            consumed = 1;
        }
        label.Append(AsciiFold.Lower(octet));
        _position += consumed;
    }

    /// <returns>Whether the character is mapped to a dot.</returns>
    private bool ReadBeyondAscii(ref IdnLabel label)
    {
        int start = _position;
        int codePoint = Decode(ref label);
        label.Traits |= LabelTraits.HadUnicode;

        int value = CodePoints.Value(codePoint);
        if (value >= CodePointTable.FirstMapping)
        {
            label.Traits |= LabelTraits.Changed;
            ReadOnlySpan<ushort> mapping = CodePoints.Mapping(value);
            if (mapping.Length == 1 && mapping[0] == '.')
            {
                label.End = start;
                return true;
            }
            AppendMapping(mapping, ref label);
        }
        else if (value >= CodePointTable.FirstClass)
        {
            AppendValid(codePoint, value, ref label);
        }
        else if (value == CodePointTable.Ignored)
        {
            label.Traits |= LabelTraits.Changed;
        }
        else
        {
            // Disallowed code points stay in the string and fail validity, V7.
            label.Fault(IdnError.Disallowed, start);
            label.Traits |= LabelTraits.BeyondAscii;
            label.Union |= CodePoints.Properties(codePoint).Bits;
            label.Append(codePoint);
        }
        return false;
    }

    private static void AppendMapping(scoped ReadOnlySpan<ushort> mapping, ref IdnLabel label)
    {
        for (int i = 0; i < mapping.Length; i++)
        {
            int mapped = mapping[i];
            if (char.IsHighSurrogate((char)mapped))
                mapped = char.ConvertToUtf32((char)mapped, (char)mapping[++i]);
            if (mapped >= 0x80)
                AppendValid(mapped, CodePoints.Value(mapped), ref label);
            else
                AppendAscii(mapped, ref label);
        }
    }

    private static void AppendValid(int codePoint, int value, ref IdnLabel label)
    {
        label.Traits |= LabelTraits.BeyondAscii;
        label.Union |= CodePoints.ValidBits(value);
        label.Append(codePoint);
    }

    private static void AppendAscii(int character, ref IdnLabel label)
    {
        label.Kinds |= AsciiKinds.Of(character);
        label.Append(character);
    }

    /// <summary>Reads one code point. An unpaired surrogate stands for itself, other ill-formed text for U+FFFD; both are disallowed.</summary>
    private int Decode(ref IdnLabel label)
    {
        // Whatever these two short cuts don't take is Rune's to judge.
        ReadOnlySpan<TUnit> rest = _text[_position..];
        uint unit = uint.CreateTruncating(rest[0]);
        if (typeof(TUnit) == typeof(char) && !char.IsSurrogate((char)unit))
        {
            _position++;
            return (int)unit;
        }
        if (typeof(TUnit) == typeof(byte) && TryDecodeShort(MemoryMarshal.Cast<TUnit, byte>(rest), out int shortCodePoint))
            return shortCodePoint;

        OperationStatus status = typeof(TUnit) == typeof(char)
            ? Rune.DecodeFromUtf16(MemoryMarshal.Cast<TUnit, char>(rest), out Rune rune, out int consumed)
            : Rune.DecodeFromUtf8(MemoryMarshal.Cast<TUnit, byte>(rest), out rune, out consumed);
        int codePoint = rune.Value;
        if (status != OperationStatus.Done)
        {
            label.Fault(IdnError.IllFormed, _position);
            if (typeof(TUnit) == typeof(char))
                codePoint = (int)unit;
        }
        _position += consumed;
        return codePoint;
    }

    /// <summary>Well-formed UTF-8 of two or three octets (Unicode Standard, table 3-7).</summary>
    private bool TryDecodeShort(ReadOnlySpan<byte> utf8, out int codePoint)
    {
        codePoint = 0;
        int lead = utf8[0];
        if (utf8.Length < 2 || (utf8[1] & 0xC0) != 0x80)
            return false;
        if (lead is >= 0xC2 and <= 0xDF)
        {
            codePoint = ((lead & 0x1F) << 6) | (utf8[1] & 0x3F);
            _position += 2;
            return true;
        }
        if ((lead & 0xF0) != 0xE0 || utf8.Length < 3 || (utf8[2] & 0xC0) != 0x80)
            return false;
        codePoint = ((lead & 0xF) << 12) | ((utf8[1] & 0x3F) << 6) | (utf8[2] & 0x3F);
        if (codePoint is < 0x800 or (>= 0xD800 and <= 0xDFFF))
            return false;
        _position += 3;
        return true;
    }
}
