namespace DomainBlock;

/// <summary>
/// Some lists of one compiled blocklist: a blocklist asked with a view answers as if only these had been compiled.
/// Immutable and safe to share between threads. Made by <see cref="Blocklist.Select"/>.
/// </summary>
public sealed class ListView
{
    private readonly ulong[] _selected;

    internal ListView(object owner, int listCount, IEnumerable<int> lists)
    {
        Owner = owner;
        _selected = new ulong[(listCount + 63) / 64];
        foreach (int list in lists)
            _selected[list / 64] |= 1UL << (list % 64);
    }

    /// <summary>The image that the list numbers belong to.</summary>
    internal object Owner { get; }

    /// <summary>Whether the list with this number is one of them.</summary>
    public bool Contains(int list) =>
        (uint)list / 64 < (uint)_selected.Length && (_selected[list / 64] & (1UL << (list % 64))) != 0;
}
