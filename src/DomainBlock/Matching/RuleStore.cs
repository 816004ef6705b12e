using System.Buffers.Binary;
using DomainBlock.Text;
using DomainBlock.Work;

namespace DomainBlock.Matching;

/// <summary>
/// The rules on their way into an image: the names' reversed keys in one growing array, and fixed-size records beside
/// it. 32 bytes a rule besides the key, 8 more for one with an order id, and no object a rule.
/// </summary>
internal sealed class RuleStore
{
    /// <summary>No label is as long, so that expressions come behind all names.</summary>
    private const byte ExpressionMark = 0xFF;

    private byte[] _keys = new byte[4096];
    private int _keyLength;
    private Entry[] _entries = new Entry[256];
    private readonly List<(int Line, int Order)> _ordered = [];

    /// <summary>How many rules were added.</summary>
    public int Count { get; private set; }

    /// <summary>How many octets their keys have together.</summary>
    public int KeyOctets => _keyLength;

    /// <summary>The order ids that rules have.</summary>
    public OrderIds OrderIds { get; } = new();

    /// <summary>Adds a rule that stands on a name, or on a label under any public suffix.</summary>
    public void Add(ReadOnlySpan<byte> name, RuleRecord record, int line, string? orderId = null)
    {
        // Any public suffix is a label of no octets, which no name has: the key of a.* is that of "a." with such a label at its end.
        int suffixLength = record.IsUnderAnySuffix ? 1 : 0;
        Span<byte> key = RoomForKey(name.Length + suffixLength);
        key[..suffixLength].Clear();
        ReversedKey.Write(name, key[suffixLength..]);
        AddEntry(key, record, line, orderId);
    }

    /// <summary>Adds a rule with an expression.</summary>
    /// <param name="expression">A number for the expression, below 2^24; <see cref="NumberExpressions"/> may give it another one.</param>
    /// <param name="record">What of the rule decides a verdict.</param>
    /// <param name="line">Its line.</param>
    /// <param name="orderId">Its order id.</param>
    public void AddExpression(int expression, RuleRecord record, int line, string? orderId)
    {
        Span<byte> key = RoomForKey(sizeof(uint));
        WriteExpression(key, expression);
        AddEntry(key, record, line, orderId);
    }

    /// <summary>Adds a stop on the name of a rule or on one above it; it shares the rule's key.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="keyLength">How many octets of the rule's key the name has.</param>
    /// <param name="list">The list that stops there.</param>
    public void AddStop(int rule, int keyLength, ushort list)
    {
        if (Count == _entries.Length)
            Grow(ref _entries, Count + 1L);
        int start = _entries[rule].KeyStart;
        _entries[Count++] = new Entry(Prefix(_keys.AsSpan(start, keyLength)), start, (byte)keyLength, RuleRecord.Stop(list), Source: 0);
    }

    /// <summary>Forgets the rules that were added last. Only before sorting.</summary>
    /// <param name="count">How many rules stay.</param>
    public void Truncate(int count)
    {
        if (count < Count)
            _keyLength = _entries[count].KeyStart;
        Count = count;
    }

    /// <summary>Gives rules other records, or takes them out. Only before sorting.</summary>
    /// <param name="change">The new record of a rule; null takes it out.</param>
    public void Change(Func<int, RuleRecord?> change)
    {
        int kept = 0;
        for (int rule = 0; rule < Count; rule++)
        {
            if (change(rule) is { } record)
                _entries[kept++] = _entries[rule] with { Record = record };
        }
        Count = kept;
    }

    /// <summary>The reversed key of rule <paramref name="rule"/>.</summary>
    public ReadOnlySpan<byte> Key(int rule) => _keys.AsSpan(_entries[rule].KeyStart, _entries[rule].KeyLength);

    /// <summary>The number of the expression of rule <paramref name="rule"/>, which has one.</summary>
    public int Expression(int rule) => (int)(BinaryPrimitives.ReadUInt32BigEndian(Key(rule)) & 0xFF_FFFF);

    /// <summary>What of rule <paramref name="rule"/> decides a verdict.</summary>
    public RuleRecord Record(int rule) => _entries[rule].Record;

    /// <summary>The line of rule <paramref name="rule"/>.</summary>
    public int Line(int rule) => _entries[rule].Source is >= 0 and var line ? line : _ordered[~_entries[rule].Source].Line;

    /// <summary>The number of the order id of rule <paramref name="rule"/>, or -1.</summary>
    public int Order(int rule) => _entries[rule].Source >= 0 ? -1 : _ordered[~_entries[rule].Source].Order;

    /// <summary>
    /// Sorts the rules by name (a name directly before those below it), on one name by precedence. The order in which rules were added leaves no trace.
    /// </summary>
    /// <param name="profile">Whose order of precedence.</param>
    /// <param name="work">Is told how far it has come; ends it early.</param>
    public void Sort(Profile profile, BuildWork work)
    {
        work.Begin(BuildStage.Sorting, MergeSort.WorkFor(Count));
        _entries = MergeSort.Sort(_entries, Count, new ByNameAndPrecedence(_keys, profile, _ordered, OrderIds.Places()), work);
    }

    /// <summary>Gives the options of rules other numbers.</summary>
    /// <param name="numbers">The new number for each old one; of 0 it is 0.</param>
    public void NumberOptions(int[] numbers)
    {
        foreach (ref Entry entry in _entries.AsSpan(0, Count))
            entry = entry with { Record = entry.Record with { Options = numbers[entry.Record.Options] } };
    }

    /// <summary>Gives expressions other numbers, by which their rules are sorted.</summary>
    /// <param name="numbers">The new number for each old one.</param>
    public void NumberExpressions(int[] numbers)
    {
        for (int rule = 0; rule < Count; rule++)
        {
            ref Entry entry = ref _entries[rule];
            if (!entry.Record.IsExpression)
                continue;
            Span<byte> key = _keys.AsSpan(entry.KeyStart, entry.KeyLength);
            WriteExpression(key, numbers[Expression(rule)]);
            entry = entry with { Prefix = Prefix(key) };
        }
    }

    private Span<byte> RoomForKey(int length)
    {
        if (_keys.Length - _keyLength < length)
            Grow(ref _keys, (long)_keyLength + length);
        return _keys.AsSpan(_keyLength, length);
    }

    private void AddEntry(ReadOnlySpan<byte> key, RuleRecord record, int line, string? orderId)
    {
        if (Count == _entries.Length)
            Grow(ref _entries, Count + 1L);
        int source = line;
        if (orderId is not null)
        {
            source = ~_ordered.Count;
            _ordered.Add((line, OrderIds.Number(orderId)));
        }
        _entries[Count++] = new Entry(Prefix(key), _keyLength, (byte)key.Length, record, source);
        _keyLength += key.Length;
    }

    private static void WriteExpression(Span<byte> key, int expression) =>
        BinaryPrimitives.WriteUInt32BigEndian(key, ((uint)ExpressionMark << 24) | (uint)expression);

    private static ulong Prefix(ReadOnlySpan<byte> key)
    {
        Span<byte> first = stackalloc byte[sizeof(ulong)];
        first.Clear();
        key[..Math.Min(key.Length, first.Length)].CopyTo(first);
        return BinaryPrimitives.ReadUInt64BigEndian(first);
    }

    private static void Grow<T>(ref T[] array, long needed)
    {
        if (needed > Array.MaxLength)
            throw new BlocklistLimitException($"The rules are too many for one blocklist: over {Array.MaxLength} bytes of names. Compile them into several.");
        Array.Resize(ref array, (int)Math.Min(Array.MaxLength, Math.Max(needed, array.Length * 3L / 2)));
    }

    /// <param name="Prefix">The key's first eight octets, big-endian, so that most comparisons stay in this record.</param>
    /// <param name="KeyStart">Where the key starts.</param>
    /// <param name="KeyLength">Its length in octets, at most 254.</param>
    /// <param name="Record">What of the rule decides a verdict.</param>
    /// <param name="Source">Its line in its list; for a rule with an order id the complement of the place where both are.</param>
    private readonly record struct Entry(ulong Prefix, int KeyStart, byte KeyLength, RuleRecord Record, int Source);

    private readonly struct ByNameAndPrecedence(byte[] keys, Profile profile, List<(int Line, int Order)> ordered, int[] placesOfOrders) : IComparer<Entry>
    {
        public int Compare(Entry left, Entry right)
        {
            int order = left.Prefix.CompareTo(right.Prefix);
            if (order == 0)
            {
                order = keys.AsSpan(left.KeyStart, left.KeyLength)
                    .SequenceCompareTo(keys.AsSpan(right.KeyStart, right.KeyLength));
            }
            if (order == 0)
                order = Precedence.OnName(profile, left.Record).CompareTo(Precedence.OnName(profile, right.Record));
            if (order != 0)
                return order;
            ((int leftLine, int leftOrder), (int rightLine, int rightOrder)) = (SourceOf(left), SourceOf(right));
            order = leftLine.CompareTo(rightLine);
            if (order == 0)
                order = Precedence.AfterLine(left.Record).CompareTo(Precedence.AfterLine(right.Record));
            return order != 0 ? order : leftOrder.CompareTo(rightOrder);
        }

        private (int Line, int Order) SourceOf(Entry entry) =>
            entry.Source >= 0 ? (entry.Source, -1) : (ordered[~entry.Source].Line, placesOfOrders[ordered[~entry.Source].Order]);
    }
}
