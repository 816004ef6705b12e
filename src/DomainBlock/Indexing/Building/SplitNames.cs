using DomainBlock.Work;

namespace DomainBlock.Indexing.Building;

/// <summary>The names, each split into the longest root that it ends with (or is) and the text left of it.</summary>
internal sealed class SplitNames
{
    private readonly INameSource _names;
    private readonly ushort[] _roots;
    private readonly byte[] _textStarts;

    /// <summary>Splits the names.</summary>
    /// <param name="names">The names.</param>
    /// <param name="roots">The root table; its codes are not asked.</param>
    /// <param name="seed">The hash of the root suffix.</param>
    /// <param name="work">Is told how far it has come; ends it early.</param>
    public SplitNames(INameSource names, RootTable roots, ulong seed, BuildWork work)
    {
        _names = names;
        _roots = new ushort[names.Count];
        _textStarts = new byte[names.Count];
        Counts = new long[roots.Count];
        MinLabels = names.Count == 0 ? Suffixes.MaxCount : int.MaxValue;
        var spelled = new IndexedName(seed);
        for (int name = 0; name < names.Count; name++)
        {
            work.Pass(name);
            spelled.Read(names.ReversedKey(name));
            (int root, int labels) = roots.FindLongest(spelled.Text, spelled.Suffixes, spelled.LabelCount);
            int start = spelled.Text.Length + 1 - spelled.Suffixes.Starts[labels];
            _roots[name] = (ushort)root;
            _textStarts[name] = (byte)start;
            Counts[root]++;
            MinLabels = Math.Min(MinLabels, spelled.LabelCount);
            MaxLabels = Math.Max(MaxLabels, spelled.LabelCount);
        }
    }

    /// <summary>How many names there are.</summary>
    public int Count => _names.Count;

    /// <summary>How many names each root has.</summary>
    public long[] Counts { get; }

    /// <summary>The fewest labels of a name.</summary>
    public int MinLabels { get; }

    /// <summary>The most labels of a name.</summary>
    public int MaxLabels { get; }

    /// <summary>A name's root.</summary>
    public int Root(int name) => _roots[name];

    /// <summary>A name's text: labels with their length octets, from right to left.</summary>
    public ReadOnlySpan<byte> Text(int name) => _names.ReversedKey(name)[_textStarts[name]..];

    /// <summary>The symbols of a text, without the octets that follow escapes.</summary>
    /// <param name="text">The text.</param>
    /// <param name="symbols">Room for 254 symbols.</param>
    /// <returns>How many there are.</returns>
    public static int Spell(ReadOnlySpan<byte> text, Span<byte> symbols)
    {
        int count = 0;
        for (int place = 0; place < text.Length; place += 1 + text[place])
        {
            if (place > 0)
                symbols[count++] = Symbols.Separator;
            foreach (byte octet in text.Slice(place + 1, text[place]))
                symbols[count++] = Symbols.OfOctet[octet];
        }
        return count;
    }
}
