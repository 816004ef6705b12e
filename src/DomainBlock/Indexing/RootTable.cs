using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace DomainBlock.Indexing;

/// <summary>
/// The suffixes that many keys share (<c>com</c>, <c>blogspot.com</c>), each with a short code in place of its text. Whatever
/// stands above a root is a root, so that each is known by the root above it and one label, and a walk from the right may stop at
/// the first label that leads to none. Root 0 is the name without labels. Every look-up compares the label itself.
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

    private readonly ReadOnlySpan<byte> _slots;
    private readonly ReadOnlySpan<byte> _entries;
    private readonly ReadOnlySpan<byte> _labels;
    private readonly int _slotShift;

    /// <param name="section">The table's bytes, as <see cref="IsSound"/> found them sound.</param>
    public RootTable(ReadOnlySpan<byte> section)
    {
        int count = BinaryPrimitives.ReadUInt16LittleEndian(section);
        int slotBits = section[2];
        int entries = HeaderSize + (sizeof(ushort) << slotBits);
        int labels = entries + (count * EntrySize);
        _slotShift = 64 - slotBits;
        _slots = section[HeaderSize..entries];
        _entries = section[entries..labels];
        _labels = section[labels..];
    }

    /// <summary>How many roots there are, root 0 included.</summary>
    public int Count => _entries.Length / EntrySize;

    /// <summary>How many slots the builder makes: a power of two, at least a third of them empty, so that runs stay short.</summary>
    public static int SlotBitsFor(int count) => BitOperations.Log2((uint)Math.Max(count + (count / 2), 1)) + 1;

    /// <summary>Whether the parts fit the section, so that no look-up can go astray; the entries' contents are checked when they are used.</summary>
    public static bool IsSound(ReadOnlySpan<byte> section)
    {
        if (section.Length < HeaderSize)
            return false;
        int count = BinaryPrimitives.ReadUInt16LittleEndian(section);
        int slotBits = section[2];
        return count is > 0 and <= MaxRoots && slotBits is > 0 and <= 16 && section[3] == 0
            && HeaderSize + (sizeof(ushort) << slotBits) + (count * EntrySize) + (long)BinaryPrimitives.ReadUInt32LittleEndian(section[4..]) == section.Length;
    }

    /// <summary>Finds the root one label below another.</summary>
    /// <param name="parent">The root above.</param>
    /// <param name="label">The label's octets.</param>
    /// <param name="hash">The <see cref="SuffixHash"/> of the suffix that begins with the label.</param>
    /// <returns>The root's number, or 0: there is none.</returns>
    public int Find(int parent, ReadOnlySpan<byte> label, ulong hash)
    {
        ReadOnlySpan<byte> slots = _slots;
        int slot = (int)(hash >> _slotShift);
        for (int probe = 0; probe < MaxProbes; probe++)
        {
            int root = BinaryPrimitives.ReadUInt16LittleEndian(slots[(slot * sizeof(ushort))..]);
            if (root == 0)
                return 0;
            if (Parent(root) == parent && Label(root).SequenceEqual(label))
                return root;
            slot = (slot + 1) & ((slots.Length / sizeof(ushort)) - 1);
        }
        return 0;
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
