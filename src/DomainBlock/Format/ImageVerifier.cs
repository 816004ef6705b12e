using DomainBlock.Indexing;
using DomainBlock.Matching;
using DomainBlock.Text;
using DomainBlock.Work;

namespace DomainBlock.Format;

/// <summary>
/// The full proof of a compiled blocklist, beyond what opening checks: every checksum and the digest, every name canonical and found at its
/// own rank, every rule known and in the order of precedence, every stop where it belongs, every list named once.
/// </summary>
internal static class ImageVerifier
{
    /// <exception cref="BlocklistFileException">Something is off.</exception>
    public static void Verify(BlocklistImage image, BuildWork work)
    {
        work.Begin(BuildStage.Proving, image.Directory.KeyCount + Sections.WorkFor(image.Length));
        image.VerifyChecksums(work);
        VerifyLists(image);
        VerifyClasses(image, work);
        if (!new KeyDecoder(image.Index, image.Layout).HasPrefixCodes)
            throw image.Inconsistent(Sections.Letters, "or ROOT has a code that begins as another one does, so that keys may stand for two names");
        if (!image.Orders.IsEmpty && OrderTable.FindFault(image.Orders, image.Directory.RuleCount) is { } fault)
            throw image.Inconsistent(Sections.Orders, fault);
        VerifyGroups(image);
        VerifyNames(image, work);
        GC.KeepAlive(image);
    }

    private static void VerifyLists(BlocklistImage image)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (int list = 0; list < image.Lists.Count; list++)
        {
            if (image.Lists[list].Name.Length == 0 || !names.Add(image.Lists[list].Name))
                throw image.Inconsistent(Sections.Lists, $"gives list {list} no name, or another one's");
        }
    }

    private static void VerifyClasses(BlocklistImage image, BuildWork work)
    {
        RuleClasses classes = image.Classes;
        int strongest = int.MaxValue;
        for (int number = 0; number < classes.Count; number++)
        {
            work.Pass(number);
            ReadOnlySpan<byte> records = classes.RecordsOf(number);
            if (records.IsEmpty && image.Directory.KeyCount > 0)
                throw image.Inconsistent(Sections.Classes, $"has no rules in class {number}");
            int previousOrder = -1;
            RuleRecord? previous = null;
            ulong count = 0;
            for (; !records.IsEmpty; records = records[RuleClasses.RecordSize..])
            {
                var record = RuleRecord.Read(records);
                if (record.IsStop)
                {
                    VerifyStop(image, records, number);
                }
                else if (RuleRecord.FindUnknown(records, image.Directory.ListCount) is { } unknown)
                {
                    throw image.Inconsistent(Sections.Classes, $"has the unknown {unknown} in class {number}");
                }
                else
                {
                    strongest = Math.Min(strongest, record.Rank);
                }
                int order = Precedence.OnName(image.Directory.Profile, record);
                if ((RuleClasses.Repeats(records) == 0) != record.IsStop || order < previousOrder || record == previous)
                    throw image.Inconsistent(Sections.Classes, $"has rules out of the order of precedence in class {number}");
                (previousOrder, previous) = (order, record);
                count += RuleClasses.Repeats(records);
            }
            if (count != classes.RuleCountOf(number))
                throw image.Inconsistent(Sections.Classes, $"counts the rules of class {number} wrong");
        }
        if (strongest != classes.StrongestRank)
            throw image.Inconsistent(Sections.Classes, "names another rank than the strongest");
    }

    private static void VerifyStop(BlocklistImage image, ReadOnlySpan<byte> bytes, int number)
    {
        Span<byte> expected = stackalloc byte[RuleRecord.Size];
        ushort list = RuleRecord.Read(bytes).List;
        RuleRecord.Stop(list).Write(expected);
        if (!bytes.StartsWith(expected) || list >= image.Directory.ListCount || !image.Lists[list].UsesClosestEncloser)
            throw image.Inconsistent(Sections.Classes, $"has a stop with flags, or of a list that has none, in class {number}");
    }

    private static void VerifyGroups(BlocklistImage image)
    {
        KeySet keys = image.Index.Keys;
        for (int length = 0; length < keys.LengthEnd; length++)
        {
            if (keys.TryGetGroup(length, out KeySet.Group group) && !group.IsReservedZero)
                throw image.Inconsistent(Sections.Groups, $"has bytes other than 0 behind the group of keys of {length} bits");
        }
    }

    private static void VerifyNames(BlocklistImage image, BuildWork work)
    {
        var listing = new RuleListing(image);
        var stops = new StopVerifier(image);
        var buffer = default(NameBuffer);
        Span<byte> room = stackalloc byte[NameBuffer.MaxOctets];
        long rules = 0;
        int minLabels = Suffixes.MaxCount;
        int maxLabels = 0;
        bool hasAnySuffix = false;
        for (int rank = 0; rank < image.Directory.KeyCount; rank++)
        {
            work.Pass(rank);
            (DomainName name, bool isUnderAnySuffix) = listing.NextName();
            buffer.TakeCanonical(name.Octets);
            int labels = buffer.LabelCount + (isUnderAnySuffix ? 1 : 0);
            minLabels = Math.Min(minLabels, labels);
            maxLabels = Math.Max(maxLabels, labels);
            hasAnySuffix |= isUnderAnySuffix;
            var text = new NameText(buffer.CopyText(room, out LabelEnds ends), ends);
            if (isUnderAnySuffix ? !image.Index.TryFindUnderAnySuffix(text.Octets, out int found) || found != rank : !IsFound(image, text, rank))
                throw image.Inconsistent(Sections.Groups, $"or another part of the index does not lead to \"{name}\", the name of rank {rank}");
            rules += VerifyRules(image, rank, isUnderAnySuffix, rules);
            if (!isUnderAnySuffix)
                stops.Visit(rank, text);
        }
        stops.End();
        image.VerifyPublicSuffixes(hasAnySuffix);
        if (rules != image.Directory.RuleCount)
            throw image.Inconsistent(Sections.Index, $"says {image.Directory.RuleCount} rules, there are {rules}");
        if (image.Directory.KeyCount > 0 && (minLabels != image.Directory.MinLabels || maxLabels != image.Directory.MaxLabels))
            throw image.Inconsistent(Sections.Index, "says other numbers of labels than the names have");
    }

    private static bool IsFound(BlocklistImage image, NameText name, int rank)
    {
        var suffixes = default(Suffixes);
        Span<ulong> words = stackalloc ulong[KeyBits.MaxWords];
        SuffixIndex index = image.Index;
        int count = index.FindCandidates(name, ref suffixes);
        return count > 0 && suffixes.Candidates[count - 1] == name.LabelCount
            && new SuffixIndex.Lookup(index, words).TryAdvance(name, suffixes, name.LabelCount, out int found) && found == rank;
    }

    private static uint VerifyRules(BlocklistImage image, int rank, bool isUnderAnySuffix, long first)
    {
        RuleClasses classes = image.Classes;
        int number = classes.Class(rank);
        if (number >= classes.Count)
            throw image.Inconsistent(Sections.ClassNumbers, $"gives rank {rank} a class that does not exist");
        uint count = classes.RuleCountOf(number);
        if (rank % RuleClasses.NamesPerSample == 0 && classes.FirstRule(rank) != first)
            throw image.Inconsistent(Sections.FirstRules, $"has another first rule for rank {rank}");
        if (first + count > image.Directory.RuleCount)
            throw image.Inconsistent(Sections.Classes, "gives the names more rules than there are");

        var previous = (Order: 0, Line: 0, AfterLine: 0, OrderId: -1L);
        int rule = (int)first;
        for (ReadOnlySpan<byte> records = classes.RecordsOf(number); !records.IsEmpty; records = records[RuleClasses.RecordSize..])
        {
            var record = RuleRecord.Read(records);
            if (record.IsUnderAnySuffix != isUnderAnySuffix)
                throw image.Inconsistent(Sections.Classes, $"has rules of another kind than those that can stand on what rank {rank} is");
            (int order, int afterLine) = (Precedence.OnName(image.Directory.Profile, record), Precedence.AfterLine(record));
            for (uint repeats = RuleClasses.Repeats(records); repeats > 0; repeats--, rule++)
            {
                (int line, long orderId) = (image.Line(rule), OrderTable.Find(image.Orders, rule));
                if (line < 0 || (image.HasLines && (order, line, afterLine, orderId).CompareTo(previous) < 0))
                    throw image.Inconsistent(Sections.Lines, $"or ORDR has a negative line, or lines or order ids out of order, for rule {rule}");
                previous = (order, line, afterLine, orderId);
            }
        }
        return count;
    }
}
