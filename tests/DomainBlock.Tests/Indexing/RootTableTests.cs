using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DomainBlock.Generators;
using DomainBlock.Indexing;
using DomainBlock.Indexing.Building;
using DomainBlock.Text;
using DomainBlock.Work;
using FsCheck;
using FsCheck.Fluent;

namespace DomainBlock.Tests.Indexing;

/// <summary>Roots against a dictionary of suffixes and the number of names that have them.</summary>
public class RootTableTests
{
    private const ulong Seed = 0x1234_5678_9ABC_DEF0;

    [RuleSetProperty]
    public Property Any_names_give_the_roots_that_a_dictionary_gives() =>
        // From few labels, so that roots nest and occur at all.
        Prop.ForAll(
            (from suffix in NameGenerators.Name
             from names in NameGenerators.Below(NameGenerators.Below(Gen.Elements(suffix, default), 0, 1), 0, 3).ArrayOf(120)
             select names).ToArbitrary(),
            names => AssertRoots(new NameSet(names)));

    [Theory]
    [InlineData(1)]
    [InlineData(3_000)]
    [InlineData(60_000)]
    public void Many_names_give_the_roots_that_a_dictionary_gives(int count) => AssertRoots(NameSet.Random(count, seed: 5));

    [Fact]
    public void A_name_of_127_labels_whose_every_suffix_is_a_name_has_roots_as_deep_as_sixteen_names_below_go()
    {
        var names = new NameSet(NameSet.Suffixes(DomainName.Parse(string.Join('.', Enumerable.Repeat("x", 127)))));
        Assert.Equal(128, names.Count);
        Assert.Equal(1 + (127 - 15), AssertRoots(names));
    }

    [Fact]
    public void Where_more_suffixes_are_shared_than_fit_the_most_shared_are_roots()
    {
        // 20,000 parents of 16 names each, and of these 20 parents of 40.
        var names = new NameSet(Enumerable.Range(0, 20_000).SelectMany(parent => Enumerable.Range(0, parent < 20 ? 40 : 16)
            .Select(child => DomainName.Parse(FormattableString.Invariant($"{child}.p{parent}.org")))));
        List<(int Name, int Length)> roots = RootChooser.Choose(names, new BuildWork());
        Assert.Equal(1 + 1 + 20, roots.Count);
        Assert.Equal(roots.Count, new RootTable(RootTableBuilder.Build(names, roots, Seed).Section).Count);
    }

    [Fact]
    public void Of_suffixes_that_hash_alike_eight_are_roots_and_the_others_are_spelled()
    {
        // Where a dot separates labels or belongs to one the text is the same, and so is the hash: sixteen parents of sixteen names.
        string[] parents = [.. Enumerable.Range(0, 16).Select(dots => string.Concat(Enumerable.Range(0, 5).Select(place => place == 0 ? "a" : (dots >> (place - 1) & 1) == 0 ? ".a" : "\\.a")))];
        var names = new NameSet(parents.SelectMany(parent => Enumerable.Range(0, 16).Select(child => DomainName.Parse(FormattableString.Invariant($"{child}.{parent}")))));
        List<(int Name, int Length)> chosen = RootChooser.Choose(names, new BuildWork());
        byte[] section = RootTableBuilder.Build(names, chosen, Seed).Section;
        Assert.True(RootTable.IsSound(section, letterClasses: 1));
        var table = new RootTable(section);
        DomainName[] roots = [.. names.Names.SelectMany(NameSet.Suffixes).Distinct().Where(suffix => Find(new RootTable(section), suffix) is not null)];
        Assert.Equal(table.Count, roots.Length);
        Assert.InRange(roots.Count(root => parents.Contains(root.ToString())), 1, RootTable.Window);
        Assert.True(table.Count < chosen.Count);
    }

    private static int AssertRoots(NameSet names)
    {
        var shared = new Dictionary<DomainName, int>();
        foreach (DomainName suffix in names.Names.SelectMany(NameSet.Suffixes))
            shared[suffix] = shared.GetValueOrDefault(suffix) + 1;
        HashSet<DomainName> expected = [default, .. shared.Where(s => s.Value >= 16).Select(s => s.Key)];

        RootTableBuilder built = RootTableBuilder.Build(names, RootChooser.Choose(names, new BuildWork()), Seed);
        built.SetCodes([.. Enumerable.Repeat(1L, new RootTable(built.Section).Count)], [.. Enumerable.Range(0, new RootTable(built.Section).Count).Select(root => (byte)(root % 3))]);
        Assert.True(RootTable.IsSound(built.Section, letterClasses: 3));
        var table = new RootTable(built.Section);
        var found = new Dictionary<DomainName, int>();
        foreach (DomainName suffix in shared.Keys.Append(default).Distinct())
        {
            int? root = Find(table, suffix);
            Assert.Equal(expected.Contains(suffix), root is not null);
            if (root is { } number)
                found.Add(suffix, number);
        }
        Assert.Equal(table.Count, found.Count);
        Assert.Equal(Enumerable.Range(0, table.Count), found.Values.Order());
        foreach ((DomainName suffix, int number) in found.Where(f => f.Value != 0))
        {
            IReadOnlyList<byte[]> labels = NameSet.Labels(suffix);
            Assert.Equal(labels[0], table.Label(number).ToArray());
            Assert.Equal(found[NameSet.Join(labels.Skip(1))], table.Parent(number));
        }

        // The same label under another root, or nearly the same label, is another root or none.
        foreach ((DomainName suffix, int number) in found.Take(200))
        {
            foreach (byte[] label in (byte[][])["x"u8.ToArray(), "com"u8.ToArray(), "\0"u8.ToArray(), new byte[63]])
            {
                DomainName below = NameSet.Labels(suffix).Sum(l => l.Length + 1) + label.Length < 254 ? NameSet.Join([label, .. NameSet.Labels(suffix)]) : suffix;
                Assert.Equal(expected.Contains(below), Find(table, below) is not null);
            }
        }
        Assert.Equal(-1, table.Parent(table.Count));
        Assert.True(table.Label(table.Count).IsEmpty);
        return table.Count;
    }

    /// <summary>What is found at once is the same, but for a name that is a root itself; or it is left to the other walk. That this is rare is for other tests.</summary>
    private static void AssertSameAtOnce(RootTable table, IndexedName spelled, RootTable.Found found)
    {
        ReadOnlySpan<byte> text = spelled.Text;
        ulong ends = 1UL << text.Length;
        for (int place = 0; place < text.Length; place++)
            ends |= text[place] == '.' ? 1UL << place : 0;
        Unsafe.SkipInit(out SuffixHash.Room room);
        var hash = new SuffixHash(text, Seed, ref room);
        RootTable.Found atOnce = RootTable.FindLongestAtOnce(table, new ShortText(ref MemoryMarshal.GetReference(text), ends, text.Length, isCopy: false), hash, first: 0, out int end);

        int root = found.Labels == spelled.LabelCount ? table.Parent(found.Root) : found.Root;
        int labels = Math.Min(found.Labels, spelled.LabelCount - 1);
        if (atOnce.Code != 0)
            Assert.Equal((table.Code(root), table.LetterClass(root), spelled.Suffixes.Start(labels) - 1), (atOnce.Code, atOnce.LetterClass, end));
    }

    /// <summary>Walks as the encoder does; null where the walk ends before the name.</summary>
    private static int? Find(RootTable table, DomainName name)
    {
        var spelled = new IndexedName(Seed);
        spelled.Read(NameSet.ReversedKeyOf(name));
        RootTable.Found found = RootTable.FindLongest(table, in MemoryMarshal.GetReference(spelled.Text), spelled.Suffixes, spelled.LabelCount);
        if (spelled.Text.Length is > 0 and <= ShortText.MaxLength && name.Octets.Count((byte)'.') == 0)
            AssertSameAtOnce(table, spelled, found);
        Assert.Equal(table.Code(found.Root), found.Code);
        Assert.Equal(table.LetterClass(found.Root), found.LetterClass);
        return found.Labels == spelled.LabelCount ? found.Root : null;
    }
}
