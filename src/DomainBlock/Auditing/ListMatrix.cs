using System.Numerics;

namespace DomainBlock.Auditing;

/// <summary>Counts how many rules of each list others cover. A row and a column for each list that is compared, so that a rule costs no more than there are of those.</summary>
internal sealed class ListMatrix
{
    private readonly int[] _lists;
    private readonly int[] _slots;
    private readonly int[] _counts;

    /// <param name="rules">How many rules each list has.</param>
    /// <param name="most">How many lists are compared: those with the most rules.</param>
    public ListMatrix(IReadOnlyList<int> rules, int most)
    {
        _lists = [.. Enumerable.Range(0, rules.Count).OrderByDescending(list => rules[list]).ThenBy(list => list).Take(most).Order()];
        _slots = new int[rules.Count];
        _slots.AsSpan().Fill(-1);
        for (int slot = 0; slot < _lists.Length; slot++)
            _slots[_lists[slot]] = slot;
        _counts = new int[_lists.Length * _lists.Length];
    }

    /// <summary>The lists that are compared, ascending.</summary>
    public IReadOnlyList<int> Lists => _lists;

    /// <summary>How many words a set of these lists has.</summary>
    public int Words => (_lists.Length + 63) / 64;

    /// <summary>A list's place in the sets, or -1.</summary>
    public int Slot(int list) => _slots[list];

    /// <summary>Counts a rule.</summary>
    /// <param name="slot">Its list's place.</param>
    /// <param name="covering">The lists that cover it; its own plays no part.</param>
    public void Count(int slot, ReadOnlySpan<ulong> covering)
    {
        for (int word = 0; word < covering.Length; word++)
        {
            for (ulong bits = covering[word]; bits != 0; bits &= bits - 1)
                _counts[(slot * _lists.Length) + (word * 64) + BitOperations.TrailingZeroCount(bits)]++;
        }
    }

    public IReadOnlyList<ListOverlap> ToOverlaps() =>
    [
        .. from slot in Enumerable.Range(0, _lists.Length)
           from other in Enumerable.Range(0, _lists.Length)
           let rules = _counts[(slot * _lists.Length) + other]
           where slot != other && rules > 0
           select new ListOverlap(_lists[slot], _lists[other], rules),
    ];
}
