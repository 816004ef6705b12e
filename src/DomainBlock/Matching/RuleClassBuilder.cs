using System.Buffers.Binary;
using DomainBlock.Indexing;
using DomainBlock.Work;

namespace DomainBlock.Matching;

/// <summary>Finds the classes of the rules that are to be written, and which class each name has. Classes are numbered as they are met, in the order of the names.</summary>
internal sealed class RuleClassBuilder
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<byte[]> _classes = [];
    private readonly Dictionary<ulong, int> _singles = [];
    private readonly int[] _classOfName;
    private readonly uint[] _ruleCounts;
    private readonly uint[] _stopCounts;
    private int _strongest = int.MaxValue;

    /// <param name="names">The names and their rules.</param>
    /// <param name="work">Is told how far it has come; ends it early.</param>
    public RuleClassBuilder(NamedRules names, BuildWork work)
    {
        _classOfName = new int[names.Count + names.ExpressionCount];
        for (int name = 0; name < _classOfName.Length; name++)
        {
            work.Pass(name);
            _classOfName[name] = Classify(names, name);
        }
        if (_classes.Count == 0)
            _classes.Add([]);
        _ruleCounts = [.. _classes.Select(CountRules)];
        _stopCounts = [.. _classes.Select(CountStops)];
    }

    /// <summary>How many rules there are, repeats included.</summary>
    public long RuleCount => _classOfName.Sum(c => (long)_ruleCounts[c]);

    /// <summary>How many stops there are.</summary>
    public long StopCount => _classOfName.Sum(c => (long)_stopCounts[c]);

    /// <summary>The section of classes.</summary>
    public byte[] WriteClasses()
    {
        int records = RuleClasses.HeaderSize + ((_classes.Count + 1) * RuleClasses.EntrySize);
        byte[] section = new byte[records + _classes.Sum(c => c.Length)];
        BinaryPrimitives.WriteInt32LittleEndian(section, _classes.Count);
        BinaryPrimitives.WriteInt32LittleEndian(section.AsSpan(4), _strongest);
        int first = 0;
        for (int number = 0; number <= _classes.Count; number++)
        {
            Span<byte> entry = section.AsSpan(RuleClasses.HeaderSize + (number * RuleClasses.EntrySize), RuleClasses.EntrySize);
            BinaryPrimitives.WriteInt32LittleEndian(entry, first);
            if (number == _classes.Count)
                break;
            BinaryPrimitives.WriteUInt32LittleEndian(entry[sizeof(uint)..], _ruleCounts[number]);
            _classes[number].CopyTo(section, records + (first * RuleClasses.RecordSize));
            first += _classes[number].Length / RuleClasses.RecordSize;
        }
        return section;
    }

    /// <summary>The class of each rank; empty where there is one class.</summary>
    public byte[] WriteNumbers(int[] nameByRank, BuildWork work)
    {
        int width = RuleClasses.WidthFor(_classes.Count);
        if (width == 0)
            return [];
        byte[] section = new byte[BitString.BytesFor((long)nameByRank.Length * width)];
        for (int rank = 0; rank < nameByRank.Length; rank++)
        {
            work.Pass(rank);
            BitString.Write(section, (long)rank * width, (ulong)_classOfName[nameByRank[rank]], width);
        }
        return section;
    }

    /// <summary>The first rule of every 32nd rank; empty where each name has one rule.</summary>
    public byte[] WriteSamples(int[] nameByRank, BuildWork work)
    {
        if (_ruleCounts.All(count => count == 1))
            return [];
        byte[] section = new byte[((nameByRank.Length / RuleClasses.NamesPerSample) + 1) * sizeof(uint)];
        uint rule = 0;
        for (int rank = 0; rank <= nameByRank.Length; rank++)
        {
            work.Pass(rank);
            if (rank % RuleClasses.NamesPerSample == 0)
                BinaryPrimitives.WriteUInt32LittleEndian(section.AsSpan(rank / RuleClasses.NamesPerSample * sizeof(uint)), rule);
            if (rank < nameByRank.Length)
                rule += _ruleCounts[_classOfName[nameByRank[rank]]];
        }
        return section;
    }

    private static uint CountRules(byte[] records)
    {
        uint count = 0;
        for (int place = 0; place < records.Length; place += RuleClasses.RecordSize)
            count += RuleClasses.Repeats(records.AsSpan(place));
        return count;
    }

    private static uint CountStops(byte[] records)
    {
        uint count = 0;
        for (int place = 0; place < records.Length; place += RuleClasses.RecordSize)
            count += RuleRecord.Read(records.AsSpan(place)).IsStop ? 1u : 0;
        return count;
    }

    private int Classify(NamedRules names, int name)
    {
        ReadOnlySpan<int> rules = names.Rules(name);
        Span<byte> single = stackalloc byte[RuleRecord.Size];
        if (rules.Length == 1)
        {
            names.Store.Record(rules[0]).Write(single);
            ulong key = BinaryPrimitives.ReadUInt64LittleEndian(single);
            if (!_singles.TryGetValue(key, out int known))
                _singles[key] = known = Number(names, rules);
            return known;
        }
        return Number(names, rules);
    }

    /// <summary>Rules of one name come in order of precedence, so that equal ones stand side by side.</summary>
    private int Number(NamedRules names, ReadOnlySpan<int> rules)
    {
        var records = new List<byte>(rules.Length * RuleClasses.RecordSize);
        byte[] bytes = new byte[RuleClasses.RecordSize];
        for (int i = 0; i < rules.Length;)
        {
            RuleRecord record = names.Store.Record(rules[i]);
            if (!record.IsStop)
                _strongest = Math.Min(_strongest, record.Rank);
            int end = i + 1;
            while (end < rules.Length && names.Store.Record(rules[end]) == record)
                end++;
            record.Write(bytes);
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(RuleRecord.Size), record.IsStop ? 0 : end - i);
            records.AddRange(bytes);
            i = end;
        }
        string key = string.Create(records.Count, records, (characters, source) =>
        {
            for (int i = 0; i < characters.Length; i++)
                characters[i] = (char)source[i];
        });
        if (_numbers.TryGetValue(key, out int number))
            return number;
        number = _classes.Count;
        _numbers.Add(key, number);
        _classes.Add([.. records]);
        return number;
    }
}
