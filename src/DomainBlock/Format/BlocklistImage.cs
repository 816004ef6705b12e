using System.Buffers.Binary;
using DomainBlock.Indexing;
using DomainBlock.Matching;
using DomainBlock.Patterns;
using DomainBlock.PublicSuffixes;
using DomainBlock.Work;

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

    /// <summary>In the section LFLG: the list uses the closest encloser.</summary>
    public const byte ClosestEncloserFlag = 1;

    private readonly FileBytes _file;
    private readonly IndexLayout _layout;
    private readonly ClassLayout _classes;
    private readonly Section? _lines;
    private readonly Section? _orders;
    private IReadOnlyList<ListInfo>? _lists;
    private RuleOptions?[]? _options;
    private IReadOnlyList<(string Key, string Value)>? _metadata;

    /// <param name="file">The whole file.</param>
    /// <param name="owner">What must stay reachable for the memory to stay valid; null where the garbage collector knows.</param>
    /// <param name="verifyChecksums">Whether to pass over all bytes now.</param>
    /// <param name="clock">Says the instant of questions that do not; null: the system's.</param>
    /// <exception cref="BlocklistFileException">The file is refused.</exception>
    public BlocklistImage(ReadOnlyMemory<byte> file, object? owner, bool verifyChecksums, TimeProvider? clock = null)
    {
        Owner = owner;
        _file = new FileBytes(file, owner);
        ReadOnlySpan<byte> bytes = file.Span;
        Table = Sections.Read(bytes);
        if (verifyChecksums)
            Sections.VerifyChecksums(bytes, Table);

        Directory = ReadDirectory(bytes, Require(Sections.Index, ImageDirectory.Size));
        _layout = ReadLayout(bytes);
        _classes = ReadClasses(bytes, clock ?? TimeProvider.System);
        if (Find(Sections.Lines) is not null)
            _lines = Require(Sections.Lines, (long)Directory.RuleCount * sizeof(uint));

        _orders = Find(Sections.Orders);
        if (_orders is { } orders && !OrderTable.IsSound(Content(orders)))
            throw Inconsistent(orders, "does not have room for the rules that it counts");

        Section lists = Require(Sections.Lists);
        int listCount = TextTable.Check(Content(lists), lists.Offset);
        if (listCount != Directory.ListCount)
            throw Inconsistent(lists, $"has {listCount} lists, not {Directory.ListCount}");
        CheckListFlags();
        if (Find(Sections.Metadata) is { } metadata)
            TextTable.Check(Content(metadata), metadata.Offset);
    }

    /// <summary>Keeps the memory valid by being reachable from here.</summary>
    public object? Owner { get; }

    /// <summary>All sections in file order, those that this version does not know included.</summary>
    public Section[] Table { get; }

    public ImageDirectory Directory { get; }

    /// <summary>The lists, made when first asked for. Threads that ask at once may each make them; they are equal.</summary>
    public IReadOnlyList<ListInfo> Lists => _lists ??= ReadLists();

    /// <summary>What the file says of itself, made when first asked for.</summary>
    public IReadOnlyList<(string Key, string Value)> Metadata =>
        _metadata ??= Find(Sections.Metadata) is { } metadata ? TextTable.Read(Content(metadata)) : [];

    public int Length => _file.Length;

    /// <summary>Where the parts of the index lie.</summary>
    public IndexLayout Layout => _layout;

    /// <summary>The whole file.</summary>
    public ReadOnlySpan<byte> Bytes => _file.Span;

    /// <summary>The names that rules stand on.</summary>
    public SuffixIndex Index => new(_layout, _file.Span);

    /// <summary>Where what stands on them lies.</summary>
    public ClassLayout ClassLayout => _classes;

    /// <summary>What stands on each name.</summary>
    public RuleClasses Classes => new(_classes, _file.Span);

    /// <summary>
    /// The options of a number, made when first asked for and kept. Threads that ask at once may each make them; they are equal.
    /// </summary>
    /// <exception cref="BlocklistFileException">The file is damaged there.</exception>
    public RuleOptions Options(int number)
    {
        if (number == 0)
            return RuleOptions.None;
        RuleOptions?[] made = _options ??= new RuleOptions?[Classes.Options.Count];
        if ((uint)number > (uint)made.Length)
            throw Inconsistent(Sections.Classes, $"refers to options {number}, of which there are {made.Length}");
        return made[number - 1] ??= Classes.Options[number].Decode() ?? throw Inconsistent(Sections.Options, $"has damaged options of number {number}");
    }

    /// <summary>How many ranks there are: one for each name, then one for each expression.</summary>
    public int RankCount => Directory.KeyCount + (int)_classes.Patterns.Patterns;

    /// <summary>The expressions that rules have.</summary>
    public PatternSet Expressions => new(_classes.Patterns, _classes.Expressions.Of(_file.Span));

    /// <summary>The expression of a rank behind those of all names.</summary>
    /// <exception cref="BlocklistFileException">The file is damaged there.</exception>
    public NameExpression Expression(int rank) =>
        Expressions.TryGetText(rank - Directory.KeyCount, out ExpressionSyntax syntax, out string? text)
            ? NameExpression.FromFile(syntax, text)
            : throw Inconsistent(Sections.Expressions, $"has no text of rank {rank}");

    /// <summary>Whether the file says which line each rule came from.</summary>
    public bool HasLines => _lines is not null;

    /// <summary>The line that a rule came from, or 0 where the file does not say.</summary>
    public int Line(int rule) =>
        _lines is { } lines ? BinaryPrimitives.ReadInt32LittleEndian(Content(lines)[(rule * sizeof(int))..]) : 0;

    /// <summary>Which rules have an order id; empty where the file does not say.</summary>
    public ReadOnlySpan<byte> Orders => _orders is { } orders ? Content(orders) : [];

    /// <summary>The order id of a rule; null where it has none, or the file does not say.</summary>
    /// <exception cref="BlocklistFileException">The file has no text where it should be.</exception>
    public string? OrderId(int rule)
    {
        long start = OrderTable.Find(Orders, rule);
        return start < 0 ? null : OrderTable.Text(Orders, start) ?? throw Inconsistent(Sections.Orders, $"has no order id for rule {rule}");
    }

    public void VerifyChecksums(BuildWork work)
    {
        Sections.VerifyChecksums(_file.Span, Table);
        Sections.VerifyDigest(_file.Span, work);
    }

    /// <summary>Proves that the public suffixes are there where they are needed, and that each is found.</summary>
    public void VerifyPublicSuffixes(bool areNeeded)
    {
        if (Find(Sections.PublicSuffixes) is null != !areNeeded)
            throw Inconsistent(Sections.Index, areNeeded ? "leads to rules under any public suffix, but there are none of these" : "leads to no rule under any public suffix, but there are some of these");
        if (areNeeded && new PublicSuffixTable(_classes.PublicSuffixes.Of(Bytes)).FindFault(Directory.Seed) is { } fault)
            throw Inconsistent(Sections.PublicSuffixes, fault);
    }

    /// <summary>The fault that a section shows, for whoever finds it.</summary>
    public BlocklistFileException Inconsistent(uint section, string fault) => Inconsistent(Require(section), fault);

    private static BlocklistFileException Inconsistent(Section section, string fault) =>
        new(BlocklistFileFault.InconsistentStructure, section.Offset, $"Section {Sections.Name(section.Id)} {fault}");

    private static ImageDirectory ReadDirectory(ReadOnlySpan<byte> file, Section section)
    {
        var directory = ImageDirectory.Read(Slice(file, section));
        if (directory.KeyCount < 0 || directory.RuleCount < 0 || directory.StopCount < 0
            || (long)directory.RuleCount + directory.StopCount < directory.KeyCount
            || directory.ListCount is < 0 or > MaxLists
            || directory.MinLabels > Suffixes.MaxCount || directory.MaxLabels >= Suffixes.MaxCount)
        {
            throw Inconsistent(section, "has a count out of range");
        }
        if (ImageDirectory.Reserved(Slice(file, section)).ContainsAnyExcept((byte)0))
            throw Inconsistent(section, "has bytes other than 0 behind its last field");
        if (directory.Profile > Profile.Ordered)
            throw new BlocklistFileException(BlocklistFileFault.UnsupportedVersion, section.Offset, $"Unknown profile {(byte)directory.Profile}");
        if (directory.ChainMode > ChainMode.AllowAnywhere)
            throw new BlocklistFileException(BlocklistFileFault.UnsupportedVersion, section.Offset, $"Unknown chain mode {(byte)directory.ChainMode}");
        return directory;
    }

    /// <summary>Finds the parts of the index and checks of each what its look-ups rely on.</summary>
    private IndexLayout ReadLayout(ReadOnlySpan<byte> file)
    {
        Section letters = Require(Sections.Letters);
        if (!LetterModel.IsSound(Slice(file, letters)))
            throw Inconsistent(letters, "has parts that do not fit it, or a class or code out of range");
        Section roots = Require(Sections.Roots);
        if (!RootTable.IsSound(Slice(file, roots), new LetterModel(Slice(file, letters)).ClassCount))
            throw Inconsistent(roots, "has parts that do not fit it, or a class that LETR does not have");
        Section? filter = Find(Sections.Filter);
        if (filter is { } section && !SuffixFilter.IsSound(Slice(file, section)))
            throw Inconsistent(section, "has segments that do not fit it");
        Section groups = Require(Sections.Groups);
        int blocks = Directory.LengthBlocks;
        if (groups.Length % KeyGroup.Size != 0 || blocks > (KeyBits.MaxLength / 64) + 1 || blocks * KeyGroup.Size > groups.Length)
            throw Inconsistent(groups, "does not have the length of whole groups, or too few for the lengths that INDX says");
        Section samples = Require(Sections.Samples);
        Section high = Require(Sections.High);
        Section low = Require(Sections.Low);
        if (samples.Length % sizeof(short) != 0 || high.Length % sizeof(ulong) != 0 || low.Length < BitString.Padding)
            throw Inconsistent(samples, "or one of the two after it does not have the length of whole numbers");
        return new IndexLayout
        {
            Seed = Directory.Seed,
            Scramble = new KeyScramble(Directory.Seed),
            KeyCount = Directory.KeyCount,
            MinLabels = Directory.MinLabels,
            MaxLabels = Directory.MaxLabels,
            Filter = filter is { } f ? ExtentOf(f) : default,
            HasFilter = filter is not null && Directory.MinLabels is > 0 and < Suffixes.MaxCount,
            Roots = ExtentOf(roots),
            Letters = ExtentOf(letters),
            Groups = ExtentOf(groups),
            LengthBlocks = blocks,
            Samples = ExtentOf(samples),
            High = ExtentOf(high),
            Low = ExtentOf(low),
        }.WithSearchGroups(file);
    }

    private ClassLayout ReadClasses(ReadOnlySpan<byte> file, TimeProvider clock)
    {
        Section? options = Find(Sections.Options);
        if (options is { } sets && !OptionTable.IsSound(Slice(file, sets)))
            throw Inconsistent(sets, "does not have the length that its count asks for");
        Section classes = Require(Sections.Classes);
        if (!RuleClasses.IsSound(Slice(file, classes)))
            throw Inconsistent(classes, "does not have the length that its count asks for");
        PatternSetLayout patterns = ReadPatterns(file);
        long ranks = Directory.KeyCount + (long)patterns.Patterns;
        int width = RuleClasses.WidthFor(RuleClasses.CountIn(Slice(file, classes)));
        Extent numbers = default;
        if (width > 0)
            numbers = ExtentOf(Require(Sections.ClassNumbers, BitString.BytesFor(ranks * width)));
        else if (Find(Sections.ClassNumbers) is { } needless)
            throw Inconsistent(needless, "has nothing to say, as there is one class");
        Extent firstRules = default;
        if (Directory.RuleCount != ranks || Find(Sections.FirstRules) is not null)
            firstRules = ExtentOf(Require(Sections.FirstRules, ((ranks / RuleClasses.NamesPerSample) + 1L) * sizeof(uint)));
        Section? suffixes = Find(Sections.PublicSuffixes);
        if (suffixes is { } section && !PublicSuffixTable.IsSound(Slice(file, section)))
            throw Inconsistent(section, "has parts that do not fit it");
        RuleRecord? only = firstRules == default && patterns.Patterns == 0 && !Precedence.PrefersDeeper(Directory.Profile)
            ? RuleClasses.OnlyRecord(Slice(file, classes), Directory.ListCount)
            : null;
        var layout = new ClassLayout
        {
            NameCount = Directory.KeyCount,
            Expressions = Find(Sections.Expressions) is { } expressions ? ExtentOf(expressions) : default,
            Patterns = patterns,
            ExpressionOrder = default,
            FirstExpressionRule = Directory.RuleCount,
            PublicSuffixes = suffixes is { } table ? ExtentOf(table) : default,
            RuleCount = Directory.RuleCount,
            ListCount = Directory.ListCount,
            Profile = Directory.Profile,
            Clock = clock,
            Options = options is { } found ? ExtentOf(found) : default,
            HasStops = Directory.StopCount > 0,
            Classes = ExtentOf(classes),
            Numbers = numbers,
            FirstRules = firstRules,
            Only = only,
            HasNamesOnly = patterns.Patterns == 0 && suffixes is null,
        };
        if (patterns.Patterns == 0)
            return layout;
        uint first = new RuleClasses(layout, file).FirstRule(Directory.KeyCount);
        if (first >= (uint)Directory.RuleCount)
            throw Inconsistent(Sections.Classes, "gives the names all the rules, and leaves none to the expressions");
        return layout with
        {
            FirstExpressionRule = (int)first,
            ExpressionOrder = ExtentOf(Require(Sections.ExpressionOrder, (Directory.RuleCount - (long)first) * ExpressionOrder.PlaceSize)),
        };
    }

    private PatternSetLayout ReadPatterns(ReadOnlySpan<byte> file)
    {
        if (Find(Sections.Expressions) is not { } section)
            return PatternSetLayout.Empty;
        PatternSetLayout layout = PatternSetLayout.TryRead(Slice(file, section)) ?? throw Inconsistent(section, "has parts that do not fill it");
        return layout.Patterns <= (uint)int.MaxValue - (uint)Directory.KeyCount ? layout : throw Inconsistent(section, "has more expressions than ranks are left");
    }

    private void CheckListFlags()
    {
        if (Find(Sections.ListFlags) is null)
            return;
        Section section = Require(Sections.ListFlags, Directory.ListCount);
        ReadOnlySpan<byte> flags = Content(section);
        int unknown = flags.IndexOfAnyExceptInRange((byte)0, ClosestEncloserFlag);
        if (unknown >= 0)
            throw new BlocklistFileException(BlocklistFileFault.UnsupportedVersion, section.Offset + unknown, $"Unknown flags {flags[unknown]} of list {unknown}");
    }

    private ListInfo[] ReadLists()
    {
        byte[] flags = Find(Sections.ListFlags) is { } section ? Content(section).ToArray() : new byte[Directory.ListCount];
        List<(string Name, string Format)> texts = TextTable.Read(Content(Require(Sections.Lists)));
        return [.. texts.Select((text, list) => new ListInfo(text.Name, text.Format) { UsesClosestEncloser = flags[list] == ClosestEncloserFlag })];
    }

    private static Extent ExtentOf(Section section) => new(section.Offset, section.Length);

    private static ReadOnlySpan<byte> Slice(ReadOnlySpan<byte> file, Section section) => file.Slice(section.Offset, section.Length);

    private ReadOnlySpan<byte> Content(Section section) => Slice(_file.Span, section);

    private Section? Find(uint id) => Sections.Find(Table, id);

    private Section Require(uint id) => Find(id)
        ?? throw new BlocklistFileException(BlocklistFileFault.InconsistentStructure, Sections.HeaderSize, $"Section {Sections.Name(id)} is missing");

    private Section Require(uint id, long length)
    {
        Section section = Require(id);
        return section.Length == length ? section : throw Inconsistent(section, $"has {section.Length} bytes, not {length}");
    }
}
