using DomainBlock.Indexing;
using DomainBlock.Matching;
using DomainBlock.Text;

namespace DomainBlock.Format;

/// <summary>Gives names and rules back from an image, from the file alone.</summary>
internal sealed class RuleListing
{
    private readonly BlocklistImage _image;
    private readonly KeyDecoder _decoder;
    private readonly KeyCursor _cursor = new();

    /// <param name="image">What to list.</param>
    public RuleListing(BlocklistImage image)
    {
        _image = image;
        _decoder = new KeyDecoder(image.Index, image.Layout);
    }

    /// <summary>A listing that begins at a rank.</summary>
    /// <param name="image">What to list.</param>
    /// <param name="decoder">Reads its keys; may be shared.</param>
    /// <param name="rank">The rank whose name <see cref="NextName"/> gives first.</param>
    /// <exception cref="BlocklistFileException">The file has no such rank.</exception>
    public RuleListing(BlocklistImage image, KeyDecoder decoder, int rank)
    {
        (_image, _decoder) = (image, decoder);
        if (rank > 0 && !_cursor.TrySeek(image.Index.Keys, (uint)rank))
            throw image.Inconsistent(Sections.Samples, $"does not lead to the name of rank {rank}");
    }

    /// <summary>Gives all rules in the order of their numbers; no more than there are, whatever a hostile file claims, so that a listing ends.</summary>
    /// <exception cref="BlocklistFileException">The file is damaged in a way that opening does not see.</exception>
    public IEnumerable<Rule> Enumerate()
    {
        int number = 0;
        for (int rank = 0; rank < _image.RankCount; rank++)
        {
            ListedName name = rank < _image.Directory.KeyCount ? NextName() : Expression(rank);
            byte[] records = Records(rank);
            for (int record = 0; record < records.Length; record += RuleClasses.RecordSize)
            {
                for (uint repeats = RuleClasses.Repeats(records.AsSpan(record)); repeats > 0; repeats--)
                {
                    if (number == _image.Directory.RuleCount)
                        throw _image.Inconsistent(Sections.Classes, "gives the names more rules than there are");
                    yield return ToRule(name, records.AsSpan(record), number++);
                }
            }
        }
    }

    /// <summary>Gives the name of the next rank.</summary>
    /// <exception cref="BlocklistFileException">The file has no name there.</exception>
    public ListedName NextName()
    {
        Span<ulong> words = stackalloc ulong[KeyBits.MaxWords];
        Span<byte> octets = stackalloc byte[NameBuffer.MaxOctets];
        uint rank = _cursor.Rank;
        int count = _cursor.Read(_image.Index.Keys, words, out int length);
        int octetCount = count == 0 ? -1 : _decoder.Decode(_image.Bytes, words[..count], length, octets);
        GC.KeepAlive(_image);
        bool isUnderAnySuffix = octetCount > 0 && EndsWithEmptyLabel(octets[..octetCount]);
        octetCount -= isUnderAnySuffix ? 1 : 0;
        if (octetCount < 0 || !DomainName.IsCanonical(octets[..octetCount]) || (isUnderAnySuffix && (octetCount == 0 || octetCount != 1 + octets[0])))
            throw _image.Inconsistent(Sections.Low, $"has no canonical name of rank {rank}");
        return new ListedName(DomainName.FromCanonical(octets[..octetCount]), isUnderAnySuffix);
    }

    /// <summary>Gives the expression of a rank behind those of all names.</summary>
    /// <exception cref="BlocklistFileException">The file has none there.</exception>
    public ListedName Expression(int rank) => new(default, IsUnderAnySuffix: false, _image.Expression(rank));

    private static bool EndsWithEmptyLabel(ReadOnlySpan<byte> octets)
    {
        int place = 0;
        while (place < octets.Length && octets[place] != 0)
            place += 1 + octets[place];
        return place == octets.Length - 1;
    }

    /// <summary>Gives one rule.</summary>
    /// <param name="number">A rule's number, below the number of rules.</param>
    /// <exception cref="BlocklistFileException">The file has no such rule.</exception>
    public Rule Read(int number)
    {
        RuleClasses classes = _image.Classes;
        int rank = classes.RankOfRule(number, _image.RankCount);
        bool isExpression = rank >= _image.Directory.KeyCount;
        if (rank >= _image.RankCount || (!isExpression && !_cursor.TrySeek(_image.Index.Keys, (uint)rank)))
            throw _image.Inconsistent(Sections.Samples, $"does not lead to the name of rule {number}");
        uint first = classes.FirstRule(rank);
        byte[] records = Records(rank);
        for (int record = 0; record < records.Length; record += RuleClasses.RecordSize)
        {
            uint repeats = RuleClasses.Repeats(records.AsSpan(record));
            if ((uint)number - first < repeats)
                return ToRule(isExpression ? Expression(rank) : NextName(), records.AsSpan(record), number);
            first += repeats;
        }
        throw _image.Inconsistent(Sections.Classes, $"has no rule {number}");
    }

    private byte[] Records(int rank)
    {
        byte[] records = _image.Classes.Records(rank).ToArray();
        GC.KeepAlive(_image);
        return records;
    }

    private Rule ToRule(ListedName name, ReadOnlySpan<byte> bytes, int number)
    {
        var record = RuleRecord.Read(bytes);
        if (RuleRecord.FindUnknown(bytes, _image.Directory.ListCount, _image.Classes.Options.Count) is { } unknown)
            throw _image.Inconsistent(Sections.Classes, $"has the unknown {unknown} in rule {number}");
        if (!name.CanBear(record))
            throw _image.Inconsistent(Sections.Classes, $"has a rule of pattern {record.Pattern} on something else than such rules stand on, which is rule {number}");
        return new Rule(name.Name, record.Pattern, record.Action, record.Level)
        {
            Expression = name.Expression,
            List = record.List,
            Line = _image.Line(number),
            OrderId = _image.OrderId(number),
            Options = _image.Options(record.Options),
        };
    }
}

/// <summary>What a rule stands on, as a listing gives it.</summary>
/// <param name="Name">The name.</param>
/// <param name="IsUnderAnySuffix">Whether it is one label, under any public suffix.</param>
/// <param name="Expression">The expression, in place of a name; null where there is a name.</param>
internal readonly record struct ListedName(DomainName Name, bool IsUnderAnySuffix, NameExpression? Expression = null)
{
    /// <summary>Whether a rule of this kind can stand on it.</summary>
    public bool CanBear(RuleRecord record) =>
        record.IsExpression ? record.Pattern == Expression?.Pattern : Expression is null && record.IsUnderAnySuffix == IsUnderAnySuffix;
}
