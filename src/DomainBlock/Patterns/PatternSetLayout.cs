using System.Buffers.Binary;
using DomainBlock.Patterns.Literals;

namespace DomainBlock.Patterns;

/// <summary>
/// Where the parts of a set of patterns lie in their section: header, directory, index of long keys, index of short keys, postings,
/// automata, texts. Read and checked once, on opening. docs/patterns.md has the layout.
/// </summary>
internal sealed record PatternSetLayout
{
    public const int HeaderSize = 32;

    /// <summary>Where a pattern's automaton begins (4 bytes), where its text begins (4).</summary>
    public const int DirectoryEntrySize = 8;

    public const int PostingSize = sizeof(uint);

    /// <summary>No patterns, and no section.</summary>
    public static PatternSetLayout Empty { get; } = new();

    public uint Patterns { get; init; }

    /// <summary>How many of the postings name patterns that are tried on every name; they come first.</summary>
    public uint AlwaysTried { get; init; }

    public uint Postings { get; init; }

    public uint AutomataSize { get; init; }

    public uint TextsSize { get; init; }

    public LiteralIndexLayout LongKeys { get; init; }

    public LiteralIndexLayout ShortKeys { get; init; }

    public long LongKeysStart => HeaderSize + ((Patterns + 1L) * DirectoryEntrySize);

    public long ShortKeysStart => LongKeysStart + LongKeys.Size;

    public long PostingsStart => ShortKeysStart + ShortKeys.Size;

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
        if (section.Length < HeaderSize)
            return null;
        var layout = new PatternSetLayout
        {
            Patterns = BinaryPrimitives.ReadUInt32LittleEndian(section),
            AlwaysTried = BinaryPrimitives.ReadUInt32LittleEndian(section[4..]),
            Postings = BinaryPrimitives.ReadUInt32LittleEndian(section[8..]),
            AutomataSize = BinaryPrimitives.ReadUInt32LittleEndian(section[12..]),
            TextsSize = BinaryPrimitives.ReadUInt32LittleEndian(section[16..]),
            LongKeys = new LiteralIndexLayout(section[20], section[21], BinaryPrimitives.ReadUInt32LittleEndian(section[24..])),
            ShortKeys = new LiteralIndexLayout(section[22], section[23], BinaryPrimitives.ReadUInt32LittleEndian(section[28..])),
        };
        bool fits = layout.LongKeys.IsSound && layout.ShortKeys.IsSound && layout.Size == section.Length
            && layout.AlwaysTried <= layout.Postings && layout.Patterns > 0;
        return fits ? layout : null;
    }

    public void Write(Span<byte> section)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(section, Patterns);
        BinaryPrimitives.WriteUInt32LittleEndian(section[4..], AlwaysTried);
        BinaryPrimitives.WriteUInt32LittleEndian(section[8..], Postings);
        BinaryPrimitives.WriteUInt32LittleEndian(section[12..], AutomataSize);
        BinaryPrimitives.WriteUInt32LittleEndian(section[16..], TextsSize);
        section[20] = (byte)LongKeys.BitmapBits;
        section[21] = (byte)LongKeys.BucketBits;
        section[22] = (byte)ShortKeys.BitmapBits;
        section[23] = (byte)ShortKeys.BucketBits;
        BinaryPrimitives.WriteUInt32LittleEndian(section[24..], LongKeys.Entries);
        BinaryPrimitives.WriteUInt32LittleEndian(section[28..], ShortKeys.Entries);
    }
}
