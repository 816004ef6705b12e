using System.Buffers;
using System.Net;

namespace DomainBlock.Lists.Grammars;

/// <summary>The pieces that lines of several formats are made of.</summary>
internal static class Tokens
{
    /// <summary>White space inside a line.</summary>
    public static readonly SearchValues<byte> Spaces = SearchValues.Create(" \t\f\v"u8);

    /// <summary>What names do not have and URLs do.</summary>
    public static readonly SearchValues<byte> UrlMarks = SearchValues.Create("/:?=&"u8);

    /// <summary>
    /// Printable ASCII that list names are not made of. DNS would take it, but a line with it is some other text, a table
    /// or JSON; who means it writes it with a backslash.
    /// </summary>
    private static readonly SearchValues<byte> OddInNames = SearchValues.Create("!\"$&'()+,;=`{}~"u8);

    /// <summary>What a name has none of if nothing about it is odd: the signs above, a star, an escape.</summary>
    private static readonly SearchValues<byte> Remarkable = SearchValues.Create("!\"$&'()+,;=`{}~*\\"u8);

    /// <summary>What keywords of configuration files are made of.</summary>
    public static readonly SearchValues<byte> LowerLettersDigitsHyphen = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-"u8);

    /// <summary>What the labels of host names are made of.</summary>
    public static readonly SearchValues<byte> LettersDigitsHyphen = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-"u8);

    /// <summary>What times to live are made of: seconds, or numbers with units.</summary>
    public static readonly SearchValues<byte> TtlSigns = SearchValues.Create("0123456789smhdwSMHDW"u8);

    public static bool IsSpace(byte octet) => Spaces.Contains(octet);

    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        int start = text.IndexOfAnyExcept(Spaces);
        return start < 0 ? default : text[start..(text.LastIndexOfAnyExcept(Spaces) + 1)];
    }

    /// <summary>The text up to the first white space; what follows it, trimmed at its start.</summary>
    public static ReadOnlySpan<byte> First(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> rest)
    {
        int end = text.IndexOfAny(Spaces);
        if (end < 0)
        {
            rest = default;
            return text;
        }
        rest = text[end..];
        int next = rest.IndexOfAnyExcept(Spaces);
        rest = next < 0 ? default : rest[next..];
        return text[..end];
    }

    /// <summary>The text without a pair of double quotes around it.</summary>
    public static ReadOnlySpan<byte> Unquote(ReadOnlySpan<byte> text) => text is [(byte)'"', .. var inner, (byte)'"'] ? inner : text;

    /// <summary>
    /// Cuts a comment off that begins with <c>#</c> after white space. A <c>#</c> inside a word is part of it:
    /// <c>a.com#b</c> is a bad name, not the name <c>a.com</c>, nor <c>a.co</c>.
    /// </summary>
    public static ReadOnlySpan<byte> WithoutComment(ReadOnlySpan<byte> line)
    {
        int from = 0;
        int found;
        while ((found = line[from..].IndexOf((byte)'#')) >= 0)
        {
            int hash = from + found;
            if (hash > 0 && IsSpace(line[hash - 1]))
                return Trim(line[..hash]);
            from = hash + 1;
        }
        return line;
    }

    /// <summary>Reads a name for a rule, and says what else the text is if it is none.</summary>
    /// <returns><see cref="LineReason.Rule"/>, or why there is no name.</returns>
    public static LineReason ReadName(ReadOnlySpan<byte> text, RuleSink sink, out DomainName name)
    {
        if (IsAddress(text))
        {
            name = default;
            return LineReason.Address;
        }
        NameStatus status = DomainName.Read(text, out name, out int position);
        if (status == NameStatus.Valid)
        {
            if (!text.ContainsAny(Remarkable) && !name.IsRoot)
                return LineReason.Rule;
            if (name.IsRoot)
                return sink.Refuse(LineReason.InvalidName, "the root");

            // A star is an octet like others on the wire, but in a list it is meant as a pattern.
            if (text.Contains((byte)'*'))
                return LineReason.Glob;
            int odd = IndexOfOdd(text);
            return odd < 0 ? LineReason.Rule : sink.Refuse(LineReason.InvalidName, $"{(char)text[odd]} at byte {odd + 1}: write \\{(char)text[odd]} if the name really has it");
        }
        if (status == NameStatus.InvalidUnicode)
            return sink.Refuse(LineReason.InvalidUnicode, DescribeUnicode(text));
        if (text.ContainsAny(UrlMarks))
            return IsNetwork(text) ? LineReason.Address : LineReason.Url;
        return sink.Refuse(LineReason.InvalidName, $"{status.Describe()} at byte {position + 1}");
    }

    private static string DescribeUnicode(ReadOnlySpan<byte> text)
    {
        IdnResult result = DomainNameNormalizer.NormalizeToWire(text, stackalloc byte[DomainNameNormalizer.MaxWireLength]);
        return $"{result.Error.Describe()} ({result.Error.Code()}) at byte {result.Position + 1}";
    }

    /// <summary>Whether the text is an IPv4 address of four decimal numbers, or an IPv6 address, with or without a zone.</summary>
    /// <remarks>IPAddress would also take <c>[::1]:80</c>, an address with a port.</remarks>
    public static bool IsAddress(ReadOnlySpan<byte> text) =>
        text.Contains((byte)':') ? text[0] != '[' && IPAddress.TryParse(text, out _) : IsFourNumbers(text);

    /// <summary>Reads what <see cref="IsAddress"/> takes for an address.</summary>
    /// <remarks>Numbers with leading zeros are decimal here; IPAddress takes them for octal, or throws.</remarks>
    public static IPAddress ReadAddress(ReadOnlySpan<byte> text)
    {
        if (text.Contains((byte)':'))
            return IPAddress.Parse(text);
        Span<byte> octets = stackalloc byte[4];
        int count = 0;
        foreach (Range part in text.Split((byte)'.'))
            octets[count++] = byte.Parse(text[part], provider: null);
        return new IPAddress(octets);
    }

    /// <summary>Where the text has printable ASCII that list names are not made of, unescaped; -1 if nowhere.</summary>
    public static int IndexOfOdd(ReadOnlySpan<byte> text) => text.Contains((byte)'\\') ? -1 : text.IndexOfAny(OddInNames);

    private static bool IsNetwork(ReadOnlySpan<byte> text)
    {
        int slash = text.IndexOf((byte)'/');
        return slash > 0 && IsAddress(text[..slash]);
    }

    private static bool IsFourNumbers(ReadOnlySpan<byte> text)
    {
        // Most names end with a letter and begin with one.
        if (text.IsEmpty || !char.IsAsciiDigit((char)text[^1]) || !char.IsAsciiDigit((char)text[0]))
            return false;
        int numbers = 0;
        foreach (Range part in text.Split((byte)'.'))
        {
            ReadOnlySpan<byte> digits = text[part];
            if (++numbers > 4 || digits.Length is 0 or > 3 || digits.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
                return false;
            if (byte.TryParse(digits, null, out _) is false)
                return false;
        }
        return numbers == 4;
    }
}
