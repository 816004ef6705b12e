using System.Buffers.Binary;
using DomainBlock.Patterns.Literals;

namespace DomainBlock.Patterns;

/// <summary>
/// Where the parts of a set of patterns lie in their section: header, index of literals, directory, postings, automata, texts. Read and
/// checked once, on opening. docs/patterns.md has the layout.
/// </summary>
/// <param name="Patterns">How many there are.</param>
/// <param name="AlwaysTried">How many of the postings name patterns that are tried on every name; they come first.</param>
/// <param name="Postings">How many postings there are.</param>
/// <param name="AutomataSize">Bytes of all automata.</param>
/// <param name="TextsSize">Bytes of all texts.</param>
/// <param name="Literals">The index of literals.</param>
internal sealed record PatternSetLayout(uint Patterns, uint AlwaysTried, uint Postings, uint AutomataSize, uint TextsSize, LiteralIndexLayout Literals)
{
    public const int HeaderSize = 32;

    /// <summary>Where a pattern's automaton begins (4 bytes), where its text begins (4).</summary>
    public const int DirectoryEntrySize = 8;

    public const int PostingSize = sizeof(uint);

    private const int Used = 28;

    /// <summary>No patterns, and no section.</summary>
    public static PatternSetLayout Empty { get; } = new(0, 0, 0, 0, 0, LiteralIndexLayout.Empty);

    public long DirectoryStart { get; } = HeaderSize + Literals.Size;

    public long PostingsStart { get; } = HeaderSize + Literals.Size + ((Patterns + 1L) * DirectoryEntrySize);

    public long AutomataStart => PostingsStart + ((long)Postings * PostingSize);

    public long TextsStart => AutomataStart + AutomataSize;

    public long Size => TextsStart + TextsSize;

    /// <summary>Reads a section's layout. All that opening checks, in a time that does not grow with the patterns.</summary>
    /// <param name="section">Any bytes; none: no patterns.</param>
    /// <returns>Null where the parts do not fill the section.</returns>
    public static PatternSetLayout? TryRead(ReadOnlySpan<byte> section)
    {
        if (section.IsEmpty)
            return Empty;
        if (section.Length < HeaderSize || section[Used..HeaderSize].ContainsAnyExcept((byte)0))
            return null;
        var literals = new LiteralIndexLayout(section[20], section[21], section[22], BinaryPrimitives.ReadUInt32LittleEndian(section[24..]), section[23]);
        if (!literals.IsSound)
            return null;
        var layout = new PatternSetLayout(
            BinaryPrimitives.ReadUInt32LittleEndian(section),
            BinaryPrimitives.ReadUInt32LittleEndian(section[4..]),
            BinaryPrimitives.ReadUInt32LittleEndian(section[8..]),
            BinaryPrimitives.ReadUInt32LittleEndian(section[12..]),
            BinaryPrimitives.ReadUInt32LittleEndian(section[16..]),
            literals);
        return layout.Size == section.Length && layout.AlwaysTried <= layout.Postings && layout.Patterns > 0 ? layout : null;
    }

    public void Write(Span<byte> section)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(section, Patterns);
        BinaryPrimitives.WriteUInt32LittleEndian(section[4..], AlwaysTried);
        BinaryPrimitives.WriteUInt32LittleEndian(section[8..], Postings);
        BinaryPrimitives.WriteUInt32LittleEndian(section[12..], AutomataSize);
        BinaryPrimitives.WriteUInt32LittleEndian(section[16..], TextsSize);
        section[20] = (byte)Literals.WordBits;
        section[21] = (byte)Literals.ShortBits;
        section[22] = (byte)Literals.BucketBits;
        section[23] = (byte)Literals.TripleBits;
        BinaryPrimitives.WriteUInt32LittleEndian(section[24..], Literals.Entries);
    }
}
