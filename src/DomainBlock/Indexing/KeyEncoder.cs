using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DomainBlock.Indexing;

/// <summary>
/// Turns the suffixes of one name into keys, shortest first: the code of the longest root that the suffix ends with (or is), then the text
/// of the labels left of it. Builder and query use it alike, so that a suffix has one key; and a key has one suffix,
/// because roots' codes and letters' codes are prefix codes and a key's length belongs to it.
/// </summary>
internal struct KeyEncoder
{
    private KeyBits _key;
    private int _root;
    private int _rootLabels;

    /// <summary>The present suffix's key; of no meaning unless <see cref="HasKey"/>.</summary>
    [UnscopedRef]
    public readonly ref readonly KeyBits Key => ref _key;

    /// <summary>Whether the present suffix has a key at all.</summary>
    public bool HasKey { get; private set; }

    /// <summary>Begins with a name, whatever is in it: as large as a key, it is not cleared for nothing.</summary>
    public void Start() => (_root, _rootLabels) = (0, 0);

    /// <summary>Encodes a suffix.</summary>
    /// <param name="roots">The shared suffixes.</param>
    /// <param name="letters">The codes of text.</param>
    /// <param name="text">The name's octets.</param>
    /// <param name="hasDotsBetweenLabelsOnly">Whether no label has a dot in it.</param>
    /// <param name="suffixes">Where its suffixes begin, and their hashes.</param>
    /// <param name="labels">How many labels the suffix has: more than the one before.</param>
    /// <returns>False where neither this suffix nor any longer one has a key.</returns>
    [SkipLocalsInit]
    public bool Encode(scoped in RootTable roots, scoped in LetterModel letters, scoped ReadOnlySpan<byte> text, bool hasDotsBetweenLabelsOnly, scoped in Suffixes suffixes, int labels)
    {
        RootTable.Found root = RootTable.FindLongest(roots, in MemoryMarshal.GetReference(text), suffixes, labels, _root, _rootLabels);
        (_root, _rootLabels) = (root.Root, root.Labels);
        uint code = root.Code;
        HasKey = code > 1;
        if (!HasKey)
            return _rootLabels == labels;
        if (_rootLabels == labels || !hasDotsBetweenLabelsOnly)
        {
            Start(code);
            HasKey = _rootLabels == labels || TryAppendLabels(letters, text, suffixes, labels, letters.Start(root.LetterClass));
            return true;
        }
        ReadOnlySpan<byte> octets = text[suffixes.Start(labels)..(suffixes.Start(_rootLabels) - 1)];
        int count = LetterModel.Gather(letters, octets, code, root.LetterClass, out KeyBits.Run run);
        if (count == 0)
            Start(code);
        else
            _key.Start(run);
        HasKey = count == octets.Length || letters.TryAppend(octets, count, root.LetterClass, ref _key);
        return true;
    }

    /// <summary>Begins a key with the code of a root.</summary>
    private void Start(uint code)
    {
        int length = BitOperations.Log2(code);
        _key.Start(code ^ (1u << length), length);
    }

    /// <summary>The text where labels have dots in them, which only wire form has.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryAppendLabels(scoped in LetterModel letters, scoped ReadOnlySpan<byte> text, scoped in Suffixes suffixes, int labels, LetterModel.Place place)
    {
        for (; labels > _rootLabels; labels--)
        {
            int end = suffixes.Start(labels - 1) - 1;
            foreach (byte octet in text[suffixes.Start(labels)..end])
            {
                if (!letters.TryAppend(Symbols.InLabel(octet), octet, ref place, ref _key))
                    return false;
            }
            if (labels > _rootLabels + 1 && !letters.TryAppend(Symbols.Separator, text[end], ref place, ref _key))
                return false;
        }
        return true;
    }
}
