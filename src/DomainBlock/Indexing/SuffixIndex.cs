using System.Runtime.CompilerServices;

namespace DomainBlock.Indexing;

/// <summary>
/// The names that rules stand on, as a compiled file holds them: which suffixes of an asked name are among them, and the rank of each.
/// docs/index.md explains it. A query that the filter answers touches nothing else; the other parts are laid open only then.
/// </summary>
internal readonly ref struct SuffixIndex
{
    /// <summary>Room for the hash of every suffix: 127 labels, and the root.</summary>
    public const int MaxSuffixes = 128;

    private readonly IndexLayout _layout;
    private readonly ReadOnlySpan<byte> _file;

    /// <param name="layout">Where the parts lie.</param>
    /// <param name="file">The file.</param>
    public SuffixIndex(IndexLayout layout, ReadOnlySpan<byte> file)
    {
        _layout = layout;
        _file = file;
    }

    public SuffixFilter Filter => new(_layout.Filter.Of(_file));

    public RootTable Roots => new(_layout.Roots.Of(_file));

    public LetterModel Letters => new(_layout.Letters.Of(_file));

    public KeySet Keys => new(
        _layout.Scramble, _layout.KeyCount, _layout.Groups.Of(_file), _layout.LengthBlocks, _layout.Samples.Of(_file), _layout.High.Of(_file), _layout.Low.Of(_file));

    /// <summary>Hashes a name's suffixes and keeps those that the filter lets pass.</summary>
    /// <param name="name">The name.</param>
    /// <param name="hashes">Takes the hash of each suffix, by its number of labels; room for <see cref="MaxSuffixes"/>.</param>
    /// <param name="candidates">Takes the numbers of labels of the suffixes to look up, ascending; room for <see cref="MaxSuffixes"/>.</param>
    /// <returns>How many candidates there are.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int FindCandidates(NameLabels name, Span<ulong> hashes, Span<byte> candidates)
    {
        SuffixFilter filter = Filter;
        ulong hash = _layout.Seed;
        int minLabels = _layout.MinLabels;
        int most = Math.Min(name.Count, _layout.MaxLabels);
        int count = 0;
        hashes[0] = hash;
        if (minLabels == 0)
            candidates[count++] = 0;
        ReadOnlySpan<byte> octets = name.Octets;
        for (int labels = 1; labels <= most; labels++)
        {
            int label = name.Count - labels;
            hash = SuffixHash.Extend(hash, octets, name.Start(label), name.Length(label));
            hashes[labels] = hash;
            if (labels >= minLabels && (filter.IsEmpty || filter.MayContain(hash)))
                candidates[count++] = (byte)labels;
        }
        return count;
    }

    /// <summary>Begins looking candidates up.</summary>
    /// <param name="words">Room for a key: <see cref="KeyBits.MaxWords"/> words.</param>
    public Lookup Begin(Span<ulong> words) => new(this, words);

    /// <summary>Looks up suffixes of one name, shortest first.</summary>
    public ref struct Lookup
    {
        private readonly KeySet _keys;
        private KeyEncoder _encoder;
        private int _labels;

        internal Lookup(SuffixIndex index, Span<ulong> words)
        {
            _keys = index.Keys;
            _encoder = new KeyEncoder(index.Roots, index.Letters, words);
        }

        /// <summary>Looks a suffix up.</summary>
        /// <param name="name">The name.</param>
        /// <param name="hashes">The hashes of its suffixes.</param>
        /// <param name="labels">How many labels the suffix has: more than the one before.</param>
        /// <param name="rank">The key's rank, or -1.</param>
        /// <returns>False where neither this suffix nor a longer one can be found.</returns>
        public bool TryAdvance(NameLabels name, ReadOnlySpan<ulong> hashes, int labels, out int rank)
        {
            rank = -1;
            while (_labels < labels)
            {
                _labels++;
                if (!_encoder.Extend(name[name.Count - _labels], hashes[_labels]))
                    return false;
            }
            if (_encoder.HasKey)
                _keys.TryFind(_encoder.Key, out rank);
            return true;
        }
    }
}
