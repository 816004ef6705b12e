using DomainBlock.Indexing;
using DomainBlock.Indexing.Building;
using FsCheck;
using FsCheck.Fluent;

namespace DomainBlock.Tests.Indexing;

/// <summary>The set of keys against a plain set of texts of bits; and what finds most of them at once, <see cref="KeySearch"/>, against what goes step by step.</summary>
public class KeySetTests
{
    // Lengths around the ends of words, and so short that a group has all the keys there are.
    private static readonly Gen<int> Lengths = Gen.Frequency(
        (3, Gen.Choose(1, 5)), (4, Gen.Choose(6, 63)), (3, Gen.Elements(63, 64, 65, 127, 128, 129, 192)), (2, Gen.Choose(65, 400)));

    private static readonly Gen<string[]> Keys =
        from groups in Gen.Choose(0, 8)
        from lengths in Lengths.ArrayOf(groups)
        from sizes in Gen.Frequency((1, Gen.Constant(1)), (2, Gen.Choose(1, 40)), (1, Gen.Choose(1, 400))).ArrayOf(groups)
        from seed in Gen.Choose(0, int.MaxValue)
        select Draw(lengths.Zip(sizes), new Random(seed));

    [RuleSetProperty]
    public Property Any_keys_are_found_each_at_a_rank_of_its_own_and_no_others() => Prop.ForAll(Keys.ToArbitrary(), keys => AssertIsSet(keys));

    [Fact]
    public void All_keys_of_short_lengths_are_a_set()
    {
        for (int length = 1; length <= 10; length++)
            AssertIsSet([.. Enumerable.Range(0, 1 << length).Select(bits => Convert.ToString(bits, 2).PadLeft(length, '0'))]);
        AssertIsSet([.. Enumerable.Range(1, 8).SelectMany(length => Enumerable.Range(0, 1 << length).Select(bits => Convert.ToString(bits, 2).PadLeft(length, '0')))]);
    }

    [Fact]
    public void One_key_of_each_length_is_a_set() =>
        AssertIsSet([.. Enumerable.Range(1, 600).Select(length => BitText.Random(new Random(length), length))]);

    [Fact]
    public void One_key_of_the_greatest_length_is_a_set() =>
        AssertIsSet([BitText.Random(new Random(1), KeyBits.MaxLength), "1"]);

    [Fact]
    public void Many_keys_are_a_set() =>
        AssertIsSet(Draw([(9, 300), (30, 40_000), (40, 1), (64, 20_000), (65, 20_000), (100, 3_000), (200, 3_000), (SearchGroup.MaxLength + 1, 3_000)], new Random(5)), neighbours: 3);

    [Fact]
    public void Keys_that_differ_only_before_their_last_word_are_a_set()
    {
        // The scramble spreads them, as it takes the rest in.
        string last = BitText.Random(new Random(6), 64);
        AssertIsSet([.. Enumerable.Range(0, 2_000).Select(number => Convert.ToString(number, 2).PadLeft(70, '0') + last)]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1011001110001111010101100101000100110101011110010011100010110111")]
    public void Keys_whose_scrambled_last_words_are_equal_are_found_by_what_comes_before(string high)
    {
        // For each rest the last word that scrambles to the same number: what somebody who knows the seed would make.
        const ulong Seed = 1;
        var scramble = new KeyScramble(Seed);
        string[] keys = [.. Enumerable.Range(0, KeySet.MaxBucket + 1).Select(number =>
        {
            ulong rest = (ulong)number * 321;
            ulong last = high.Length == 0 ? scramble.Unscramble(0x0123456789ABCDEF, 80, rest, []) : scramble.Unscramble(0x0123456789ABCDEF, 144, Convert.ToUInt64(high, 2), [rest]);
            return BitText.Of(rest, 16) + high + BitText.Of(last, 64);
        })];
        AssertIsSet(keys[..^1], seed: Seed);

        // One more than a bucket takes: refused, so that another seed is tried.
        Assert.Null(KeySetLayout.Build(keys, Seed));
    }

    [Theory]
    [InlineData(1000, 32)]
    [InlineData(-30, 1092)]
    [InlineData(3900, 8)]
    [InlineData(4000, 0)]
    public void Keys_that_crowd_more_and_more_are_refused_when_a_sample_cannot_say_so(int moreEach, int expected)
    {
        // Half a key a bucket was to be expected, and so many more come; 2^15 more have no room in a sample, and a bucket must not be 64 words from the last one.
        var group = new KeyGroup(firstBucket: 640, firstRank: 500, lowStart: 0, highBits: 20, count: 1 << 19);
        byte[] samples = new byte[4096];
        var sampler = new BucketSampler(group, samples);
        uint bucket = group.FirstBucket;
        long place = group.HighStart;
        int written = 0;
        while (sampler.TryPass(bucket += 64, place += 64 + 32 + moreEach))
            written++;
        Assert.Equal(expected, written);
        for (int sample = 0; sample <= written; sample++)
            Assert.Equal(moreEach * sample, BitConverter.ToInt16(samples, sample * sizeof(short)));
    }

    [Fact]
    public void No_length_is_beyond_the_longest_key_whatever_the_directory_has_room_for()
    {
        // 69 blocks of 64 lengths, as a hostile file may say: a key of more than 4,352 bits has no room.
        Assert.Equal(KeyBits.MaxLength + 1, new GroupDirectory(new byte[69 * KeyGroup.Size], 69).LengthEnd);
    }

    [Theory]
    [InlineData(ulong.MaxValue - 1)]
    [InlineData(ulong.MaxValue)]
    [InlineData(0)]
    [InlineData(1UL << 32)]
    public void A_count_of_groups_that_goes_round_leads_to_no_group(ulong count)
    {
        // Two blocks and no group: counted round, the second block's length has the first block for its group, whose samples would begin one short of 2^32.
        byte[] groups = new byte[2 * KeyGroup.Size];
        BitConverter.TryWriteBytes(groups.AsSpan(0), 192UL);
        BitConverter.TryWriteBytes(groups.AsSpan(16), 1UL << (100 - 64));
        BitConverter.TryWriteBytes(groups.AsSpan(24), count);
        KeySetSections sections = KeySetLayout.Build(["1"], seed: 1)!;
        (IndexLayout layout, byte[] file) = KeySetLayout.InOneFile(sections with { Groups = groups, LengthBlocks = 2 }, count: 1, seed: 1);
        Assert.False(new GroupDirectory(groups, 2).TryFind(100, out _, out _));
        Assert.Equal(-1, Find(layout, file, BitText.Random(new Random(1), 100)));
        Assert.False(new KeyCursor().TrySeek(new KeySet(layout, file), 0));
    }

    [Theory]
    [InlineData(12, 31)]
    [InlineData(12, 32)]
    [InlineData(12, 64)]
    [InlineData(12, 255)]
    [InlineData(3, 255)]
    [InlineData(7, 255)]
    [InlineData(11, 255)]
    [InlineData(11, 7)]
    public void A_group_that_cannot_be_leads_to_no_key(int place, byte value)
    {
        // High bits beyond those of any group or key; buckets, ranks and low bits beyond their parts.
        string[] keys = [.. Enumerable.Range(0, 200).Select(number => BitText.Random(new Random(number), 40))];
        KeySetSections sections = KeySetLayout.Build(keys, seed: 1)!;
        sections.Groups[KeyGroup.Size + place] = value;
        (IndexLayout layout, byte[] file) = KeySetLayout.InOneFile(sections, keys.Length, seed: 1);
        Assert.All(keys, key => Assert.Equal(-1, Find(layout, file, key)));
    }

    private static string[] Draw(IEnumerable<(int Length, int Count)> groups, Random random)
    {
        var keys = new HashSet<string>();
        foreach ((int length, int count) in groups)
        {
            // As many draws as keys, or all keys there are.
            for (int draw = 0; draw < count; draw++)
                keys.Add(length <= 5 && count >= 1 << length ? Convert.ToString(draw % (1 << length), 2).PadLeft(length, '0') : BitText.Random(random, length));
        }
        return [.. keys.OrderBy(_ => random.Next())];
    }

    /// <param name="keys">The keys.</param>
    /// <param name="neighbours">How many of a key's neighbours of one bit changed to try; 0 for all.</param>
    /// <param name="seed">What to build with.</param>
    private static void AssertIsSet(string[] keys, int neighbours = 0, ulong seed = 99)
    {
        KeySetSections? sections = KeySetLayout.Build(keys, seed);
        Assert.NotNull(sections);
        (IndexLayout layout, byte[] file) = KeySetLayout.InOneFile(sections, keys.Length, seed);
        var set = new KeySet(layout, file);
        var members = keys.ToHashSet();
        Assert.Equal(Enumerable.Range(0, keys.Length), sections.NameByRank.Order());
        Assert.Equal(keys.Select(key => key.Length).Order(), sections.NameByRank.Select(name => keys[name].Length));
        for (int rank = 0; rank < keys.Length; rank++)
        {
            string key = keys[sections.NameByRank[rank]];
            if (Find(layout, file, key) != rank)
                Assert.Fail($"{key} is found at {Find(layout, file, key)}, not {rank}.");
            foreach (string neighbour in Neighbours(key, neighbours, rank))
            {
                if (Find(layout, file, neighbour) >= 0 != members.Contains(neighbour))
                    Assert.Fail($"{neighbour} is found at {Find(layout, file, neighbour)}.");
            }
        }
        AssertWalk(set, keys, sections.NameByRank);
    }

    private static void AssertWalk(in KeySet set, string[] keys, int[] nameByRank)
    {
        Span<ulong> words = stackalloc ulong[KeyBits.MaxWords];
        var cursor = new KeyCursor();
        for (int rank = 0; rank < keys.Length; rank++)
        {
            Assert.Equal((uint)rank, cursor.Rank);
            Assert.Equal(keys[nameByRank[rank]], Read(cursor, set, words));
        }
        Assert.Null(Read(cursor, set, words));

        // To any rank, forwards and backwards, with one cursor and with a new one, and on from there.
        var random = new Random(keys.Length);
        for (int trial = 0; trial < Math.Min(50, keys.Length); trial++)
        {
            int rank = random.Next(keys.Length);
            foreach (KeyCursor seeking in (KeyCursor[])[cursor, new KeyCursor()])
            {
                Assert.True(seeking.TrySeek(set, (uint)rank));
                Assert.Equal(keys[nameByRank[rank]], Read(seeking, set, words));
                if (rank + 1 < keys.Length)
                    Assert.Equal(keys[nameByRank[rank + 1]], Read(seeking, set, words));
            }
        }
        Assert.False(new KeyCursor().TrySeek(set, (uint)keys.Length));
    }

    private static string? Read(KeyCursor cursor, in KeySet set, Span<ulong> words)
    {
        int count = cursor.Read(set, words, out int length);
        return count == 0 ? null : BitText.Of(words[..count], length);
    }

    /// <summary>Step by step, and as questions do, which has to come to the same.</summary>
    private static int Find(IndexLayout layout, byte[] file, string key)
    {
        KeyBits bits = BitText.ToKey(key);
        int rank = new KeySet(layout, file).Find(bits);
        int found = KeySearch.Find(layout, file, bits);
        if (found != rank)
            Assert.Fail($"{key} is found at {rank} and at {found}.");
        return rank;
    }

    private static IEnumerable<string> Neighbours(string key, int most, int rotation)
    {
        if (key.Length < KeyBits.MaxLength)
        {
            yield return key + "0";
            yield return "1" + key;
        }
        yield return key[1..];
        yield return key[..^1];
        for (int i = 0; i < (most == 0 ? Math.Min(key.Length, 200) : most); i++)
        {
            int bit = most == 0 ? i * key.Length / Math.Min(key.Length, 200) : (rotation + (i * 31)) % key.Length;
            yield return $"{key[..bit]}{(key[bit] == '0' ? '1' : '0')}{key[(bit + 1)..]}";
        }
    }
}
