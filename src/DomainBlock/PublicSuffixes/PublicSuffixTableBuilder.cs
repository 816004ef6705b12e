using System.Buffers.Binary;
using System.Numerics;
using DomainBlock.Indexing.Building;

namespace DomainBlock.PublicSuffixes;

/// <summary>Writes a <see cref="PublicSuffixTable"/>.</summary>
/// <param name="withPrivate">Whether the list's private section is in it.</param>
/// <param name="digest">The SHA-256 of the list.</param>
internal sealed class PublicSuffixTableBuilder(bool withPrivate, byte[] digest)
{
    private readonly List<byte> _entries = [];
    private readonly List<(uint Place, ulong Hash)> _names = [];
    private int _mostLabels;

    /// <summary>Adds a name.</summary>
    public void Add(IndexedName name, SuffixRules rules)
    {
        _names.Add(((uint)_entries.Count + 1, name.Hash));
        _entries.Add((byte)rules);
        _entries.Add((byte)name.Text.Length);
        _entries.AddRange(name.Text);
        _mostLabels = Math.Max(_mostLabels, name.LabelCount);
    }

    /// <summary>The table: the same for the same names in the same order.</summary>
    /// <exception cref="BlocklistLimitException">The names crowd, which those of a real list never do.</exception>
    public byte[] ToBytes()
    {
        // More than half of the slots stay empty.
        for (int slotBits = BitOperations.Log2((uint)_names.Count + 1) + 2; slotBits <= PublicSuffixTable.MaxSlotBits; slotBits++)
        {
            byte[] table = new byte[PublicSuffixTable.HeaderSize + (PublicSuffixTable.SlotSize << slotBits)];
            BinaryPrimitives.WriteInt32LittleEndian(table, _names.Count);
            table[4] = (byte)slotBits;
            table[5] = (byte)_mostLabels;
            table[6] = withPrivate ? (byte)1 : (byte)0;
            digest.CopyTo(table, 8);
            if (_names.TrueForAll(name => TryEnter(table.AsSpan(PublicSuffixTable.HeaderSize), (int)(name.Hash >> (64 - slotBits)), name.Place)))
                return [.. table, .. _entries];
        }
        throw new BlocklistLimitException("The Public Suffix List has too many names.");
    }

    private static bool TryEnter(Span<byte> slots, int slot, uint place)
    {
        for (int probe = 0; probe < PublicSuffixTable.MaxProbes; probe++)
        {
            Span<byte> mine = slots.Slice(slot * PublicSuffixTable.SlotSize, PublicSuffixTable.SlotSize);
            if (BinaryPrimitives.ReadUInt32LittleEndian(mine) == 0)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(mine, place);
                return true;
            }
            slot = (slot + 1) & ((slots.Length / PublicSuffixTable.SlotSize) - 1);
        }
        return false;
    }
}
