using System.Buffers.Binary;
using DomainBlock.Indexing;
using DomainBlock.Matching;

namespace DomainBlock.Format;

/// <summary>
/// One compiled blocklist as bytes whose structure has been checked: the header, the table, and that the sections have
/// the sizes that the directory gives. Knows where everything lies. Immutable; whoever takes spans from it keeps the
/// image itself reachable until done with them, because the memory is valid only as long.
/// </summary>
internal sealed class BlocklistImage
{
    /// <summary>A rule record holds its list's number in 16 bits, a result one number more.</summary>
    public const int MaxLists = ushort.MaxValue;

    private readonly ReadOnlyMemory<byte> _file;
    private readonly Section _keys;
    private readonly Section _entries;
    private readonly Section _slots;
    private readonly Section _rules;
    private readonly Section? _lines;

    /// <param name="file">The whole file.</param>
    /// <param name="owner">What must stay reachable for the memory to stay valid; null where the garbage collector knows.</param>
    /// <param name="verifyChecksums">Whether to pass over all bytes now.</param>
    /// <exception cref="BlocklistFileException">The file is refused.</exception>
    public BlocklistImage(ReadOnlyMemory<byte> file, object? owner, bool verifyChecksums)
    {
        Owner = owner;
        _file = file;
        ReadOnlySpan<byte> bytes = file.Span;
        Table = Sections.Read(bytes);
        if (verifyChecksums)
            Sections.VerifyChecksums(bytes, Table);

        Directory = ReadDirectory(bytes, Require(Sections.Index, ImageDirectory.Size));
        _keys = Require(Sections.Keys);
        _entries = Require(Sections.Entries, (Directory.KeyCount + 1L) * KeyIndex.EntrySize);
        _slots = Require(Sections.Slots, (long)Directory.SlotCount * sizeof(uint));
        _rules = Require(Sections.Rules, (long)Directory.RuleCount * RuleRecord.Size);
        if (Find(Sections.Lines) is not null)
            _lines = Require(Sections.Lines, (long)Directory.RuleCount * sizeof(uint));

        Section lists = Require(Sections.Lists);
        Lists = TextTable.Read(Content(lists), lists.Offset).ConvertAll(l => new ListInfo(l.First, l.Second));
        if (Lists.Count != Directory.ListCount)
            throw Inconsistent(lists, $"has {Lists.Count} lists, not {Directory.ListCount}");
        Metadata = Find(Sections.Metadata) is { } metadata ? TextTable.Read(Content(metadata), metadata.Offset) : [];
    }

    /// <summary>Keeps the memory valid by being reachable from here.</summary>
    public object? Owner { get; }

    /// <summary>All sections in file order, those that this version does not know included.</summary>
    public Section[] Table { get; }

    public ImageDirectory Directory { get; }

    public IReadOnlyList<ListInfo> Lists { get; }

    public IReadOnlyList<(string Key, string Value)> Metadata { get; }

    public int Length => _file.Length;

    public KeyIndex Index
    {
        get
        {
            ReadOnlySpan<byte> file = _file.Span;
            return new KeyIndex(Directory.Seed, Slice(file, _slots), Slice(file, _entries), Slice(file, _keys));
        }
    }

    /// <summary>The rules by number, <see cref="RuleRecord.Size"/> bytes each.</summary>
    public ReadOnlySpan<byte> Rules => Content(_rules);

    /// <summary>Whether the file says which line each rule came from.</summary>
    public bool HasLines => _lines is not null;

    /// <summary>The line that a rule came from, or 0 where the file does not say.</summary>
    public int Line(int rule) =>
        _lines is { } lines ? BinaryPrimitives.ReadInt32LittleEndian(Content(lines)[(rule * sizeof(int))..]) : 0;

    public void VerifyChecksums() => Sections.VerifyChecksums(_file.Span, Table);

    /// <summary>The fault that a section shows, for whoever finds it.</summary>
    public BlocklistFileException Inconsistent(uint section, string fault) => Inconsistent(Require(section), fault);

    private static BlocklistFileException Inconsistent(Section section, string fault) =>
        new(BlocklistFileFault.InconsistentStructure, section.Offset, $"Section {Sections.Name(section.Id)} {fault}");

    private static ImageDirectory ReadDirectory(ReadOnlySpan<byte> file, Section section)
    {
        var directory = ImageDirectory.Read(Slice(file, section));
        if (directory.KeyCount < 0 || directory.RuleCount < 0 || directory.SlotCount < 2 || directory.ListCount is < 0 or > MaxLists)
            throw Inconsistent(section, "has a count out of range");
        if (!int.IsPow2(directory.SlotCount))
            throw Inconsistent(section, "has a slot count that is no power of two");
        if (ImageDirectory.Reserved(Slice(file, section)).ContainsAnyExcept((byte)0))
            throw Inconsistent(section, "has bytes other than 0 behind its last field");
        if (directory.Profile != Profile.AllowWins)
            throw new BlocklistFileException(BlocklistFileFault.UnsupportedVersion, section.Offset, $"Unknown profile {(byte)directory.Profile}");
        return directory;
    }

    private static ReadOnlySpan<byte> Slice(ReadOnlySpan<byte> file, Section section) => file.Slice(section.Offset, section.Length);

    private ReadOnlySpan<byte> Content(Section section) => Slice(_file.Span, section);

    private Section? Find(uint id)
    {
        int place = Array.FindIndex(Table, s => s.Id == id);
        return place < 0 ? null : Table[place];
    }

    private Section Require(uint id) => Find(id)
        ?? throw new BlocklistFileException(BlocklistFileFault.InconsistentStructure, Sections.HeaderSize, $"Section {Sections.Name(id)} is missing");

    private Section Require(uint id, long length)
    {
        Section section = Require(id);
        return section.Length == length ? section : throw Inconsistent(section, $"has {section.Length} bytes, not {length}");
    }
}
