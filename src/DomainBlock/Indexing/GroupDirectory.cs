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

    /// <param name="section">The directory's bytes.</param>
    /// <param name="blocks">For how many times 64 lengths it has an entry.</param>
    public GroupDirectory(ReadOnlySpan<byte> section, int blocks)
    {
        _section = section;
        _blocks = blocks;
    }

    /// <summary>No key is that long.</summary>
    public int LengthEnd => _blocks * 64;

    /// <summary>How many groups there are.</summary>
    public int Count => (_section.Length / KeyGroup.Size) - _blocks;

    /// <summary>
    /// What makes a directory unfit for look-ups: those go to a group, and from there to its samples, without checking that there is room for them. Not that groups lie where they should, which
    /// only a proof of all keys finds.
    /// </summary>
    /// <param name="section">The directory's bytes.</param>
    /// <param name="blocks">For how many times 64 lengths it is to have an entry.</param>
    /// <param name="sampleCount">How many samples there are for all groups.</param>
    /// <returns>What follows its name in a sentence; null where nothing does.</returns>
    public static string? FindFault(ReadOnlySpan<byte> section, int blocks, int sampleCount)
    {
        if (section.Length % KeyGroup.Size != 0 || blocks > (KeyBits.MaxLength / 64) + 1 || blocks * KeyGroup.Size > section.Length)
            return "does not have the length of whole groups, or too few for the lengths that INDX says";
        var directory = new GroupDirectory(section, blocks);
        uint groups = 0;
        for (int block = 0; block < blocks; block++)
        {
            (ulong lengths, ulong before) = directory.LengthsOf(block);
            if (before != groups)
                return $"does not count the groups before those of keys of {block * 64} bits and more";
            for (; lengths != 0; lengths &= lengths - 1, groups++)
            {
                int length = (block * 64) + BitOperations.TrailingZeroCount(lengths);
                if (length is 0 or > KeyBits.MaxLength || groups >= directory.Count)
                    return $"has no group for keys of {length} bits";
                KeyGroup group = directory.Group((int)groups);
                if (group.HighBits > Math.Min(length, KeyGroup.MaxHighBits) || KeySet.LastSampleOf(group, groups) >= sampleCount)
                    return $"has a group for keys of {length} bits that cannot be";
            }
        }
        return null;
    }

    /// <summary>Which of a block of 64 lengths have keys, and how many groups come before theirs.</summary>
    public (ulong Lengths, ulong Before) LengthsOf(int block)
    {
        ReadOnlySpan<byte> entry = _section.Slice(block * KeyGroup.Size, KeyGroup.Size);
        return (BinaryPrimitives.ReadUInt64LittleEndian(entry), BinaryPrimitives.ReadUInt64LittleEndian(entry[sizeof(ulong)..]));
    }

    /// <summary>The group of a length.</summary>
    /// <param name="length">The length in bits.</param>
    /// <param name="group">The group.</param>
    /// <param name="number">How many groups come before it.</param>
    /// <returns>False if it has no keys.</returns>
    public bool TryFind(int length, out KeyGroup group, out uint number)
    {
        (group, number) = (default, 0);
        if (length >= LengthEnd)
            return false;
        (ulong lengths, ulong before) = LengthsOf(length >> 6);
        ulong mine = 1UL << length;
        if ((lengths & mine) == 0)
            return false;
        number = (uint)before + (uint)BitOperations.PopCount(lengths & (mine - 1));
        group = Group((int)number);
        return true;
    }

    private KeyGroup Group(int number) => MemoryMarshal.Read<KeyGroup>(_section[((_blocks + number) * KeyGroup.Size)..]);
}
