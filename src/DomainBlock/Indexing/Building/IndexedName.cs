namespace DomainBlock.Indexing.Building;

/// <summary>A name taken from its reversed key: as the text that a query gives, with its suffixes. One after another, in the same room.</summary>
internal sealed class IndexedName
{
    private readonly byte[] _room = new byte[254];
    private readonly ulong _seed;
    private Suffixes _suffixes;
    private int _length;

    /// <param name="seed">The hash of the suffix without labels.</param>
    public IndexedName(ulong seed) => _seed = seed;

    /// <summary>How many labels the name has.</summary>
    public int LabelCount { get; private set; }

    /// <summary>Whether it is a label under any public suffix.</summary>
    public bool IsUnderAnySuffix { get; private set; }

    /// <summary>The text.</summary>
    public ReadOnlySpan<byte> Text => _room.AsSpan(_room.Length - _length);

    /// <summary>Whether dots stand between labels only.</summary>
    public bool HasDotsBetweenLabelsOnly => Text.Count((byte)'.') == Math.Max(0, LabelCount - 1);

    /// <summary>Where the suffixes begin in <see cref="Text"/>, and their hashes.</summary>
    public ref readonly Suffixes Suffixes => ref _suffixes;

    /// <summary>The hash of the whole name.</summary>
    public ulong Hash => _suffixes.Hashes[LabelCount];

    /// <summary>Takes a name.</summary>
    /// <param name="key">Its labels with their length octets, from right to left.</param>
    public void Read(ReadOnlySpan<byte> key)
    {
        _length = Math.Max(0, key.Length - 1);
        LabelCount = 0;
        _suffixes.Starts[0] = (byte)(_length + 1);
        int start = _room.Length + 1;
        for (int place = 0; place < key.Length; place += 1 + key[place])
        {
            if (place > 0)
                _room[start - 1] = (byte)'.';
            ReadOnlySpan<byte> label = key.Slice(place + 1, key[place]);
            start -= label.Length + 1;
            label.CopyTo(_room.AsSpan(start));
            _suffixes.Starts[++LabelCount] = (byte)(start - (_room.Length - _length));
        }
        _suffixes.Hashes[0] = _seed;
        var hash = new SuffixHash(Text, _seed, ref _suffixes.Words);
        for (int labels = 1; labels <= LabelCount; labels++)
            _suffixes.Hashes[labels] = _length == _suffixes.Starts[labels] ? _seed : hash.Of(_length - _suffixes.Starts[labels]);
        IsUnderAnySuffix = key.StartsWith((byte)0) && LabelCount == 2;
        if (IsUnderAnySuffix)
            _suffixes.Hashes[2] = SuffixIndex.HashUnderAnySuffix(key[2..], _seed);
    }
}
