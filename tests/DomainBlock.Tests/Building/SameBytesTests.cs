using DomainBlock.Work;

namespace DomainBlock.Tests.Building;

/// <summary>What is done by several threads comes out as if one had done it.</summary>
public class SameBytesTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(0)]
    public void Any_number_of_threads_makes_the_same_bytes_and_the_order_of_adding_leaves_no_trace(int threads)
    {
        CompiledBlocklist one = LargeList.InOrder(new BlocklistBuilderOptions { MaxDegreeOfParallelism = 1 }).Build(cancellationToken: TestContext.Current.CancellationToken);
        CompiledBlocklist many = LargeList.Shuffled(new BlocklistBuilderOptions { MaxDegreeOfParallelism = threads }).Build(cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(one.Image.Span.SequenceEqual(many.Image.Span));
        Assert.Equal(one.Redundant, many.Redundant);
        Assert.NotEmpty(one.Redundant);
        using Blocklist blocklist = many.Open();
        blocklist.Verify(TestContext.Current.CancellationToken);
        Assert.True(blocklist.StopCount > 0);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(32_768, 3)]
    [InlineData(32_769, 1_000_000)]
    [InlineData(200_001, 1_000)]
    [InlineData(300_000, 1_000_000)]
    public void A_merge_sort_sorts(int count, int distinct)
    {
        var random = new Random(count);
        ulong[] items = [.. Enumerable.Range(0, count + 3).Select(_ => (ulong)random.Next(distinct))];
        ulong[] expected = [.. items.Take(count).Order()];
        Assert.Equal(expected, MergeSort.Sort(items, count, default(Ascending), new BuildWork(threads: 3)).Take(count));
    }

    [Fact]
    public void A_negative_number_of_threads_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new BlocklistBuilder(new BlocklistBuilderOptions { MaxDegreeOfParallelism = -1 }));

    private readonly struct Ascending : IComparer<ulong>
    {
        public int Compare(ulong left, ulong right) => left.CompareTo(right);
    }
}
