using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using DomainBlock.Text;

namespace DomainBlock.Indexing;

/// <summary>
/// The suffixes that many keys share (<c>com</c>, <c>blogspot.com</c>), each with a short code in place of its text. Whatever
/// stands above a root is a root, so that each is known by the root above it and one label, and a walk from the right may stop at
/// the first label that leads to none. Root 0 is the name without labels. A root is in one of eight slots that are looked at all at once. A slot has 16 bits of its root's hash, which turn most
/// strangers away; every look-up that ends in a root has compared the label itself.
/// <para>
/// <b>Unchecked code.</b> The table is read by reference and offset. That slots hold roots and labels lie in their part is what <see cref="IsSound"/> has proven on opening, for every file, which is
/// the constructor's duty; numbers of roots that come from elsewhere are checked; a name's labels lie in its text, eight octets of which are read only where there are as many; and a file must not
/// change while it is open.
/// </para>
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

    /// <summary>How many slots a root may be in, from its own on; the builder leaves out roots that there is no room for.</summary>
    public const int Window = 8;

    /// <summary>A root's number (2 bytes), 0 where there is none; the low 16 bits of its hash (2).</summary>
    public const int SlotSize = sizeof(uint);

    private readonly ref byte _section;

    /// <param name="section">The first of the table's bytes, as <see cref="IsSound"/> found them sound.</param>
    public RootTable(ref byte section) => _section = ref section;

    /// <param name="section">The table's bytes, as <see cref="IsSound"/> found them sound.</param>
    public RootTable(ReadOnlySpan<byte> section)
        : this(ref MemoryMarshal.GetReference(section))
    {
    }

    /// <summary>How many roots there are, root 0 included.</summary>
    public int Count => Number<ushort>(0);

    private int SlotBits => Unsafe.Add(ref _section, 2);

    /// <summary>Where the entries begin.</summary>
    private int Entries => HeaderSize + SlotsSize(SlotBits);

    /// <summary>Where the labels begin.</summary>
    private int Labels => Entries + (Count * EntrySize);

    /// <summary>How many slots are the first of eight: a power of two, more than twice as many as there are roots.</summary>
    public static int SlotBitsFor(int count) => BitOperations.Log2((uint)count) + 2;

    /// <summary>How many bytes the slots have: the last first one has eight, too.</summary>
    public static int SlotsSize(int slotBits) => SlotSize * ((1 << slotBits) + Window);

    /// <summary>
    /// Whether the parts fit the section, slots hold roots, labels lie in their part and letters have a class that there is, so that no look-up can go astray. The section is no larger than
    /// <see cref="MaxRoots"/> let it be, however many names there are.
    /// </summary>
    /// <param name="section">The table's bytes.</param>
    /// <param name="letterClasses">How many classes of letters there are.</param>
    public static bool IsSound(ReadOnlySpan<byte> section, int letterClasses)
    {
        if (section.Length < HeaderSize)
            return false;
        int count = BinaryPrimitives.ReadUInt16LittleEndian(section);
        int slotBits = section[2];
        uint labels = BinaryPrimitives.ReadUInt32LittleEndian(section[4..]);
        if (count is 0 or > MaxRoots || slotBits is 0 or > 16 || section[3] != 0
            || HeaderSize + SlotsSize(slotBits) + (count * EntrySize) + (long)labels != section.Length)
        {
            return false;
        }
        ReadOnlySpan<byte> slots = section.Slice(HeaderSize, SlotsSize(slotBits));
        for (int place = 0; place < slots.Length; place += SlotSize)
        {
            uint slot = BinaryPrimitives.ReadUInt32LittleEndian(slots[place..]);
            if (slot != 0 && (ushort)slot is var root && (root == 0 || root >= count))
                return false;
        }
        ReadOnlySpan<byte> entries = section.Slice(HeaderSize + slots.Length, count * EntrySize);
        ReadOnlySpan<byte> texts = section[^(int)labels..];
        for (int place = 0; place < entries.Length; place += EntrySize)
        {
            uint start = BinaryPrimitives.ReadUInt32LittleEndian(entries[(place + 4)..]) >> 8;
            if (start >= labels || texts[(int)start] > labels - start - 1 || entries[place + 4] >= letterClasses)
                return false;
        }
        return true;
    }

    /// <summary>Finds the longest root that a suffix ends with, or is. A method of its own, with the table by value: so all that it goes on with is in registers.</summary>
    /// <param name="table">The table.</param>
    /// <param name="text">The first of the name's octets.</param>
    /// <param name="suffixes">Where its suffixes begin, and their hashes.</param>
    /// <param name="labels">How many labels the suffix has.</param>
    /// <param name="root">Where to begin: a root that the name ends with.</param>
    /// <param name="length">That root's number of labels.</param>
    /// <returns>The root.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Found FindLongest(RootTable table, ref readonly byte text, in Suffixes suffixes, int labels, int root = 0, int length = 0)
    {
        ref byte octets = ref Unsafe.AsRef(in text);
        ref byte slots = ref Unsafe.Add(ref table._section, HeaderSize);
        int slotBits = table.SlotBits;
        ref byte entries = ref Unsafe.Add(ref slots, (nuint)SlotsSize(slotBits));
        ref byte names = ref Unsafe.Add(ref entries, (nuint)table.Count * EntrySize);
        int end = suffixes.Start(length) - 1;
        ulong entry = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref entries, (nuint)(uint)root * EntrySize));
        while (length < labels)
        {
            int start = suffixes.Start(length + 1);
            ulong hash = suffixes.Hash(length + 1);
            uint found = FindSlots(ref slots, hash, slotBits, out nuint window);
            nuint next;
            for (; ; found &= found - 1)
            {
                if (found == 0)
                    return new Found(entry, root, length);
                next = RootIn(ref slots, window, found);
                ulong nextEntry = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref entries, next * EntrySize));
                if (next != 0 && (ushort)nextEntry == root && IsLabel(ref Unsafe.Add(ref names, (nuint)(nextEntry >> 40)), ref octets, start, end))
                {
                    entry = nextEntry;
                    break;
                }
            }
            (root, end) = ((int)next, start - 1);
            length++;
        }
        return new Found(entry, root, length);
    }

    /// <summary>
    /// Finds the longest root that a suffix of a short name ends with, but is not, where each label is at once found and not long, as nearly all are. Keeps nothing for what is rare: that it leaves to
    /// <see cref="FindLongest"/>. Whether the suffix is a root itself, as few are, it does not look: such a suffix has no key that begins with another root.
    /// </summary>
    /// <param name="table">The table.</param>
    /// <param name="name">The name.</param>
    /// <param name="hash">The hashes of its suffixes.</param>
    /// <param name="first">Where the suffix begins.</param>
    /// <param name="end">Where what precedes the root ends: at a dot, or with the name.</param>
    /// <returns>The root, of which only <see cref="Found.Code"/> and <see cref="Found.LetterClass"/> are told; the code is 0 where it is left to others.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Found FindLongestAtOnce(RootTable table, ShortText name, SuffixHash hash, int first, out int end)
    {
        ref byte text = ref MemoryMarshal.GetReference(name.Octets);
        ref byte slots = ref Unsafe.Add(ref table._section, HeaderSize);
        int slotBits = table.SlotBits;
        ref byte entries = ref Unsafe.Add(ref slots, (nuint)(uint)SlotsSize(slotBits));
        ref byte names = ref Unsafe.Add(ref entries, (nuint)(uint)table.Count * EntrySize);
        ulong entry = Unsafe.ReadUnaligned<ulong>(ref entries);
        nuint root = 0;
        end = name.Length;
        for (ulong starts = name.Starts; ;)
        {
            int start = ShortText.TakeLast(ref starts);
            if (start == first)
                return new Found(entry, root: 0, labels: 0);
            uint found = FindSlots(ref slots, hash.Of(name.Length - start), slotBits, out nuint window);
            if (found == 0)
                return new Found(entry, root: 0, labels: 0);
            nuint next = RootIn(ref slots, window, found);
            entry = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref entries, next * EntrySize));
            if (next == 0 || (ushort)entry != root || !IsLabelAtOnce(ref Unsafe.Add(ref names, (nuint)(entry >> 40)), ref text, start, end))
                return default;
            root = next;
            end = start - 1;
        }
    }

    /// <summary>Which of the eight slots that a hash may be in have its lower 16 bits.</summary>
    /// <param name="slots">The first slot.</param>
    /// <param name="hash">The hash.</param>
    /// <param name="slotBits">See <see cref="SlotBitsFor"/>.</param>
    /// <param name="window">Where the first of the eight is, in bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint FindSlots(ref byte slots, ulong hash, int slotBits, out nuint window)
    {
        // The upper half of each slot is what counts, and its first bit says whether that is the same.
        window = (nuint)(hash >> -slotBits) * SlotSize;
        var same = Vector256.Equals(Unsafe.ReadUnaligned<Vector256<ushort>>(ref Unsafe.Add(ref slots, window)), Vector256.Create((ushort)hash));
        return same.AsUInt32().ExtractMostSignificantBits();
    }

    /// <summary>The root in the first slot found. Root 0, which no label leads to, is that of empty slots.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nuint RootIn(ref byte slots, nuint window, uint found) =>
        Unsafe.ReadUnaligned<ushort>(ref Unsafe.Add(ref slots, window + ((nuint)(uint)BitOperations.TrailingZeroCount(found) * SlotSize)));

    /// <summary>A root, and what its entry says. Two numbers, which go from one method to another in registers where the system allows it.</summary>
    public readonly struct Found
    {
        private readonly ulong _entry;
        private readonly ulong _numbers;

        /// <param name="entry">The root's entry.</param>
        /// <param name="root">The root.</param>
        /// <param name="labels">How many labels it has.</param>
        public Found(ulong entry, int root, int labels)
        {
            _entry = entry;
            _numbers = (uint)root | ((ulong)(uint)labels << 32);
        }

        /// <summary>The root.</summary>
        public int Root => (int)_numbers;

        /// <summary>How many labels it has.</summary>
        public int Labels => (int)(_numbers >> 32);

        /// <inheritdoc cref="RootTable.Code"/>
        public uint Code => (ushort)(_entry >> 16);

        /// <inheritdoc cref="RootTable.LetterClass"/>
        public byte LetterClass => (byte)(_entry >> 32);
    }

    /// <summary>Whether a label of the table, before which its length stands, is a part of a text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsLabel(ref byte label, ref byte text, int start, int end) =>
        label == end - start && (IsLabelAtOnce(ref label, ref text, start, end) || IsLongLabel(ref label, ref Unsafe.Add(ref text, start)));

    /// <summary>The same, in one look; false, too, for a label of more than sixteen octets, and for one that has fewer than eight octets of the text before its end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsLabelAtOnce(ref byte label, ref byte text, int start, int end)
    {
        int length = end - start;
        if (label != length || end < sizeof(ulong))
            return false;

        // The last eight octets of each, of which those before the label do not count, or the first eight as well. In front of the labels is more than eight.
        ulong mine = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref text, end - sizeof(ulong)));
        ulong other = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref label, length + 1 - sizeof(ulong)));
        if ((uint)(length - 1) < sizeof(ulong))
            return (mine ^ other) >> (-8 * length) == 0;
        return (uint)length <= 2 * sizeof(ulong) && length > 0 && mine == other
            && Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref text, start)) == Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref label, 1));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool IsLongLabel(ref byte label, ref byte text) =>
        MemoryMarshal.CreateReadOnlySpan(ref text, label).SequenceEqual(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref label, 1), label));

    /// <summary>The root above; -1 for a number that is none.</summary>
    public int Parent(int root) => (uint)root < (uint)Count ? Number<ushort>(Entries + (root * EntrySize)) : -1;

    /// <summary>The code with a 1 before its first bit; 0 where no key begins with this root.</summary>
    public uint Code(int root) => (uint)root < (uint)Count ? Number<ushort>(Entries + (root * EntrySize) + 2) : 0u;

    /// <summary>The class of the letter that follows.</summary>
    public byte LetterClass(int root) => (uint)root < (uint)Count ? Unsafe.Add(ref _section, Entries + (root * EntrySize) + 4) : (byte)0;

    /// <summary>The root's leftmost label; empty for a number that is none.</summary>
    public ReadOnlySpan<byte> Label(int root)
    {
        if ((uint)root >= (uint)Count)
            return [];
        ref byte label = ref Unsafe.Add(ref _section, Labels + (int)(Number<uint>(Entries + (root * EntrySize) + 4) >> 8));
        return MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref label, 1), label);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TNumber Number<TNumber>(int place)
        where TNumber : unmanaged => Unsafe.ReadUnaligned<TNumber>(ref Unsafe.Add(ref _section, place));
}
