using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using DomainBlock.Tests.Files;

namespace DomainBlock.Tests.Hostile;

/// <summary>
/// Tries mutants in processes of their own, and knows which one each is at: a crash and a mutant that does not end name
/// their seed as any other fault does.
/// </summary>
internal sealed class MutantRun
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    /// <summary>Until its first mutant a worker starts a runtime and compiles the bases.</summary>
    private static readonly TimeSpan StartsWithin = TimeSpan.FromMinutes(2);

    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, ulong> _outcomes = new(StringComparer.Ordinal);
    private readonly List<string> _faults = [];

    /// <summary>Why the run failed; empty if it did not.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>The different outcomes, each with the seed that first showed it.</summary>
    public IReadOnlyDictionary<string, ulong> Outcomes => _outcomes;

    /// <summary>How many mutants were tried.</summary>
    public long Tried { get; private set; }

    /// <summary>The fault that is planted; see <see cref="PlantedFault"/>.</summary>
    public string Fault { get; init; } = PlantedFault.None;

    /// <summary>A mutant takes a few milliseconds at most, on a busy machine perhaps a second.</summary>
    public TimeSpan HangsAfter { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Is told now and then how far the run is.</summary>
    public Action<string> Progress { get; init; } = _ => { };

    /// <summary>Tries so many mutants, their seeds in a row.</summary>
    public MutantRun Try(ulong first, long count, int workers)
    {
        ulong end = first + (ulong)count;
        Run([.. Enumerable.Range(0, workers).Select(worker =>
            (Func<string, string[]>)(journal => MutantWorker.Arguments(journal, Fault, first + (ulong)worker, end, workers)))]);
        return this;
    }

    /// <summary>Tries these mutants.</summary>
    public MutantRun Try(IReadOnlyCollection<ulong> seeds)
    {
        Run([journal => MutantWorker.Arguments(journal, Fault, seeds)]);
        return this;
    }

    private void Run(Func<string, string[]>[] arguments)
    {
        using var folder = new TemporaryFolder();
        Worker[] workers = [.. arguments.Select((make, i) => Start(folder.File(FormattableString.Invariant($"journal-{i}")), make))];
        var lastProgress = Stopwatch.StartNew();
        try
        {
            while (!Array.TrueForAll(workers, worker => worker.Process.WaitForExit(Glance)))
            {
                foreach (Worker worker in workers)
                    StopIfHanging(worker);
                if (lastProgress.Elapsed > TimeSpan.FromSeconds(10))
                {
                    lastProgress.Restart();
                    Progress(FormattableString.Invariant($"{workers.Sum(w => w.Journal.Begun):N0} mutants tried, now at seed {workers.Max(w => w.Journal.Seed)}, {_outcomes.Count} different outcomes"));
                }
                if (_faults.Count > 0)
                    break;
            }
        }
        finally
        {
            foreach (Worker worker in workers)
                Close(worker);
        }
    }

    private Worker Start(string journal, Func<string, string[]> arguments)
    {
        var file = new MutantJournal(journal);
        var start = new ProcessStartInfo { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };

        // This program once more: run by its own name, or by dotnet.
        string self = Assembly.GetExecutingAssembly().Location;
        start.FileName = Environment.ProcessPath!;
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
            start.ArgumentList.Add(self);
        foreach (string argument in arguments(journal))
            start.ArgumentList.Add(argument);

        var worker = new Worker(Process.Start(start)!, file);
        worker.Process.OutputDataReceived += (_, e) => Take(e.Data);
        worker.Process.ErrorDataReceived += (_, e) => worker.Error = worker.Error.Length > 4096 ? worker.Error : $"{worker.Error} {e.Data}";
        worker.Process.BeginOutputReadLine();
        worker.Process.BeginErrorReadLine();
        return worker;
    }

    private void Take(string? line)
    {
        if (line?.Split('\t', 3) is not [string kind, string seed, string what])
            return;
        lock (_lock)
        {
            if (kind == MutantWorker.FaultLine)
                _faults.Add($"Mutant {seed}: {what}");
            else
                _outcomes.TryAdd(what, ulong.Parse(seed, CultureInfo.InvariantCulture));
        }
    }

    private void StopIfHanging(Worker worker)
    {
        if (worker.Process.HasExited)
            return;
        if (worker.LastBegun != worker.Journal.Begun)
        {
            worker.LastBegun = worker.Journal.Begun;
            worker.Since.Restart();
        }
        else if (worker.Since.Elapsed > (worker.LastBegun == 0 ? StartsWithin : HangsAfter))
        {
            lock (_lock)
                _faults.Add($"Mutant {worker.Journal.Seed} ({Mutator.Make(worker.Journal.Seed)}) does not end.");
            worker.Process.Kill();
        }
    }

    private void Close(Worker worker)
    {
        if (!worker.Process.HasExited)
            worker.Process.Kill();
        worker.Process.WaitForExit();
        Tried += worker.Journal.Begun;
        lock (_lock)
        {
            // 0 is a clean end, 1 a fault that the worker could still name; if there is a fault already, it was stopped for that.
            if (worker.Process.ExitCode != 0 && _faults.Count == 0)
                _faults.Add($"Mutant {worker.Journal.Seed} ({Mutator.Make(worker.Journal.Seed)}) ends the process with {worker.Process.ExitCode}: {worker.Error}");
        }
        worker.Process.Dispose();
        worker.Journal.Dispose();
    }

    private sealed class Worker(Process process, MutantJournal journal)
    {
        public Process Process { get; } = process;

        public MutantJournal Journal { get; } = journal;

        public Stopwatch Since { get; } = Stopwatch.StartNew();

        public long LastBegun { get; set; }

        public string Error { get; set; } = "";
    }
}
