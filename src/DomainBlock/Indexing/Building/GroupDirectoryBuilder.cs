using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace DomainBlock.Indexing.Building;

/// <summary>Collects the groups of a <see cref="KeySet"/> and writes their directory.</summary>
internal sealed class GroupDirectoryBuilder
{
    private readonly SortedDictionary<int, KeyGroup> _groups = [];

    /// <summary>For how many times 64 lengths the directory says which have keys: up to the longest.</summary>
    public int LengthBlocks => _groups.Count == 0 ? 0 : (_groups.Keys.Last() / 64) + 1;

    /// <summary>How many groups there are.</summary>
    public int Count => _groups.Count;

    /// <summary>The group of a length that has keys.</summary>
    public KeyGroup this[int length] => _groups[length];

    /// <summary>Adds the group of a length.</summary>
    public void Add(int length, KeyGroup group) => _groups.Add(length, group);

    public byte[] ToBytes()
    {
        int blocks = LengthBlocks;
        byte[] directory = new byte[(blocks + _groups.Count) * KeyGroup.Size];
        ulong[] lengths = new ulong[blocks];
        Span<byte> place = directory.AsSpan(blocks * KeyGroup.Size);
        foreach ((int length, KeyGroup group) in _groups)
        {
            lengths[length / 64] |= 1UL << (length % 64);
            MemoryMarshal.Write(place, group);
            place = place[KeyGroup.Size..];
        }
        ulong before = 0;
        for (int block = 0; block < blocks; block++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(directory.AsSpan(block * KeyGroup.Size), lengths[block]);
            BinaryPrimitives.WriteUInt64LittleEndian(directory.AsSpan((block * KeyGroup.Size) + 8), before);
            before += (uint)BitOperations.PopCount(lengths[block]);
        }
        return directory;
    }
}
