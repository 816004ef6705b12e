using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DomainBlock.Indexing;

/// <summary>
/// The suffixes that many keys share (<c>com</c>, <c>blogspot.com</c>), each with a short code in place of its text. Whatever
/// stands above a root is a root, so that each is known by the root above it and one label, and a walk from the right may stop at
/// the first label that leads to none. Root 0 is the name without labels. A slot has 16 bits of its root's hash, which turn most
/// strangers away; every look-up that ends in a root has compared the label itself.
/// </summary>
internal readonly ref struct RootTable
{
    /// <summary>Number of roots (2 bytes), log2 of the number of slots (1), zero (1), octets of the labels (4).</summary>
    public const int HeaderSize = 8;

    /// <summary>
    /// The root above (2 bytes); its code with a 1 before it, or 0 where no key begins with it (2); the letter class of what follows (1);
    /// where its label starts, with its length octet (3).
    /// </summary>
    public const int EntrySize = 8;

    /// <summary>With a 1 before it a code must fit into 16 bits.</summary>
    public const int MaxCodeLength = 15;

    /// <summary>Half of what codes of 15 bits can tell apart, so that limiting their length costs nothing.</summary>
    public const int MaxRoots = 1 << 14;

    /// <summary>No look-up goes further; the builder takes another seed rather than make one necessary.</summary>
    public const int MaxProbes = 64;

    /// <summary>A root's number (2 bytes), 0 where there is none; the low 16 bits of its hash (2).</summary>
    public const int SlotSize = sizeof(uint);

    private readonly ReadOnlySpan<uint> _slots;
    private readonly ReadOnlySpan<byte> _entries;
    private readonly ReadOnlySpan<byte> _labels;
    private readonly int _slotShift;

    /// <param name="section">The table's bytes, as <see cref="IsSound"/> found them sound.</param>
    public RootTable(ReadOnlySpan<byte> section)
    {
        int slots = SlotSize << section[2];
        int entries = BinaryPrimitives.ReadUInt16LittleEndian(section) * EntrySize;
        _slotShift = 64 - section[2];
        _slots = MemoryMarshal.Cast<byte, uint>(section.Slice(HeaderSize, slots));
        _entries = section.Slice(HeaderSize + slots, entries);
        _labels = section[(HeaderSize + slots + entries)..];
    }

    /// <summary>How many roots there are, root 0 included.</summary>
    public int Count => _entries.Length / EntrySize;

    /// <summary>How many slots the builder makes: a power of two, more than half of them empty, so that a look-up that finds nothing passes one root or two.</summary>
    public static int SlotBitsFor(int count) => BitOperations.Log2((uint)count) + 2;

    /// <summary>Whether the parts fit the section, so that no look-up can go astray; the entries' contents are checked when they are used.</summary>
    public static bool IsSound(ReadOnlySpan<byte> section)
    {
        if (section.Length < HeaderSize)
            return false;
        int count = BinaryPrimitives.ReadUInt16LittleEndian(section);
        int slotBits = section[2];
        return count is > 0 and <= MaxRoots && slotBits is > 0 and <= 16 && section[3] == 0
            && HeaderSize + (SlotSize << slotBits) + (count * EntrySize) + (long)BinaryPrimitives.ReadUInt32LittleEndian(section[4..]) == section.Length;
    }

    /// <summary>Finds the root one label below another.</summary>
    /// <param name="parent">The root above.</param>
    /// <param name="label">The label's octets.</param>
    /// <param name="hash">The <see cref="SuffixHash"/> of the suffix that begins with the label.</param>
    /// <returns>The root's number, or 0: there is none.</returns>
    public int Find(int parent, ReadOnlySpan<byte> label, ulong hash)
    {
        ReadOnlySpan<uint> slots = _slots;
        int slot = (int)(hash >> _slotShift);
        for (int probe = 0; probe < MaxProbes && (uint)slot < (uint)slots.Length; probe++)
        {
            uint found = slots[slot];
            if (found == 0)
                return 0;
            int root = (int)(found & 0xFFFF);
            if ((ushort)(found >> 16) == (ushort)hash && Parent(root) == parent && Label(root).SequenceEqual(label))
                return root;
            slot = (slot + 1) & (slots.Length - 1);
        }
        return 0;
    }

    /// <summary>Finds the longest root that a suffix ends with, or is.</summary>
    /// <param name="text">The name's octets.</param>
    /// <param name="suffixes">Where its suffixes begin, and their hashes.</param>
    /// <param name="labels">How many labels the suffix has.</param>
    /// <param name="from">Where to begin: a root and its number of labels, which the name ends with.</param>
    /// <returns>The root, and how many labels it has.</returns>
    public (int Root, int Labels) FindLongest(ReadOnlySpan<byte> text, in Suffixes suffixes, int labels, (int Root, int Labels) from = default)
    {
        while (from.Labels < labels)
        {
            int start = suffixes.Starts[from.Labels + 1];
            int next = Find(from.Root, text[start..(suffixes.Starts[from.Labels] - 1)], suffixes.Hashes[from.Labels + 1]);
            if (next == 0)
                break;
            from = (next, from.Labels + 1);
        }
        return from;
    }

    /// <summary>The root above; -1 for a number that is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Parent(int root) => (uint)root < (uint)Count ? BinaryPrimitives.ReadUInt16LittleEndian(_entries[(root * EntrySize)..]) : -1;

    /// <summary>The code with a 1 before its first bit; 0 where no key begins with this root.</summary>
    public uint Code(int root) => (uint)root < (uint)Count ? BinaryPrimitives.ReadUInt16LittleEndian(_entries[((root * EntrySize) + 2)..]) : 0u;

    /// <summary>The class of the letter that follows.</summary>
    public byte LetterClass(int root) => (uint)root < (uint)Count ? _entries[(root * EntrySize) + 4] : (byte)0;

    /// <summary>The root's leftmost label; empty where the table gives no sound place for it.</summary>
    public ReadOnlySpan<byte> Label(int root)
    {
        if ((uint)root >= (uint)Count)
            return [];
        int start = (int)(BinaryPrimitives.ReadUInt32LittleEndian(_entries[((root * EntrySize) + 4)..]) >> 8);
        if (start >= _labels.Length || _labels[start] > _labels.Length - start - 1)
            return [];
        return _labels.Slice(start + 1, _labels[start]);
    }
}
