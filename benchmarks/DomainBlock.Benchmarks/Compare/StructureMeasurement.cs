using System.Diagnostics;
using System.Runtime.CompilerServices;
using DomainBlock.Benchmarks.Queries;
using DomainBlock.Benchmarks.Rivals;

namespace DomainBlock.Benchmarks.Compare;

/// <summary>Builds and opens every rival a few times, in turn, and leaves each ready to answer as it is after opening.</summary>
internal static class StructureMeasurement
{
    // The first round also pays for compiling the code and for what the runtime keeps; the median of three leaves it out.
    private const int Rounds = 3;

    /// <param name="rivals">The rivals.</param>
    /// <param name="listed">The listed names.</param>
    /// <param name="folder">Where files may be written.</param>
    public static StructureCost[] Run(IReadOnlyList<IRival> rivals, Packed<char> listed, string folder)
    {
        string textFile = Path.Combine(folder, "list.txt");
        File.WriteAllLines(textFile, Enumerable.Range(0, listed.Count).Select(i => listed[i].ToString()));

        var measured = rivals.Select(_ => new List<StructureCost>()).ToArray();
        for (int round = 0; round < Rounds; round++)
        {
            for (int turn = 0; turn < rivals.Count; turn++)
            {
                int number = (round + turn) % rivals.Count;

                // A new file each time: nothing may be written over a file that is still mapped.
                string file = rivals[number].HasOwnFile ? Path.Combine(folder, $"{number}-{round}") : textFile;
                measured[number].Add(Measure(rivals[number], listed, file));
            }
        }
        return Array.ConvertAll(measured, costs => costs[^1] with
        {
            MemoryBytes = (long)Median.Of(costs.Select(c => (double)c.MemoryBytes)),
            BuildMs = Median.Of(costs.Select(c => c.BuildMs)),
            OpenMs = Median.Of(costs.Select(c => c.OpenMs)),
        });
    }

    private static StructureCost Measure(IRival rival, Packed<char> listed, string file)
    {
        rival.Dispose();
        long heapBefore = HeapBytes();
        double buildMs = Build(rival, listed, file);
        long heapGrowth = HeapBytes() - heapBefore;

        rival.Dispose();
        GC.Collect();
        long started = Stopwatch.GetTimestamp();
        rival.Open(file);
        double openMs = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        return new StructureCost(new FileInfo(file).Length, rival.MappedBytes ?? heapGrowth, buildMs, openMs);
    }

    private static long HeapBytes()
    {
        // What waits for its finalizer must not count, and the first collection only makes it wait.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    /// <summary>
    /// Builds from strings that were made for it and that nobody else keeps. Not inlined, so that no register or stack
    /// slot holds the array when the heap is measured.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double Build(IRival rival, Packed<char> listed, string file)
    {
        string[] names = new string[listed.Count];
        for (int i = 0; i < names.Length; i++)
            names[i] = listed[i].ToString();

        long started = Stopwatch.GetTimestamp();
        rival.Build(names, file);
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }
}
