using DomainBlock.Indexing.Building;
using FsCheck;
using FsCheck.Fluent;

namespace DomainBlock.Tests.Indexing;

public class HuffmanCodeTests
{
    // Counts of every magnitude, and absent symbols.
    private static readonly Gen<long[]> Counts = Gen.Frequency(
        (3, Gen.Constant(0L)),
        (3, Gen.Choose(1, 3).Select(count => (long)count)),
        (2, Gen.Choose(1, 1_000_000).Select(count => (long)count)),
        (1, Gen.Choose(30, 50).Select(bits => 1L << bits))).ArrayOf();

    [RuleSetProperty]
    public Property Any_counts_give_a_complete_prefix_code_within_the_limit() => Prop.ForAll(
        Counts.Where(counts => counts.Length <= 1 << 12).Zip(Gen.Choose(8, 15)).ToArbitrary(),
        given => AssertSound(given.Item1, given.Item2));

    [RuleSetProperty]
    public Property Where_the_limit_does_not_bind_it_costs_what_Huffman_s_does() => Prop.ForAll(
        // Up to 40 counts of up to 30 are less than the 17th Fibonacci number together: no code exceeds 14 bits.
        Gen.Choose(0, 30).Select(count => (long)count).ArrayOf().Where(counts => counts.Length <= 40).ToArbitrary(),
        counts =>
        {
            (ushort Code, byte Length)[] codes = HuffmanCode.Build(counts, 15);
            Assert.Equal(OptimalCost(counts), counts.Select((count, symbol) => count * codes[symbol].Length).Sum());
        });

    [Theory]
    [InlineData(40, 12)]
    [InlineData(40, 6)]
    [InlineData(60, 15)]
    [InlineData(80, 7)]
    public void Counts_that_would_give_the_deepest_code_stay_within_the_limit(int symbols, int limit)
    {
        long[] fibonacci = new long[symbols];
        for (int i = 0; i < symbols; i++)
            fibonacci[i] = i < 2 ? 1 : fibonacci[i - 1] + fibonacci[i - 2];
        AssertSound(fibonacci, limit);
        Array.Reverse(fibonacci);
        AssertSound(fibonacci, limit);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void As_many_symbols_as_the_limit_has_codes_get_one_each(int limit)
    {
        var random = new Random(4);
        for (int trial = 0; trial < 20; trial++)
        {
            long[] counts = [.. Enumerable.Range(0, 1 << limit).Select(_ => 1L << random.Next(40))];
            AssertSound(counts, limit);
            Assert.All(HuffmanCode.Build(counts, limit), code => Assert.Equal(limit, code.Length));
        }
    }

    [Fact]
    public void Equal_counts_give_codes_in_the_order_of_their_symbols() =>
        Assert.Equal([(0, 0), (0, 2), (1, 2), (2, 2), (3, 2)], HuffmanCode.Build([0, 5, 5, 5, 5], 12).Select(code => ((int)code.Code, (int)code.Length)));

    private static void AssertSound(long[] counts, int limit)
    {
        (ushort Code, byte Length)[] codes = HuffmanCode.Build(counts, limit);
        Assert.Equal(codes, HuffmanCode.Build(counts, limit));
        Assert.Equal(counts.Select(count => count > 0), codes.Select(code => code.Length > 0));
        Assert.All(codes, code => Assert.True(code.Length <= limit && code.Code >> code.Length == 0));

        string[] texts = [.. codes.Where(code => code.Length > 0).Select(code => Convert.ToString(code.Code, 2).PadLeft(code.Length, '0'))];
        string[] sorted = [.. texts.Order(StringComparer.Ordinal)];
        for (int i = 1; i < sorted.Length; i++)
            Assert.False(sorted[i].StartsWith(sorted[i - 1], StringComparison.Ordinal), $"{sorted[i - 1]} begins {sorted[i]}.");
        long used = texts.Sum(text => 1L << (limit - text.Length));
        Assert.Equal(texts.Length switch { 0 => 0, 1 => 1L << (limit - 1), _ => 1L << limit }, used);
    }

    /// <summary>Huffman's algorithm as the book has it: the two least weights are merged, and each merging costs its sum.</summary>
    private static long OptimalCost(long[] counts)
    {
        List<long> weights = [.. counts.Where(count => count > 0)];
        if (weights.Count == 1)
            return weights[0];
        long cost = 0;
        while (weights.Count > 1)
        {
            weights.Sort();
            long merged = weights[0] + weights[1];
            cost += merged;
            weights.RemoveRange(0, 2);
            weights.Add(merged);
        }
        return cost;
    }
}
