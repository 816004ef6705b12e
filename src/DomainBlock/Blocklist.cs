using DomainBlock.Auditing;
using DomainBlock.Files;
using DomainBlock.Format;
using DomainBlock.Names;
using DomainBlock.PublicSuffixes;
using DomainBlock.Text;
using DomainBlock.Work;

namespace DomainBlock;

/// <summary>
/// A compiled blocklist: says of any name whether it is blocked, and by which rule. Immutable; all members may be used
/// by any number of threads at once. Asking takes no lock, no interlocked operation, and allocates nothing.
/// </summary>
public sealed partial class Blocklist : IDisposable
{
    private BlocklistImage? _image;

    private Blocklist(BlocklistImage image)
    {
        _image = image;
        NameReader.Prepare();
    }

    /// <summary>Opens a compiled file by mapping it: nothing is built, and the pages that queries need are read as they need them.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How much to check now; by default every byte's checksum.</param>
    /// <exception cref="BlocklistFileException">The file is no compiled blocklist, damaged, or of an unknown version.</exception>
    /// <exception cref="IOException">The file is not there, cannot be read, or is a pipe or device.</exception>
    /// <exception cref="UnauthorizedAccessException">There is no right to read it.</exception>
    public static Blocklist Open(string path, BlocklistOpenOptions options = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var file = MappedFile.Open(path);
        return new Blocklist(new BlocklistImage(file.Memory, owner: file, verifyChecksums: !options.DeferChecksums, options.TimeProvider));
    }

    /// <summary>Opens a compiled blocklist that is in memory. The bytes are not copied and must not change while it is in use.</summary>
    /// <param name="image">The bytes of a compiled file.</param>
    /// <param name="options">How much to check now; by default every byte's checksum.</param>
    /// <exception cref="BlocklistFileException">The bytes are no compiled blocklist, damaged, or of an unknown version.</exception>
    public static Blocklist Load(ReadOnlyMemory<byte> image, BlocklistOpenOptions options = default) =>
        new(new BlocklistImage(image, owner: null, verifyChecksums: !options.DeferChecksums, options.TimeProvider));

    /// <summary>Reads a compiled blocklist from a stream to its end, into memory. A file is better opened by its path: it is mapped then.</summary>
    /// <param name="stream">The stream, at the compiled file's first byte. It is not disposed.</param>
    /// <param name="options">How much to check now; by default every byte's checksum.</param>
    /// <exception cref="BlocklistFileException">The bytes are no compiled blocklist, damaged, of an unknown version, or more than 2 GB.</exception>
    /// <exception cref="IOException">Reading failed.</exception>
    public static Blocklist Load(Stream stream, BlocklistOpenOptions options = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Load(StreamedFile.Read(stream, Sections.Magic), options);
    }

    /// <summary>Compiles rules in memory. For lists of any size, or to write a file, use <see cref="BlocklistBuilder"/>.</summary>
    /// <param name="rules">The rules; their list numbers must all be 0.</param>
    public static Blocklist Create(IEnumerable<Rule> rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var builder = new BlocklistBuilder();
        builder.AddList(new ListInfo("rules"));
        foreach (Rule rule in rules)
            builder.Add(rule);
        return builder.Build().Open();
    }

    /// <summary>Whether bytes begin as compiled blocklists do. Eight suffice; it says nothing of what follows.</summary>
    public static bool IsCompiled(ReadOnlySpan<byte> beginning) => beginning.StartsWith(Sections.Magic);

    /// <summary>The lists that the rules came from, by number.</summary>
    public IReadOnlyList<ListInfo> Lists => Image.Lists;

    /// <summary>How many rules there are; their numbers run from 0.</summary>
    public int RuleCount => Image.Directory.RuleCount;

    /// <summary>
    /// How many stops the index has: names at which wildcards of lists that use the closest encloser end
    /// (<see cref="ListInfo.UsesClosestEncloser"/>). They are no rules, and no listing has them.
    /// </summary>
    public int StopCount => Image.Directory.StopCount;

    /// <summary>How many different options the rules have; rules with the same share them.</summary>
    public int OptionSetCount => Image.Classes.Options.Count;

    /// <summary>
    /// The SHA-256 of the Public Suffix List that rules of <see cref="RulePattern.AnySuffix"/> stand under, in 64 lower-case hexadecimal digits; null where there are no such rules.
    /// </summary>
    public string? PublicSuffixDigest
    {
        get
        {
            BlocklistImage image = Image;
            string? digest = image.ClassLayout.PublicSuffixes is { Length: > 0 } table ? Convert.ToHexStringLower(new PublicSuffixTable(table.Of(image.Bytes)).Digest) : null;
            GC.KeepAlive(image);
            return digest;
        }
    }

    /// <summary>Which rule wins where several match.</summary>
    public Profile Profile => Image.Directory.Profile;

    /// <summary>What counts in a chain of names.</summary>
    public ChainMode ChainMode => Image.Directory.ChainMode;

    /// <summary>What the file says of itself (who made it, which lists were refused), in file order; a key may stand more than once.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Metadata =>
        [.. Image.Metadata.Select(m => KeyValuePair.Create(m.Key, m.Value))];

    /// <summary>The parts of the file and their sizes in bytes, in file order, the header first.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> SectionSizes
    {
        get
        {
            BlocklistImage image = Image;
            long contents = image.Table.Sum(s => (long)s.Length);
            return [KeyValuePair.Create("header", image.Length - contents), .. image.Table.Select(s => KeyValuePair.Create(Sections.Name(s.Id), (long)s.Length))];
        }
    }

    private BlocklistImage Image
    {
        get
        {
            BlocklistImage? image = _image;
            ObjectDisposedException.ThrowIf(image is null, this);
            return image;
        }
    }

    /// <summary>Lists every rule whose pattern matches a name, and says why each wins, loses, or does not apply. Slower than a question, and allocates.</summary>
    /// <param name="name">The name in UTF-16 presentation format.</param>
    /// <param name="context">What else is asked.</param>
    /// <returns>The answer and the rules; for an invalid name no rule.</returns>
    /// <exception cref="BlocklistFileException">The file is damaged in a way that opening does not see.</exception>
    public Explanation Explain(ReadOnlySpan<char> name, in MatchContext context = default)
    {
        BlocklistImage image = Image;

        // One instant for the answer and for the reasons.
        MatchContext now = context with { Instant = context.Instant ?? image.ClassLayout.Clock.GetUtcNow() };
        var buffer = default(NameBuffer);
        MatchResult result = MatchText(name, now);
        if (NameReader.Read(name, ref buffer, out _) != NameStatus.Valid)
            return new Explanation(result, []);
        var copy = default(TextCopy);
        ReadOnlySpan<byte> text = buffer.CopyText(copy.Octets, out LabelEnds ends);
        return Explainer.Explain(image, result, Explainer.FindAll(image, new NameText(text, ends), now));
    }

    /// <summary>Chooses lists by name, for <see cref="MatchContext.View"/>.</summary>
    /// <param name="lists">Names of lists, as <see cref="Lists"/> has them.</param>
    /// <exception cref="ArgumentException">There is no list of such a name.</exception>
    public ListView Select(params ReadOnlySpan<string> lists)
    {
        BlocklistImage image = Image;
        var numbers = new List<int>(lists.Length);
        foreach (string name in lists)
        {
            int number = image.Lists.TakeWhile(l => l.Name != name).Count();
            if (number == image.Lists.Count)
                throw new ArgumentException($"There is no list \"{name}\" in this blocklist.", nameof(lists));
            numbers.Add(number);
        }
        return new ListView(image, image.Lists.Count, numbers);
    }

    /// <summary>The rule with this number: <see cref="MatchResult.Rule"/> of an answer of this blocklist. Allocates its name.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such rule.</exception>
    /// <exception cref="BlocklistFileException">The file is damaged in a way that opening does not see.</exception>
    public Rule GetRule(int number)
    {
        BlocklistImage image = Image;
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(number, image.Directory.RuleCount);
        return new RuleListing(image).Read(number);
    }

    /// <summary>
    /// All rules in the order of their numbers: names in the file's own order, which looks like chance, on one name by precedence. They are
    /// read from the file one by one, each allocates its name.
    /// </summary>
    /// <exception cref="BlocklistFileException">The file is damaged in a way that opening does not see.</exception>
    public IEnumerable<Rule> EnumerateRules()
    {
        return Walk(Image);

        // A listing goes on from where it is: each walk over the sequence has one of its own.
        static IEnumerable<Rule> Walk(BlocklistImage image)
        {
            foreach (Rule rule in new RuleListing(image).Enumerate())
                yield return rule;
        }
    }

    /// <summary>
    /// All rules in the order of their names (<see cref="DomainName.CompareTo"/>), then those with expressions; on one name, and of expressions, in the order of their numbers. Takes memory for all of
    /// them at once: about 150 bytes and twice the name's length each.
    /// </summary>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <exception cref="BlocklistFileException">The file is damaged in a way that opening does not see.</exception>
    /// <exception cref="BlocklistLimitException">The names have more than 2 GB together.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IReadOnlyList<Rule> ListRulesByName(CancellationToken cancellationToken = default) =>
        SortedListing.Read(Image, new BuildWork(cancellationToken: cancellationToken));

    /// <summary>
    /// Says how the rules stand to each other: which repeat others, can never win, or contradict others, and how much the lists overlap. Time grows with the number of rules; takes memory as
    /// <see cref="ListRulesByName"/> does.
    /// </summary>
    /// <param name="findingsOfKind">How many findings of each kind are kept of each list; all are counted.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    /// <inheritdoc cref="ListRulesByName" path="/exception"/>
    public BlocklistAudit Audit(int findingsOfKind = 3, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(findingsOfKind);
        BlocklistImage image = Image;
        return Auditor.Audit(ListRulesByName(cancellationToken), image.Lists, image.Directory.Profile, findingsOfKind, new BuildWork(cancellationToken: cancellationToken));
    }

    /// <summary>Says what a later blocklist does otherwise, where all lists count: which rules it does not share, and which names are judged differently. Takes memory as <see cref="ListRulesByName"/> does, for both.</summary>
    /// <param name="later">The later blocklist.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <inheritdoc cref="ListRulesByName" path="/exception"/>
    public BlocklistDifference CompareWith(Blocklist later, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(later);
        int[] mine = [.. Enumerable.Range(0, Lists.Count)];
        int[] others = ComparedListing.Number(Lists, later.Lists);
        var shared = new SharedNumbers();
        var before = new ComparedListing(ListRulesByName(cancellationToken), Lists, mine, Profile, shared);
        var after = new ComparedListing(later.ListRulesByName(cancellationToken), later.Lists, others, later.Profile, shared);
        return Comparison.Compare(before, after, Lists.Count, new BuildWork(cancellationToken: cancellationToken));
    }

    /// <summary>Proves the whole file: checksums, order, that every rule's name is found, that every number is in its range.</summary>
    /// <exception cref="BlocklistFileException">Something is off; the message says what and where.</exception>
    public void Verify(CancellationToken cancellationToken = default) => Prove(new BuildWork(cancellationToken: cancellationToken));

    internal void Prove(BuildWork work) => ImageVerifier.Verify(Image, work);

    /// <summary>
    /// Forbids new calls. Calls that are running end undisturbed; the file is unmapped when nothing can hold its memory
    /// any more, which is some time later.
    /// </summary>
    public void Dispose() => _image = null;
}
