using DomainBlock.Indexing;

namespace DomainBlock.Tests.Indexing;

public class KeyScrambleTests
{
    [Fact]
    public void Scrambling_can_be_undone_at_every_length()
    {
        var random = new Random(2);
        for (int length = 1; length <= 200; length++)
        {
            for (int trial = 0; trial < 50; trial++)
            {
                var scramble = new KeyScramble(trial < 3 ? ulong.MaxValue - (ulong)trial : (ulong)random.NextInt64());
                string bits = trial switch
                {
                    0 => new string('0', length),
                    1 => new string('1', length),
                    _ => BitText.Random(random, length),
                };
                KeyBits key = BitText.ToKey(bits);
                ulong scrambled = scramble.Scramble(key);
                if (length < 64)
                    Assert.Equal(0UL, scrambled >> length);
                Assert.Equal(key.Low, scramble.Unscramble(scrambled, length, key.High, key.Front));
                int last = Math.Min(length, 64);
                if (key.FrontLength == 0)
                    Assert.Equal(scrambled, scramble.ScrambleUpwards(key.High, key.Low, length, KeyScramble.FoldOf(last)) >> (64 - last));
            }
        }
    }

    [Fact]
    public void It_is_a_permutation_of_the_keys_of_each_short_length()
    {
        foreach (ulong seed in (ulong[])[0, 1, 42, ulong.MaxValue])
        {
            var scramble = new KeyScramble(seed);
            for (int length = 1; length <= 12; length++)
            {
                var met = new HashSet<ulong>();
                for (uint bits = 0; bits < 1u << length; bits++)
                {
                    var key = default(KeyBits);
                    key.Append(bits, length);
                    ulong scrambled = scramble.Scramble(key);
                    Assert.True(scrambled < 1UL << length && met.Add(scrambled));
                }
            }
        }
    }

    [Fact]
    public void Keys_that_differ_in_one_bit_before_the_last_word_seldom_stay_side_by_side()
    {
        // Without it the keys of names that share their last labels would crowd in one bucket.
        var scramble = new KeyScramble(7);
        var random = new Random(3);
        string last = BitText.Random(random, 64);
        var buckets = new HashSet<ulong>();
        for (int trial = 0; trial < 1000; trial++)
            buckets.Add(scramble.Scramble(BitText.ToKey(BitText.Random(random, 40) + last)) >> 44);
        Assert.True(buckets.Count > 990, $"1,000 keys have {buckets.Count} first twenty bits.");
    }
}
