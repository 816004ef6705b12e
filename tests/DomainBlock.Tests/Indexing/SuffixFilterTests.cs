using DomainBlock.Indexing;
using DomainBlock.Indexing.Building;
using DomainBlock.Work;

namespace DomainBlock.Tests.Indexing;

public class SuffixFilterTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(10)]
    [InlineData(100)]
    [InlineData(1_000)]
    [InlineData(100_000)]
    public void All_keys_pass_and_one_stranger_in_256(int count)
    {
        var random = new Random(count);
        int strangers = 0;
        int passed = 0;

        // Few keys are many filters, each asked less.
        int filters = Math.Clamp(1_000 / count, 1, 200);
        for (int filter = 0; filter < filters; filter++)
        {
            (ulong[] hashes, byte[] section) = Build(random, count);
            foreach (ulong hash in hashes)
                Assert.True(new SuffixFilter(section).MayContain(hash));
            for (int i = 0; i < 1_000_000 / filters; i++, strangers++)
                passed += new SuffixFilter(section).MayContain((ulong)random.NextInt64(long.MinValue, long.MaxValue)) ? 1 : 0;
        }
        double rate = (double)passed / strangers;
        Assert.InRange(rate, 0.002, 0.006);
    }

    [Fact]
    public void Every_number_of_keys_up_to_2_000_has_a_filter_that_passes_them()
    {
        var random = new Random(1);
        for (int count = 1; count <= 2_000; count++)
        {
            (ulong[] hashes, byte[] section) = Build(random, count);
            Assert.True(Array.TrueForAll(hashes, hash => new SuffixFilter(section).MayContain(hash)));
        }
    }

    [Theory]
    [InlineData(8, 5_000, 0.1)]
    [InlineData(20, 5_000, 0.1)]
    [InlineData(200, 1_000, 0.1)]
    [InlineData(10_000, 40, 0)]
    public void Few_keys_now_and_then_need_another_seed_and_many_hardly_ever(int count, int trials, double most)
    {
        // Of eight keys six sets in a hundred have two keys with the same three places; 64 seeds are tried.
        var random = new Random(5);
        int refused = Enumerable.Range(0, trials).Count(_ => SuffixFilterBuilder.TryBuild(Hashes(random, count), new BuildWork()) is null);
        Assert.InRange((double)refused / trials, 0, most);
    }

    [Fact]
    public void Equal_hashes_are_one_key()
    {
        foreach (int distinct in (int[])[1, 2, 50])
        {
            (ulong[] hashes, byte[] section) = Build(new Random(2), distinct);
            byte[] repeated = Build([.. Enumerable.Repeat(hashes, 400).SelectMany(h => h)]);
            Assert.Equal(section, repeated);
        }
    }

    [Fact]
    public void The_order_of_the_keys_changes_nothing()
    {
        ulong[] hashes = Hashes(new Random(3), 5_000);
        Assert.Equal(Build(hashes), Build([.. hashes.Reverse()]));
    }

    [Fact]
    public void A_filter_of_many_keys_takes_about_nine_bits_each()
    {
        // Graf and Lemire: an eighth more places than keys.
        byte[] section = Build(Hashes(new Random(4), 100_000));
        Assert.InRange(section.Length * 8 / 100_000.0, 8.5, 9.6);
    }

    [Fact]
    public void Keys_that_cannot_be_told_apart_where_they_lie_are_refused()
    {
        // Hashes that differ where no place and no fingerprint looks: the same three places and the same fingerprint.
        ulong[] hashes = [.. Enumerable.Range(0, 300).Select(i => (0x8000_0000_0000_0000 + ((ulong)i << 44)))];
        Assert.Null(SuffixFilterBuilder.TryBuild([.. hashes], new BuildWork()));
    }

    [Fact]
    public void Without_a_section_there_is_no_filter() => Assert.True(new SuffixFilter([]).IsEmpty);

    private static ulong[] Hashes(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => (ulong)random.NextInt64(long.MinValue, long.MaxValue)).Distinct()];

    /// <summary>A filter of random keys: other ones where some cannot be peeled, as another seed would give.</summary>
    private static (ulong[] Hashes, byte[] Section) Build(Random random, int count)
    {
        for (int attempt = 0; attempt < 64; attempt++)
        {
            ulong[] hashes = Hashes(random, count);
            if (SuffixFilterBuilder.TryBuild([.. hashes], new BuildWork()) is { } section)
            {
                Assert.True(SuffixFilter.IsSound(section));
                return (hashes, section);
            }
        }
        throw new InvalidOperationException($"64 sets of {count} keys had no filter.");
    }

    private static byte[] Build(ulong[] hashes)
    {
        byte[]? section = SuffixFilterBuilder.TryBuild([.. hashes], new BuildWork());
        Assert.NotNull(section);
        Assert.True(SuffixFilter.IsSound(section));
        return section;
    }
}
