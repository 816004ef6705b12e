using System.Buffers.Binary;
using System.Numerics;

namespace DomainBlock.Indexing;

/// <summary>
/// An open-addressed table from 64-bit hashes to key numbers, with linear probing. A slot is 0 when empty; otherwise its
/// low bits hold the key's number plus one and its other bits the same bits of the hash, which reject most strangers
/// before a key is read. The table names candidates only: whoever asks compares the key itself, so that answers are exact.
/// </summary>
internal readonly ref struct SlotTable
{
    /// <summary>
    /// No probe goes further. At the load of one half that the builder keeps, the longest run among a million random
    /// hashes is about 70; the bound is what stops a hostile file from making a query scan the table.
    /// </summary>
    public const int MaxProbes = 256;

    private const int SlotSize = sizeof(uint);

    private readonly ReadOnlySpan<byte> _slots;
    private readonly int _hashShift;
    private readonly uint _numberMask;

    /// <param name="slots">The slots; a power of two of them, at least two, which the caller has checked.</param>
    /// <param name="keyCount">How many keys there are.</param>
    public SlotTable(ReadOnlySpan<byte> slots, int keyCount)
    {
        _slots = slots;
        _hashShift = 64 - BitOperations.Log2((uint)(slots.Length / SlotSize));
        _numberMask = NumberMask(keyCount);
    }

    /// <summary>How many slots the builder makes for so many keys: the smallest power of two of at least twice as many.</summary>
    public static int SlotCountFor(int keyCount) => (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(2, keyCount * 2L));

    /// <summary>Starts looking for a hash's candidates.</summary>
    public Probe Find(ulong hash) => new(this, hash);

    /// <summary>How many slots are not empty.</summary>
    public int CountUsed()
    {
        int used = 0;
        for (int slot = 0; slot < _slots.Length; slot += SlotSize)
            used += BinaryPrimitives.ReadUInt32LittleEndian(_slots[slot..]) == 0 ? 0 : 1;
        return used;
    }

    private static uint NumberMask(int keyCount) => (uint)((1UL << (BitOperations.Log2((uint)keyCount | 1) + 1)) - 1);

    /// <summary>Builds the slots for these hashes, key i having hash i.</summary>
    /// <returns>The slots, or null if a run would be longer than <see cref="MaxProbes"/>: take other hashes.</returns>
    public static byte[]? TryBuild(ReadOnlySpan<ulong> hashes)
    {
        int count = SlotCountFor(hashes.Length);
        byte[] slots = new byte[(long)count * SlotSize];
        int shift = 64 - BitOperations.Log2((uint)count);
        uint numberMask = NumberMask(hashes.Length);
        for (int number = 0; number < hashes.Length; number++)
        {
            int slot = (int)(hashes[number] >> shift);
            int probes = 1;
            while (BinaryPrimitives.ReadUInt32LittleEndian(slots.AsSpan(slot * SlotSize)) != 0)
            {
                if (++probes > MaxProbes)
                    return null;
                slot = (slot + 1) & (count - 1);
            }
            uint value = ((uint)hashes[number] & ~numberMask) | (uint)(number + 1);
            BinaryPrimitives.WriteUInt32LittleEndian(slots.AsSpan(slot * SlotSize), value);
        }
        return slots;
    }

    /// <summary>The walk over one hash's candidates.</summary>
    public ref struct Probe
    {
        private readonly SlotTable _table;
        private readonly uint _tag;
        private int _slot;
        private int _left;

        internal Probe(SlotTable table, ulong hash)
        {
            _table = table;
            _tag = (uint)hash & ~table._numberMask;
            _slot = (int)(hash >> table._hashShift) * SlotSize;
            _left = MaxProbes;
        }

        /// <summary>Gives the next key number whose hash may be the one asked for.</summary>
        /// <returns>Whether there was one. Its number may be out of range in a hostile file.</returns>
        public bool Next(out int number)
        {
            ReadOnlySpan<byte> slots = _table._slots;
            while (_left-- > 0)
            {
                uint slot = BinaryPrimitives.ReadUInt32LittleEndian(slots[_slot..]);
                if (slot == 0)
                    break;
                _slot = (_slot + SlotSize) & (slots.Length - 1);
                if ((slot & ~_table._numberMask) == _tag)
                {
                    number = (int)(slot & _table._numberMask) - 1;
                    return true;
                }
            }
            number = -1;
            return false;
        }
    }
}
