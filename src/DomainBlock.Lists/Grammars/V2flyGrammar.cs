namespace DomainBlock.Lists.Grammars;

/// <summary>
/// Sources of v2fly's domain-list-community, one entry a line, <c>#</c> begins a comment anywhere:
/// <c>[domain:]x</c> the subtree, <c>full:x</c> exact, <c>keyword:x</c> every name that has this in it, <c>regexp:…</c> (RE2), <c>include:FILE</c>.
/// Behind it, parted by white space, attributes (<c>@cn</c>), by which others pick entries, and affiliations (<c>&amp;LIST</c>), further lists
/// that the entry belongs to: neither changes what an entry means in this list. Behind an include, <c>@cn</c> takes only entries with the attribute,
/// <c>@-cn</c> only those without.
/// </summary>
/// <remarks>
/// Source: the README of v2fly/domain-list-community and its main.go. An include is followed only where the caller says in which folder; its rules have the line
/// of the include. Entries of other files that are affiliated to this list are not looked for.
/// </remarks>
internal sealed class V2flyGrammar(RulePattern bareName, ListIncludes? includes) : LineGrammar(bareName)
{
    /// <summary>Lines that all includes of a list together may have. All of v2fly's lists have 45,000; lists that include each other twice, and so on, grow without end.</summary>
    private const int MaxIncludedLines = 10_000_000;

    private readonly List<string> _open = [];
    private readonly List<byte[]> _filters = [];
    private int _includedLines;

    protected override LineReason ReadText(ReadOnlySpan<byte> text, RuleSink sink)
    {
        int comment = text.IndexOf((byte)'#');
        if (comment > 0)
            text = Tokens.Trim(text[..comment]);

        ReadOnlySpan<byte> entry = Tokens.First(text, out ReadOnlySpan<byte> marks);
        for (ReadOnlySpan<byte> rest = marks; !rest.IsEmpty;)
        {
            ReadOnlySpan<byte> mark = Tokens.First(rest, out rest);
            if (mark.Length < 2 || mark[0] is not ((byte)'@' or (byte)'&'))
                return sink.Refuse(LineReason.TrailingText, "neither an attribute nor an affiliation");
        }
        int colon = entry.IndexOf((byte)':');
        ReadOnlySpan<byte> kind = colon < 0 ? default : entry[..colon];
        ReadOnlySpan<byte> value = entry[(colon + 1)..];
        if (value.IsEmpty)
            return sink.Refuse(LineReason.Syntax, "nothing behind the colon");
        if (kind.SequenceEqual("include"u8))
            return ReadInclude(value, marks, sink);
        return PassesFilters(marks) ? ReadEntry(colon < 0 ? "bare"u8 : kind, value, sink) : LineReason.Comment;
    }

    private LineReason ReadEntry(ReadOnlySpan<byte> kind, ReadOnlySpan<byte> value, RuleSink sink)
    {
        if (kind.SequenceEqual("bare"u8))
            return sink.AcceptName(value, BareName, RuleEffect.Block);
        if (kind.SequenceEqual("domain"u8))
            return sink.AcceptName(value, RulePattern.Subtree, RuleEffect.Block);
        if (kind.SequenceEqual("full"u8))
            return sink.AcceptName(value, RulePattern.Exact, RuleEffect.Block);
        if (kind.SequenceEqual("keyword"u8))
            return sink.AcceptExpression(ExpressionSyntax.Keyword, value, RuleEffect.Block);
        return kind.SequenceEqual("regexp"u8)
            ? sink.AcceptExpression(ExpressionSyntax.Re2Regex, value, RuleEffect.Block)
            : sink.Refuse(LineReason.Syntax, "no known kind of entry before the colon");
    }

    private LineReason ReadInclude(ReadOnlySpan<byte> value, ReadOnlySpan<byte> marks, RuleSink sink)
    {
        string name = EscapedText.Escape(value, EscapedText.SampleLength);
        if (includes is null)
            return sink.Refuse(LineReason.Include, name);
        if (_open.Contains(name, StringComparer.Ordinal))
            return sink.Refuse(LineReason.Include, $"{name} includes itself");
        using Stream? stream = includes.Open(name);
        if (stream is null)
            return sink.Refuse(LineReason.Include, $"{name} is not in the folder");

        int filters = _filters.Count;
        while (!marks.IsEmpty)
            _filters.Add(Tokens.First(marks, out marks).ToArray());
        _open.Add(name);
        LineReason reason = ReadLines(name, new LineReader(stream), sink);
        _open.RemoveAt(_open.Count - 1);
        _filters.RemoveRange(filters, _filters.Count - filters);
        return reason;
    }

    private LineReason ReadLines(string name, LineReader lines, RuleSink sink)
    {
        var parts = default(LineParts);
        while (lines.TryRead(out ReadOnlySpan<byte> line, out bool isTooLong))
        {
            if (++_includedLines > MaxIncludedLines)
            {
                parts.Add(sink.Refuse(LineReason.Include, $"more than {MaxIncludedLines} lines in all"), sink);
                break;
            }
            LineReason reason = isTooLong ? LineReason.TooLong : Read(line, sink);
            bool isFault = reason != LineReason.Rule && reason.Outcome() != LineOutcome.Ignored;
            if (isFault && !parts.HasFault)
                parts.Add(sink.Refuse(reason, $"{name}, line {lines.Count}: {reason.Label()}{(sink.Detail.Length > 0 ? $", {sink.Detail}" : "")}"), sink);
        }
        return parts.Result(sink, LineReason.Directive);
    }

    /// <summary>Whether the entry has what the includes around it ask for. What they leave out is no line of this list.</summary>
    private bool PassesFilters(ReadOnlySpan<byte> marks)
    {
        foreach (byte[] filter in _filters)
        {
            if (filter[0] != '@')
                continue;
            bool isExclusion = filter is [_, (byte)'-', _, ..];
            ReadOnlySpan<byte> attribute = filter.AsSpan(isExclusion ? 2 : 1);
            if (HasAttribute(marks, attribute) == isExclusion)
                return false;
        }
        return true;
    }

    private static bool HasAttribute(ReadOnlySpan<byte> marks, ReadOnlySpan<byte> attribute)
    {
        while (!marks.IsEmpty)
        {
            ReadOnlySpan<byte> mark = Tokens.First(marks, out marks);
            if (mark[0] == '@' && mark[1..].SequenceEqual(attribute))
                return true;
        }
        return false;
    }
}
