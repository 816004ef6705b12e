using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace DomainBlock.Indexing;

/// <summary>
/// Which lengths of keys a <see cref="KeySet"/> has a group for, and where each group lies. For every 64 lengths one entry: which of them have keys, one bit each from the lowest on (8 bytes), and how many groups come
/// before theirs (8); then the groups, as <see cref="KeyGroup"/> has them.
/// </summary>
internal readonly ref struct GroupDirectory
{
    private readonly ReadOnlySpan<byte> _section;
    private readonly int _blocks;

    /// <param name="section">The directory's bytes: whole groups, and at least as many as there are entries for lengths.</param>
    /// <param name="blocks">For how many times 64 lengths it has an entry.</param>
    public GroupDirectory(ReadOnlySpan<byte> section, int blocks)
    {
        _section = section;
        _blocks = blocks;
    }

    /// <summary>No key is that long.</summary>
    public int LengthEnd => Math.Min(_blocks * 64, KeyBits.MaxLength + 1);

    /// <summary>How many groups there are.</summary>
    public int Count => (_section.Length / KeyGroup.Size) - _blocks;

    /// <summary>Which of a block of 64 lengths have keys, and how many groups come before theirs, as the directory says.</summary>
    public (ulong Lengths, ulong Before) LengthsOf(int block)
    {
        ReadOnlySpan<byte> entry = _section.Slice(block * KeyGroup.Size, KeyGroup.Size);
        return (BinaryPrimitives.ReadUInt64LittleEndian(entry), BinaryPrimitives.ReadUInt64LittleEndian(entry[sizeof(ulong)..]));
    }

    /// <summary>The group of a number below <see cref="Count"/>, as the directory has it.</summary>
    public KeyGroup this[int number] => MemoryMarshal.Read<KeyGroup>(_section[((_blocks + number) * KeyGroup.Size)..]);

    /// <summary>The group of a length.</summary>
    /// <param name="length">The length in bits.</param>
    /// <param name="group">The group.</param>
    /// <param name="number">How many groups come before it.</param>
    /// <returns>False if it has no keys.</returns>
    public bool TryFind(int length, out KeyGroup group, out uint number)
    {
        (group, number) = (default, 0);
        if (length == 0 || length >= LengthEnd)
            return false;
        (ulong lengths, ulong before) = LengthsOf(length >> 6);
        ulong mine = 1UL << length;
        if ((lengths & mine) == 0)
            return false;

        // What a block counts may be any number.
        ulong place = before + (uint)BitOperations.PopCount(lengths & (mine - 1));
        if (place >= (uint)Count)
            return false;
        number = (uint)place;
        group = this[(int)number];
        return group.HighBits <= Math.Min(length, KeyGroup.MaxHighBits);
    }
}
