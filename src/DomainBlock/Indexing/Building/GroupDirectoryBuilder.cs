using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace DomainBlock.Indexing.Building;

/// <summary>Collects the groups of a <see cref="KeySet"/> and writes their directory.</summary>
internal sealed class GroupDirectoryBuilder
{
    private readonly SortedDictionary<int, KeySet.Group> _groups = [];

    /// <summary>For how many times 64 lengths the directory says which have keys: up to the longest.</summary>
    public int LengthBlocks => _groups.Count == 0 ? 0 : (_groups.Keys.Last() / 64) + 1;

    /// <summary>The group of a length that has keys.</summary>
    public KeySet.Group this[int length] => _groups[length];

    /// <summary>Adds the group of a length.</summary>
    public void Add(int length, KeySet.Group group) => _groups.Add(length, group);

    public byte[] ToBytes()
    {
        int blocks = LengthBlocks;
        byte[] directory = new byte[(blocks + _groups.Count) * KeySet.GroupSize];
        ulong[] lengths = new ulong[blocks];
        Span<byte> place = directory.AsSpan(blocks * KeySet.GroupSize);
        foreach ((int length, KeySet.Group group) in _groups)
        {
            lengths[length / 64] |= 1UL << (length % 64);
            MemoryMarshal.Write(place, group);
            place = place[KeySet.GroupSize..];
        }
        ulong before = 0;
        for (int block = 0; block < blocks; block++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(directory.AsSpan(block * KeySet.GroupSize), lengths[block]);
            BinaryPrimitives.WriteUInt64LittleEndian(directory.AsSpan((block * KeySet.GroupSize) + 8), before);
            before += (uint)BitOperations.PopCount(lengths[block]);
        }
        return directory;
    }
}
