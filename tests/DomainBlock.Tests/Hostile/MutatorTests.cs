namespace DomainBlock.Tests.Hostile;

public class MutatorTests
{
    private static readonly ulong[] Seeds = [.. Enumerable.Range(0, 2000).Select(seed => (ulong)seed)];

    [Fact]
    public void The_bases_are_sound()
    {
        foreach (MutantBase source in MutantBases.All)
        {
            using var blocklist = Blocklist.Load(source.Image);
            blocklist.Verify();
            Assert.True(source.Questions.Count >= 6, source.Name);
        }
        Assert.Equal(MutantBases.All.Count, MutantBases.All.Select(source => source.Name).Distinct().Count());
    }

    [Fact]
    public void The_same_seed_makes_the_same_mutant()
    {
        foreach (ulong seed in Seeds)
        {
            Mutant mutant = Mutator.Make(seed);
            Mutant again = Mutator.Make(seed);
            Assert.Equal(mutant.ToString(), again.ToString());
            Assert.True(mutant.Bytes.AsSpan().SequenceEqual(again.Bytes));
        }
    }

    [Fact]
    public void Making_mutants_leaves_their_bases_as_they_were()
    {
        byte[][] before = [.. MutantBases.All.Select(source => source.Image.ToArray())];
        foreach (ulong seed in Seeds)
            Mutator.Make(seed);
        Assert.Equal(before, MutantBases.All.Select(source => source.Image));
    }

    [Fact]
    public void Mutants_are_of_every_kind_and_most_get_past_the_checksums()
    {
        Mutant[] mutants = [.. Seeds.Select(Mutator.Make)];
        Assert.Equal(MutantBases.All.Count, mutants.Select(mutant => mutant.Base).Distinct().Count());
        Assert.All(mutants, mutant => Assert.InRange(mutant.Bytes.Length, 0, Mutator.MaxLength));

        int changed = mutants.Count(mutant => !mutant.Bytes.AsSpan().SequenceEqual(mutant.Base.Image));
        Assert.InRange(changed, mutants.Length * 9 / 10, mutants.Length);

        BlocklistFileFault?[] faults = [.. mutants.Select(FaultOnOpening)];
        Assert.InRange(faults.Count(fault => fault is null), mutants.Length / 4, mutants.Length);
        foreach (BlocklistFileFault fault in Enum.GetValues<BlocklistFileFault>().Except([BlocklistFileFault.TooLarge]))
            Assert.Contains(fault, faults);
    }

    private static BlocklistFileFault? FaultOnOpening(Mutant mutant)
    {
        try
        {
            Blocklist.Load(mutant.Bytes).Dispose();
            return null;
        }
        catch (BlocklistFileException e)
        {
            return e.Fault;
        }
    }
}
