using System.Buffers.Binary;
using DomainBlock.Matching;

namespace DomainBlock.Format;

/// <summary>
/// The section ORDR: which rules have an order id. How many do (4 bytes); of each its number and where in the texts its id begins (4 bytes each), by
/// number; then the texts, each once, in the order of their octets, each with its length in one octet. Rules without one cost nothing, and looking up one
/// reads nothing else.
/// </summary>
internal static class OrderTable
{
    private const int EntriesStart = sizeof(uint);
    private const int EntrySize = 2 * sizeof(uint);

    /// <summary>Writes the section.</summary>
    /// <param name="orders">Rules and the numbers of their orders, by rule.</param>
    /// <param name="ids">The ids.</param>
    /// <returns>The section; empty where no rule has an order.</returns>
    public static byte[] Write(List<(int Rule, int Order)> orders, OrderIds ids)
    {
        if (orders.Count == 0)
            return [];
        int[] places = ids.Places();
        int[] starts = new int[places.Length];
        var texts = new List<byte>();
        foreach (int order in orders.Select(o => o.Order).Distinct().OrderBy(order => places[order]))
        {
            starts[order] = texts.Count;
            texts.Add((byte)ids.Octets(order).Length);
            texts.AddRange(ids.Octets(order));
        }
        long length = EntriesStart + ((long)orders.Count * EntrySize) + texts.Count;
        if (length > Array.MaxLength)
            throw new BlocklistLimitException($"{orders.Count} rules with order ids are too many for one blocklist. Leave them out, or compile the rules into several.");
        byte[] section = new byte[length];
        BinaryPrimitives.WriteInt32LittleEndian(section, orders.Count);
        for (int i = 0; i < orders.Count; i++)
        {
            Span<byte> entry = section.AsSpan(EntriesStart + (i * EntrySize));
            BinaryPrimitives.WriteInt32LittleEndian(entry, orders[i].Rule);
            BinaryPrimitives.WriteInt32LittleEndian(entry[sizeof(uint)..], starts[orders[i].Order]);
        }
        texts.CopyTo(section, EntriesStart + (orders.Count * EntrySize));
        return section;
    }

    /// <summary>Whether the entries fit.</summary>
    public static bool IsSound(ReadOnlySpan<byte> section) =>
        section.Length >= EntriesStart && Count(section) <= (uint)(section.Length - EntriesStart) / EntrySize;

    /// <summary>Where in the texts the order id of a rule begins, or -1. A binary search.</summary>
    /// <param name="section">A sound section, or an empty one.</param>
    /// <param name="rule">The rule's number.</param>
    public static long Find(ReadOnlySpan<byte> section, int rule)
    {
        uint low = 0;
        uint high = section.IsEmpty ? 0 : Count(section);
        while (low < high)
        {
            uint middle = low + ((high - low) / 2);
            uint found = BinaryPrimitives.ReadUInt32LittleEndian(Entry(section, middle));
            if (found == (uint)rule)
                return BinaryPrimitives.ReadUInt32LittleEndian(Entry(section, middle)[sizeof(uint)..]);
            if (found < (uint)rule)
                low = middle + 1;
            else
                high = middle;
        }
        return -1;
    }

    /// <summary>The text that begins somewhere; null where there is none.</summary>
    public static string? Text(ReadOnlySpan<byte> section, long start) => OrderIds.Text(Octets(Texts(section), start));

    /// <summary>What is wrong with a sound section, for messages; null where nothing is.</summary>
    public static string? FindFault(ReadOnlySpan<byte> section, int ruleCount)
    {
        ReadOnlySpan<byte> texts = Texts(section);
        var unused = new HashSet<uint>();
        ReadOnlySpan<byte> previous = [];
        for (int start = 0; start < texts.Length; start += 1 + previous.Length)
        {
            ReadOnlySpan<byte> text = Octets(texts, start);
            if (OrderIds.Text(text) is null || text.SequenceCompareTo(previous) <= 0)
                return $"has no order id, or one out of order, at {start} of its texts";
            unused.Add((uint)start);
            previous = text;
        }
        HashSet<uint> starts = [.. unused];
        long last = -1;
        for (uint i = 0; i < Count(section); i++)
        {
            uint rule = BinaryPrimitives.ReadUInt32LittleEndian(Entry(section, i));
            uint start = BinaryPrimitives.ReadUInt32LittleEndian(Entry(section, i)[sizeof(uint)..]);
            if (rule <= last || rule >= (uint)ruleCount)
                return $"has rules out of order, or one that there is not: {rule}";
            if (!starts.Contains(start))
                return $"has no order id where that of rule {rule} should begin";
            unused.Remove(start);
            last = rule;
        }
        return unused.Count > 0 || last < 0 ? "has an order id without rules, or none at all" : null;
    }

    private static uint Count(ReadOnlySpan<byte> section) => BinaryPrimitives.ReadUInt32LittleEndian(section);

    private static ReadOnlySpan<byte> Entry(ReadOnlySpan<byte> section, uint number) => section.Slice(EntriesStart + ((int)number * EntrySize), EntrySize);

    private static ReadOnlySpan<byte> Texts(ReadOnlySpan<byte> section) => section[(EntriesStart + ((int)Count(section) * EntrySize))..];

    private static ReadOnlySpan<byte> Octets(ReadOnlySpan<byte> texts, long start)
    {
        if (start >= texts.Length)
            return [];
        ReadOnlySpan<byte> rest = texts[(int)start..];
        return rest[0] < rest.Length ? rest.Slice(1, rest[0]) : [];
    }
}
