namespace DomainBlock.Indexing;

/// <summary>Walks over a <see cref="KeySet"/> in the order of ranks, from any rank on, and gives each key's bits. For listings and proofs.</summary>
internal sealed class KeyCursor
{
    private int _length;
    private int _nextLength;
    private KeyGroup _group;
    private uint _bucket;
    private uint _place;

    /// <summary>The rank of the key that <see cref="Read"/> gives next.</summary>
    public uint Rank { get; private set; }

    /// <summary>Goes to a rank. Takes a look at each group, a binary search and a few words.</summary>
    /// <returns>False where the file has no place for it.</returns>
    public bool TrySeek(in KeySet keys, uint rank)
    {
        // The group is looked for anew: the rank may be before the present one.
        _length = 0;
        uint firstSample = 0;
        GroupDirectory groups = keys.Groups;
        for (_nextLength = 0; _nextLength < groups.LengthEnd; _nextLength++)
        {
            if (!groups.TryFind(_nextLength, out KeyGroup next, out uint number))
                continue;
            if (next.FirstRank > rank)
                break;
            (_group, _length, firstSample) = (next, _nextLength, KeySet.FirstSampleOf(next.FirstBucket, number));
        }
        if (_length == 0)
            return false;
        uint low = 0;
        uint high = (1u << _group.HighBits >> KeySet.SampleBits) + 1;
        if (firstSample + high > (uint)keys.SampleCount)
            return false;
        while (high - low > 1)
        {
            uint middle = (low + high) / 2;
            if (_group.FirstRank + keys.KeysBefore(_group, firstSample, middle) <= rank)
                low = middle;
            else
                high = middle;
        }
        uint before = keys.KeysBefore(_group, firstSample, low);
        _bucket = _group.FirstBucket + (low << KeySet.SampleBits);
        Rank = _group.FirstRank + before;
        _place = _bucket + Rank;
        for (int passed = 0; passed <= KeySet.MaxWordsToBucket * 64; passed++, _place++)
        {
            if (!keys.IsKey(_place))
                _bucket++;
            else if (Rank == rank)
                return true;
            else
                Rank++;
        }
        return false;
    }

    /// <summary>Reads the key at <see cref="Rank"/> and goes on to the next.</summary>
    /// <param name="keys">The set.</param>
    /// <param name="words">Takes the key: <see cref="KeyBits.MaxWords"/> words.</param>
    /// <param name="length">The key's length in bits.</param>
    /// <returns>How many words it has, or 0 where the file has no key there.</returns>
    public int Read(in KeySet keys, Span<ulong> words, out int length)
    {
        while (!keys.IsKey(_place))
        {
            if (!keys.HasPlace(_place) || _place == uint.MaxValue)
            {
                length = 0;
                return 0;
            }
            _place++;
            _bucket++;
        }
        FindGroup(keys);
        length = _length;
        bool isInGroup = _length > 0 && _bucket - _group.FirstBucket < 1u << _group.HighBits;
        int count = isInGroup ? keys.Read(_group, _length, _bucket - _group.FirstBucket, Rank, words) : 0;
        _place++;
        Rank++;
        return count;
    }

    /// <summary>Goes on to the last group that begins at the present bucket or before it.</summary>
    private void FindGroup(in KeySet keys)
    {
        GroupDirectory groups = keys.Groups;
        for (; _nextLength < groups.LengthEnd; _nextLength++)
        {
            if (!groups.TryFind(_nextLength, out KeyGroup next, out _))
                continue;
            if (next.FirstBucket > _bucket)
                return;
            _group = next;
            _length = _nextLength;
        }
    }
}
