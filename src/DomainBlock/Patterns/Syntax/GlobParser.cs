using System.Buffers;

namespace DomainBlock.Patterns.Syntax;

/// <summary>Reads the globs of each kind; their text is ASCII and lower case.</summary>
internal static class GlobParser
{
    /// <summary>What AdGuard's <c>^</c> stands for, where it is not the end: <c>[^ a-zA-Z0-9.%_-]</c>.</summary>
    private static readonly OctetSet Separators = ~(OctetSet.Word | OctetSet.OfAny(" .%-"));

    /// <summary>What the star and the question mark of Go's <c>filepath.Match</c> stand for.</summary>
    private static readonly OctetSet NotSlash = ~OctetSet.Of('/');

    private static readonly SearchValues<char> NameOctets = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.-");

    public static Node? TryParse(ExpressionSyntax syntax, string text, out PatternRefusal refusal)
    {
        refusal = default;
        switch (syntax)
        {
            case ExpressionSyntax.AdblockGlob:
                return ParseAdblock(text);
            case ExpressionSyntax.SuffixGlob:
                if (text[0] == '*' && text.Length > 1 && text.IndexOf('*', 1) is var second and < 0)
                    return Node.Sequence(Node.Literal(text.AsSpan(1)), Node.TextEnd);
                refusal = new PatternRefusal(PatternFault.Star, text[0] == '*' && text.Length > 1 ? text.IndexOf('*', 1) : 0);
                return null;
            case ExpressionSyntax.DnscryptGlob:
                return TryParseDnscrypt(text, out refusal);
            case ExpressionSyntax.LabelGlob:
                return TryParseLabels(text, out refusal);
            case ExpressionSyntax.WildcardGlob:
                return Node.Sequence(
                [
                    Node.TextStart,
                    .. text.Select(octet => octet switch
                    {
                        '*' => Node.AnyOctets,
                        '?' => Node.Octets(OctetSet.All),
                        _ => Node.Octets(OctetSet.Of(octet)),
                    }),
                    Node.TextEnd,
                ]);
            default:
                return Node.Literal(text);
        }
    }

    /// <summary>
    /// After <c>patternToRegexp</c> and <c>shouldMatchHostname</c> of urlfilter. Patterns that it holds against an address
    /// (<c>http://</c> and the name) rather than the name begin with <c>||</c>, <c>://</c> or <c>http://</c>, or are <c>/name.</c>; here they begin where a name or label does.
    /// </summary>
    private static Node ParseAdblock(string pattern)
    {
        if (pattern.EndsWith("/*", StringComparison.Ordinal))
            pattern = string.Concat(pattern.AsSpan(0, pattern.Length - 2), "^");
        ReadOnlySpan<char> text = pattern;
        var parts = new List<Node>();
        if (text is "|" or "||")
            return Node.Empty;
        if (text.StartsWith("||"))
        {
            parts.Add(Node.LabelStart);
            text = text[2..];
        }
        else if (text.StartsWith("://") || text.StartsWith("http://"))
        {
            parts.Add(Node.TextStart);
            text = text[(text.IndexOf("//", StringComparison.Ordinal) + 2)..];
        }
        else if (text[0] == '|' || IsAddressStart(text))
        {
            parts.Add(Node.TextStart);
            text = text[1..];
        }

        bool isEndAnchored = text.EndsWith("|");
        if (isEndAnchored)
            text = text[..^1];
        foreach (char octet in text)
        {
            parts.Add(octet switch
            {
                '*' => Node.AnyOctets,
                '^' => Node.Either(Node.Octets(Separators), Node.TextEnd),
                _ => Node.Octets(OctetSet.Of(octet)),
            });
        }
        if (isEndAnchored)
            parts.Add(Node.TextEnd);
        return Node.Sequence(parts);
    }

    private static bool IsAddressStart(ReadOnlySpan<char> text) =>
        text.Length > 3 && text[0] == '/' && text[^1] == '.' && !text[1..^1].ContainsAnyExcept(NameOctets);

    private static Node? TryParseDnscrypt(string text, out PatternRefusal refusal)
    {
        refusal = default;
        bool leading = text[0] == '*';
        bool trailing = text[^1] == '*';
        if (text.AsSpan().ContainsAny('?', '[') || text.AsSpan(1, Math.Max(text.Length - 2, 0)).Contains('*'))
            return TryParsePath(text, out refusal);
        ReadOnlySpan<char> literal = text.AsSpan().Trim('*');
        if (!leading && trailing)
            return Node.Sequence(Node.TextStart, Node.Literal(literal));
        if (leading && !trailing)
            literal = literal.TrimStart('.');
        if (literal.IsEmpty)
        {
            refusal = new PatternRefusal(PatternFault.Star, 0);
            return null;
        }
        return leading && trailing ? Node.Literal(literal) : Node.Sequence(Node.LabelStart, Node.Literal(literal), Node.TextEnd);
    }

    /// <summary>Go's <c>filepath.Match</c> where paths have slashes.</summary>
    private static Node? TryParsePath(string text, out PatternRefusal refusal)
    {
        refusal = default;
        var parts = new List<Node> { Node.TextStart };
        for (int place = 0; place < text.Length; place++)
        {
            int start = place;
            switch (text[place])
            {
                case '*':
                    parts.Add(Node.Repeat(Node.Octets(NotSlash), 0, null));
                    break;
                case '?':
                    parts.Add(Node.Octets(NotSlash));
                    break;
                case '[':
                    if (TryReadPathClass(text, ref place) is not { } set)
                    {
                        refusal = new PatternRefusal(PatternFault.Bracket, start);
                        return null;
                    }
                    parts.Add(Node.Octets(set));
                    break;
                case '\\' when place + 1 == text.Length:
                    refusal = new PatternRefusal(PatternFault.Escape, place);
                    return null;
                case '\\':
                    parts.Add(Node.Octets(OctetSet.Of(text[++place])));
                    break;
                default:
                    parts.Add(Node.Octets(OctetSet.Of(text[place])));
                    break;
            }
        }
        parts.Add(Node.TextEnd);
        return Node.Sequence(parts);
    }

    private static OctetSet? TryReadPathClass(string text, ref int place)
    {
        place++;
        bool isNegated = place < text.Length && text[place] == '^';
        if (isNegated)
            place++;
        var set = OctetSet.None;
        for (bool isFirst = true; isFirst || place >= text.Length || text[place] != ']'; isFirst = false, place++)
        {
            if (TryReadPathCharacter(text, ref place) is not { } from)
                return null;
            int to = from;
            if (place + 1 < text.Length && text[place + 1] == '-')
            {
                place += 2;
                if (TryReadPathCharacter(text, ref place) is not { } end)
                    return null;
                to = end;
            }
            set |= OctetSet.Range(from, to);
        }
        return isNegated ? ~set : set;
    }

    private static int? TryReadPathCharacter(string text, ref int place)
    {
        if (place < text.Length && text[place] == '\\')
            return ++place < text.Length ? text[place] : null;
        return place >= text.Length || text[place] is '-' or ']' ? null : text[place];
    }

    private static Node? TryParseLabels(string text, out PatternRefusal refusal)
    {
        refusal = default;
        var parts = new List<Node>();
        ReadOnlySpan<char> rest = text;
        if (rest.StartsWith("+."))
        {
            parts.Add(Node.LabelStart);
            rest = rest[2..];
        }
        else if (rest[0] == '.')
        {
            // At least one octet of another label stands before the dot.
            parts.Add(Node.Octets(OctetSet.All));
            parts.Add(Node.Octets(OctetSet.Of('.')));
            rest = rest[1..];
        }
        else
        {
            parts.Add(Node.TextStart);
        }
        if (rest.IsEmpty)
        {
            refusal = new PatternRefusal(PatternFault.Empty, 0);
            return null;
        }

        Node label = Node.Repeat(Node.Octets(~OctetSet.Of('.')), 1, null);
        foreach (Range range in rest.Split('.'))
        {
            ReadOnlySpan<char> part = rest[range];
            int start = text.Length - rest.Length + range.Start.GetOffset(rest.Length);
            if (range.Start.GetOffset(rest.Length) > 0)
                parts.Add(Node.Octets(OctetSet.Of('.')));
            if (part.IsEmpty || (part.Contains('*') && part is not "*"))
            {
                refusal = new PatternRefusal(part.IsEmpty ? PatternFault.Empty : PatternFault.Star, start);
                return null;
            }
            parts.Add(part is "*" ? label : Node.Literal(part));
        }
        parts.Add(Node.TextEnd);
        return Node.Sequence(parts);
    }
}
