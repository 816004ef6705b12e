using System.Buffers.Binary;

namespace DomainBlock.Indexing.Building;

/// <summary>Writes a <see cref="RootTable"/>: first without codes, so that names can be split at their roots, then with them.</summary>
internal sealed class RootTableBuilder
{
    private readonly byte[] _section;
    private readonly int _entries;

    private RootTableBuilder(byte[] section, int entries)
    {
        _section = section;
        _entries = entries;
    }

    /// <summary>The table as it is now.</summary>
    public byte[] Section => _section;

    /// <summary>Lays the roots out, without codes.</summary>
    /// <param name="names">The names.</param>
    /// <param name="roots">As <see cref="RootChooser"/> gives them.</param>
    /// <param name="seed">The hash of the root suffix.</param>
    /// <returns>Null if a look-up would take too long: take another seed.</returns>
    public static RootTableBuilder? TryBuild(INameSource names, List<(int Name, int Length)> roots, ulong seed)
    {
        int slotBits = RootTable.SlotBitsFor(roots.Count);
        int entries = RootTable.HeaderSize + (RootTable.SlotSize << slotBits);
        var labels = new List<byte>();
        byte[] table = new byte[entries + (roots.Count * RootTable.EntrySize)];

        // The roots above the present one, outermost first: where each ends in its key, and its number.
        var above = new Stack<(int Length, int Root)>();
        above.Push((0, 0));
        var spelled = new IndexedName(seed);
        labels.Add(0);
        for (int root = 1; root < roots.Count; root++)
        {
            (int name, int length) = roots[root];
            ReadOnlySpan<byte> key = names.ReversedKey(name)[..length];
            while (above.Peek().Length >= length || !key.StartsWith(names.ReversedKey(roots[above.Peek().Root].Name)[..above.Peek().Length]))
                above.Pop();
            (int start, int parent) = above.Peek();
            above.Push((length, root));
            spelled.Read(key);
            ulong hash = spelled.Hash;

            Span<byte> entry = table.AsSpan(entries + (root * RootTable.EntrySize), RootTable.EntrySize);
            BinaryPrimitives.WriteUInt16LittleEndian(entry, (ushort)parent);
            BinaryPrimitives.WriteUInt32LittleEndian(entry[4..], (uint)labels.Count << 8);
            labels.AddRange(key[start..]);
            if (!TryEnter(table.AsSpan(RootTable.HeaderSize, RootTable.SlotSize << slotBits), (int)(hash >> (64 - slotBits)), (uint)root | ((uint)hash << 16)))
                return null;
        }
        BinaryPrimitives.WriteUInt16LittleEndian(table, (ushort)roots.Count);
        table[2] = (byte)slotBits;
        BinaryPrimitives.WriteInt32LittleEndian(table.AsSpan(4), labels.Count);
        return new RootTableBuilder([.. table, .. labels], entries);
    }

    /// <summary>Sets each root's code, after how many names begin with it, and the class of the letter that follows it.</summary>
    public void SetCodes(ReadOnlySpan<long> nameCounts, ReadOnlySpan<byte> letterClasses)
    {
        (ushort Code, byte Length)[] codes = HuffmanCode.Build(nameCounts, RootTable.MaxCodeLength);
        for (int root = 0; root < codes.Length; root++)
        {
            Span<byte> entry = _section.AsSpan(_entries + (root * RootTable.EntrySize), RootTable.EntrySize);
            int code = codes[root].Length == 0 ? 0 : (1 << codes[root].Length) | codes[root].Code;
            BinaryPrimitives.WriteUInt16LittleEndian(entry[2..], (ushort)code);
            entry[4] = letterClasses[root];
        }
    }

    private static bool TryEnter(Span<byte> slots, int slot, uint root)
    {
        for (int probe = 0; probe < RootTable.MaxProbes - 1; probe++)
        {
            Span<byte> place = slots.Slice(slot * RootTable.SlotSize, RootTable.SlotSize);
            if (BinaryPrimitives.ReadUInt32LittleEndian(place) == 0)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(place, root);
                return true;
            }
            slot = (slot + 1) & ((slots.Length / RootTable.SlotSize) - 1);
        }
        return false;
    }
}
