namespace DomainBlock.Tests.Allocation;

/// <summary>Measures what a piece of work allocates, on two threads at once, each thread counting its own bytes.</summary>
internal static class AllocatedBytes
{
    private const int Threads = 2;

    /// <summary>How many distinct names are asked for. Unoptimised code takes ten times as long, and runs no other paths: the gate asks it for fewer.</summary>
    public static readonly int Names = int.Parse(
        Environment.GetEnvironmentVariable("DOMAINBLOCK_ALLOCATION_NAMES") is { Length: > 0 } given ? given : "100000", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Far more than the test runner allocates beside a measurement.</summary>
    private const long RoomWithoutCollection = 64 << 20;

    /// <param name="work">Is given each number below <paramref name="count"/>, once on each thread.</param>
    /// <param name="count">How many numbers.</param>
    /// <returns>The bytes that all threads allocated during the work.</returns>
    public static long Of(Action<int> work, int count)
    {
        // The process's first call may load types; it is excluded, once.
        work(0);

        // A collection may count the unused rest of a thread's allocation buffer (8 kB) as allocated, so there is none.
        if (!GC.TryStartNoGCRegion(RoomWithoutCollection))
            throw new InvalidOperationException("No room to measure in.");
        try
        {
            return OnAllThreads(work, count);
        }
        finally
        {
            GC.EndNoGCRegion();
        }
    }

    private static long OnAllThreads(Action<int> work, int count)
    {
        long total = 0;
        using var start = new Barrier(Threads);
        var threads = new Thread[Threads];
        for (int i = 0; i < Threads; i++)
        {
            threads[i] = new Thread(() =>
            {
                start.SignalAndWait();
                long before = GC.GetAllocatedBytesForCurrentThread();
                for (int number = 0; number < count; number++)
                    work(number);
                Interlocked.Add(ref total, GC.GetAllocatedBytesForCurrentThread() - before);
            });
            threads[i].Start();
        }
        foreach (Thread thread in threads)
            thread.Join();
        return total;
    }
}
