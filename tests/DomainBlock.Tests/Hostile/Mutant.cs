namespace DomainBlock.Tests.Hostile;

/// <summary>A compiled file with something wrong in it.</summary>
/// <param name="Seed">Makes the same mutant again.</param>
/// <param name="Base">What it was made of.</param>
/// <param name="Edits">What was done to it, in order.</param>
/// <param name="Bytes">What came of it.</param>
internal sealed record Mutant(ulong Seed, MutantBase Base, IReadOnlyList<string> Edits, byte[] Bytes)
{
    public override string ToString() => $"{Base.Name}: {string.Join(", ", Edits)}";
}
