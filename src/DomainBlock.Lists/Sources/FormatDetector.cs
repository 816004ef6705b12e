using DomainBlock.Lists.Grammars;

namespace DomainBlock.Lists.Sources;

/// <summary>
/// Guesses a list's format from its first lines: each line that is no comment speaks for the one format that it is
/// typical of. What a mark means differs between formats, so a mixed list is never guessed.
/// </summary>
internal static class FormatDetector
{
    /// <summary>Lines that are no comment.</summary>
    public const int MaxLines = 1000;

    private const int MaxEvidence = 3;

    public static FormatDetection Detect(byte[] beginning)
    {
        if (IsRuleSet(beginning))
            return new FormatDetection(ListFormat.SingBox, 100, null, 0, 1, [new LineSample(1, LineReason.Rule, "{", "sing-box rule set")]);

        var votes = new int[ListFormats.All.Count];
        var samples = new List<(ListFormat? Format, LineSample Sample)>();
        int seen = 0;
        var lines = new LineReader(new MemoryStream(beginning));
        while (seen < MaxLines && lines.TryRead(out ReadOnlySpan<byte> line, out bool isTooLong))
        {
            ReadOnlySpan<byte> text = Tokens.Trim(line);
            if (text.IsEmpty || IsComment(text))
                continue;
            seen++;
            ListFormat? format = isTooLong ? null : Typical(text);
            if (format is { } voted)
                votes[(int)voted]++;
            if (samples.Count(s => s.Format == format) < MaxEvidence)
            {
                string label = format is { } known ? $"{known.Name()} line" : "line of no known format";
                samples.Add((format, new LineSample(lines.Count, LineReason.Rule, EscapedText.Escape(text, EscapedText.SampleLength), label)));
            }
        }

        ListFormat[] ranked = [.. ListFormats.All.Where(f => votes[(int)f] > 0).OrderByDescending(f => votes[(int)f])];
        double Percent(int place) => place < ranked.Length ? 100.0 * votes[(int)ranked[place]] / seen : 0;
        ListFormat? first = ranked.Length > 0 ? ranked[0] : null;
        bool isCertain = Percent(0) >= FormatDetection.RequiredPercent;
        return new FormatDetection(
            first,
            Percent(0),
            ranked.Length > 1 ? ranked[1] : null,
            Percent(1),
            seen,
            [.. samples.Where(s => !isCertain || s.Format == first).Select(s => s.Sample)]);
    }

    /// <summary>Whether the list is an object of JSON that has rules.</summary>
    private static bool IsRuleSet(ReadOnlySpan<byte> text)
    {
        return text.TrimStart(" \t\r\n"u8) is [(byte)'{', ..] && text[..Math.Min(text.Length, ContentSniffer.SampleSize)].IndexOf("\"rules\""u8) > 0;
    }

    /// <summary>The format that a line is typical of; null where it is of none.</summary>
    private static ListFormat? Typical(ReadOnlySpan<byte> text)
    {
        if (IsZoneLine(text))
            return ListFormat.Rpz;
        if (text.StartsWith("||"u8) || text.StartsWith("@@"u8) || text[0] == '|' || text[^1] == '^' || text.Contains((byte)'$'))
            return ListFormat.Adblock;
        if (HostsGrammar.IsHostsLine(text))
            return ListFormat.Hosts;
        if (text.StartsWith("address=/"u8) || text.StartsWith("local=/"u8) || text.StartsWith("server=/"u8))
            return ListFormat.Dnsmasq;
        if (text.StartsWith("local-zone:"u8) || text.StartsWith("local-data:"u8) || text.SequenceEqual("server:"u8))
            return ListFormat.Unbound;
        if (text is [(byte)'=', _, ..])
            return ListFormat.Dnscrypt;
        if (text.StartsWith("full:"u8) || text.StartsWith("domain:"u8) || text.StartsWith("keyword:"u8) || text.StartsWith("regexp:"u8) || text.StartsWith("include:"u8))
            return ListFormat.V2fly;
        if (text.StartsWith("+."u8) || text.StartsWith("- "u8) || text.StartsWith("DOMAIN"u8) || text.SequenceEqual("payload:"u8))
            return ListFormat.Mihomo;

        ReadOnlySpan<byte> word = Tokens.First(Tokens.WithoutComment(text), out ReadOnlySpan<byte> rest);
        bool isStarred = word.StartsWith("*."u8);
        ReadOnlySpan<byte> name = isStarred ? word[2..] : word is [(byte)'.', _, ..] ? word[1..] : word;

        // A name of one label is as likely a word of some other text.
        bool isName = rest.IsEmpty && !Tokens.IsAddress(name) && name.Contains((byte)'.') && !name.Contains((byte)'*') && Tokens.IndexOfOdd(name) < 0
            && DomainName.Read(name, out _, out _) is NameStatus.Valid or NameStatus.InvalidUnicode;
        if (!isName)
            return null;
        return isStarred ? ListFormat.Wildcard : ListFormat.Domains;
    }

    /// <summary>Whether the line is a directive or record of a zone, or a piece of a record that goes over several lines.</summary>
    private static bool IsZoneLine(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> word = Tokens.First(text, out ReadOnlySpan<byte> rest);
        if (text[0] == '$')
            return word.SequenceEqual("$TTL"u8) || word.SequenceEqual("$ORIGIN"u8) || word.SequenceEqual("$INCLUDE"u8);
        bool isPieceOfSoa = !word.ContainsAnyExceptInRange((byte)'0', (byte)'9') && rest is [(byte)';' or (byte)')', ..];
        if (isPieceOfSoa || text[0] == ')')
            return true;
        bool isWithoutOwner = ResourceRecord.TryRead(text, out ResourceRecord record) && IsZoneRecord(record);
        return isWithoutOwner || (ResourceRecord.TryRead(rest, out record) && IsZoneRecord(record));
    }

    private static bool IsZoneRecord(in ResourceRecord record) => record.IsType("CNAME"u8) || record.IsType("SOA"u8) || record.IsType("NS"u8);

    private static bool IsComment(ReadOnlySpan<byte> text) =>
        text[0] is (byte)'#' or (byte)'!' or (byte)';' || text.StartsWith("// "u8) || (text[0] == '[' && text[^1] == ']');
}
