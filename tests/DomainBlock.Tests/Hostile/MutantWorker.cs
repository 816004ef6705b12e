using System.Globalization;

namespace DomainBlock.Tests.Hostile;

/// <summary>
/// The worker's process: tries mutants one after another, says on standard output which outcomes are new, and ends with
/// 1 at the first fault. It ends too when its standard input does, so that it does not outlive who started it.
/// </summary>
internal static class MutantWorker
{
    /// <summary>The first of its arguments.</summary>
    public const string Command = "try-mutants";

    public const string OutcomeLine = "outcome";
    public const string FaultLine = "fault";

    public static string[] Arguments(string journal, string fault, IEnumerable<ulong> seeds) =>
        [Command, journal, fault, .. seeds.Select(seed => seed.ToString(CultureInfo.InvariantCulture))];

    /// <summary>The arguments for every <paramref name="step"/>th seed.</summary>
    public static string[] Arguments(string journal, string fault, ulong first, ulong end, int step) =>
        [Command, journal, fault, FormattableString.Invariant($"{first}..{end}/{step}")];

    /// <param name="args">A journal's path, a planted fault, and the seeds: numbers, or first..end/step.</param>
    public static int Run(ReadOnlySpan<string> args)
    {
        new Thread(EndWithInput) { IsBackground = true }.Start();
        using var journal = new MutantJournal(args[0]);
        FileReader read = PlantedFault.Reader(args[1]);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var seenRaw = new HashSet<(string, string?)>();
        ulong current = 0;
        using var trial = new MutantTrial(read, (step, refusal) =>
        {
            // Most messages come again to the letter: making them comparable is for new ones.
            if (seenRaw.Add((step, refusal?.Message)) && seen.Add(MutantOutcome.Of(step, refusal)))
                Say(OutcomeLine, current, MutantOutcome.Of(step, refusal));
        });
        foreach (ulong seed in Seeds(args[2..].ToArray()))
        {
            current = seed;
            journal.Begin(seed);
            Mutant mutant = Mutator.Make(seed);
            try
            {
                trial.Run(mutant);
            }
            catch (Exception e)
            {
                Say(FaultLine, seed, $"{mutant}: {e}");
                return 1;
            }
            if (seenRaw.Count > 1 << 16)
                seenRaw.Clear();
        }
        return 0;
    }

    private static IEnumerable<ulong> Seeds(string[] args)
    {
        foreach (string arg in args)
        {
            string[] parts = arg.Split("..");
            ulong first = ulong.Parse(parts[0], CultureInfo.InvariantCulture);
            if (parts.Length == 1)
            {
                yield return first;
                continue;
            }
            string[] endAndStep = parts[1].Split('/');
            ulong step = ulong.Parse(endAndStep[1], CultureInfo.InvariantCulture);
            for (ulong seed = first; seed < ulong.Parse(endAndStep[0], CultureInfo.InvariantCulture); seed += step)
                yield return seed;
        }
    }

    private static void Say(string kind, ulong seed, string what)
    {
        Console.Out.WriteLine(FormattableString.Invariant($"{kind}\t{seed}\t{what.ReplaceLineEndings(" | ")}"));
        Console.Out.Flush();
    }

    private static void EndWithInput()
    {
        while (Console.In.Read() >= 0)
        {
            // Nothing is said to a worker.
        }
        Environment.Exit(3);
    }
}
