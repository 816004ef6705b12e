using System.Diagnostics;
using System.Globalization;
using DomainBlock.Benchmarks.Compare;
using DomainBlock.Benchmarks.Synthetic;

namespace DomainBlock.Benchmarks.Scaling;

/// <summary>The <c>scaling</c> command: the same blocklist asked by one thread, then by as many as there are processors. No query may wait for another.</summary>
internal static class ScalingCommand
{
    private const int Names = 1_000_000;
    private const int Rounds = 7;
    private const int PassesPerRound = 20;

    public static void Run(TextWriter output)
    {
        SyntheticNames names = SyntheticNames.Make(Names);
        using Blocklist blocklist = Blocklist.Create(names.Listed.Select(name => new Rule(DomainName.Parse(name))));
        string[] queries = [.. names.Mix];
        int processors = Environment.ProcessorCount;
        Ask(blocklist, queries, processors);

        double[] one = new double[Rounds];
        double[] all = new double[Rounds];
        for (int round = 0; round < Rounds; round++)
        {
            one[round] = Ask(blocklist, queries, threads: 1);
            all[round] = Ask(blocklist, queries, processors);
        }
        output.WriteLine(Machine.Describe());
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"1 thread: {Median.Of(one) / 1e6:F2} million queries a second; {processors} threads: {Median.Of(all) / 1e6:F2}, {Median.Of(all) / Median.Of(one):F2} times as many"));
    }

    /// <summary>Queries a second, all threads together.</summary>
    private static double Ask(Blocklist blocklist, string[] queries, int threads)
    {
        using var start = new Barrier(threads + 1);
        Thread[] askers = [.. Enumerable.Range(0, threads).Select(number => new Thread(() =>
        {
            start.SignalAndWait();
            for (int pass = 0; pass < PassesPerRound; pass++)
            {
                foreach (string query in queries)
                    blocklist.Match(query);
            }
        }))];
        Array.ForEach(askers, asker => asker.Start());
        start.SignalAndWait();
        long started = Stopwatch.GetTimestamp();
        Array.ForEach(askers, asker => asker.Join());
        return (double)threads * PassesPerRound * queries.Length / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
