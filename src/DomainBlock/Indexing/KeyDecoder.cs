namespace DomainBlock.Indexing;

/// <summary>
/// Reads keys back into names, for listings and proofs: the inverse of <see cref="KeyEncoder"/>. It keeps the codes sorted, about
/// six bytes each; a query needs none of it.
/// </summary>
internal sealed class KeyDecoder
{
    private const int WindowLength = 16;

    private readonly IndexLayout _layout;
    private readonly PrefixCode _roots;
    private readonly PrefixCode[] _letters;

    /// <param name="index">The index whose keys are to be read.</param>
    /// <param name="layout">Its layout.</param>
    public KeyDecoder(SuffixIndex index, IndexLayout layout)
    {
        _layout = layout;
        RootTable roots = index.Roots;
        LetterModel letters = index.Letters;
        var codes = new List<(uint, int, int)>();
        for (int root = 0; root < roots.Count; root++)
        {
            if (roots.Code(root) > 1)
                codes.Add(Plain(roots.Code(root), root));
        }
        _roots = new PrefixCode(codes);
        _letters = new PrefixCode[letters.ClassCount];
        for (int letterClass = 0; letterClass < _letters.Length; letterClass++)
        {
            codes.Clear();
            for (int symbol = 0; symbol < Symbols.Count; symbol++)
            {
                uint code = letters.Code(letterClass, symbol);
                if (LetterModel.LengthOf(code) != 0)
                    codes.Add((LetterModel.BitsOf(code), LetterModel.LengthOf(code), symbol));
            }
            _letters[letterClass] = new PrefixCode(codes);
        }
    }

    /// <summary>
    /// Whether no code begins as another one does, of the roots and in each class of letters. Then a key stands for no second name: that this one
    /// is found by its name proves the name.
    /// </summary>
    public bool HasPrefixCodes => _roots.IsPrefixFree && Array.TrueForAll(_letters, code => code.IsPrefixFree);

    /// <summary>Reads a key back.</summary>
    /// <param name="file">The file.</param>
    /// <param name="key">The key's words, the last one with its bits at the low end.</param>
    /// <param name="length">The key's length in bits.</param>
    /// <param name="octets">Takes the name: labels in wire form without the root octet, up to 254 octets.</param>
    /// <returns>The name's octets, or -1 where the bits are no key.</returns>
    public int Decode(ReadOnlySpan<byte> file, ReadOnlySpan<ulong> key, int length, Span<byte> octets)
    {
        var index = new SuffixIndex(_layout, file);
        LetterModel letters = index.Letters;
        var bits = new Reader(key, length);
        if (!_roots.TryRead(ref bits, out int root))
            return -1;

        var name = new Writer(octets);
        bool isRead = bits.Left == 0 || TryReadText(letters, letters.Start(index.Roots.LetterClass(root)), ref bits, ref name);
        return isRead && TryReadRoot(index.Roots, root, ref name) ? name.Length : -1;
    }

    private static (uint Code, int Length, int Value) Plain(uint code, int value)
    {
        int length = System.Numerics.BitOperations.Log2(code);
        return (code ^ (1u << length), length, value);
    }

    private bool TryReadText(LetterModel letters, LetterModel.Place place, scoped ref Reader bits, scoped ref Writer name)
    {
        Span<byte> label = stackalloc byte[63];
        int length = 0;
        while (bits.Left > 0)
        {
            if (!_letters[place.Class].TryRead(ref bits, out int symbol))
                return false;
            letters.Pass(ref place, (byte)symbol);
            if (symbol == Symbols.Separator)
            {
                if (!name.TryPut(label[..length]))
                    return false;
                length = 0;
                continue;
            }
            if (length == label.Length || (symbol == Symbols.Escape && bits.Left < Symbols.RawBits))
                return false;
            label[length++] = symbol == Symbols.Escape ? (byte)bits.Take(Symbols.RawBits) : Symbols.Octets[symbol];
        }
        return name.TryPut(label[..length]);
    }

    /// <summary>Reads a root, its leftmost label first. Parents have lower numbers, so that this ends.</summary>
    private static bool TryReadRoot(RootTable roots, int root, scoped ref Writer name)
    {
        while (root != 0)
        {
            int parent = roots.Parent(root);
            ReadOnlySpan<byte> label = roots.Label(root);
            if (parent < 0 || parent >= root || !name.TryPut(label))
                return false;
            root = parent;
        }
        return true;
    }

    /// <summary>Writes a name label by label, from left to right.</summary>
    private ref struct Writer(Span<byte> octets)
    {
        private readonly Span<byte> _octets = octets;
        private bool _isAtEnd;

        public int Length { get; private set; }

        public bool TryPut(scoped ReadOnlySpan<byte> label)
        {
            if (_isAtEnd || label.Length > 63 || label.Length + 1 > _octets.Length - Length)
                return false;

            // Only the last label may have no octets: then it is any public suffix.
            _isAtEnd = label.IsEmpty;
            _octets[Length++] = (byte)label.Length;
            label.CopyTo(_octets[Length..]);
            Length += label.Length;
            return true;
        }
    }

    /// <summary>Reads a key's bits from the first on.</summary>
    private ref struct Reader(ReadOnlySpan<ulong> words, int length)
    {
        private readonly ReadOnlySpan<ulong> _words = words;
        private int _position;

        public readonly int Left => length - _position;

        /// <summary>The next sixteen bits, zeros behind the last one.</summary>
        public readonly uint Window()
        {
            uint window = 0;
            int word = _position / 64;
            int bit = _position % 64;
            if (word < _words.Length)
            {
                window = (uint)((Aligned(word) << bit) >> (64 - WindowLength));
                if (bit > 64 - WindowLength && word + 1 < _words.Length)
                    window |= (uint)(Aligned(word + 1) >> (128 - WindowLength - bit));
            }
            return window;
        }

        public uint Take(int count)
        {
            uint taken = Window() >> (WindowLength - count);
            _position += count;
            return taken;
        }

        /// <summary>A word with its first bit highest: the last one has its bits at the low end.</summary>
        private readonly ulong Aligned(int word)
        {
            int used = Math.Min(64, length - (word * 64));
            return _words[word] << (64 - used);
        }
    }

    /// <summary>A prefix code, sorted by its codes with zeros behind.</summary>
    private sealed class PrefixCode
    {
        private readonly ushort[] _aligned;
        private readonly byte[] _lengths;
        private readonly ushort[] _values;

        public PrefixCode(List<(uint Code, int Length, int Value)> codes)
        {
            (uint Aligned, int Length, int Value)[] sorted =
                [.. codes.Select(c => (c.Code << (WindowLength - c.Length), c.Length, c.Value)).OrderBy(c => c.Item1)];
            _aligned = [.. sorted.Select(c => (ushort)c.Aligned)];
            _lengths = [.. sorted.Select(c => (byte)c.Length)];
            _values = [.. sorted.Select(c => (ushort)c.Value)];
        }

        /// <summary>Whether what begins with one code ends before the next one begins.</summary>
        public bool IsPrefixFree
        {
            get
            {
                for (int place = 1; place < _aligned.Length; place++)
                {
                    if (_aligned[place - 1] + (1 << (WindowLength - _lengths[place - 1])) > _aligned[place])
                        return false;
                }
                return true;
            }
        }

        public bool TryRead(ref Reader bits, out int value)
        {
            value = 0;
            uint window = bits.Window();
            int place = _aligned.AsSpan().BinarySearch((ushort)window);
            if (place < 0)
                place = ~place - 1;
            if (place < 0 || _lengths[place] > bits.Left || (window ^ _aligned[place]) >> (WindowLength - _lengths[place]) != 0)
                return false;
            bits.Take(_lengths[place]);
            value = _values[place];
            return true;
        }
    }
}
