using System.Buffers.Binary;
using System.Numerics;
using DomainBlock.Indexing;

namespace DomainBlock.Matching;

/// <summary>
/// What stands on each name. Names with the same set of rules (pattern, action, level, list, options) share a class, so that a list of a million
/// rules of one kind has one class and spends nothing on it. Stops belong to it too. A class is its records in order of precedence; a record is a rule, and how
/// many times it stands there. An expression has its rules as a name has, and a rank behind those of all names. Numbers read from the file are checked before use.
/// </summary>
internal readonly ref struct RuleClasses
{
    /// <summary>Number of classes (4 bytes), the strongest rank of all (4).</summary>
    public const int HeaderSize = 8;

    /// <summary>Of each class, and once more for their end: its first record (4 bytes), how many rules a name of the class has (4).</summary>
    public const int EntrySize = 2 * sizeof(uint);

    /// <summary>A <see cref="RuleRecord"/> (8 bytes) and its count (4), which is 0 for a stop: it is no rule.</summary>
    public const int RecordSize = RuleRecord.Size + sizeof(uint);

    /// <summary>Where rules and names are not as many, the first rule of every so many names is written down.</summary>
    public const int NamesPerSample = 32;

    private readonly ReadOnlySpan<byte> _classes;
    private readonly ReadOnlySpan<byte> _numbers;
    private readonly ReadOnlySpan<byte> _samples;
    private readonly ReadOnlySpan<byte> _options;
    private readonly ReadOnlySpan<byte> _expressionOrder;
    private readonly int _firstExpressionRule;
    private readonly Profile _profile;

    /// <param name="layout">Where the parts lie.</param>
    /// <param name="file">The file.</param>
    public RuleClasses(ClassLayout layout, ReadOnlySpan<byte> file)
    {
        RuleCount = layout.RuleCount;
        _profile = layout.Profile;
        _classes = layout.Classes.Of(file);
        _numbers = layout.Numbers.Of(file);
        _samples = layout.FirstRules.Of(file);
        _options = layout.Options.Of(file);
        _expressionOrder = layout.ExpressionOrder.Of(file);
        _firstExpressionRule = layout.FirstExpressionRule;
    }

    /// <summary>How many rules there are.</summary>
    public int RuleCount { get; }

    /// <summary>The options that records refer to.</summary>
    public OptionTable Options => new(_options);

    /// <summary>Which of two expressions' rules wins.</summary>
    public ExpressionOrder ExpressionOrder => new(_expressionOrder, _firstExpressionRule);

    /// <summary>How many classes there are.</summary>
    public int Count => CountIn(_classes);

    /// <summary>No rule has a lower <see cref="RuleRecord.Rank"/>: once it wins, a search may stop.</summary>
    public int StrongestRank => BinaryPrimitives.ReadInt32LittleEndian(_classes[4..]);

    /// <summary>How many classes a section says it has.</summary>
    public static int CountIn(ReadOnlySpan<byte> section) => BinaryPrimitives.ReadInt32LittleEndian(section);

    /// <summary>The record of a section that has one class of one record without options, of a list that there is; else null.</summary>
    public static RuleRecord? OnlyRecord(ReadOnlySpan<byte> section, int listCount) =>
        CountIn(section) == 1 && section.Length == RecordsStart(1) + RecordSize
        && BinaryPrimitives.ReadUInt32LittleEndian(section[HeaderSize..]) == 0
        && BinaryPrimitives.ReadUInt32LittleEndian(section[(HeaderSize + EntrySize)..]) == 1
        && RuleRecord.Read(section[(int)RecordsStart(1)..]) is { Options: 0 } record
        && record.List < listCount
            ? record
            : null;

    /// <summary>How many bits a class's number takes.</summary>
    public static int WidthFor(int classCount) => classCount <= 1 ? 0 : BitOperations.Log2((uint)classCount - 1) + 1;

    /// <summary>Whether the section is long enough for so many classes.</summary>
    public static bool IsSound(ReadOnlySpan<byte> section) =>
        section.Length >= HeaderSize
        && CountIn(section) is > 0 and var count
        && RecordsStart(count) <= section.Length
        && (section.Length - RecordsStart(count)) % RecordSize == 0;

    /// <summary>The records of a name's rules, strongest first.</summary>
    /// <param name="rank">The name's rank.</param>
    /// <returns><see cref="RecordSize"/> bytes each; none where the file gives none.</returns>
    public ReadOnlySpan<byte> Records(int rank) => RecordsOf(Class(rank));

    /// <summary>The class of a rank; may be out of range in a hostile file.</summary>
    public int Class(int rank)
    {
        int width = WidthFor(Count);
        return width == 0 ? 0 : (int)BitString.Read(_numbers, (long)rank * width, width);
    }

    /// <summary>The records of a class.</summary>
    public ReadOnlySpan<byte> RecordsOf(int number)
    {
        if ((uint)number >= (uint)Count)
            return [];
        ReadOnlySpan<byte> entries = _classes[(HeaderSize + (number * EntrySize))..];
        uint first = BinaryPrimitives.ReadUInt32LittleEndian(entries);
        uint end = BinaryPrimitives.ReadUInt32LittleEndian(entries[EntrySize..]);
        ReadOnlySpan<byte> records = _classes[(int)RecordsStart(Count)..];
        return first <= end && end <= (uint)(records.Length / RecordSize) ? records[((int)first * RecordSize)..((int)end * RecordSize)] : [];
    }

    /// <summary>Whether the first class begins with the first record and the last one ends with the last; in between one ends where the next begins.</summary>
    public bool AreAllRecordsOfClasses
    {
        get
        {
            ReadOnlySpan<byte> end = _classes.Slice((int)RecordsStart(Count) - EntrySize, EntrySize);
            return BinaryPrimitives.ReadUInt32LittleEndian(_classes[HeaderSize..]) == 0
                && BinaryPrimitives.ReadUInt32LittleEndian(end) == (_classes.Length - RecordsStart(Count)) / RecordSize
                && BinaryPrimitives.ReadUInt32LittleEndian(end[sizeof(uint)..]) == 0;
        }
    }

    /// <summary>Whether a list's stop stands on the name of a rank.</summary>
    public bool HasStop(int rank, ushort list)
    {
        ReadOnlySpan<byte> records = RecordsFrom(rank, RuleRecord.Stop(list));
        return !records.IsEmpty && RuleRecord.Read(records) == RuleRecord.Stop(list);
    }

    /// <summary>
    /// The records of a name's rules from the first on that a record does not come after, by its pattern, action, level and list. A binary search, so
    /// that names on which many lists stand are no trap.
    /// </summary>
    public ReadOnlySpan<byte> RecordsFrom(int rank, RuleRecord record)
    {
        ReadOnlySpan<byte> records = Records(rank);
        int sought = Precedence.OnName(_profile, record);
        int low = 0;
        int high = records.Length / RecordSize;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (Precedence.OnName(_profile, RuleRecord.Read(records[(middle * RecordSize)..])) < sought)
                low = middle + 1;
            else
                high = middle;
        }
        return records[(low * RecordSize)..];
    }

    /// <summary>How many times a record's rule stands on the name.</summary>
    public static uint Repeats(ReadOnlySpan<byte> record) => BinaryPrimitives.ReadUInt32LittleEndian(record[RuleRecord.Size..]);

    /// <summary>The number of a name's first rule: the names' rules are numbered one after another, in the order of their ranks.</summary>
    public uint FirstRule(int rank)
    {
        if (_samples.IsEmpty)
            return (uint)rank;
        int sample = rank / NamesPerSample;
        uint rule = BinaryPrimitives.ReadUInt32LittleEndian(_samples[(sample * sizeof(uint))..]);
        for (int other = sample * NamesPerSample; other < rank; other++)
            rule += RuleCountOf(Class(other));
        return rule;
    }

    /// <summary>The rank of the name that a rule stands on: the last one whose first rule is not behind it.</summary>
    /// <param name="rule">The rule's number.</param>
    /// <param name="rankCount">How many ranks there are: no class of a rank beyond is read, whatever a hostile file counts.</param>
    public int RankOfRule(int rule, int rankCount)
    {
        if (_samples.IsEmpty)
            return rule;
        int low = 0;
        int high = _samples.Length / sizeof(uint);
        while (high - low > 1)
        {
            int middle = (low + high) / 2;
            if (BinaryPrimitives.ReadUInt32LittleEndian(_samples[(middle * sizeof(uint))..]) <= (uint)rule)
                low = middle;
            else
                high = middle;
        }
        int rank = low * NamesPerSample;
        int end = Math.Min(rankCount, rank + NamesPerSample);
        uint next = BinaryPrimitives.ReadUInt32LittleEndian(_samples[(low * sizeof(uint))..]);
        for (; rank < end; rank++)
        {
            next += RuleCountOf(Class(rank));
            if (next > (uint)rule)
                break;
        }
        return rank;
    }

    /// <summary>How many rules a name of a class has.</summary>
    public uint RuleCountOf(int number) =>
        (uint)number < (uint)Count ? BinaryPrimitives.ReadUInt32LittleEndian(_classes[(HeaderSize + (number * EntrySize) + sizeof(uint))..]) : 0;

    private static long RecordsStart(int classCount) => HeaderSize + ((classCount + 1L) * EntrySize);
}
