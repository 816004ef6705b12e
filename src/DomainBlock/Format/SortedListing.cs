using System.Buffers.Binary;
using DomainBlock.Text;
using DomainBlock.Work;

namespace DomainBlock.Format;

/// <summary>Rules in the order of their names, rules of one name in the order of their numbers. Each name is reversed once, not at each comparison.</summary>
internal static class SortedListing
{
    /// <summary>Lists all rules of an image.</summary>
    /// <exception cref="BlocklistFileException">The file is damaged in a way that opening does not see.</exception>
    public static Rule[] Read(BlocklistImage image, BuildWork work)
    {
        var rules = new List<Rule>();
        var keys = new List<byte>();
        var entries = new List<Entry>();
        Span<byte> room = stackalloc byte[NameBuffer.MaxOctets + sizeof(ulong)];
        foreach (Rule rule in new RuleListing(image).Enumerate())
        {
            work.Pass(rules.Count);
            room.Clear();
            int length = ReversedKey.Write(rule.Name.Octets, room);
            if (rule.Expression is not null)
            {
                // No label is as long: expressions come behind all names.
                room[0] = byte.MaxValue;
                length = 1;
            }
            ReadOnlySpan<byte> key = room[..length];
            if (keys.Count > Array.MaxLength - key.Length)
                throw new BlocklistLimitException("The rules are too many to be sorted in memory.");
            entries.Add(new Entry(BinaryPrimitives.ReadUInt64BigEndian(room), keys.Count, (byte)key.Length, rules.Count));
            keys.AddRange(key);
            rules.Add(rule);
        }

        Entry[] sorted = MergeSort.Sort(entries.ToArray(), entries.Count, new ByNameAndNumber([.. keys]), work);
        var listed = new Rule[rules.Count];
        for (int place = 0; place < listed.Length; place++)
            listed[place] = rules[sorted[place].Number];
        return listed;
    }

    /// <param name="Prefix">The key's first eight octets, big-endian, so that many comparisons stay in this record.</param>
    /// <param name="KeyStart">Where the reversed name starts.</param>
    /// <param name="KeyLength">Its length.</param>
    /// <param name="Number">The rule's number.</param>
    private readonly record struct Entry(ulong Prefix, int KeyStart, byte KeyLength, int Number);

    private readonly struct ByNameAndNumber(byte[] keys) : IComparer<Entry>
    {
        public int Compare(Entry left, Entry right)
        {
            int order = left.Prefix.CompareTo(right.Prefix);
            if (order == 0)
                order = keys.AsSpan(left.KeyStart, left.KeyLength).SequenceCompareTo(keys.AsSpan(right.KeyStart, right.KeyLength));
            return order != 0 ? order : left.Number.CompareTo(right.Number);
        }
    }
}
