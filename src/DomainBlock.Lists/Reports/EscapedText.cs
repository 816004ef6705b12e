using System.Buffers;
using System.Globalization;
using System.Text;

namespace DomainBlock.Lists;

/// <summary>
/// Foreign bytes made fit for a terminal, a log or a tab-separated line: controls, invisible characters and octets that
/// are not UTF-8 become <c>\DDD</c> each octet; letters of any script stay.
/// </summary>
public static class EscapedText
{
    /// <summary>How many characters of a line messages show.</summary>
    public const int SampleLength = 80;

    /// <summary>Escapes UTF-8, or what should be it.</summary>
    /// <param name="utf8">The bytes.</param>
    /// <param name="maxLength">How many characters to write at most; where text is cut, the last is <c>…</c>.</param>
    public static string Escape(ReadOnlySpan<byte> utf8, int maxLength = int.MaxValue)
    {
        var text = new StringBuilder(Math.Min(utf8.Length, maxLength));
        while (!utf8.IsEmpty)
        {
            bool isWellFormed = Rune.DecodeFromUtf8(utf8, out Rune rune, out int consumed) == OperationStatus.Done;
            string piece = isWellFormed && IsVisible(rune) ? rune.ToString() : EscapeOctets(utf8[..consumed]);
            if (text.Length + piece.Length > maxLength - (consumed < utf8.Length ? 1 : 0))
                return text.Append('…').ToString();
            text.Append(piece);
            utf8 = utf8[consumed..];
        }
        return text.ToString();
    }

    /// <summary>Escapes UTF-16; a lone surrogate becomes U+FFFD.</summary>
    /// <inheritdoc cref="Escape(ReadOnlySpan{byte}, int)"/>
    public static string Escape(string text, int maxLength = int.MaxValue) => Escape(Encoding.UTF8.GetBytes(text), maxLength);

    private static bool IsVisible(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.PrivateUse or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.SpaceSeparator);

    private static string EscapeOctets(ReadOnlySpan<byte> octets)
    {
        var text = new StringBuilder(octets.Length * 4);
        foreach (byte octet in octets)
            text.Append(CultureInfo.InvariantCulture, $"\\{octet:D3}");
        return text.ToString();
    }
}
