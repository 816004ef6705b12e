using System.Diagnostics;
using System.Runtime.CompilerServices;
using DomainBlock.Tests.Allocation;

namespace DomainBlock.Tests.Files;

/// <summary>Blocklists swapped for others, and disposed, while many threads ask them.</summary>
[Collection(nameof(ZeroAllocationTests.Alone))]
public sealed class SwapTests : IDisposable
{
    private const int Askers = 16;
    private const int Swaps = 10_000;

    /// <summary>Where swapping is quick, all swaps would fit into one turn of their thread on a busy core. (No multiple of the number of sets.)</summary>
    private const int SwapsWithoutPause = 50;

    /// <summary>Far fewer than come; enough that each asker meets many swaps.</summary>
    private const int LeastAnswers = 20 * Swaps;

    /// <summary>About thirty times what it takes on a quiet machine.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Every_answer_is_that_of_the_set_that_was_asked_while_sets_are_swapped_and_disposed(bool mapped)
    {
        Run(mapped);
        if (mapped)
            AssertNothingIsMapped();
    }

    [Fact]
    public void An_answer_of_another_set_is_seen()
    {
        SwappedSet[] sets = SwappedSet.MakeAll(_folder);
        var traffic = new SwapTraffic([sets[0], sets[1].ClaimingAnswersOf(sets[2])], mapped: true);
        var asker = new Thread(() => traffic.Ask(0));
        asker.Start();
        Assert.True(SpinWait.SpinUntil(() => traffic.AskersBegun == 1, Patience));
        Assert.Null(traffic.Fault);
        traffic.Swap(1);
        Assert.True(SpinWait.SpinUntil(() => traffic.Fault is not null, Patience));
        traffic.Stop();
        asker.Join();
    }

    [Fact]
    public void Disposing_while_a_call_runs_leaves_the_call_to_end()
    {
        DisposeWhileCallsRun(rounds: 1000);
        AssertNothingIsMapped();
    }

    // Apart from the assertions on mappings: what a frame holds may stay reachable until it is left.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Run(bool mapped)
    {
        SwappedSet[] sets = SwappedSet.MakeAll(_folder);
        var traffic = new SwapTraffic(sets, mapped);
        Thread[] askers = [.. Enumerable.Range(0, Askers).Select(asker => new Thread(() => traffic.Ask(asker)))];
        var time = Stopwatch.StartNew();
        try
        {
            foreach (Thread asker in askers)
                asker.Start();

            // The askers must meet all swaps, the first too.
            Assert.True(SpinWait.SpinUntil(() => traffic.AskersBegun == Askers, Patience));
            for (int swap = 1; swap <= Swaps && time.Elapsed < Patience; swap++)
            {
                traffic.Swap(swap);
                if (swap % SwapsWithoutPause == 0)
                    Assert.True(SpinWait.SpinUntil(() => traffic.CurrentHasAnswered, Patience));
            }
        }
        finally
        {
            traffic.Stop();
            foreach (Thread asker in askers)
                asker.Join();
        }

        Assert.Null(traffic.Fault);
        Assert.Equal(Swaps, traffic.Swapped);
        Assert.InRange(traffic.Answers.Sum(), LeastAnswers, long.MaxValue);
        Assert.All(traffic.Answers, answersOfOneSet => Assert.InRange(answersOfOneSet, LeastAnswers / 10, long.MaxValue));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void DisposeWhileCallsRun(int rounds)
    {
        string path = SwappedSet.MakeAll(_folder)[0].Path;
        Action<Blocklist>[] calls =
        [
            blocklist => Assert.True(blocklist.Match("www.0.example").IsBlocked),
            blocklist => Assert.Equal(blocklist.RuleCount, blocklist.EnumerateRules().Count()),
            blocklist => blocklist.Verify(),
            blocklist => blocklist.GetRule(0).ToString(),
        ];
        int[] ended = new int[calls.Length];
        for (int round = 0; round < rounds; round++)
        {
            Action<Blocklist> call = calls[round % calls.Length];
            var blocklist = Blocklist.Open(path, new BlocklistOpenOptions { DeferChecksums = true });
            using var begun = new ManualResetEventSlim();
            Task<int> asker = Task.Run(() =>
            {
                for (int calls = 0; ; calls++)
                {
                    try
                    {
                        call(blocklist);
                        begun.Set();
                    }
                    catch (ObjectDisposedException)
                    {
                        return calls;
                    }
                }
            });
            Assert.True(begun.Wait(Patience));
            blocklist.Dispose();

            // A collection is what could unmap too early.
            if (round % 20 == 0)
                CollectGarbage();
            Assert.True(asker.Wait(Patience));
            ended[round % calls.Length] += asker.Result;
        }
        Assert.All(ended, count => Assert.InRange(count, rounds / calls.Length, int.MaxValue));
    }

    private void AssertNothingIsMapped()
    {
        if (!OperatingSystem.IsLinux())
            return;
        CollectGarbage();
        CollectGarbage();
        Assert.DoesNotContain(_folder.Path, File.ReadAllText("/proc/self/maps"), StringComparison.Ordinal);
    }

    private static void CollectGarbage()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }
}
