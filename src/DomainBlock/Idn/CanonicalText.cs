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
    /// <param name="text">The text, which is not canonical.</param>
    /// <param name="length">How long it is without the final dot.</param>
    /// <param name="flags">What makes it not canonical.</param>
    public static bool IsPlain<TUnit>(ReadOnlySpan<TUnit> text, out int length, out IdnFlags flags)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        flags = IdnFlags.None;
        length = text.Length;
        bool hasOther = typeof(TUnit) == typeof(char)
            ? MemoryMarshal.Cast<TUnit, char>(text).ContainsAnyExcept(PlainCharacters)
            : MemoryMarshal.Cast<TUnit, byte>(text).ContainsAnyExcept(PlainOctets);
        if (hasOther || text.Length < 2)
            return !hasOther && HasUpper(text, ref flags);
        if (text[^1] == TUnit.CreateTruncating('.'))
        {
            length--;
            flags |= IdnFlags.HadRootDot;
        }
        HasUpper(text, ref flags);
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
        Span<char> escaped = stackalloc char[4];
        int written = 0;
        for (ReadOnlySpan<byte> rest = octets; !rest.IsEmpty; rest = rest[(1 + rest[0])..])
        {
            if (written > 0 && !TryAppend("."u8, text, ref written))
                return -1;
            ReadOnlySpan<byte> label = rest.Slice(1, rest[0]);
            if (!isPresentation || !NeedsEscape(label))
            {
                if (!TryAppend(label, text, ref written))
                    return -1;
                continue;
            }
            foreach (byte octet in label)
            {
                foreach (char c in escaped[..PresentationText.WriteOctet(octet, escaped)])
                {
                    if (!TryAppend([(byte)c], text, ref written))
                        return -1;
                }
            }
        }
        return octets.IsEmpty && !TryAppend("."u8, text, ref written) ? -1 : written;
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

    /// <summary>Whether the labels between dots have 1 to 63 units each and the text no more than 253.</summary>
    private static bool HasGoodLabels<TUnit>(ReadOnlySpan<TUnit> text)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        // 254 octets of labels with their length octets are 253 characters with dots between.
        if (text.Length >= NameBuffer.MaxOctets)
            return false;
        var dot = TUnit.CreateTruncating('.');
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

    private static bool HasUpper<TUnit>(ReadOnlySpan<TUnit> text, ref IdnFlags flags)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        bool hasUpper = HasUpper(text);
        if (hasUpper)
            flags |= IdnFlags.HadUpper;
        return hasUpper;
    }

    private static bool NeedsEscape(ReadOnlySpan<byte> label) => label.ContainsAnyExcept(CanonicalOctets) || label.Contains((byte)'.');

    private static bool TryAppend(ReadOnlySpan<byte> part, Span<byte> text, ref int written)
    {
        if (!part.TryCopyTo(text[written..]))
            return false;
        written += part.Length;
        return true;
    }

    private static SearchValues<byte> Octets(string characters) => SearchValues.Create([.. characters.Select(c => (byte)c)]);
}
