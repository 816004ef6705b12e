using System.Diagnostics;
using System.Globalization;
using DomainBlock.Benchmarks.Compare;
using DomainBlock.Benchmarks.Queries;
using DomainBlock.Benchmarks.Synthetic;

namespace DomainBlock.Benchmarks.Building;

/// <summary>The <c>stages</c> command: how long each stage of a compilation takes, on one thread and on as many as there are processors, and how soon a cancelled one ends.</summary>
internal static class StagesCommand
{
    private const int Rounds = 5;

    public static void Run(string namesOrFile, TextWriter output)
    {
        Packed<char> texts = int.TryParse(namesOrFile, NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            ? Packed(SyntheticNames.Make(count).Listed)
            : NameFile.Read(namesOrFile);
        DomainName[] names = [.. Enumerable.Range(0, texts.Count).Select(i => DomainName.Parse(texts[i]))];
        string file = Path.GetTempFileName();
        int processors = Environment.ProcessorCount;
        try
        {
            // The least of several rounds: what else the machine does makes a round longer, never shorter.
            StageTimes one = new();
            StageTimes all = new();
            for (int round = 0; round < Rounds; round++)
            {
                one.TakeLess(Time(names, 1, file));
                all.TakeLess(Time(names, processors, file));
            }
            output.WriteLine(Machine.Describe());
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{names.Length:N0} names; milliseconds on 1 thread and on {processors}, the least of {Rounds} rounds"));
            foreach (BuildStage stage in Enum.GetValues<BuildStage>())
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{stage,-12}{one[stage],8:F0}{all[stage],8:F0}{one[stage] / all[stage],6:F2}"));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"all",-12}{one.Sum,8:F0}{all.Sum,8:F0}{one.Sum / all.Sum,6:F2}"));
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"Cancelled 30 times, spread over the whole time, it ended after {MeasureEnd(names, all.Sum, file):F0} ms at the latest"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static Packed<char> Packed(IEnumerable<string> texts)
    {
        var packed = new Packed<char>();
        foreach (string text in texts)
            packed.Add(text);
        return packed;
    }

    private static StageTimes Time(DomainName[] names, int threads, string file)
    {
        BlocklistBuilder builder = Collect(names, threads);
        var times = new StageTimes();
        builder.Build(times).Save(file, times);
        times.End();
        return times;
    }

    /// <summary>The longest time between cancelling and the end, in milliseconds.</summary>
    private static double MeasureEnd(DomainName[] names, double wholeTime, string file)
    {
        const int Times = 30;
        double longest = 0;
        for (int time = 0; time < Times; time++)
        {
            BlocklistBuilder builder = Collect(names, threads: 0);
            using var source = new CancellationTokenSource();
            long cancelled = 0;
            using CancellationTokenRegistration registration = source.Token.Register(() => cancelled = Stopwatch.GetTimestamp());
            source.CancelAfter(TimeSpan.FromMilliseconds(wholeTime * (time + 0.5) / Times));
            try
            {
                builder.Build(cancellationToken: source.Token).Save(file, cancellationToken: source.Token);
            }
            catch (OperationCanceledException)
            {
                longest = Math.Max(longest, Stopwatch.GetElapsedTime(Volatile.Read(ref cancelled)).TotalMilliseconds);
            }
        }
        return longest;
    }

    private static BlocklistBuilder Collect(DomainName[] names, int threads)
    {
        var builder = new BlocklistBuilder(new BlocklistBuilderOptions { MaxDegreeOfParallelism = threads });
        builder.AddList(new ListInfo("names"));
        for (int name = 0; name < names.Length; name++)
            builder.Add(new Rule(names[name]) { Line = name + 1 });
        return builder;
    }

    /// <summary>Milliseconds by stage.</summary>
    private sealed class StageTimes : IProgress<BuildProgress>
    {
        private readonly SortedDictionary<BuildStage, double> _times = [];
        private BuildStage? _stage;
        private long _began;

        public double Sum => _times.Values.Sum();

        public double this[BuildStage stage] => _times.GetValueOrDefault(stage);

        public void Report(BuildProgress value)
        {
            if (value.Stage == _stage)
                return;
            End();
            (_stage, _began) = (value.Stage, Stopwatch.GetTimestamp());
        }

        public void End()
        {
            if (_stage is { } stage)
                _times[stage] = this[stage] + Stopwatch.GetElapsedTime(_began).TotalMilliseconds;
        }

        public void TakeLess(StageTimes other)
        {
            foreach ((BuildStage stage, double time) in other._times)
                _times[stage] = _times.TryGetValue(stage, out double mine) ? Math.Min(mine, time) : time;
        }
    }
}
