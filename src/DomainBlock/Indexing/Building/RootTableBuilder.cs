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
    /// <param name="chosen">As <see cref="RootChooser"/> gives them. Those that find no slot, and what is below them, are left out: of roots that chance has put there hardly ever one, of crafted ones all but a few.</param>
    /// <param name="seed">The hash of the root suffix.</param>
    public static RootTableBuilder Build(INameSource names, List<(int Name, int Length)> chosen, ulong seed)
    {
        int slotBits = RootTable.SlotBitsFor(chosen.Count);
        ulong[] hashes = Hash(names, chosen, seed);
        int[] slotOf = FindSlots(hashes, slotBits);
        byte[] slots = new byte[RootTable.SlotsSize(slotBits)];
        byte[] entries = new byte[chosen.Count * RootTable.EntrySize];
        var labels = new List<byte> { 0 };

        // The roots above the present one, outermost first: where each ends in its key, its number, and which of the chosen it is.
        var above = new Stack<(int Length, int Root, int Chosen)>();
        above.Push((0, 0, 0));
        int count = 1;
        for (int next = 1; next < chosen.Count; next++)
        {
            (int name, int length) = chosen[next];
            ReadOnlySpan<byte> key = names.ReversedKey(name)[..length];
            while (above.Peek().Length >= length || !key.StartsWith(names.ReversedKey(chosen[above.Peek().Chosen].Name)[..above.Peek().Length]))
                above.Pop();
            (int start, int parent, _) = above.Peek();
            if (slotOf[next] < 0 || start + 1 + key[start] != length)
                continue;
            above.Push((length, count, next));
            Span<byte> entry = entries.AsSpan(count * RootTable.EntrySize, RootTable.EntrySize);
            BinaryPrimitives.WriteUInt16LittleEndian(entry, (ushort)parent);
            BinaryPrimitives.WriteUInt32LittleEndian(entry[4..], (uint)labels.Count << 8);
            labels.AddRange(key[start..]);
            BinaryPrimitives.WriteUInt32LittleEndian(slots.AsSpan(slotOf[next] * RootTable.SlotSize), (uint)count | ((uint)hashes[next] << 16));
            count++;
        }
        byte[] header = new byte[RootTable.HeaderSize];
        BinaryPrimitives.WriteUInt16LittleEndian(header, (ushort)count);
        header[2] = (byte)slotBits;
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(4), labels.Count);
        return new RootTableBuilder([.. header, .. slots, .. entries.AsSpan(0, count * RootTable.EntrySize), .. labels], header.Length + slots.Length);
    }

    private static ulong[] Hash(INameSource names, List<(int Name, int Length)> chosen, ulong seed)
    {
        ulong[] hashes = new ulong[chosen.Count];
        var spelled = new IndexedName(seed);
        for (int root = 1; root < hashes.Length; root++)
        {
            spelled.Read(names.ReversedKey(chosen[root].Name)[..chosen[root].Length]);
            hashes[root] = spelled.Hash;
        }
        return hashes;
    }

    /// <summary>Gives each root the first slot that is free from its own on, in the order of these, which keeps all of them near; -1 where none is near enough, and to root 0.</summary>
    private static int[] FindSlots(ulong[] hashes, int slotBits)
    {
        int[] slotOf = new int[hashes.Length];
        Array.Fill(slotOf, -1);
        int free = 0;
        foreach (int root in Enumerable.Range(1, hashes.Length - 1).OrderBy(r => hashes[r]))
        {
            int own = (int)(hashes[root] >> (64 - slotBits));
            free = Math.Max(free, own);
            if (free < own + RootTable.Window)
                slotOf[root] = free++;
        }
        return slotOf;
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
}
