using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using DomainBlock.Text;

namespace DomainBlock.Idn;

/// <summary>ASCII text: whether it is canonical already, which is the usual case, and writing it.</summary>
internal static class CanonicalText
{
    /// <summary>Whether the text is its own canonical form.</summary>
    public static bool IsCanonical<TUnit>(ReadOnlySpan<TUnit> text)
        where TUnit : unmanaged, IBinaryInteger<TUnit> =>
        PlainScanner.TryScan(text, out PlainScan scan) ? scan.IsCanonical : IsCanonicalOtherwise(text);

    public static bool IsAscii<TUnit>(ReadOnlySpan<TUnit> text)
        where TUnit : unmanaged, IBinaryInteger<TUnit> =>
        typeof(TUnit) == typeof(char) ? Ascii.IsValid(MemoryMarshal.Cast<TUnit, char>(text)) : Ascii.IsValid(MemoryMarshal.Cast<TUnit, byte>(text));

    /// <summary>Where the first forbidden domain code point stands in ASCII text, or -1.</summary>
    public static int IndexOfForbidden<TUnit>(ReadOnlySpan<TUnit> ascii)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        if (PlainScanner.TryScan(ascii, out _))
            return -1;
        for (int place = 0; place < ascii.Length; place++)
        {
            if ((AsciiKinds.Of(int.CreateTruncating(ascii[place])) & AsciiKinds.Forbidden) != 0)
                return place;
        }
        return -1;
    }

    /// <summary>Whether a label of lower-case text begins with <c>xn--</c>.</summary>
    public static bool HasAceLabel(ReadOnlySpan<byte> ascii)
    {
        while (true)
        {
            int found = ascii.IndexOf("xn--"u8);
            if (found < 0)
                return false;
            if (found == 0 || ascii[found - 1] == '.')
                return true;
            ascii = ascii[(found + 1)..];
        }
    }

    /// <summary>Writes a name as text without the final dot; the root is a dot.</summary>
    /// <param name="octets">Labels in wire form, without the root octet.</param>
    /// <param name="text">Room for the text.</param>
    /// <param name="isPresentation">Whether octets that text cannot hold are escaped. Else there are none.</param>
    /// <returns>How many octets were written, or -1 if the room is too small.</returns>
    public static int Write(ReadOnlySpan<byte> octets, Span<byte> text, bool isPresentation)
    {
        if (octets.IsEmpty)
            return "."u8.TryCopyTo(text) ? 1 : -1;

        // As if nothing had to be escaped: the first length octet falls away, the others become dots.
        int length = octets.Length - 1;
        if (length <= text.Length)
        {
            octets[1..].CopyTo(text);
            int labels = 1;
            for (int place = octets[0]; place < length; place += 1 + octets[place + 1])
            {
                text[place] = (byte)'.';
                labels++;
            }
            if (!isPresentation || (PlainScanner.TryScan<byte>(text[..length], out PlainScan scan) && scan.Ends.Count == labels && !scan.HasFinalDot))
                return length;
        }
        return isPresentation ? WriteEscaped(octets, text) : -1;
    }

    /// <summary>Whether text and octets are the same characters.</summary>
    public static bool AreSame<TUnit>(ReadOnlySpan<TUnit> text, ReadOnlySpan<byte> ascii)
        where TUnit : unmanaged, IBinaryInteger<TUnit> =>
        typeof(TUnit) == typeof(char)
            ? Ascii.Equals(MemoryMarshal.Cast<TUnit, char>(text), ascii)
            : MemoryMarshal.Cast<TUnit, byte>(text).SequenceEqual(ascii);

    /// <summary>Whether text that is not plain is canonical: the root, or text with escapes.</summary>
    private static bool IsCanonicalOtherwise<TUnit>(ReadOnlySpan<TUnit> text)
        where TUnit : unmanaged, IBinaryInteger<TUnit> =>
        text.Contains(TUnit.CreateTruncating('\\')) ? IsCanonicalPresentation(text) : text.Length == 1 && text[0] == TUnit.CreateTruncating('.');

    /// <summary>Whether text is canonical: it is written again and compared.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool IsCanonicalPresentation<TUnit>(ReadOnlySpan<TUnit> text)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        Unsafe.SkipInit(out NameBuffer buffer);
        if (PresentationText.Read(text, ref buffer, out _) != NameStatus.Valid)
            return false;
        Span<byte> written = stackalloc byte[PresentationText.MaxLength];
        return AreSame(text, written[..Write(buffer.Octets, written, isPresentation: true)]);
    }

    [SkipLocalsInit]
    private static int WriteEscaped(ReadOnlySpan<byte> octets, Span<byte> text)
    {
        Span<char> escaped = stackalloc char[PresentationText.MaxLength];
        int length = PresentationText.Write(octets, escaped);
        return Ascii.FromUtf16(escaped[..length], text, out int written) == OperationStatus.Done ? written : -1;
    }
}
