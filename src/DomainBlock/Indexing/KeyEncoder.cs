using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace DomainBlock.Indexing;

/// <summary>
/// Turns the suffixes of one name into keys, shortest first: the code of the longest root that the suffix ends with (or is), then the text
/// of the labels left of it, from the right. Builder and query use it alike, so that a suffix has one key; and a key has one suffix,
/// because roots' codes and letters' codes are prefix codes and a key's length belongs to it.
/// </summary>
internal struct KeyEncoder
{
    private KeyBits _key;
    private LetterModel.Place _place;
    private int _labels;
    private int _root;
    private bool _hasText;

    /// <summary>The present suffix's key; of no meaning unless <see cref="HasKey"/>.</summary>
    [UnscopedRef]
    public readonly ref readonly KeyBits Key => ref _key;

    /// <summary>Whether the present suffix has a key at all.</summary>
    public bool HasKey { get; private set; }

    /// <summary>Begins with the suffix without labels, whatever is in it: as large as a key, it is not cleared for nothing.</summary>
    public void Start()
    {
        (_labels, _root) = (0, 0);
        _hasText = HasKey = false;
    }

    /// <summary>Goes on to a longer suffix.</summary>
    /// <param name="roots">The shared suffixes.</param>
    /// <param name="letters">The codes of text.</param>
    /// <param name="text">The name's octets.</param>
    /// <param name="suffixes">Where its suffixes begin, and their hashes.</param>
    /// <param name="labels">How many labels the suffix has: more than the one before.</param>
    /// <returns>False where neither this suffix nor any longer one has a key.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ExtendTo(scoped in RootTable roots, scoped in LetterModel letters, scoped ReadOnlySpan<byte> text, scoped in Suffixes suffixes, int labels)
    {
        if (!_hasText)
        {
            (_root, _labels) = roots.FindLongest(text, suffixes, labels, (_root, _labels));
            uint code = roots.Code(_root);
            HasKey = code > 1;
            int length = BitOperations.Log2(code);
            _key.Start(code ^ (1u << length), length);
            if (_labels == labels)
                return true;
            if (!HasKey)
                return false;
            _place = letters.Start(roots.LetterClass(_root));
            _hasText = true;
        }
        HasKey = letters.TryAppend(text, suffixes, _labels, labels, ref _place, ref _key);
        _labels = labels;
        return HasKey;
    }
}
