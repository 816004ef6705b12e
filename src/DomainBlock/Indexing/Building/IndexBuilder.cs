using DomainBlock.Work;

namespace DomainBlock.Indexing.Building;

/// <summary>Builds an index: chooses the roots, learns the letters, encodes the names, sorts the keys, and sets the filter in front.</summary>
internal static class IndexBuilder
{
    /// <summary>Builds an index.</summary>
    /// <param name="names">The names.</param>
    /// <param name="seed">What hashes and scramble begin with.</param>
    /// <param name="withFilter">Whether to set a filter in front.</param>
    /// <param name="work">Is told how far it has come; ends it early.</param>
    /// <returns>Null if these names do not go with this seed, which happens by chance to six small sets in a hundred and hardly ever to sets of thousands: take another one.</returns>
    public static IndexSections? TryBuild(INameSource names, ulong seed, bool withFilter, BuildWork work)
    {
        work.Begin(BuildStage.Learning, (3L * names.Count) + ContextClasses.WorkAtMost);
        List<(int Name, int Length)> chosen = RootChooser.Choose(names, work);
        RootTableBuilder roots = RootTableBuilder.Build(names, chosen, seed);
        var split = new SplitNames(names, roots.Section, seed, work);
        (byte[] letters, byte[] classOfRoot) = LetterModelBuilder.Build(split, work);
        roots.SetCodes(split.Counts, classOfRoot);

        var keys = new KeySetBuilder(names.Count, seed);
        ulong[] hashes = new ulong[withFilter ? names.Count : 0];
        work.Begin(BuildStage.Encoding, names.Count);
        Encode(names, seed, roots.Section, letters, keys, hashes, work);
        if (keys.TryBuild(work) is not { } set)
            return null;
        byte[]? filter = hashes.Length > 0 ? SuffixFilterBuilder.TryBuild(hashes, work) : [];
        return filter is null ? null : new IndexSections(split.MinLabels, split.MaxLabels, filter, roots.Section, letters, set);
    }

    private static void Encode(INameSource names, ulong seed, byte[] roots, byte[] letters, KeySetBuilder keys, ulong[] hashes, BuildWork work) =>
        work.ShareStrides(names.Count, (start, end) =>
        {
            var encoder = default(KeyEncoder);
            var spelled = new IndexedName(seed);
            for (int name = start; name < end; name++)
            {
                spelled.Read(names.ReversedKey(name));
                encoder.Start();
                encoder.Encode(new RootTable(roots), new LetterModel(letters), spelled.Text, spelled.HasDotsBetweenLabelsOnly, spelled.Suffixes, spelled.LabelCount);
                System.Diagnostics.Debug.Assert(encoder.HasKey, "A name that was counted has a code.");
                keys.Set(name, encoder.Key);
                if (hashes.Length > 0)
                    hashes[name] = spelled.Hash;
            }
        });
}

/// <summary>The parts of a built index.</summary>
/// <param name="MinLabels">See <see cref="IndexLayout.MinLabels"/>.</param>
/// <param name="MaxLabels">See <see cref="IndexLayout.MaxLabels"/>.</param>
/// <param name="Filter">See <see cref="SuffixFilter"/>; empty where there is none.</param>
/// <param name="Roots">See <see cref="RootTable"/>.</param>
/// <param name="Letters">See <see cref="LetterModel"/>.</param>
/// <param name="Keys">See <see cref="KeySet"/>.</param>
internal sealed record IndexSections(int MinLabels, int MaxLabels, byte[] Filter, byte[] Roots, byte[] Letters, KeySetSections Keys)
{
    /// <summary>How many bytes the sections have together.</summary>
    public long Bytes => (long)Filter.Length + Roots.Length + Letters.Length + Keys.Groups.Length + Keys.Samples.Length + Keys.High.Length + Keys.Low.Length;
}
