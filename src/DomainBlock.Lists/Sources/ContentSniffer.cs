using System.Buffers;
using System.Text;

namespace DomainBlock.Lists.Sources;

/// <summary>Tells from the first bytes that something is no list at all, so that it is refused whole instead of line by line.</summary>
internal static class ContentSniffer
{
    /// <summary>Bytes that are looked at.</summary>
    public const int SampleSize = 4096;

    /// <summary>Control octets that a text may hold by accident before it counts as binary.</summary>
    private const int MaxStrayControls = 7;

    /// <summary>Share of control octets, in percent, from which on it is binary. Random bytes have 11 %.</summary>
    private const int BinaryPercent = 3;

    private static readonly SearchValues<byte> Controls = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Append(0x7F).Select(octet => (byte)octet).Except("\t\n\f\r"u8.ToArray())]);

    /// <summary>What the content, without a byte order mark of UTF-8, is, if it is no list; null if it may be one.</summary>
    public static (ListFault Fault, string Explanation)? Sniff(ReadOnlySpan<byte> beginning)
    {
        if (beginning.IsEmpty)
            return (ListFault.Empty, "The list is empty: there is nothing in it. An empty list would unblock everything it blocked before; leave it out if that is meant.");
        if (Blocklist.IsCompiled(beginning))
            return (ListFault.Compiled, "This is a compiled blocklist, not a list. To compile it again, print it as a list first.");
        if (beginning.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || beginning.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return (ListFault.WideText, "The list is text in UTF-16 or UTF-32. Convert it to UTF-8.");

        if (beginning is [(byte)'S', (byte)'R', (byte)'S', > 0 and < (byte)'\t', ..])
            return (ListFault.Binary, "This is a rule set of sing-box in binary form. Say so: srs=FILE.");
        if (beginning.StartsWith((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD]))
            return (ListFault.Binary, "This is zstd data. If it is a rule set of mihomo, say so: mrs=FILE.");

        ReadOnlySpan<byte> sample = beginning[..Math.Min(beginning.Length, SampleSize)];
        int controls = 0;
        foreach (byte octet in sample)
            controls += Controls.Contains(octet) ? 1 : 0;
        if (controls > MaxStrayControls && controls * 100 >= sample.Length * BinaryPercent)
        {
            int offset = sample.IndexOfAny(Controls);
            return (ListFault.Binary, $"This is no text: {controls} control octets among the first {sample.Length} bytes, the first at byte {offset}. Lists may be plain text or gzip; binary ones are read where their format is said (geosite=FILE).");
        }

        string text = Encoding.Latin1.GetString(sample).TrimStart();
        if (text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<head", StringComparison.OrdinalIgnoreCase))
        {
            string shown = EscapedText.Escape(sample[..Math.Min(sample.Length, EscapedText.SampleLength)], EscapedText.SampleLength);
            return (ListFault.Html, $"This is a page for a browser, not a list (line 1: \"{shown}\"). Fetch the list itself, not the page that shows it.");
        }
        return null;
    }
}
