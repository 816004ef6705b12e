using System.Buffers.Binary;
using System.IO.Hashing;
using DomainBlock.Indexing.Building;
using DomainBlock.Matching;
using DomainBlock.Work;

namespace DomainBlock.Format;

/// <summary>Turns sorted rules into the bytes of a compiled blocklist. The same rules and lists give the same bytes.</summary>
internal static class ImageWriter
{
    /// <summary>
    /// How many seeds are tried before giving up. Large sets need one and small sets seldom a second (see <see cref="SuffixFilterBuilder"/>);
    /// only names crafted against the index need many, and the first seed depends on all names, so that crafting them means crafting the whole set.
    /// </summary>
    private const int MaxSeeds = 64;

    /// <param name="names">The rules to write.</param>
    /// <param name="lists">The lists, by number.</param>
    /// <param name="metadata">What the file says of itself.</param>
    /// <param name="options">The options that rules refer to.</param>
    /// <param name="expressions">The section of expressions; empty where no rule has one.</param>
    /// <param name="profile">What the rules are sorted by.</param>
    /// <param name="chainMode">What counts in a chain of names.</param>
    /// <param name="publicSuffixes">Writes the public suffixes, given the seed; null where no rule needs them.</param>
    /// <param name="withLines">Whether to write the line of each rule, and the order ids.</param>
    /// <param name="withFilter">Whether to set a filter before the index.</param>
    /// <param name="work">Is told how far it has come; ends it early.</param>
    public static byte[] Write(
        NamedRules names,
        IReadOnlyList<ListInfo> lists,
        IEnumerable<(string Key, string Value)> metadata,
        OptionSets options,
        byte[] expressions,
        Profile profile,
        ChainMode chainMode,
        Func<ulong, byte[]>? publicSuffixes,
        bool withLines,
        bool withFilter,
        BuildWork work)
    {
        var classes = new RuleClassBuilder(names, work);
        if (classes.RuleCount > int.MaxValue)
            throw new BlocklistLimitException($"{classes.RuleCount} rules are too many for one blocklist; it takes {int.MaxValue}. Compile them into several.");
        if (classes.StopCount > int.MaxValue)
            throw new BlocklistLimitException($"{classes.StopCount} stops are too many for one blocklist; it takes {int.MaxValue}. Compile the lists into several.");
        (ulong seed, IndexSections index) = BuildIndex(names, withFilter, work);
        KeySetSections keys = index.Keys;
        work.Begin(BuildStage.Assembling, (3L * names.Count) + Sections.WorkFor(index.Bytes));
        var directory = new ImageDirectory(
            seed, names.Count, (int)classes.RuleCount, lists.Count, profile, index.MinLabels, index.MaxLabels, keys.LengthBlocks, (int)classes.StopCount, chainMode);

        // Expressions have the ranks behind those of all names.
        int[] nameByRank = names.ExpressionCount == 0 ? keys.NameByRank : [.. keys.NameByRank, .. Enumerable.Range(names.Count, names.ExpressionCount)];
        List<(uint Id, bool Required, byte[] Content)> sections =
        [
            (Sections.Index, true, directory.ToBytes()),
            (Sections.Filter, true, index.Filter),
            (Sections.Roots, true, index.Roots),
            (Sections.Letters, true, index.Letters),
            (Sections.Groups, true, keys.Groups),
            (Sections.Samples, true, keys.Samples),
            (Sections.High, true, keys.High),
            (Sections.Low, true, keys.Low),
            (Sections.Classes, true, classes.WriteClasses()),
            (Sections.Options, true, options.WriteSection()),
            (Sections.ClassNumbers, true, classes.WriteNumbers(nameByRank, work)),
            (Sections.FirstRules, true, classes.WriteSamples(nameByRank, work)),
            (Sections.Expressions, true, expressions),
            (Sections.ExpressionOrder, true, WriteExpressionOrder(names, profile)),
            (Sections.Lists, true, TextTable.Write(lists.Select(l => (l.Name, l.Format)))),
            (Sections.ListFlags, true, WriteListFlags(lists)),
            (Sections.PublicSuffixes, true, publicSuffixes?.Invoke(seed) ?? []),
            (Sections.Metadata, false, TextTable.Write(metadata)),
        ];
        if (withLines)
        {
            List<(int Rule, int Order)> orders = [];
            sections.Add((Sections.Lines, false, WriteLines(names, nameByRank, (int)classes.RuleCount, orders, work)));
            sections.Add((Sections.Orders, false, OrderTable.Write(orders, names.Store.OrderIds)));
        }

        // What is empty says so by not being there.
        sections.RemoveAll(s => s.Content.Length == 0 && Sections.IsOptional(s.Id));
        return Sections.Write(sections, work);
    }

    private static (ulong Seed, IndexSections Index) BuildIndex(NamedRules names, bool withFilter, BuildWork work)
    {
        ulong seed = Digest(names, work);
        for (int attempt = 0; attempt < MaxSeeds; attempt++, seed++)
        {
            if (IndexBuilder.TryBuild(names, seed, withFilter, work) is { } index)
                return (seed, index);
        }
        throw new BlocklistLimitException($"These names cannot be indexed: {MaxSeeds} hash seeds failed, which happens only to names made for it.");
    }

    private static ulong Digest(NamedRules names, BuildWork work)
    {
        var hash = new XxHash3();
        for (int name = 0; name < names.Count; name++)
        {
            work.Pass(name);
            hash.Append(names.ReversedKey(name));
        }
        return hash.GetCurrentHashAsUInt64();
    }

    private static byte[] WriteExpressionOrder(NamedRules names, Profile profile)
    {
        var rules = new List<(RuleRecord, int)>();
        for (int expression = 0; expression < names.ExpressionCount; expression++)
        {
            foreach (int rule in names.Rules(names.Count + expression))
                rules.Add((names.Store.Record(rule), names.Store.Line(rule)));
        }
        return ExpressionOrder.Write(profile, rules);
    }

    private static byte[] WriteListFlags(IReadOnlyList<ListInfo> lists) =>
        lists.Any(list => list.UsesClosestEncloser) ? [.. lists.Select(list => list.UsesClosestEncloser ? BlocklistImage.ClosestEncloserFlag : (byte)0)] : [];

    /// <summary>Writes the line of each rule, and collects which have orders.</summary>
    private static byte[] WriteLines(NamedRules names, int[] nameByRank, int ruleCount, List<(int Rule, int Order)> orders, BuildWork work)
    {
        if (ruleCount > Array.MaxLength / sizeof(int))
            throw new BlocklistLimitException($"The lines of {ruleCount} rules are too many for one blocklist. Leave them out, or compile the rules into several.");
        byte[] lines = new byte[ruleCount * sizeof(int)];
        Span<byte> place = lines;
        for (int rank = 0; rank < nameByRank.Length; rank++)
        {
            work.Pass(rank);
            foreach (int rule in names.Rules(nameByRank[rank]))
            {
                if (names.Store.Record(rule).IsStop)
                    continue;
                BinaryPrimitives.WriteInt32LittleEndian(place, names.Store.Line(rule));
                if (names.Store.Order(rule) is >= 0 and var order)
                    orders.Add((ruleCount - (place.Length / sizeof(int)), order));
                place = place[sizeof(int)..];
            }
        }
        return lines;
    }
}
