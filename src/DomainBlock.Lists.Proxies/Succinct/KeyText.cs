using System.Text;

namespace DomainBlock.Lists.Proxies.Succinct;

/// <summary>Keys of a <see cref="SuccinctSet"/> are names from their end to their beginning, code point by code point.</summary>
internal static class KeyText
{
    /// <summary>Turns a text around; octets that are no UTF-8 one by one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="reversed">Takes as many octets as the text has.</param>
    public static void Reverse(ReadOnlySpan<byte> text, Span<byte> reversed)
    {
        int end = text.Length;
        while (!text.IsEmpty)
        {
            Rune.DecodeFromUtf8(text, out _, out int length);
            end -= length;
            text[..length].CopyTo(reversed[end..]);
            text = text[length..];
        }
    }
}
