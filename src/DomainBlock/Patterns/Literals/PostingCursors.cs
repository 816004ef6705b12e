using System.Runtime.CompilerServices;

namespace DomainBlock.Patterns.Literals;

/// <summary>
/// Which stretches of the postings a text leads to, each an ascending row of patterns, merged as they are read. Where they are more than there is room for, all
/// patterns are tried: slower, and as right.
/// </summary>
internal struct PostingCursors
{
    /// <summary>Names contain no more than a handful of literals, unless someone makes them to.</summary>
    public const int Capacity = 64;

    private Room _cursors;
    private int _count;

    /// <summary>How many stretches there are.</summary>
    public readonly int Count => _count;

    /// <summary>Whether all patterns must be tried.</summary>
    public bool AreAll { get; private set; }

    /// <summary>Begins with none.</summary>
    public void Clear()
    {
        _count = 0;
        AreAll = false;
    }

    /// <summary>Tries all patterns.</summary>
    public void TakeAll() => AreAll = true;

    /// <summary>Adds a stretch.</summary>
    /// <param name="first">Its first posting.</param>
    /// <param name="end">One past its last.</param>
    public void Take(uint first, uint end)
    {
        if (first >= end)
            return;
        for (int cursor = 0; cursor < _count; cursor++)
        {
            if (_cursors[cursor].Next == first)
                return;
        }
        if (_count == Capacity)
        {
            AreAll = true;
            return;
        }
        _cursors[_count++] = new Cursor { Next = first, End = end };
    }

    /// <summary>The number of a stretch's next posting.</summary>
    public readonly uint NextOf(int cursor) => _cursors[cursor].Next;

    /// <summary>Goes on in a stretch; one that is read to its end is taken away, the last one comes to its place.</summary>
    public void Advance(int cursor)
    {
        if (++_cursors[cursor].Next >= _cursors[cursor].End)
            _cursors[cursor] = _cursors[--_count];
    }

    private struct Cursor
    {
        public uint Next;
        public uint End;
    }

    [InlineArray(Capacity)]
    private struct Room
    {
        private Cursor _first;
    }
}
