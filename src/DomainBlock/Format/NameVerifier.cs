using System.Runtime.InteropServices;
using DomainBlock.Indexing;
using DomainBlock.Matching;
using DomainBlock.Text;
using DomainBlock.Work;

namespace DomainBlock.Format;

/// <summary>
/// Proves that each rank has a canonical name that is found at that rank, with rules numbered without a gap, in order. Ranks are shared out
/// in pieces, each of which begins with the rule that the file says its first rank begins with, and proves that the next piece does.
/// </summary>
internal sealed class NameVerifier
{
    /// <summary>A multiple of the ranks between two samples, so that a piece's first rule is written down.</summary>
    private const int PieceLength = BuildWork.Stride * 8;

    private readonly BlocklistImage _image;
    private readonly KeyDecoder _decoder;
    private readonly BuildWork _work;
    private readonly StopVerifier _stops;
    private readonly Lock _lock = new();
    private int _minLabels = Suffixes.MaxCount;
    private int _maxLabels;
    private bool _hasAnySuffix;

    private NameVerifier(BlocklistImage image, KeyDecoder decoder, BuildWork work)
    {
        (_image, _decoder, _work) = (image, decoder, work);
        _stops = new StopVerifier(image);
    }

    /// <exception cref="BlocklistFileException">Something is off.</exception>
    public static void Verify(BlocklistImage image, KeyDecoder decoder, BuildWork work)
    {
        var verifier = new NameVerifier(image, decoder, work);
        int count = image.Directory.KeyCount;

        // Rank 0 belongs to no piece where there are no names, and the rules of expressions are counted on from it.
        if (image.Classes.FirstRule(0) != 0)
            throw image.Inconsistent(Sections.FirstRules, "has another first rule for rank 0");
        work.Share((int)(((long)count + PieceLength - 1) / PieceLength), piece =>
            verifier.VerifyPiece(piece * PieceLength, (int)Math.Min(count, (piece + 1L) * PieceLength)));
        verifier._stops.End();
        image.VerifyPublicSuffixes(verifier._hasAnySuffix);
        if (verifier._minLabels != image.Directory.MinLabels || verifier._maxLabels != image.Directory.MaxLabels)
            throw image.Inconsistent(Sections.Index, "says other numbers of labels than the names have");
    }

    private void VerifyPiece(int start, int end)
    {
        var listing = new RuleListing(_image, _decoder, start);
        var stops = new StopVerifier(_image);
        var buffer = default(NameBuffer);
        Span<byte> room = stackalloc byte[NameBuffer.MaxOctets];
        long rules = _image.Classes.FirstRule(start);
        int minLabels = Suffixes.MaxCount;
        int maxLabels = 0;
        bool hasAnySuffix = false;
        for (int rank = start; rank < end; rank++)
        {
            _work.Pass(rank);
            ListedName listed = listing.NextName();
            (DomainName name, bool isUnderAnySuffix) = (listed.Name, listed.IsUnderAnySuffix);
            buffer.TakeCanonical(name.Octets);
            if (!isUnderAnySuffix)
            {
                minLabels = Math.Min(minLabels, buffer.LabelCount);
                maxLabels = Math.Max(maxLabels, buffer.LabelCount);
            }
            hasAnySuffix |= isUnderAnySuffix;
            var text = new NameText(buffer.CopyText(room, out LabelEnds ends), ends);
            if (isUnderAnySuffix ? !_image.Index.TryFindUnderAnySuffix(text.Octets, out int found) || found != rank : !IsFound(_image, text, ends, rank))
                throw _image.Inconsistent(Sections.Groups, $"or another part of the index does not lead to \"{name}\", the name of rank {rank}");
            rules += VerifyRules(_image, rank, listed, rules);
            if (!isUnderAnySuffix)
                stops.Visit(rank, text);
        }
        if (_image.Classes.FirstRule(end) != rules)
            throw _image.Inconsistent(Sections.FirstRules, $"has another first rule for rank {end}");
        GC.KeepAlive(_image);
        lock (_lock)
        {
            _minLabels = Math.Min(_minLabels, minLabels);
            _maxLabels = Math.Max(_maxLabels, maxLabels);
            _hasAnySuffix |= hasAnySuffix;
            _stops.Add(stops);
        }
    }

    /// <summary>Whether a name is found at its rank, in the way that all questions can go, and, where it is short and plain, not elsewhere in the quick one.</summary>
    private static bool IsFound(BlocklistImage image, NameText name, in LabelEnds ends, int rank)
    {
        var suffixes = default(Suffixes);
        var encoder = default(KeyEncoder);
        SuffixIndex index = image.Index;
        int count = index.FindCandidates(name, ref suffixes);
        return count > 0 && suffixes.Candidates[count - 1] == name.LabelCount
            && index.TryAdvance(ref encoder, name, suffixes, name.LabelCount, out int found) && found == rank
            && (name.Octets.Length is 0 or > ShortText.MaxLength || !name.HasDotsBetweenLabelsOnly || IsFoundQuickly(image, name, ends, rank));
    }

    /// <summary>The quick way may leave a name to the other one, but not find another.</summary>
    private static bool IsFoundQuickly(BlocklistImage image, NameText name, in LabelEnds ends, int rank)
    {
        var room = default(SuffixHash.Room);
        _ = new SuffixHash(name.Octets, image.Layout.Seed, ref room);
        var text = new ShortText(ref MemoryMarshal.GetReference(name.Octets), ends.FirstWord, name.Octets.Length, isCopy: false);
        int found = SuffixIndex.Find(image.Layout, image.Bytes, text, ref room, first: 0);
        return found < 0 || found == rank;
    }

    /// <summary>Proves that the rules of a rank are known, fit what they stand on, and are in order.</summary>
    /// <param name="image">The file.</param>
    /// <param name="rank">The rank.</param>
    /// <param name="name">What has that rank.</param>
    /// <param name="first">The number of its first rule.</param>
    /// <returns>How many rules it has.</returns>
    /// <exception cref="BlocklistFileException">Something is off.</exception>
    public static uint VerifyRules(BlocklistImage image, int rank, in ListedName name, long first)
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

        var previous = (Order: 0, Line: 0, AfterLine: 0L, OrderId: -1L);
        int rule = (int)first;
        for (ReadOnlySpan<byte> records = classes.RecordsOf(number); !records.IsEmpty; records = records[RuleClasses.RecordSize..])
        {
            var record = RuleRecord.Read(records);
            if (!name.CanBear(record))
                throw image.Inconsistent(Sections.Classes, $"has rules of another kind than those that can stand on what rank {rank} is");
            (int order, long afterLine) = (Precedence.OnName(image.Directory.Profile, record), Precedence.AfterLine(record));
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
