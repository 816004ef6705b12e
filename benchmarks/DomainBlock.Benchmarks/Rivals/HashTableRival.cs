using System.Runtime.InteropServices;

namespace DomainBlock.Benchmarks.Rivals;

/// <summary>The table of hashes, the fast way to be wrong: not exact. Its file is its array.</summary>
internal sealed class HashTableRival : IRival
{
    private const string Name = "hash table, 64 bits";

    private ulong[] _slots = [];

    /// <inheritdoc/>
    public bool IsExact => false;

    /// <inheritdoc/>
    public bool HasOwnFile => true;

    /// <inheritdoc/>
    public long? MappedBytes => null;

    /// <inheritdoc/>
    public void Build(string[] names, string file)
    {
        _slots = HashTableMatcher.BuildSlots(names);
        File.WriteAllBytes(file, MemoryMarshal.AsBytes(_slots.AsSpan()));
    }

    /// <inheritdoc/>
    public void Open(string file)
    {
        using FileStream stream = File.OpenRead(file);
        _slots = new ulong[stream.Length / sizeof(ulong)];
        stream.ReadExactly(MemoryMarshal.AsBytes(_slots.AsSpan()));
    }

    /// <inheritdoc/>
    public IEnumerable<Row> Rows() =>
    [
        new MatcherRow<CanonicalText<HashTableMatcher>>(Name, isMixedCase: false, new(new(_slots))),
        new MatcherRow<LowerCasedText<HashTableMatcher>>(Name, isMixedCase: true, new(new(_slots))),
    ];

    /// <inheritdoc/>
    public void Dispose() => _slots = [];
}
