using System.Runtime.InteropServices;
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
    public SplitNames(INameSource names, byte[] roots, ulong seed, BuildWork work)
    {
        _names = names;
        _roots = new ushort[names.Count];
        _textStarts = new byte[names.Count];
        Counts = new long[new RootTable(roots).Count];
        MinLabels = Suffixes.MaxCount;
        var merging = new Lock();
        work.ShareStrides(names.Count, (start, end) =>
        {
            (int minLabels, int maxLabels) = Split(start, end, new RootTable(roots), seed);
            lock (merging)
            {
                MinLabels = Math.Min(MinLabels, minLabels);
                MaxLabels = Math.Max(MaxLabels, maxLabels);
                foreach (ushort root in _roots.AsSpan(start..end))
                    Counts[root]++;
            }
        });
    }

    /// <summary>How many names there are.</summary>
    public int Count => _names.Count;

    /// <summary>How many names each root has.</summary>
    public long[] Counts { get; }

    /// <summary>See <see cref="IndexLayout.MinLabels"/>.</summary>
    public int MinLabels { get; private set; }

    /// <summary>See <see cref="IndexLayout.MaxLabels"/>.</summary>
    public int MaxLabels { get; private set; }

    /// <summary>A name's root.</summary>
    public int Root(int name) => _roots[name];

    /// <summary>A name's text: labels with their length octets, from right to left.</summary>
    public ReadOnlySpan<byte> Text(int name) => _names.ReversedKey(name)[_textStarts[name]..];

    /// <summary>The symbols of a text, without the octets that follow escapes.</summary>
    /// <param name="text">The text.</param>
    /// <param name="symbols">Room for 254 symbols; the end of it takes them.</param>
    /// <returns>The symbols.</returns>
    public static ReadOnlySpan<byte> Spell(ReadOnlySpan<byte> text, Span<byte> symbols)
    {
        int start = symbols.Length;
        for (int place = 0; place < text.Length; place += 1 + text[place])
        {
            if (place > 0)
                symbols[--start] = Symbols.Separator;
            for (int octet = place + text[place]; octet > place; octet--)
                symbols[--start] = Symbols.InLabel(text[octet]);
        }
        return symbols[start..];
    }

    private (int MinLabels, int MaxLabels) Split(int start, int end, RootTable roots, ulong seed)
    {
        (int minLabels, int maxLabels) = (Suffixes.MaxCount, 0);
        var spelled = new IndexedName(seed);
        for (int name = start; name < end; name++)
        {
            spelled.Read(_names.ReversedKey(name));
            RootTable.Found root = RootTable.FindLongest(roots, in MemoryMarshal.GetReference(spelled.Text), spelled.Suffixes, spelled.LabelCount);
            _roots[name] = (ushort)root.Root;
            _textStarts[name] = (byte)(spelled.Text.Length + 1 - spelled.Suffixes.Starts[root.Labels]);
            if (spelled.IsUnderAnySuffix)
                continue;
            minLabels = Math.Min(minLabels, spelled.LabelCount);
            maxLabels = Math.Max(maxLabels, spelled.LabelCount);
        }
        return (minLabels, maxLabels);
    }
}
