using System.Buffers.Binary;
using System.IO.Hashing;
using DomainBlock.Indexing;
using DomainBlock.Matching;
using DomainBlock.Text;

namespace DomainBlock.Format;

/// <summary>Turns sorted rules into the bytes of a compiled blocklist. The same rules and lists give the same bytes.</summary>
internal static class ImageWriter
{
    /// <summary>
    /// How many seeds are tried before giving up. One suffices in practice; only keys crafted against the hash need
    /// another, and the first seed depends on all keys, so that crafting them means crafting the whole set.
    /// </summary>
    private const int MaxSeeds = 64;

    /// <summary>An entry for each must fit into one array.</summary>
    private static readonly int MaxRules = (Array.MaxLength / KeyIndex.EntrySize) - 1;

    /// <param name="rules">A store that has been sorted.</param>
    /// <param name="kept">The rules to write, in the store's order.</param>
    /// <param name="lists">The lists, by number.</param>
    /// <param name="metadata">What the file says of itself.</param>
    /// <param name="withLines">Whether to write the line of each rule.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public static byte[] Write(
        RuleStore rules,
        ReadOnlySpan<int> kept,
        IReadOnlyList<ListInfo> lists,
        IEnumerable<(string Key, string Value)> metadata,
        bool withLines,
        CancellationToken cancellationToken)
    {
        if (kept.Length > MaxRules)
            throw new BlocklistLimitException($"{kept.Length} rules are too many for one blocklist; it takes {MaxRules}. Compile them into several.");
        (int keyCount, int octetCount) = CountKeys(rules, kept);
        byte[] octets = new byte[octetCount];
        byte[] entries = new byte[(keyCount + 1) * KeyIndex.EntrySize];
        byte[] records = new byte[kept.Length * RuleRecord.Size];
        byte[] lines = new byte[withLines ? kept.Length * sizeof(int) : 0];

        int key = 0;
        int start = 0;
        for (int i = 0; i < kept.Length; i++)
        {
            ReadOnlySpan<byte> reversed = rules.Key(kept[i]);
            if (i == 0 || !reversed.SequenceEqual(rules.Key(kept[i - 1])))
            {
                // Reversing a reversed key gives the name back.
                ReversedKey.Write(reversed, octets.AsSpan(start));
                WriteEntry(entries, key++, start, i);
                start += reversed.Length;
            }
            rules.Record(kept[i]).Write(records.AsSpan(i * RuleRecord.Size));
            if (withLines)
                BinaryPrimitives.WriteInt32LittleEndian(lines.AsSpan(i * sizeof(int)), rules.Line(kept[i]));
        }
        WriteEntry(entries, key, start, kept.Length);

        (ulong seed, byte[] slots) = BuildSlots(octets, entries, keyCount, cancellationToken);
        var directory = new ImageDirectory(seed, keyCount, kept.Length, slots.Length / sizeof(uint), lists.Count, Profile.AllowWins);
        List<(uint, bool, byte[])> sections =
        [
            (Sections.Index, true, directory.ToBytes()),
            (Sections.Slots, true, slots),
            (Sections.Entries, true, entries),
            (Sections.Keys, true, octets),
            (Sections.Rules, true, records),
            (Sections.Lists, true, TextTable.Write(lists.Select(l => (l.Name, l.Format)))),
            (Sections.Metadata, false, TextTable.Write(metadata)),
        ];
        if (withLines)
            sections.Add((Sections.Lines, false, lines));
        return Sections.Write(sections);
    }

    private static (int Keys, int Octets) CountKeys(RuleStore rules, ReadOnlySpan<int> kept)
    {
        int keys = 0;
        int octets = 0;
        for (int i = 0; i < kept.Length; i++)
        {
            ReadOnlySpan<byte> key = rules.Key(kept[i]);
            if (i > 0 && key.SequenceEqual(rules.Key(kept[i - 1])))
                continue;
            keys++;
            octets += key.Length;
        }
        return (keys, octets);
    }

    private static void WriteEntry(Span<byte> entries, int key, int start, int firstRule)
    {
        Span<byte> entry = entries.Slice(key * KeyIndex.EntrySize, KeyIndex.EntrySize);
        BinaryPrimitives.WriteInt32LittleEndian(entry, start);
        BinaryPrimitives.WriteInt32LittleEndian(entry[sizeof(int)..], firstRule);
    }

    private static (ulong Seed, byte[] Slots) BuildSlots(
        ReadOnlySpan<byte> octets, ReadOnlySpan<byte> entries, int keyCount, CancellationToken cancellationToken)
    {
        ulong[] hashes = new ulong[keyCount];
        ulong seed = XxHash3.HashToUInt64(octets);
        for (int attempt = 0; attempt < MaxSeeds; attempt++, seed++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (int key = 0; key < keyCount; key++)
            {
                int start = BinaryPrimitives.ReadInt32LittleEndian(entries[(key * KeyIndex.EntrySize)..]);
                int end = BinaryPrimitives.ReadInt32LittleEndian(entries[((key + 1) * KeyIndex.EntrySize)..]);
                hashes[key] = SuffixHash.Of(octets[start..end], seed);
            }
            if (SlotTable.TryBuild(hashes) is { } slots)
                return (seed, slots);
        }
        throw new BlocklistLimitException($"These names cannot be indexed: {MaxSeeds} hash seeds failed, which happens only to names made for it.");
    }
}
