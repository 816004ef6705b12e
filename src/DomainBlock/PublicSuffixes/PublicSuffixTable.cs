using System.Buffers.Binary;
using System.Runtime.InteropServices;
using DomainBlock.Indexing;

namespace DomainBlock.PublicSuffixes;

/// <summary>
/// The Public Suffix List as a compiled file holds it: a hash table of names with their rules. A look-up takes a probe or two a label, allocates
/// nothing, and checks every number it reads.
/// </summary>
internal readonly ref struct PublicSuffixTable
{
    /// <summary>Number of names (4 bytes), log2 of the number of slots (1), most labels of a name (1), bit 0: the private section is in it (1), zero (1), SHA-256 of the list (32).</summary>
    public const int HeaderSize = 8 + DigestSize;

    public const int DigestSize = 32;

    /// <summary>A slot is one more than where its name's entry begins, 0 where it is free. An entry: the rules (1 byte), length (1), the name as text.</summary>
    public const int SlotSize = sizeof(uint);

    /// <summary>2^20 slots: a hundred times those of today's list.</summary>
    public const int MaxSlotBits = 20;

    /// <summary>No look-up goes further; the builder makes more slots rather than make one necessary.</summary>
    public const int MaxProbes = 64;

    private readonly ReadOnlySpan<byte> _section;
    private readonly ReadOnlySpan<uint> _slots;
    private readonly ReadOnlySpan<byte> _entries;

    /// <param name="section">The table's bytes, as <see cref="IsSound"/> found them sound.</param>
    public PublicSuffixTable(ReadOnlySpan<byte> section)
    {
        int slots = SlotSize << section[4];
        _section = section;
        _slots = MemoryMarshal.Cast<byte, uint>(section.Slice(HeaderSize, slots));
        _entries = section[(HeaderSize + slots)..];
    }

    /// <summary>How many names have a rule.</summary>
    public int Count => BinaryPrimitives.ReadInt32LittleEndian(_section);

    /// <summary>The most labels of such a name.</summary>
    public int MaxLabels => _section[5];

    /// <summary>The SHA-256 of the list.</summary>
    public ReadOnlySpan<byte> Digest => _section[(HeaderSize - DigestSize)..HeaderSize];

    /// <summary>Whether the parts fit the section; entries are checked when they are used.</summary>
    public static bool IsSound(ReadOnlySpan<byte> section) =>
        section.Length >= HeaderSize
        && BinaryPrimitives.ReadInt32LittleEndian(section) >= 0
        && section[4] is > 0 and <= MaxSlotBits
        && section[5] < Suffixes.MaxCount && section[6] <= 1 && section[7] == 0
        && section.Length >= HeaderSize + (SlotSize << section[4]);

    /// <summary>How many of a name's labels, counted from the right, are its public suffix.</summary>
    /// <param name="text">The name's octets.</param>
    /// <param name="suffixes">Where its suffixes begin, and their hashes, of those that have up to <see cref="MaxLabels"/> labels.</param>
    /// <param name="labels">How many labels the name has.</param>
    /// <param name="hasDotsBetweenLabelsOnly">Whether it is known that no label has a dot in it.</param>
    /// <returns>At least one, but 0 for the root; all of them where the name is itself a public suffix.</returns>
    public int CountSuffixLabels(ReadOnlySpan<byte> text, in Suffixes suffixes, int labels, bool hasDotsBetweenLabelsOnly)
    {
        int most = Math.Min(labels, 1);
        int longest = Math.Min(labels, MaxLabels);
        for (int length = 1; length <= longest; length++)
        {
            // As text, a label with a dot in it could pass for two of the list's, which has none such.
            int start = suffixes.Start(length);
            if (!hasDotsBetweenLabelsOnly && text[start..(suffixes.Start(length - 1) - 1)].Contains((byte)'.'))
                break;
            SuffixRules rules = Find(text[start..], suffixes.Hash(length));
            if ((rules & SuffixRules.Exception) != 0)
                return length - 1;
            if ((rules & SuffixRules.Wildcard) != 0 && length < labels)
                most = length + 1;
            else if ((rules & SuffixRules.Plain) != 0)
                most = Math.Max(most, length);
            if ((rules & SuffixRules.LeadsOn) == 0)
                break;
        }
        return most;
    }

    /// <summary>Looks through the entries, and for each.</summary>
    /// <param name="seed">What the file's suffix hashes begin with.</param>
    /// <returns>What is wrong with the table; null if nothing is.</returns>
    public string? FindFault(ulong seed)
    {
        var room = default(SuffixHash.Room);
        int count = 0;
        for (int place = 0; place < _entries.Length; count++)
        {
            if (_entries.Length - place < 2 || _entries[place + 1] == 0 || _entries.Length - place - 2 < _entries[place + 1])
                return $"has no whole name as entry {count}";
            ReadOnlySpan<byte> name = _entries.Slice(place + 2, _entries[place + 1]);
            var rules = (SuffixRules)_entries[place];
            if (rules == 0 || (rules & ~(SuffixRules.Plain | SuffixRules.Wildcard | SuffixRules.Exception | SuffixRules.LeadsOn)) != 0)
                return $"has the unknown rules {(byte)rules} in entry {count}";
            if (Find(name, new SuffixHash(name, seed, ref room).Of(name.Length)) != rules)
                return $"does not lead to its entry {count}";
            place += 2 + name.Length;
        }
        return count == Count ? null : $"says {Count} names, there are {count}";
    }

    private SuffixRules Find(ReadOnlySpan<byte> suffix, ulong hash)
    {
        int slot = (int)(hash >> (64 - _section[4]));
        for (int probe = 0; probe < MaxProbes; probe++, slot = (slot + 1) & (_slots.Length - 1))
        {
            uint found = _slots[slot];
            if (found == 0 || found >= (uint)_entries.Length)
                return SuffixRules.None;
            ReadOnlySpan<byte> entry = _entries[(int)(found - 1)..];
            if (entry[1] == suffix.Length && entry.Length - 2 >= suffix.Length && entry.Slice(2, suffix.Length).SequenceEqual(suffix))
                return (SuffixRules)entry[0];
        }
        return SuffixRules.None;
    }
}
