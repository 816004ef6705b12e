using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DomainBlock.Text;

namespace DomainBlock.Indexing;

/// <summary>
/// The names that rules stand on, as a compiled file holds them: which suffixes of an asked name are among them, and the rank of each.
/// docs/index.md explains it. A query that the filter answers touches nothing else; the other parts are laid open only then.
/// <para>
/// <b>Unchecked code.</b> <see cref="FindFirstCandidate"/> and what looks it up take parts of the file, and of the name, by reference and offset. That parts lie in the file and are sound is what has been proven on opening, for every
/// file; that suffixes begin in the name is how they were found. The caller's duty is to pass the file that the layout is of, to ask for the first suffix only where there is a filter, and to look up what begins where a label does.
/// </para>
/// </summary>
internal readonly ref struct SuffixIndex
{
    private const int MaxLabelOctets = 63;

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

    public KeySet Keys => new(_layout, _file);

    /// <summary>Hashes a name's suffixes and keeps those that the filter lets pass.</summary>
    /// <param name="name">The name.</param>
    /// <param name="suffixes">Takes what is found of each; what is in it before does not matter.</param>
    /// <returns>How many candidates there are.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int FindCandidates(scoped in NameText name, ref Suffixes suffixes)
    {
        SuffixFilter filter = Filter;
        int minLabels = _layout.MinLabels;
        int maxLabels = _layout.MaxLabels;
        int length = name.Octets.Length;
        int count = 0;
        suffixes.SetStart(0, length + 1);
        if (minLabels == 0)
            suffixes.SetCandidate(count++, 0);
        if (maxLabels == 0)
            return count;
        var hash = new SuffixHash(name.Octets, _layout.Seed, ref suffixes.Words, name.IsCopy);
        LabelEnds.Starts starts = name.StartsFromRight;
        int labels = 0;
        while (labels < maxLabels && starts.MoveNext())
        {
            int start = starts.Current;
            suffixes.SetStart(++labels, start);
            if (labels < minLabels)
                continue;
            ulong mine = hash.Of(length - start);
            suffixes.SetHash(labels, mine);
            if (filter.IsEmpty || filter.MayContain(mine))
                suffixes.SetCandidate(count++, labels);
        }

        // What nothing stands on is part of what is looked up; most names have nothing to look up.
        if (count > 0)
            HashShorter(hash, Math.Min(minLabels - 1, labels), length, ref suffixes);
        return count;
    }

    /// <summary>The first suffix of a short name that the filter lets pass; longer ones are not looked at. As <see cref="FindCandidates"/>, which goes on, but nothing is kept for that.</summary>
    /// <param name="layout">Where the parts lie; there is a filter, and no rule on the root.</param>
    /// <param name="file">The file.</param>
    /// <param name="name">The name.</param>
    /// <param name="hash">The hashes of its suffixes.</param>
    /// <returns>Where the suffix begins, or -1.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int FindFirstCandidate(IndexLayout layout, ReadOnlySpan<byte> file, scoped ShortText name, scoped SuffixHash hash)
    {
        Debug.Assert(layout.HasFilter);
        var filter = new SuffixFilter(ref Unsafe.Add(ref MemoryMarshal.GetReference(file), (nuint)(uint)layout.Filter.Offset));
        ulong starts = name.Starts;
        int left = layout.MaxLabels;
        for (int shorter = layout.MinLabels - 1; shorter > 0 && starts != 0; shorter--, left--)
            ShortText.TakeLast(ref starts);
        for (; starts != 0 && left > 0; left--)
        {
            int start = ShortText.TakeLast(ref starts);
            if (filter.MayContain(hash.Of(name.Length - start)))
                return start;
        }
        return -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void HashShorter(SuffixHash hash, int labels, int length, ref Suffixes suffixes)
    {
        for (; labels > 0; labels--)
            suffixes.SetHash(labels, hash.Of(length - suffixes.Start(labels)));
    }

    /// <summary>Says where all suffixes of a name begin, and the hashes of the shorter ones.</summary>
    /// <param name="name">The name.</param>
    /// <param name="suffixes">Takes that; no candidates.</param>
    /// <param name="hashedLabels">Suffixes of more labels are not hashed.</param>
    public void ReadSuffixes(scoped in NameText name, ref Suffixes suffixes, int hashedLabels)
    {
        int length = name.Octets.Length;
        var hash = new SuffixHash(name.Octets, _layout.Seed, ref suffixes.Words, name.IsCopy);
        suffixes.SetStart(0, length + 1);
        int labels = 0;
        foreach (int start in name.StartsFromRight)
        {
            suffixes.SetStart(++labels, start);
            if (labels <= hashedLabels)
                suffixes.SetHash(labels, hash.Of(length - start));
        }
    }

    /// <summary>
    /// Whether something may stand on one of a name's labels under any public suffix, by the filter alone: which label that would be takes longer to find out. The last label is
    /// always part of the suffix.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool MayHaveLabelUnderAnySuffix(scoped in NameText name)
    {
        SuffixFilter filter = Filter;
        if (filter.IsEmpty)
            return true;
        ulong seed = ~_layout.Seed;
        int end = -1;
        foreach (int start in name.StartsFromRight)
        {
            if (end >= 0 && filter.MayContain(SuffixHash.OfPart(name.Octets, start, end, seed)))
                return true;
            end = start - 1;
        }
        return false;
    }

    /// <summary>
    /// Finds what stands on a label under any public suffix. In the index that is a name whose last label has no octets, as no other name's has.
    /// </summary>
    /// <param name="label">The label's octets.</param>
    /// <param name="rank">The key's rank, or -1.</param>
    [SkipLocalsInit]
    public bool TryFindUnderAnySuffix(scoped ReadOnlySpan<byte> label, out int rank)
    {
        Unsafe.SkipInit(out Suffixes suffixes);
        rank = -1;
        ulong hash = HashUnderAnySuffix(label, _layout.Seed);
        SuffixFilter filter = Filter;
        if (!filter.IsEmpty && !filter.MayContain(hash))
            return false;

        Span<byte> text = stackalloc byte[MaxLabelOctets + 1];
        text = text[..(label.Length + 1)];
        label.CopyTo(text);
        text[^1] = (byte)'.';
        suffixes.Starts[0] = (byte)(text.Length + 1);
        suffixes.Starts[1] = (byte)text.Length;
        suffixes.Starts[2] = 0;
        suffixes.Hashes[0] = suffixes.Hashes[1] = _layout.Seed;
        suffixes.Hashes[2] = hash;
        Unsafe.SkipInit(out KeyEncoder encoder);
        encoder.Start();
        if (encoder.Encode(Roots, Letters, text, hasDotsBetweenLabelsOnly: !label.Contains((byte)'.'), suffixes, 2) && encoder.HasKey)
            rank = KeySearch.Find(_layout, _file, encoder.Key);
        return rank >= 0;
    }

    /// <summary>The hash of a label under any public suffix: the label's own, from another seed than names have.</summary>
    public static ulong HashUnderAnySuffix(ReadOnlySpan<byte> label, ulong seed) => SuffixHash.OfPart(label, 0, label.Length, ~seed);

    /// <summary>Looks up suffixes of one name, one after another, the shortest first.</summary>
    /// <param name="encoder">Begun for the first one, and as this method left it for others.</param>
    /// <param name="name">The name.</param>
    /// <param name="suffixes">As <see cref="FindCandidates"/> filled it.</param>
    /// <param name="labels">How many labels the suffix has: more than the one before.</param>
    /// <param name="rank">The key's rank, or -1.</param>
    /// <returns>False where neither this suffix nor a longer one can be found.</returns>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool TryAdvance(scoped ref KeyEncoder encoder, scoped in NameText name, scoped in Suffixes suffixes, int labels, out int rank)
    {
        rank = -1;
        if (!encoder.Encode(Roots, Letters, name.Octets, name.HasDotsBetweenLabelsOnly, suffixes, labels))
            return false;
        if (encoder.HasKey)
            rank = KeySearch.Find(_layout, _file, encoder.Key);
        return true;
    }

    /// <inheritdoc cref="Find(IndexLayout, ReadOnlySpan{byte}, ref byte, ulong, ref SuffixHash.Room, int)"/>
    /// <param name="layout">Where the parts lie.</param>
    /// <param name="file">The file.</param>
    /// <param name="name">The name.</param>
    /// <param name="room">The words of the name, as <see cref="SuffixHash"/> went over them.</param>
    /// <param name="first">Where the suffix begins.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Find(IndexLayout layout, ReadOnlySpan<byte> file, scoped ShortText name, ref SuffixHash.Room room, int first) =>
        Find(layout, file, ref MemoryMarshal.GetReference(name.Octets), name.Ends, ref room, first);

    /// <summary>
    /// Looks up one suffix in fewer steps than <see cref="TryAdvance"/>: nearly every name on which a rule stands is found here. A method of its own: compiled together with what comes before, it was the worse for a
    /// program that began with strangers only.
    /// </summary>
    /// <param name="layout">Where the parts lie.</param>
    /// <param name="file">The file.</param>
    /// <param name="text">The first octet of a short name.</param>
    /// <param name="ends">See <see cref="ShortText.Ends"/>.</param>
    /// <param name="room">The words of the name, as <see cref="SuffixHash"/> went over them.</param>
    /// <param name="first">Where the suffix begins.</param>
    /// <returns>The suffix's rank; less than 0 where it has none or is not found here, which <see cref="TryAdvance"/> may.</returns>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Find(IndexLayout layout, ReadOnlySpan<byte> file, ref byte text, ulong ends, ref SuffixHash.Room room, int first)
    {
        // Where the parts lie was proven on opening: they are not looked for by way of spans, which would check it.
        ref byte start = ref MemoryMarshal.GetReference(file);
        var roots = new RootTable(ref Unsafe.Add(ref start, (nuint)(uint)layout.Roots.Offset));
        var letters = new LetterModel(ref Unsafe.Add(ref start, (nuint)(uint)layout.Letters.Offset));
        var name = new ShortText(ref text, ends, 63 ^ BitOperations.LeadingZeroCount(ends), isCopy: false);
        RootTable.Found root = RootTable.FindLongestAtOnce(roots, name, new SuffixHash(ref room), first, out int end);
        if (root.Code <= 1)
            return -1;

        ReadOnlySpan<byte> octets = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref text, first), end - first);
        int count = LetterModel.Gather(letters, octets, root.Code, root.LetterClass, out KeyBits.Run run);
        if (count == octets.Length)
            return KeySearch.Find(layout, ref start, run.High, run.Low, run.Length);
        return count > 0 ? FindLong(layout, file, octets, count, root.LetterClass, run) : -1;
    }

    /// <summary>Looks up a key that goes on beyond two words.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int FindLong(IndexLayout layout, ReadOnlySpan<byte> file, scoped ReadOnlySpan<byte> octets, int gathered, byte letterClass, in KeyBits.Run run)
    {
        var index = new SuffixIndex(layout, file);
        Unsafe.SkipInit(out KeyBits key);
        key.Start(run);
        return index.Letters.TryAppend(octets, gathered, letterClass, ref key) ? KeySearch.Find(layout, file, key) : -1;
    }
}
