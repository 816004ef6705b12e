using DomainBlock.Indexing;
using DomainBlock.Matching;
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
        work.Begin(BuildStage.Proving, image.RankCount + Sections.WorkFor(image.Length));
        image.VerifyChecksums(work);
        VerifyLists(image);
        VerifyOptions(image);
        VerifyClasses(image, work);
        VerifyClassNumbers(image);
        var decoder = new KeyDecoder(image.Index, image.Layout);
        if (!decoder.HasPrefixCodes)
            throw image.Inconsistent(Sections.Letters, "or ROOT has a code that begins as another one does, so that keys may stand for two names");
        if (!image.Orders.IsEmpty && OrderTable.FindFault(image.Orders, image.Directory.RuleCount) is { } fault)
            throw image.Inconsistent(Sections.Orders, fault);
        KeySetVerifier.Verify(image, work);
        NameVerifier.Verify(image, decoder, work);
        ExpressionVerifier.Verify(image, work);
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

    private static void VerifyOptions(BlocklistImage image)
    {
        string previous = "";
        for (int number = 1; number <= image.Classes.Options.Count; number++)
        {
            RuleOptions options = image.Options(number);
            if (string.CompareOrdinal(options.ToString(), previous) <= 0)
                throw image.Inconsistent(Sections.Options, $"has options out of order at number {number}");
            if (options.CancelledBy.Any(list => list >= image.Directory.ListCount))
                throw image.Inconsistent(Sections.Options, $"names a list that does not exist in the options of number {number}");
            previous = options.ToString();
        }
        if (!image.Classes.Options.EndsWithLastSet)
            throw image.Inconsistent(Sections.Options, "goes on behind the last options");
    }

    private static void VerifyClasses(BlocklistImage image, BuildWork work)
    {
        RuleClasses classes = image.Classes;
        int strongest = int.MaxValue;
        if (!classes.AreAllRecordsOfClasses)
            throw image.Inconsistent(Sections.Classes, "has rules of no class");
        for (int number = 0; number < classes.Count; number++)
        {
            work.Pass(number);
            ReadOnlySpan<byte> records = classes.RecordsOf(number);
            if (records.IsEmpty && image.RankCount > 0)
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
                else if (RuleRecord.FindUnknown(records, image.Directory.ListCount, classes.Options.Count) is { } unknown)
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

    /// <summary>The numbers themselves are proven name by name; here that there are no more.</summary>
    private static void VerifyClassNumbers(BlocklistImage image)
    {
        int width = RuleClasses.WidthFor(image.Classes.Count);
        if (width > 0 && !BitString.IsZeroFrom(image.ClassLayout.Numbers.Of(image.Bytes), (long)image.RankCount * width))
            throw image.Inconsistent(Sections.ClassNumbers, "has bits other than 0 behind the last class");
    }

    private static void VerifyStop(BlocklistImage image, ReadOnlySpan<byte> bytes, int number)
    {
        Span<byte> expected = stackalloc byte[RuleRecord.Size];
        ushort list = RuleRecord.Read(bytes).List;
        RuleRecord.Stop(list).Write(expected);
        if (!bytes.StartsWith(expected) || list >= image.Directory.ListCount || !image.Lists[list].UsesClosestEncloser)
            throw image.Inconsistent(Sections.Classes, $"has a stop with flags, or of a list that has none, in class {number}");
    }
}
