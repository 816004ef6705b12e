using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using DomainBlock.Patterns.Automata;
using DomainBlock.Patterns.Literals;

namespace DomainBlock.Patterns;

/// <summary>
/// Globs and regular expressions as they lie in a file: nothing is built on opening, and nothing is allocated on asking. docs/patterns.md explains
/// how it works. Every number is checked before use, so that a hostile file gives wrong answers at worst.
/// </summary>
internal readonly ref struct PatternSet
{
    /// <summary>Positions of an automaton: four words, which a name's octets move in a few nanoseconds each. Real patterns have no more than a hundred.</summary>
    public const int MaxPatternPositions = 256;

    /// <summary>A longer text than any name's matches nothing.</summary>
    public const int MaxTextLength = EndedText.MaxLength;

    private readonly PatternSetLayout _layout;
    private readonly ReadOnlySpan<byte> _section;

    /// <param name="layout">The section's layout.</param>
    /// <param name="section">The section.</param>
    public PatternSet(PatternSetLayout layout, ReadOnlySpan<byte> section)
    {
        _layout = layout;
        _section = section;
    }

    /// <summary>How many patterns there are; they have the numbers below.</summary>
    public int Count => (int)_layout.Patterns;

    /// <summary>How many patterns no literal leads to, so that they are tried on every name.</summary>
    public int AlwaysTried => (int)_layout.AlwaysTried;

    private ReadOnlySpan<byte> Directory => _section[(int)_layout.DirectoryStart..(int)_layout.PostingsStart];

    /// <summary>Whether every byte is what the patterns' texts say: they are compiled again. For <c>verify</c>.</summary>
    /// <param name="section">Any bytes.</param>
    /// <param name="fault">What is off, to be put behind the section's name.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public static bool IsProven(ReadOnlySpan<byte> section, [NotNullWhen(false)] out string? fault, CancellationToken cancellationToken)
    {
        fault = null;
        if (PatternSetLayout.TryRead(section) is not { } layout)
        {
            fault = "has parts that do not fill it";
            return false;
        }
        var set = new PatternSet(layout, section);
        var builder = new PatternSetBuilder();
        for (int pattern = 0; pattern < set.Count; pattern++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (set.TryGetText(pattern, out ExpressionSyntax syntax, out string? text) && builder.TryAdd(syntax, text, out _))
                continue;
            fault = $"has no text that could be pattern {pattern}";
            return false;
        }
        if (!builder.Build(cancellationToken).Section.AsSpan().SequenceEqual(section))
            fault = "is not what its patterns compile to";
        return fault is null;
    }

    /// <summary>The text that a pattern was written as.</summary>
    /// <returns>False where a damaged file has none.</returns>
    public bool TryGetText(int pattern, out ExpressionSyntax syntax, [NotNullWhen(true)] out string? text)
    {
        (syntax, text) = (default, null);
        if ((uint)pattern >= (uint)Count)
            return false;
        ReadOnlySpan<byte> texts = _section[(int)_layout.TextsStart..];
        ReadOnlySpan<byte> entry = Directory[(pattern * PatternSetLayout.DirectoryEntrySize)..];
        uint start = BinaryPrimitives.ReadUInt32LittleEndian(entry[4..]);
        uint end = BinaryPrimitives.ReadUInt32LittleEndian(entry[(PatternSetLayout.DirectoryEntrySize + 4)..]);
        if (start >= end || end > (uint)texts.Length || end - start > Syntax.PatternParser.MaxTextLength + 1)
            return false;
        ReadOnlySpan<byte> bytes = texts[(int)start..(int)end];
        if (!ExpressionSyntaxes.IsKnown(bytes[0]) || !Ascii.IsValid(bytes))
            return false;
        syntax = (ExpressionSyntax)bytes[0];
        text = Encoding.ASCII.GetString(bytes[1..]);
        return true;
    }

    /// <summary>Whether nothing in a text makes a pattern match.</summary>
    public bool IsUntouchedBy(ReadOnlySpan<byte> text) =>
        _layout.AlwaysTried == 0 && (_section.IsEmpty || new LiteralIndex(_layout.Literals, _section[PatternSetLayout.HeaderSize..]).IsUntouchedBy(text));

    /// <summary>Finds what in the text may make a pattern match.</summary>
    public void FindCandidates(in EndedText text, ref PostingCursors candidates)
    {
        candidates.Take(0, _layout.AlwaysTried);
        if (!_section.IsEmpty)
            new LiteralIndex(_layout.Literals, _section[PatternSetLayout.HeaderSize..]).Find(text, ref candidates);
    }

    /// <summary>The pattern that a posting names; may be out of range in a hostile file, as the posting may.</summary>
    public int PatternOf(uint posting) =>
        posting < _layout.Postings
            ? BinaryPrimitives.ReadInt32LittleEndian(_section[(int)(_layout.PostingsStart + (posting * PatternSetLayout.PostingSize))..])
            : int.MaxValue;

    /// <summary>Whether a pattern matches.</summary>
    /// <param name="pattern">Its number.</param>
    /// <param name="text">The name's text.</param>
    public bool IsMatch(int pattern, scoped ReadOnlySpan<byte> text)
    {
        if ((uint)pattern >= (uint)Count)
            return false;
        uint start = BinaryPrimitives.ReadUInt32LittleEndian(Directory[(pattern * PatternSetLayout.DirectoryEntrySize)..]);
        ReadOnlySpan<byte> automata = _section[(int)_layout.AutomataStart..(int)_layout.TextsStart];
        return start < (uint)automata.Length && Automaton.IsMatch(automata[(int)start..], text);
    }
}
