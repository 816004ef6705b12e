using System.Runtime.CompilerServices;
using DomainBlock.Indexing;

namespace DomainBlock.Matching;

/// <summary>The suffixes of one name that something stands on, the shortest first. On the stack.</summary>
internal ref struct FoundNames(Span<long> room)
{
    private readonly Span<long> _names = room;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>One of them, and what stands on the one a label longer.</summary>
    public readonly FoundName this[int place]
    {
        get
        {
            (int rank, int labels) = Unpack(_names[place]);
            bool hasChild = place + 1 < Count && Unpack(_names[place + 1]).Labels == labels + 1;
            return new FoundName(rank, labels, hasChild ? Unpack(_names[place + 1]).Rank : -1);
        }
    }

    /// <summary>Adds one that is longer than those before.</summary>
    public void Add(int rank, int labels) => _names[Count++] = ((long)rank << 8) | (uint)labels;

    private static (int Rank, int Labels) Unpack(long name) => ((int)(name >> 8), (byte)name);

    /// <summary>Room on the stack for all suffixes.</summary>
    [InlineArray(Suffixes.MaxCount)]
    public struct Room
    {
        private long _first;
    }
}

/// <summary>A suffix of the asked name that something stands on.</summary>
/// <param name="Rank">Its rank.</param>
/// <param name="Labels">How many labels it has.</param>
/// <param name="ChildRank">The rank of the suffix that has one label more; -1 where nothing stands on it.</param>
internal readonly record struct FoundName(int Rank, int Labels, int ChildRank);
