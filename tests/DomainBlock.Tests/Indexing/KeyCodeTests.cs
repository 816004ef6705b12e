using DomainBlock.Generators;
using DomainBlock.Indexing;
using DomainBlock.Indexing.Building;
using DomainBlock.Work;
using FsCheck;
using FsCheck.Fluent;

namespace DomainBlock.Tests.Indexing;

/// <summary>The code of names: it can be read back, and no two names have the same key.</summary>
public class KeyCodeTests
{
    /// <summary>Learnt once: a property's method runs anew for every case.</summary>
    private static readonly Lazy<Code[]> Codes = new(() => [.. new[] { 1, 10, 3_000, 12_000 }.Select(count => new Code(NameSet.Random(count, seed: 8)))]);

    // One set for every size of letter model up to that of 100,000 names; the last has twelve groups.
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(10, 1, 1)]
    [InlineData(3_000, 1, 8)]
    [InlineData(12_000, 2, 32)]
    [InlineData(60_000, 8, 128)]
    [InlineData(110_000, 12, 192)]
    public void Every_name_has_a_key_of_its_own_that_reads_back(int count, int groups, int classes)
    {
        NameSet names = NameSet.Random(count, seed: 6);
        var code = new Code(names);
        Assert.Equal((groups, classes), (code.Letters[0], code.Letters[1] + 1));
        code.AssertAllHaveKeys(names);
    }

    [Fact]
    public void Names_of_every_odd_kind_have_keys_of_their_own_together()
    {
        var names = new NameSet(NameSet.OddNames());
        new Code(names).AssertAllHaveKeys(names);

        // Among names that let the model be of several classes.
        names = new NameSet(NameSet.OddNames().Concat(NameSet.Random(11_000, seed: 7).Names));
        new Code(names).AssertAllHaveKeys(names);
    }

    [Fact]
    public void Each_odd_name_alone_has_a_key()
    {
        foreach (DomainName name in NameSet.OddNames())
        {
            var names = new NameSet([name]);
            new Code(names).AssertAllHaveKeys(names);
        }
    }

    [RuleSetProperty]
    public Property Names_that_the_model_never_saw_have_keys_of_their_own_or_none() =>
        Prop.ForAll(NameGenerators.Name.ArrayOf(20).ToArbitrary(), strangers =>
        {
            foreach (Code code in Codes.Value)
            {
                var met = new Dictionary<string, DomainName>();
                foreach (DomainName name in strangers.Distinct())
                {
                    if (code.Encode(name) is not { } key)
                        continue;
                    Assert.True(met.TryAdd(key, name), $"{name} has the key of {met.GetValueOrDefault(key)}.");
                    Assert.Equal(name, code.Decode(key));
                }
            }
        });

    // A hostile file may spell a root letter by letter, or escape what needs none: such bits read as a name whose key they are not.
    [RuleSetProperty]
    public Property Random_bits_read_as_no_name_or_as_one_whose_own_key_reads_as_it() =>
        Prop.ForAll(Gen.Choose(1, 300).Zip(Gen.Choose(0, int.MaxValue)).ToArbitrary(), given =>
        {
            string bits = BitText.Random(new Random(given.Item2), given.Item1);
            foreach (Code code in Codes.Value)
            {
                if (code.Decode(bits) is { } name && code.Encode(name) is { } key)
                    Assert.Equal(name, code.Decode(key));
            }
        });

    /// <summary>The parts that turn names into keys and back, learnt from a set of names.</summary>
    private sealed class Code
    {
        private const ulong Seed = 0xFEDC_BA98_7654_3210;

        private readonly byte[] _roots;
        private readonly byte[] _file;
        private readonly IndexLayout _layout;
        private readonly KeyDecoder _decoder;

        public Code(NameSet names)
        {
            RootTableBuilder roots = RootTableBuilder.Build(names, RootChooser.Choose(names, new BuildWork()), Seed);
            var split = new SplitNames(names, roots.Section, Seed, new BuildWork());
            (Letters, byte[] classOfRoot) = LetterModelBuilder.Build(split, new BuildWork());
            roots.SetCodes(split.Counts, classOfRoot);
            _roots = roots.Section;
            Assert.True(RootTable.IsSound(_roots, new LetterModel(Letters).ClassCount));
            Assert.True(LetterModel.IsSound(Letters));

            // Letters first: their codes are read as words of two bytes.
            _file = [.. Letters, .. _roots];
            _layout = new IndexLayout
            {
                Seed = Seed,
                Scramble = new KeyScramble(Seed),
                KeyCount = 0,
                MinLabels = Suffixes.MaxCount,
                MaxLabels = 0,
                Filter = default,
                Letters = new Extent(0, Letters.Length),
                Roots = new Extent(Letters.Length, _roots.Length),
                Groups = default,
                LengthBlocks = 0,
                Samples = default,
                High = default,
                Low = default,
            };
            _decoder = new KeyDecoder(new SuffixIndex(_layout, _file), _layout);
        }

        public byte[] Letters { get; }

        public void AssertAllHaveKeys(NameSet names)
        {
            var met = new HashSet<string>(names.Count);
            foreach (DomainName name in names.Names)
            {
                string? key = Encode(name);
                if (key is null)
                    Assert.Fail($"{name} has no key.");
                if (!met.Add(key))
                    Assert.Fail($"{name} has another's key.");
                if (Decode(key) is not { } read || read != name)
                    Assert.Fail($"{name}'s key does not read as it.");
            }
        }

        public string? Encode(DomainName name)
        {
            var spelled = new IndexedName(Seed);
            spelled.Read(NameSet.ReversedKeyOf(name));
            var encoder = default(KeyEncoder);
            var roots = new RootTable(_roots);
            var letters = new LetterModel(Letters);

            // One suffix after another, as a query with many candidates does, and at once come to the same; so do names label by label and, where no label has a dot in it, in one go.
            for (int labels = 1; labels <= spelled.LabelCount; labels++)
            {
                if (!encoder.Encode(roots, letters, spelled.Text, hasDotsBetweenLabelsOnly: false, spelled.Suffixes, labels))
                    break;
            }
            if (spelled.LabelCount == 0)
                encoder.Encode(roots, letters, spelled.Text, hasDotsBetweenLabelsOnly: false, spelled.Suffixes, 0);
            var atOnce = default(KeyEncoder);
            atOnce.Encode(roots, letters, spelled.Text, spelled.HasDotsBetweenLabelsOnly, spelled.Suffixes, spelled.LabelCount);
            Assert.Equal(encoder.HasKey, atOnce.HasKey);
            if (encoder.HasKey)
                Assert.Equal(BitText.Of(encoder.Key), BitText.Of(atOnce.Key));
            return encoder.HasKey ? BitText.Of(encoder.Key) : null;
        }

        public DomainName? Decode(string bits)
        {
            Span<byte> octets = stackalloc byte[254];
            int count = _decoder.Decode(_file, BitText.ToWords(bits), bits.Length, octets);
            return count < 0 || !DomainName.IsCanonical(octets[..count]) ? null : DomainName.FromCanonical(octets[..count]);
        }
    }
}
