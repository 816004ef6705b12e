using System.Runtime.CompilerServices;

namespace DomainBlock.Indexing;

/// <summary>
/// Turns the suffixes of one name into keys, shortest first: the code of the longest root that the suffix ends with (or is), then the text
/// of the labels left of it, from the right. Builder and query use it alike, so that a suffix has one key; and a key has one suffix,
/// because roots' codes and letters' codes are prefix codes and a key's length belongs to it.
/// </summary>
internal ref struct KeyEncoder
{
    private readonly RootTable _roots;
    private readonly LetterModel _letters;
    private KeyBits _key;
    private LetterModel.Place _place;
    private int _root;
    private bool _isRoot;
    private bool _hasCode;

    /// <summary>Begins with the suffix without labels.</summary>
    /// <param name="roots">The shared suffixes.</param>
    /// <param name="letters">The codes of text.</param>
    /// <param name="words">Room for the key: <see cref="KeyBits.MaxWords"/> words.</param>
    public KeyEncoder(RootTable roots, LetterModel letters, Span<ulong> words)
    {
        _roots = roots;
        _letters = letters;
        _key = new KeyBits(words);
        _isRoot = true;
        StartAt(0);
    }

    /// <summary>The present suffix's key; of no meaning unless <see cref="HasKey"/>.</summary>
    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    public readonly ref readonly KeyBits Key => ref _key;

    /// <summary>Whether the present suffix has a key at all.</summary>
    public readonly bool HasKey => _hasCode;

    /// <summary>Goes on to the suffix with one label more.</summary>
    /// <param name="label">The label's octets.</param>
    /// <param name="hash">The hash of the suffix that begins with it.</param>
    /// <returns>False where neither this suffix nor any longer one has a key.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Extend(ReadOnlySpan<byte> label, ulong hash)
    {
        if (_isRoot)
        {
            int root = _roots.Find(_root, label, hash);
            if (root != 0)
            {
                StartAt(root);
                return true;
            }
            _isRoot = false;
        }
        return _hasCode = _hasCode && _letters.TryAppend(label, ref _place, ref _key);
    }

    private void StartAt(int root)
    {
        _root = root;
        uint code = _roots.Code(root);
        _hasCode = code > 1;
        _key.Clear();
        if (_hasCode)
        {
            int length = System.Numerics.BitOperations.Log2(code);
            _key.Append(code ^ (1u << length), length);
            _place = LetterModel.Start(_roots.LetterClass(root));
        }
    }
}
