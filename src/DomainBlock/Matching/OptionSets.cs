using System.Buffers.Binary;
using System.Net;
using DomainBlock.Text;

namespace DomainBlock.Matching;

/// <summary>
/// The different options of rules on their way into an image, each once. Rules refer to them by numbers from 1, 0 for none; numbers are given as options come, and anew
/// before writing, in the order of their texts, so that the order in which rules come leaves no trace.
/// </summary>
internal sealed class OptionSets
{
    private readonly Dictionary<RuleOptions, int> _numbers = [];
    private List<RuleOptions> _sets = [];

    // Most rules with options share the instance with the rule before.
    private RuleOptions _last = RuleOptions.None;
    private int _lastNumber;

    /// <summary>How many there are, beside none.</summary>
    public int Count => _sets.Count;

    /// <summary>The options of a number; of 0 none.</summary>
    public RuleOptions this[int number] => number == 0 ? RuleOptions.None : _sets[number - 1];

    /// <summary>The number of a rule's options.</summary>
    public int Add(RuleOptions options)
    {
        if (!ReferenceEquals(options, _last))
        {
            _lastNumber = options.IsEmpty ? 0 : Number(options);
            _last = options;
        }
        return _lastNumber;
    }

    /// <summary>The highest number of a list that options name; -1 where they name none.</summary>
    public int HighestList => _sets.Select(set => set.CancelledBy.Count == 0 ? -1 : set.CancelledBy[^1]).DefaultIfEmpty(-1).Max();

    /// <summary>Forgets the options that no rule of a store has, and numbers the others by their texts, there too.</summary>
    public void Settle(RuleStore rules)
    {
        if (Count == 0)
            return;
        bool[] isUsed = new bool[Count + 1];
        for (int rule = 0; rule < rules.Count; rule++)
            isUsed[rules.Record(rule).Options] = true;
        int[] order = [.. Enumerable.Range(1, Count).Where(number => isUsed[number]).OrderBy(number => _sets[number - 1].ToString(), StringComparer.Ordinal)];
        int[] numbers = new int[Count + 1];
        for (int i = 0; i < order.Length; i++)
            numbers[order[i]] = i + 1;
        _sets = [.. order.Select(number => _sets[number - 1])];
        rules.NumberOptions(numbers);
    }

    /// <summary>The section of options; empty where there are none.</summary>
    public byte[] WriteSection()
    {
        if (Count == 0)
            return [];
        var contents = new MemoryStream();
        var ends = new List<int>();
        foreach (RuleOptions set in _sets)
        {
            contents.Write(Encode(set));
            ends.Add((int)contents.Length);
        }
        byte[] section = new byte[OptionTable.ContentsStart(Count) + contents.Length];
        BinaryPrimitives.WriteInt32LittleEndian(section, Count);
        for (int i = 0; i < ends.Count; i++)
            BinaryPrimitives.WriteInt32LittleEndian(section.AsSpan(OptionTable.CountSize + (i * sizeof(int))), ends[i]);
        contents.ToArray().CopyTo(section.AsSpan((int)OptionTable.ContentsStart(Count)));
        return section;
    }

    /// <summary>One set as the file has it: see docs/format.md, OPTN.</summary>
    public static byte[] Encode(RuleOptions options)
    {
        var bytes = new MemoryStream();
        Span<byte> head = stackalloc byte[OptionSet.HeadSize];
        head[0] = (byte)((options.ExceptQueryTypes ? OptionSet.ExceptTypesFlag : 0) | (options.NotViaCname ? OptionSet.NotViaCnameFlag : 0));
        head[1] = (byte)options.Answer.Kind;
        BinaryPrimitives.WriteUInt16LittleEndian(head[2..], (ushort)options.QueryTypes.Count);
        BinaryPrimitives.WriteUInt16LittleEndian(head[4..], (ushort)options.CancelledBy.Count);
        BinaryPrimitives.WriteUInt16LittleEndian(head[6..], (ushort)options.ExemptNames.Count);
        BinaryPrimitives.WriteUInt32LittleEndian(head[8..], options.FromSeconds);
        BinaryPrimitives.WriteUInt32LittleEndian(head[12..], options.UntilSeconds);
        bytes.Write(head);
        Span<byte> number = stackalloc byte[sizeof(ushort)];
        foreach (int item in options.QueryTypes.Select(type => (int)type).Concat(options.CancelledBy))
        {
            BinaryPrimitives.WriteUInt16LittleEndian(number, (ushort)item);
            bytes.Write(number);
        }
        foreach (DomainName name in options.ExemptNames)
            WriteName(bytes, name);
        foreach (IPAddress address in options.Answer.Addresses)
        {
            byte[] octets = address.GetAddressBytes();
            bytes.WriteByte((byte)octets.Length);
            bytes.Write(octets);
        }
        if (options.Answer.Kind == RuleAnswerKind.CName)
            WriteName(bytes, options.Answer.Target);
        return bytes.ToArray();
    }

    private static void WriteName(MemoryStream bytes, DomainName name)
    {
        Span<byte> key = stackalloc byte[NameBuffer.MaxOctets];
        int length = ReversedKey.Write(name.Octets, key);
        bytes.WriteByte((byte)length);
        bytes.Write(key[..length]);
    }

    private int Number(RuleOptions options)
    {
        if (!_numbers.TryGetValue(options, out int number))
        {
            _sets.Add(options);
            _numbers[options] = number = _sets.Count;
        }
        return number;
    }
}
