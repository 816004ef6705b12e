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
            uint unit = uint.CreateTruncating(_text[_position]);
            bool isDot = unit < 0x80 ? ReadAscii((int)unit, ref label) : ReadBeyondAscii(ref label);
            if (isDot)
                return true;
        }
        label.End = _position;
        IsAtEnd = true;
        return true;
    }

    /// <returns>Whether the character was a dot.</returns>
    private bool ReadAscii(int character, ref IdnLabel label)
    {
        if (character == '.')
        {
            label.End = _position++;
            return true;
        }
        if (character == '\\' && isPresentation)
        {
            ReadEscape(ref label);
            return false;
        }
        if ((uint)(character - 'A') <= 'Z' - 'A')
        {
            character |= 0x20;
            label.Traits |= LabelTraits.HadUpper | LabelTraits.Changed;
        }
        else if (isPresentation && PresentationText.IsForbidden((byte)character))
        {
            label.Traits |= LabelTraits.HadForbidden;
        }
        label.Append(character);
        _position++;
        return false;
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
            label.Union |= CodePoints.ValidBits(value);
            label.Append(codePoint);
        }
        else if (value == CodePointTable.Ignored)
        {
            label.Traits |= LabelTraits.Changed;
        }
        else
        {
            // Disallowed code points stay in the string and fail validity, V7.
            label.Fault(IdnError.Disallowed, start);
            label.Union |= CodePoints.Properties(codePoint).Bits;
            label.Append(codePoint);
        }
        return false;
    }

    private static void AppendMapping(ReadOnlySpan<ushort> mapping, ref IdnLabel label)
    {
        for (int i = 0; i < mapping.Length; i++)
        {
            int mapped = mapping[i];
            if (char.IsHighSurrogate((char)mapped))
                mapped = char.ConvertToUtf32((char)mapped, (char)mapping[++i]);
            if (mapped >= 0x80)
                label.Union |= CodePoints.ValidBits(CodePoints.Value(mapped));
            label.Append(mapped);
        }
    }

    /// <summary>Reads one code point. An unpaired surrogate stands for itself, other ill-formed text for U+FFFD; both are disallowed.</summary>
    private int Decode(ref IdnLabel label)
    {
        ReadOnlySpan<TUnit> rest = _text[_position..];
        if (typeof(TUnit) == typeof(char) && !char.IsSurrogate((char)ushort.CreateTruncating(rest[0])))
        {
            _position++;
            return ushort.CreateTruncating(rest[0]);
        }
        OperationStatus status = typeof(TUnit) == typeof(char)
            ? Rune.DecodeFromUtf16(MemoryMarshal.Cast<TUnit, char>(rest), out Rune rune, out int consumed)
            : Rune.DecodeFromUtf8(MemoryMarshal.Cast<TUnit, byte>(rest), out rune, out consumed);
        int codePoint = rune.Value;
        if (status != OperationStatus.Done)
        {
            label.Fault(IdnError.IllFormed, _position);
            if (typeof(TUnit) == typeof(char))
                codePoint = ushort.CreateTruncating(rest[0]);
        }
        _position += consumed;
        return codePoint;
    }
}
