using System.Buffers.Binary;
using DomainBlock.Patterns.Literals;

namespace DomainBlock.Patterns;

/// <summary>
/// How large the parts of a set of patterns are. They follow one another: header, directory, index of long keys, index of short keys, postings,
/// automata, texts. docs/patterns.md has the layout.
/// </summary>
internal readonly record struct PatternSetLayout(
    uint Patterns,
    uint AlwaysTried,
    uint Postings,
    uint AutomataSize,
    uint TextsSize,
    LiteralIndexLayout LongKeys,
    LiteralIndexLayout ShortKeys)
{
    public const int HeaderSize = 32;

    /// <summary>Where a pattern's automaton begins (4 bytes), where its text begins (4).</summary>
    public const int DirectoryEntrySize = 8;

    public const int PostingSize = sizeof(uint);

    public long LongKeysStart => HeaderSize + ((Patterns + 1L) * DirectoryEntrySize);

    public long ShortKeysStart => LongKeysStart + LongKeys.Size;

    public long PostingsStart => ShortKeysStart + ShortKeys.Size;

    public long AutomataStart => PostingsStart + ((long)Postings * PostingSize);

    public long TextsStart => AutomataStart + AutomataSize;

    public long Size => TextsStart + TextsSize;

    /// <summary>Whether the parts fill a section of this length.</summary>
    public bool Fits(int length) =>
        LongKeys.IsSound && ShortKeys.IsSound && Size == length && AlwaysTried <= Postings && Patterns > 0;

    public static PatternSetLayout Read(ReadOnlySpan<byte> section) => new(
        BinaryPrimitives.ReadUInt32LittleEndian(section),
        BinaryPrimitives.ReadUInt32LittleEndian(section[4..]),
        BinaryPrimitives.ReadUInt32LittleEndian(section[8..]),
        BinaryPrimitives.ReadUInt32LittleEndian(section[12..]),
        BinaryPrimitives.ReadUInt32LittleEndian(section[16..]),
        new LiteralIndexLayout(section[20], section[21], BinaryPrimitives.ReadUInt32LittleEndian(section[24..])),
        new LiteralIndexLayout(section[22], section[23], BinaryPrimitives.ReadUInt32LittleEndian(section[28..])));

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
