using DomainBlock.Tests.Files;
using DomainBlock.Work;

namespace DomainBlock.Tests.Building;

/// <summary>What a compilation tells while it goes on, and that it ends when it is told to, whatever it is doing.</summary>
public sealed class ProgressTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<BuildStage> Stages => new(Enum.GetValues<BuildStage>());

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_stage_is_told_of_in_order_and_not_too_often()
    {
        var reports = new List<BuildProgress>();
        Compile(new Listener(reports.Add), CancellationToken.None);

        BuildStage[] stages = [.. reports.Select(report => report.Stage)];
        Assert.Equal(Enum.GetValues<BuildStage>(), stages.Distinct());
        Assert.Equal(stages.Order(), stages);

        // Rules are sorted once more when stops are among them.
        int begun = 0;
        foreach (IGrouping<int, BuildProgress> stage in reports.GroupBy(report => report.Done == 0 ? ++begun : begun))
        {
            Assert.InRange(stage.Count(), 2, 1 + BuildWork.ReportsPerStage);
            Assert.Equal(stage.Select(report => report.Done).Distinct().Order(), stage.Select(report => report.Done));
            Assert.All(stage, report => Assert.InRange(report.Done, 0, report.Total));
            Assert.Single(stage.Select(report => report.Total).Distinct());
        }
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public void Cancelled_as_a_stage_begins_it_ends(BuildStage stage) => AssertEndsAt(stage, isBegun: false);

    [Theory]
    [MemberData(nameof(Stages))]
    public void Cancelled_in_the_middle_of_a_stage_it_ends(BuildStage stage) => AssertEndsAt(stage, isBegun: true);

    [Fact]
    public void Progress_that_throws_ends_the_compilation_with_its_own_exception()
    {
        var progress = new Listener(report =>
        {
            if (report is { Stage: BuildStage.Ordering, Done: > 0 })
                throw new FormatException();
        });
        Assert.Throws<FormatException>(() => Compile(progress, CancellationToken.None));
    }

    /// <summary>After the report in which it is told to end it tells nothing more: every look at the token comes before the next report.</summary>
    private void AssertEndsAt(BuildStage stage, bool isBegun)
    {
        using var source = new CancellationTokenSource();
        int reportsAfter = 0;
        var progress = new Listener(report =>
        {
            if (source.IsCancellationRequested)
                reportsAfter++;
            if (report.Stage == stage && report.Done > 0 == isBegun)
                source.Cancel();
        });
        Assert.Throws<OperationCanceledException>(() => Compile(progress, source.Token));
        Assert.True(source.IsCancellationRequested);
        Assert.Equal(0, reportsAfter);
        Assert.False(File.Exists(_folder.File("list.dblk")));
    }

    /// <summary>A list that takes several strides of each stage, and several pieces of a sort.</summary>
    private void Compile(Listener progress, CancellationToken cancellationToken)
    {
        BlocklistBuilder builder = LargeList.InOrder(new BlocklistBuilderOptions { MaxDegreeOfParallelism = 4 });
        builder.Build(progress, cancellationToken).Save(_folder.File("list.dblk"), progress, cancellationToken);
    }

    /// <summary>Unlike <see cref="Progress{T}"/> it listens on the thread that tells.</summary>
    private sealed class Listener(Action<BuildProgress> listen) : IProgress<BuildProgress>
    {
        public void Report(BuildProgress value) => listen(value);
    }
}
