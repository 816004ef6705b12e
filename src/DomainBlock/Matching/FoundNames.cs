using System.Runtime.CompilerServices;
using DomainBlock.Indexing;

namespace DomainBlock.Matching;

/// <summary>The suffixes of one name that something stands on, the shortest first; then its label under any public suffix, if something stands on that. On the stack.</summary>
internal ref struct FoundNames(Span<FoundName> room)
{
    private readonly Span<FoundName> _names = room;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>One of them.</summary>
    public readonly ref readonly FoundName this[int place] => ref _names[place];

    /// <summary>Adds a suffix that is longer than those before.</summary>
    public void Add(int rank, int labels)
    {
        if (Count > 0 && _names[Count - 1].Labels == labels - 1)
            _names[Count - 1] = _names[Count - 1] with { ChildRank = rank };
        _names[Count++] = new FoundName(rank, labels, ChildRank: -1, IsUnderAnySuffix: false);
    }

    /// <summary>Adds the label under any public suffix, after all suffixes.</summary>
    /// <param name="rank">Its rank.</param>
    /// <param name="labels">How many labels it has together with the name's public suffix.</param>
    public void AddUnderAnySuffix(int rank, int labels) => _names[Count++] = new FoundName(rank, labels, ChildRank: -1, IsUnderAnySuffix: true);

    /// <summary>Room on the stack for all.</summary>
    [InlineArray(Suffixes.MaxCount + 1)]
    public struct Room
    {
        private FoundName _first;
    }
}

/// <summary>A suffix of the asked name that something stands on.</summary>
/// <param name="Rank">Its rank.</param>
/// <param name="Labels">How many labels it has.</param>
/// <param name="ChildRank">The rank of the suffix that has one label more; -1 where nothing stands on it, or it is not known yet.</param>
/// <param name="IsUnderAnySuffix">Whether rules stand on its leftmost label under any public suffix, not on it.</param>
internal readonly record struct FoundName(int Rank, int Labels, int ChildRank, bool IsUnderAnySuffix);
