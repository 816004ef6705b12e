using System.Buffers.Binary;
using System.IO.Hashing;
using System.Security.Cryptography;
using System.Text;
using DomainBlock.Work;

namespace DomainBlock.Format;

/// <summary>
/// The container: a header, a table of sections, the sections. docs/format.md specifies it byte by byte; the constants
/// here carry its names.
/// </summary>
internal static class Sections
{
    public const ushort Version = 0;
    public const int HeaderSize = 64;
    public const int TableEntrySize = 32;
    public const int Alignment = 8;

    /// <summary>Far more than the format has; bounds the work on a hostile header.</summary>
    public const int MaxSections = 64;

    /// <summary>Section flag: a reader that does not know the section must refuse the file.</summary>
    public const uint RequiredFlag = 1;

    public const uint Index = 0x58444E49; // "INDX"
    public const uint Filter = 0x544C4946; // "FILT"
    public const uint Roots = 0x544F4F52; // "ROOT"
    public const uint Letters = 0x5254454C; // "LETR"
    public const uint Groups = 0x53505247; // "GRPS"
    public const uint Samples = 0x504D4153; // "SAMP"
    public const uint High = 0x48474948; // "HIGH"
    public const uint Low = 0x42574F4C; // "LOWB"
    public const uint Classes = 0x53414C43; // "CLAS"
    public const uint Options = 0x4E54504F; // "OPTN"
    public const uint ClassNumbers = 0x4D554E43; // "CNUM"
    public const uint FirstRules = 0x54535246; // "FRST"
    public const uint Lines = 0x454E494C; // "LINE"
    public const uint Orders = 0x5244524F; // "ORDR"
    public const uint Lists = 0x5453494C; // "LIST"
    public const uint ListFlags = 0x474C464C; // "LFLG"
    public const uint Metadata = 0x4154454D; // "META"
    public const uint PublicSuffixes = 0x544C5350; // "PSLT"
    public const uint Expressions = 0x52505845; // "EXPR"
    public const uint ExpressionOrder = 0x44524F58; // "XORD"

    private static ReadOnlySpan<uint> Known =>
        [Index, Filter, Roots, Letters, Groups, Samples, High, Low, Classes, Options, ClassNumbers, FirstRules, Lines, Orders, Lists, ListFlags, Metadata, PublicSuffixes, Expressions, ExpressionOrder];

    /// <summary>Bytes that are hashed between two looks at the token.</summary>
    private const int DigestPiece = 1 << 20;

    private const int VersionOffset = 8;
    private const int CountOffset = 10;
    private const int FeaturesOffset = 12;
    private const int LengthOffset = 16;
    private const int ChecksumOffset = 24;
    private const int DigestOffset = 32;
    private const int DigestSize = 32;

    /// <summary>The first eight bytes of every file: "DOMBLOCK".</summary>
    public static ReadOnlySpan<byte> Magic => "DOMBLOCK"u8;

    /// <summary>How much work bytes count as, beside names and rules: what is done in the time of one of those.</summary>
    public static long WorkFor(long bytes) => bytes / 64;

    /// <summary>Lays sections out as one file.</summary>
    /// <param name="sections">Their identifiers, whether they are required, and their contents, in file order.</param>
    /// <param name="work">Is told of <see cref="WorkFor"/> the file's bytes; ends it early.</param>
    /// <exception cref="BlocklistLimitException">The file would be larger than one array can be.</exception>
    public static byte[] Write(IReadOnlyList<(uint Id, bool Required, byte[] Content)> sections, BuildWork work)
    {
        long length = HeaderSize + (sections.Count * TableEntrySize);
        foreach ((_, _, byte[] content) in sections)
            length = Align(length) + content.Length;
        if (length > Array.MaxLength)
            throw new BlocklistLimitException($"The compiled blocklist would have {length} bytes; {Array.MaxLength} are possible. Compile the rules into several.");

        byte[] file = new byte[length];
        Magic.CopyTo(file);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(VersionOffset), Version);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(CountOffset), (ushort)sections.Count);
        BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan(LengthOffset), length);

        int table = HeaderSize;
        long offset = HeaderSize + (sections.Count * TableEntrySize);
        foreach ((uint id, bool required, byte[] content) in sections)
        {
            offset = Align(offset);
            content.CopyTo(file, offset);
            Span<byte> entry = file.AsSpan(table, TableEntrySize);
            BinaryPrimitives.WriteUInt32LittleEndian(entry, id);
            BinaryPrimitives.WriteUInt32LittleEndian(entry[4..], required ? RequiredFlag : 0);
            BinaryPrimitives.WriteInt64LittleEndian(entry[8..], offset);
            BinaryPrimitives.WriteInt64LittleEndian(entry[16..], content.Length);
            BinaryPrimitives.WriteUInt64LittleEndian(entry[24..], XxHash3.HashToUInt64(content));
            table += TableEntrySize;
            offset += content.Length;
        }

        Seal(file, work);
        return file;
    }

    /// <summary>Reads and checks the header and the table.</summary>
    /// <exception cref="BlocklistFileException">Anything is off; the contents' checksums are not looked at.</exception>
    public static Section[] Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < HeaderSize || !file.StartsWith(Magic))
            throw new BlocklistFileException(BlocklistFileFault.NotABlocklist, 0, "This is no compiled blocklist");
        ushort version = BinaryPrimitives.ReadUInt16LittleEndian(file[VersionOffset..]);
        if (version != Version)
        {
            throw new BlocklistFileException(
                BlocklistFileFault.UnsupportedVersion, VersionOffset, $"Format version {version}; this library reads version {Version}");
        }
        uint features = BinaryPrimitives.ReadUInt32LittleEndian(file[FeaturesOffset..]);
        if (features != 0)
            throw new BlocklistFileException(BlocklistFileFault.UnsupportedVersion, FeaturesOffset, $"Unknown required features 0x{features:X8}");
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(file[LengthOffset..]);
        if (length != (ulong)file.Length)
        {
            throw new BlocklistFileException(
                BlocklistFileFault.WrongLength, LengthOffset, $"The header says {length} bytes, the file has {file.Length}");
        }
        int count = BinaryPrimitives.ReadUInt16LittleEndian(file[CountOffset..]);
        int contents = HeaderSize + (count * TableEntrySize);
        if (count > MaxSections || contents > file.Length)
            throw new BlocklistFileException(BlocklistFileFault.InconsistentStructure, CountOffset, $"{count} sections do not fit");
        if (BinaryPrimitives.ReadUInt64LittleEndian(file[ChecksumOffset..]) != HeaderChecksum(file[..contents]))
            throw new BlocklistFileException(BlocklistFileFault.ChecksumMismatch, ChecksumOffset, "The header's checksum does not fit");

        var sections = new Section[count];
        long previousEnd = contents;
        for (int i = 0; i < count; i++)
        {
            int position = HeaderSize + (i * TableEntrySize);
            ReadOnlySpan<byte> entry = file.Slice(position, TableEntrySize);
            uint id = BinaryPrimitives.ReadUInt32LittleEndian(entry);
            uint flags = BinaryPrimitives.ReadUInt32LittleEndian(entry[4..]);
            long offset = BinaryPrimitives.ReadInt64LittleEndian(entry[8..]);
            long size = BinaryPrimitives.ReadInt64LittleEndian(entry[16..]);
            if (offset < previousEnd || offset > file.Length || offset % Alignment != 0 || size < 0 || size > file.Length - offset)
            {
                throw new BlocklistFileException(
                    BlocklistFileFault.InconsistentStructure, position, $"Section {Name(id)} does not fit into the file, or not behind the one before");
            }
            if ((flags & ~RequiredFlag) != 0)
                throw new BlocklistFileException(BlocklistFileFault.UnsupportedVersion, position, $"Unknown flags of section {Name(id)}");
            if (!IsKnown(id) && (flags & RequiredFlag) != 0)
                throw new BlocklistFileException(BlocklistFileFault.UnsupportedVersion, position, $"Unknown required section {Name(id)}");
            if (Find(sections.AsSpan(0, i), id) is not null)
                throw new BlocklistFileException(BlocklistFileFault.InconsistentStructure, position, $"Section {Name(id)} stands twice");
            sections[i] = new Section(id, (int)offset, (int)size, BinaryPrimitives.ReadUInt64LittleEndian(entry[24..]));
            previousEnd = offset + size;
        }
        return sections;
    }

    /// <summary>
    /// Compares each section's checksum with its contents, and what is between sections, which no checksum covers, with
    /// zero: one pass over the file.
    /// </summary>
    /// <exception cref="BlocklistFileException">One does not fit.</exception>
    public static void VerifyChecksums(ReadOnlySpan<byte> file, ReadOnlySpan<Section> sections)
    {
        int previousEnd = HeaderSize + (sections.Length * TableEntrySize);
        foreach (Section section in sections)
        {
            RequireZeros(file, previousEnd, section.Offset);
            previousEnd = section.Offset + section.Length;
            if (XxHash3.HashToUInt64(file.Slice(section.Offset, section.Length)) != section.Checksum)
            {
                throw new BlocklistFileException(
                    BlocklistFileFault.ChecksumMismatch, section.Offset, $"The checksum of section {Name(section.Id)} does not fit");
            }
        }
        RequireZeros(file, previousEnd, file.Length);
    }

    /// <summary>The identifier as its four characters.</summary>
    public static string Name(uint id)
    {
        Span<byte> octets = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(octets, id);
        for (int i = 0; i < octets.Length; i++)
        {
            if (octets[i] is < 0x21 or > 0x7E)
                octets[i] = (byte)'?';
        }
        return Encoding.ASCII.GetString(octets);
    }

    /// <summary>
    /// Writes the digest of the whole file (of everything but itself and the header's checksum), then the header's checksum, over the rest of
    /// the header and the table, which must fit the file.
    /// </summary>
    public static void Seal(Span<byte> file, BuildWork work)
    {
        Digest(file, file.Slice(DigestOffset, DigestSize), work);
        int contents = HeaderSize + (BinaryPrimitives.ReadUInt16LittleEndian(file[CountOffset..]) * TableEntrySize);
        BinaryPrimitives.WriteUInt64LittleEndian(file[ChecksumOffset..], HeaderChecksum(file[..contents]));
    }

    /// <summary>Compares the digest with the file: evidence that not a bit is another one, which the checksums are not.</summary>
    /// <exception cref="BlocklistFileException">It does not fit.</exception>
    public static void VerifyDigest(ReadOnlySpan<byte> file, BuildWork work)
    {
        Span<byte> digest = stackalloc byte[DigestSize];
        Digest(file, digest, work);
        if (!digest.SequenceEqual(file.Slice(DigestOffset, DigestSize)))
            throw new BlocklistFileException(BlocklistFileFault.ChecksumMismatch, DigestOffset, "The SHA-256 of the file does not fit");
    }

    private static void Digest(ReadOnlySpan<byte> file, Span<byte> digest, BuildWork work)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(file[..ChecksumOffset]);
        for (ReadOnlySpan<byte> rest = file[HeaderSize..]; !rest.IsEmpty;)
        {
            ReadOnlySpan<byte> piece = rest[..Math.Min(rest.Length, DigestPiece)];
            sha.AppendData(piece);
            work.Advance(WorkFor(piece.Length));
            rest = rest[piece.Length..];
        }
        sha.GetHashAndReset(digest);
    }

    private static void RequireZeros(ReadOnlySpan<byte> file, int from, int to)
    {
        int other = file[from..to].IndexOfAnyExcept((byte)0);
        if (other >= 0)
            throw new BlocklistFileException(BlocklistFileFault.InconsistentStructure, from + other, "A byte outside the sections is not 0");
    }

    private static ulong HeaderChecksum(ReadOnlySpan<byte> headerAndTable)
    {
        var hash = new XxHash3();
        hash.Append(headerAndTable[..ChecksumOffset]);
        hash.Append(headerAndTable[DigestOffset..]);
        return hash.GetCurrentHashAsUInt64();
    }

    /// <summary>Whether a file may do without this section.</summary>
    public static bool IsOptional(uint id) => id is Filter or Options or ClassNumbers or FirstRules or Lines or Orders or ListFlags or Metadata or PublicSuffixes or Expressions or ExpressionOrder;

    /// <summary>The section of an identifier; null where there is none. A plain loop, because a search with a predicate would be compiled for it, and the first opening waits for that.</summary>
    public static Section? Find(ReadOnlySpan<Section> sections, uint id)
    {
        foreach (Section section in sections)
        {
            if (section.Id == id)
                return section;
        }
        return null;
    }

    private static bool IsKnown(uint id) => Known.Contains(id);

    private static long Align(long offset) => (offset + Alignment - 1) / Alignment * Alignment;
}
