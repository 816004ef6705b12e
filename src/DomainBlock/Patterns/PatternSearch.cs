using DomainBlock.Patterns.Literals;

namespace DomainBlock.Patterns;

/// <summary>
/// The patterns of a set that match one name, in ascending order. Work is bounded: each pattern is tried at most once, and which are tried at all is found in one
/// pass over the name.
/// </summary>
internal ref struct PatternSearch
{
    private readonly PatternSet _set;
    private readonly ref Room _room;
    private int _last = -1;

    /// <param name="set">The patterns.</param>
    /// <param name="text">The name's text: lower case, labels with dots between, no final dot; empty for the root. Longer than <see cref="PatternSet.MaxTextLength"/>: nothing matches.</param>
    /// <param name="room">Room for the search; need not be cleared.</param>
    public PatternSearch(PatternSet set, scoped ReadOnlySpan<byte> text, ref Room room)
    {
        _set = set;
        _room = ref room;
        room.Candidates.Clear();
        if (set.Count == 0 || text.Length > PatternSet.MaxTextLength)
            return;
        room.Text.Take(text);
        set.FindCandidates(room.Text, ref room.Candidates);
    }

    /// <summary>Whether no pattern is left that may match.</summary>
    public readonly bool IsOver => _room.Candidates.Count == 0 && !_room.Candidates.AreAll;

    /// <summary>Goes to the next pattern that matches.</summary>
    public bool TryNext(out int pattern)
    {
        while (TryNextCandidate(out pattern))
        {
            if (_set.IsMatch(pattern, _room.Text.Text))
                return true;
        }
        return false;
    }

    /// <summary>The lowest pattern above the last one in any stretch of postings. A hostile file's may not ascend: then some are left out.</summary>
    private bool TryNextCandidate(out int pattern)
    {
        if (_room.Candidates.AreAll)
        {
            pattern = ++_last;
            return pattern < _set.Count;
        }

        pattern = int.MaxValue;
        for (int cursor = 0; cursor < _room.Candidates.Count;)
        {
            int next = _set.PatternOf(_room.Candidates.NextOf(cursor));
            if (next <= _last)
            {
                _room.Candidates.Advance(cursor);
                continue;
            }
            pattern = Math.Min(pattern, next);
            cursor++;
        }
        _last = pattern;
        return pattern != int.MaxValue;
    }

    /// <summary>What a search needs, on the stack: about 1.6 kB.</summary>
    public struct Room
    {
        internal EndedText Text;
        internal PostingCursors Candidates;
    }
}
