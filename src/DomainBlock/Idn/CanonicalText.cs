using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using DomainBlock.Text;

namespace DomainBlock.Idn;

/// <summary>
/// The usual case: text that is canonical already, or would be but for upper case. Vectorised searches of the BCL decide;
/// whatever they don't settle goes the long way.
/// </summary>
internal static class CanonicalText
{
    // Printable ASCII but for upper case, the forbidden domain code points and the backslash.
    private const string Canonical = "!\"$&'()*+,-.0123456789;=_`abcdefghijklmnopqrstuvwxyz{}~";
    private const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private static readonly SearchValues<byte> CanonicalOctets = Octets(Canonical);
    private static readonly SearchValues<char> CanonicalCharacters = SearchValues.Create(Canonical);
    private static readonly SearchValues<byte> PlainOctets = Octets(Canonical + Upper);
    private static readonly SearchValues<char> PlainCharacters = SearchValues.Create(Canonical + Upper);

    /// <summary>Whether the text is its own canonical form.</summary>
    public static bool IsCanonical<TUnit>(ReadOnlySpan<TUnit> text)
        where TUnit : unmanaged, IBinaryInteger<TUnit> =>
        IsPlainCanonical(text) || IsCanonicalOtherwise(text);

    /// <summary>Whether the text is canonical and has no escape; the root's lone dot doesn't count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsPlainCanonical<TUnit>(ReadOnlySpan<TUnit> text)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        bool hasOther = typeof(TUnit) == typeof(char)
            ? MemoryMarshal.Cast<TUnit, char>(text).ContainsAnyExcept(CanonicalCharacters)
            : MemoryMarshal.Cast<TUnit, byte>(text).ContainsAnyExcept(CanonicalOctets);
        return !hasOther && HasGoodLabels(text);
    }

    /// <summary>Whether the text is ASCII that lower-casing makes canonical, with or without the final dot.</summary>
    /// <param name="text">The text.</param>
    /// <param name="length">How long it is without the final dot.</param>
    public static bool IsPlain<TUnit>(ReadOnlySpan<TUnit> text, out int length)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        length = text.Length;
        bool hasOther = typeof(TUnit) == typeof(char)
            ? MemoryMarshal.Cast<TUnit, char>(text).ContainsAnyExcept(PlainCharacters)
            : MemoryMarshal.Cast<TUnit, byte>(text).ContainsAnyExcept(PlainOctets);
        if (hasOther)
            return false;
        if (length > 1 && text[^1] == TUnit.CreateTruncating('.'))
            length--;
        return HasGoodLabels(text[..length]);
    }

    public static bool HasUpper<TUnit>(ReadOnlySpan<TUnit> text)
        where TUnit : unmanaged, IBinaryInteger<TUnit> =>
        text.ContainsAnyInRange(TUnit.CreateTruncating('A'), TUnit.CreateTruncating('Z'));

    public static bool IsAscii<TUnit>(ReadOnlySpan<TUnit> text)
        where TUnit : unmanaged, IBinaryInteger<TUnit> =>
        typeof(TUnit) == typeof(char) ? Ascii.IsValid(MemoryMarshal.Cast<TUnit, char>(text)) : Ascii.IsValid(MemoryMarshal.Cast<TUnit, byte>(text));

    /// <summary>Where the first forbidden domain code point stands in ASCII text, or -1.</summary>
    public static int IndexOfForbidden<TUnit>(ReadOnlySpan<TUnit> ascii)
        where TUnit : unmanaged, IBinaryInteger<TUnit> =>
        typeof(TUnit) == typeof(char)
            ? MemoryMarshal.Cast<TUnit, char>(ascii).IndexOfAnyExcept(PlainCharacters)
            : MemoryMarshal.Cast<TUnit, byte>(ascii).IndexOfAnyExcept(PlainOctets);

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
            int dots = 0;
            for (int place = octets[0]; place < length; place += 1 + octets[place + 1])
            {
                text[place] = (byte)'.';
                dots++;
            }
            ReadOnlySpan<byte> written = text[..length];
            if (!isPresentation || (!written.ContainsAnyExcept(CanonicalOctets) && written.Count((byte)'.') == dots))
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

    /// <summary>Whether text with escapes, or the root, is canonical: it is written again and compared.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool IsCanonicalOtherwise<TUnit>(ReadOnlySpan<TUnit> text)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        if (!text.Contains(TUnit.CreateTruncating('\\')))
            return text.Length == 1 && text[0] == TUnit.CreateTruncating('.');
        var buffer = default(NameBuffer);
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

    /// <summary>Whether the labels between dots have 1 to 63 units each and the text no more than 253.</summary>
    private static bool HasGoodLabels<TUnit>(ReadOnlySpan<TUnit> text)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        // Up to 63 units no label is too long, and only dots side by side or at an edge make an empty one.
        var dot = TUnit.CreateTruncating('.');
        if (text.Length <= NameBuffer.MaxLabelOctets)
            return !text.IsEmpty && text[0] != dot && text[^1] != dot && text.IndexOf([dot, dot]) < 0;

        // 254 octets of labels with their length octets are 253 characters with dots between.
        if (text.Length >= NameBuffer.MaxOctets)
            return false;
        while (true)
        {
            int length = text.IndexOf(dot);
            if (length < 0)
                return text.Length is > 0 and <= NameBuffer.MaxLabelOctets;
            if (length is 0 or > NameBuffer.MaxLabelOctets)
                return false;
            text = text[(length + 1)..];
        }
    }

    private static SearchValues<byte> Octets(string characters) => SearchValues.Create([.. characters.Select(c => (byte)c)]);
}
