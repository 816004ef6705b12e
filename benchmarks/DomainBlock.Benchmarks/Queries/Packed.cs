namespace DomainBlock.Benchmarks.Queries;

/// <summary>
/// Many short sequences one behind the other in one array, so that reading them in order costs the harness next to
/// nothing, and the same for every rival.
/// </summary>
internal sealed class Packed<T>
{
    private T[] _items = new T[1024];
    private int[] _starts = new int[64];

    /// <summary>How many sequences there are.</summary>
    public int Count { get; private set; }

    /// <summary>A sequence by its number, from 0.</summary>
    public ReadOnlySpan<T> this[int number] => _items.AsSpan(_starts[number].._starts[number + 1]);

    /// <summary>Appends a sequence.</summary>
    public void Add(ReadOnlySpan<T> sequence)
    {
        int start = _starts[Count];
        while (_items.Length - start < sequence.Length)
            Array.Resize(ref _items, _items.Length * 2);
        if (_starts.Length == Count + 1)
            Array.Resize(ref _starts, _starts.Length * 2);
        sequence.CopyTo(_items.AsSpan(start));
        _starts[++Count] = start + sequence.Length;
    }
}
