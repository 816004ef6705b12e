using System.Globalization;

namespace DomainBlock.Tests.Hostile;

/// <summary>
/// Mutated files, and what readers do with them. The gate tries some; DOMAINBLOCK_MUTANTS=1000000 tries so many, on all
/// cores, from seed DOMAINBLOCK_MUTANT_SEED (0 if not given) on, and prints how far it is and the outcomes with their
/// seeds. A fault names its seed: that, and a number of 1, tries this mutant alone.
/// </summary>
public class MutantTests(ITestOutputHelper output)
{
    private const int MutantsInTheGate = 4000;

    /// <summary>Fewer would mean that mutants no longer get behind the checksums.</summary>
    private const int OutcomesInTheGate = 20;

    [Fact]
    public void Mutated_files_do_no_harm()
    {
        string? switched = Environment.GetEnvironmentVariable("DOMAINBLOCK_MUTANTS");
        long count = switched is { Length: > 0 } ? long.Parse(switched, CultureInfo.InvariantCulture) : MutantsInTheGate;
        string? first = Environment.GetEnvironmentVariable("DOMAINBLOCK_MUTANT_SEED");
        ulong seed = first is { Length: > 0 } ? ulong.Parse(first, CultureInfo.InvariantCulture) : 0;
        bool isThorough = count > MutantsInTheGate;

        MutantRun run = new MutantRun { Progress = Say }.Try(seed, count, isThorough ? Environment.ProcessorCount : 1);
        if (isThorough)
        {
            foreach ((string outcome, ulong mutant) in run.Outcomes)
                Say(FormattableString.Invariant($"{mutant} # {outcome}"));
        }
        Assert.True(run.Faults.Count == 0, string.Join(Environment.NewLine, run.Faults));
        Assert.Equal(count, run.Tried);
        if (count >= MutantsInTheGate)
            Assert.InRange(run.Outcomes.Count, OutcomesInTheGate, int.MaxValue);
    }

    /// <summary>One mutant for each outcome that long runs have shown.</summary>
    [Fact]
    public void Mutants_that_once_went_deep_do_no_harm()
    {
        ulong[] seeds =
        [
            .. from line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Hostile", "corpus.txt"))
               let seed = line.Split('#')[0].Trim()
               where seed.Length > 0
               select ulong.Parse(seed, CultureInfo.InvariantCulture),
        ];
        MutantRun run = new MutantRun().Try(seeds);
        Assert.True(run.Faults.Count == 0, string.Join(Environment.NewLine, run.Faults));
        Assert.Equal(seeds.Length, run.Tried);
        Assert.InRange(run.Outcomes.Count, OutcomesInTheGate, int.MaxValue);
    }

    [Theory]
    [InlineData(PlantedFault.Behind)]
    [InlineData(PlantedFault.Before)]
    [InlineData(PlantedFault.Throws)]
    [InlineData(PlantedFault.Allocates)]
    [InlineData(PlantedFault.Hangs)]
    public void A_reader_with_a_planted_fault_is_caught_with_the_mutant_s_seed(string fault)
    {
        MutantRun run = new MutantRun { Fault = fault, HangsAfter = TimeSpan.FromSeconds(8) }.Try(first: 100, count: 200, workers: 1);
        string found = Assert.Single(run.Faults);
        output.WriteLine(found);

        // Ten mutants pass before the fault shows.
        Assert.StartsWith("Mutant 11", found, StringComparison.Ordinal);
        Assert.InRange(run.Tried, 11, 13);
    }

    private void Say(string line)
    {
        output.WriteLine(line);
        Console.Error.WriteLine(line);
    }
}
