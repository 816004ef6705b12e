using System.Numerics;

namespace DomainBlock.Text;

/// <summary>
/// Names as text: RFC 1035 §5.1 presentation format, in which <c>\DDD</c> is the octet with that decimal value and
/// <c>\X</c> is the character X without its special meaning.
/// </summary>
internal static class PresentationText
{
    /// <summary>No canonical name's text is longer, in characters: every octet written <c>\DDD</c>.</summary>
    public const int MaxLength = NameBuffer.MaxOctets * 4;

    /// <summary>
    /// Reads ASCII text into its canonical name; stops with <see cref="NameStatus.InvalidUnicode"/> at the first unit beyond ASCII.
    /// </summary>
    /// <typeparam name="TUnit"><see cref="byte"/> for UTF-8, <see cref="char"/> for UTF-16.</typeparam>
    /// <param name="text">A name, with or without the final dot.</param>
    /// <param name="name">The canonical name; of no meaning unless the status is <see cref="NameStatus.Valid"/>.</param>
    /// <param name="position">Where reading stopped, in units of the text: the first unit that breaks a rule.</param>
    public static NameStatus Read<TUnit>(ReadOnlySpan<TUnit> text, ref NameBuffer name, out int position)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        name.Clear();
        position = 0;
        if (text.IsEmpty)
            return NameStatus.Empty;
        if (text.Length == 1 && text[0] == TUnit.CreateTruncating('.'))
            return NameStatus.Valid;

        Span<byte> label = stackalloc byte[NameBuffer.MaxLabelOctets];
        int length = 0;
        for (; position < text.Length; position++)
        {
            uint unit = uint.CreateTruncating(text[position]);
            int consumed = 1;
            byte octet;
            if (unit >= 0x80)
                return NameStatus.InvalidUnicode;
            if (unit == '.')
            {
                NameStatus status = name.TryAppendLabel(label[..length]);
                if (status != NameStatus.Valid)
                    return status;
                length = 0;
                continue;
            }
            if (unit == '\\')
            {
                consumed = ReadEscape(text[position..], out octet);
                if (consumed == 0)
                    return NameStatus.BadEscape;
            }
            else if (IsForbidden((byte)unit))
            {
                return NameStatus.ForbiddenCharacter;
            }
            else
            {
                octet = (byte)unit;
            }

            if (length == NameBuffer.MaxLabelOctets)
                return NameStatus.LabelTooLong;
            label[length++] = octet;
            position += consumed - 1;
        }

        // What follows the last dot: nothing (the dot was the root's) or the last label.
        return length == 0 ? NameStatus.Valid : name.TryAppendLabel(label[..length]);
    }

    /// <summary>Writes a name as text: no final dot, except that the root alone is <c>.</c>.</summary>
    /// <param name="octets">Labels in wire form, without the root octet.</param>
    /// <param name="text">Room for <see cref="MaxLength"/> characters.</param>
    /// <returns>How many characters were written.</returns>
    public static int Write(ReadOnlySpan<byte> octets, Span<char> text)
    {
        if (octets.IsEmpty)
        {
            text[0] = '.';
            return 1;
        }

        int written = 0;
        while (!octets.IsEmpty)
        {
            foreach (byte octet in octets.Slice(1, octets[0]))
                written += WriteOctet(octet, text[written..]);
            octets = octets[(1 + octets[0])..];
            if (!octets.IsEmpty)
                text[written++] = '.';
        }
        return written;
    }

    /// <summary>Writes one octet of a label: as it is, or escaped where text cannot hold it.</summary>
    /// <param name="octet">The octet.</param>
    /// <param name="text">Room for four characters.</param>
    /// <returns>How many characters were written.</returns>
    public static int WriteOctet(byte octet, Span<char> text)
    {
        if (octet is <= 0x20 or >= 0x7F)
        {
            text[0] = '\\';
            text[1] = (char)('0' + (octet / 100));
            text[2] = (char)('0' + (octet / 10 % 10));
            text[3] = (char)('0' + (octet % 10));
            return 4;
        }
        if (octet is (byte)'.' or (byte)'\\' || IsForbidden(octet))
        {
            text[0] = '\\';
            text[1] = (char)octet;
            return 2;
        }
        text[0] = (char)octet;
        return 1;
    }

    /// <summary>Reads the escape that <paramref name="text"/> begins with.</summary>
    /// <returns>How many units it takes, or 0 if it is no escape.</returns>
    public static int ReadEscape<TUnit>(ReadOnlySpan<TUnit> text, out byte octet)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        octet = 0;
        if (text.Length < 2)
            return 0;
        uint first = uint.CreateTruncating(text[1]);
        if (first - '0' > 9)
        {
            octet = (byte)first;
            return first is >= 0x20 and < 0x7F ? 2 : 0;
        }

        if (text.Length < 4)
            return 0;
        uint tens = uint.CreateTruncating(text[2]) - '0';
        uint ones = uint.CreateTruncating(text[3]) - '0';
        uint value = ((first - '0') * 100) + (tens * 10) + ones;
        if (tens > 9 || ones > 9 || value > 255)
            return 0;
        octet = (byte)value;
        return 4;
    }

    /// <summary>The forbidden domain code points of the WHATWG URL Standard, but for <c>.</c> and <c>\</c>, which have a meaning here.</summary>
    public static bool IsForbidden(byte ascii) => ascii is <= 0x20 or 0x7F
        or (byte)'#' or (byte)'%' or (byte)'/' or (byte)':' or (byte)'<' or (byte)'>'
        or (byte)'?' or (byte)'@' or (byte)'[' or (byte)']' or (byte)'^' or (byte)'|';
}
