using System.Buffers.Binary;

namespace DomainBlock.Indexing;

/// <summary>
/// The keys of a compiled blocklist: which names rules stand on, and which rules each has. Key numbers follow the order
/// of the reversed names; the rules of key k are those from <c>FirstRule(k)</c> up to, not including, <c>FirstRule(k + 1)</c>.
/// Every number read from the file is checked before it is used, so that a hostile file finds nothing instead of failing.
/// </summary>
internal readonly ref struct KeyIndex
{
    /// <summary>One entry: the key's start among the octets, then its first rule, 4 bytes each. A last entry holds both ends.</summary>
    public const int EntrySize = 2 * sizeof(uint);

    private readonly SlotTable _slots;
    private readonly ReadOnlySpan<byte> _entries;
    private readonly ReadOnlySpan<byte> _octets;

    /// <param name="seed">The hash of the root suffix.</param>
    /// <param name="slots">See <see cref="SlotTable"/>.</param>
    /// <param name="entries"><see cref="EntrySize"/> bytes a key, and one entry more.</param>
    /// <param name="octets">The keys one after another, each as labels in wire form without the root octet.</param>
    public KeyIndex(ulong seed, ReadOnlySpan<byte> slots, ReadOnlySpan<byte> entries, ReadOnlySpan<byte> octets)
    {
        Seed = seed;
        KeyCount = (entries.Length / EntrySize) - 1;
        _slots = new SlotTable(slots, KeyCount);
        _entries = entries;
        _octets = octets;
    }

    /// <summary>The hash that <see cref="SuffixHash.Extend"/> starts from.</summary>
    public ulong Seed { get; }

    /// <summary>How many names rules stand on.</summary>
    public int KeyCount { get; }

    /// <summary>How many octets the keys have together.</summary>
    public uint OctetCount => (uint)_octets.Length;

    /// <summary>How many slots lead somewhere; as many as there are keys in a sound file.</summary>
    public int UsedSlots() => _slots.CountUsed();

    /// <summary>Looks a suffix up.</summary>
    /// <param name="hash">Its hash.</param>
    /// <param name="suffix">Its labels in wire form, without the root octet.</param>
    /// <param name="key">Its number, or -1.</param>
    public bool TryFind(ulong hash, ReadOnlySpan<byte> suffix, out int key)
    {
        SlotTable.Probe probe = _slots.Find(hash);
        while (probe.Next(out key))
        {
            if (TryGetOctets(key, out ReadOnlySpan<byte> octets) && octets.SequenceEqual(suffix))
                return true;
        }
        return false;
    }

    /// <summary>The name of a key.</summary>
    /// <returns>False where the file gives no sound place for it.</returns>
    public bool TryGetOctets(int key, out ReadOnlySpan<byte> octets)
    {
        octets = default;
        if ((uint)key >= (uint)KeyCount)
            return false;
        uint start = Start(key);
        uint end = Start(key + 1);
        if (start > end || end > (uint)_octets.Length)
            return false;
        octets = _octets[(int)start..(int)end];
        return true;
    }

    /// <summary>Where a key's name starts among the octets; for the number after the last key, where the last one ends.</summary>
    public uint Start(int key) => BinaryPrimitives.ReadUInt32LittleEndian(_entries[(key * EntrySize)..]);

    /// <summary>A key's first rule; for the number after the last key, how many rules there are.</summary>
    public uint FirstRule(int key) => BinaryPrimitives.ReadUInt32LittleEndian(_entries[((key * EntrySize) + sizeof(uint))..]);

    /// <summary>The key that a rule stands on: the last one whose first rule is not behind it. Takes log2(keys) steps.</summary>
    /// <returns>A key, or -1 where the file gives none.</returns>
    public int KeyOfRule(int rule)
    {
        int low = 0;
        int high = KeyCount;
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            if (FirstRule(middle) <= (uint)rule)
                low = middle + 1;
            else
                high = middle;
        }
        return low - 1;
    }
}
