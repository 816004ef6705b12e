namespace DomainBlock.Tests.Files;

/// <summary>
/// One of three sets that give other answers to the same questions: another verdict, another rule, another list, or
/// another suffix.
/// </summary>
internal sealed class SwappedSet
{
    /// <summary>What every set is asked.</summary>
    public static readonly string[] Questions = ["www.0.example", "www.1.example", "www.2.example", "example", "a.b.c.always.example", "never.test"];

    private const int Names = 3;
    private const int OtherRules = 200;

    private SwappedSet(string path, byte[] image, MatchResult[] expected)
    {
        Path = path;
        Image = image;
        Expected = expected;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Its bytes.</summary>
    public byte[] Image { get; }

    /// <summary>Its answers to the questions, in order.</summary>
    public MatchResult[] Expected { get; }

    public static SwappedSet[] MakeAll(TemporaryFolder folder)
    {
        SwappedSet[] sets = [.. Enumerable.Range(0, Names).Select(number => Make(folder, number))];
        for (int question = 0; question < Names; question++)
            Assert.Equal(sets.Length, sets.Select(set => set.Expected[question]).Distinct().Count());
        return sets;
    }

    /// <summary>This set, expected to answer as another: a control.</summary>
    public SwappedSet ClaimingAnswersOf(SwappedSet other) => new(Path, Image, other.Expected);

    private static SwappedSet Make(TemporaryFolder folder, int number)
    {
        var builder = new BlocklistBuilder();
        for (int list = 0; list <= number; list++)
            builder.AddList(new ListInfo(FormattableString.Invariant($"list {list}")));

        // More rules in each set than in the one before: the same rule has another number.
        for (int i = 0; i < OtherRules * (number + 1); i++)
            builder.Add(new Rule(DomainName.Parse(FormattableString.Invariant($"n{i}.aaa"))));
        builder.Add(new Rule(DomainName.Parse("always.example")) { List = number });
        builder.Add(new Rule(DomainName.Parse(FormattableString.Invariant($"{number}.example"))) { List = number });
        builder.Add(new Rule(DomainName.Parse(FormattableString.Invariant($"{(number + 1) % Names}.example")), Action: RuleAction.Allow));
        CompiledBlocklist compiled = builder.Build();
        string path = folder.File(FormattableString.Invariant($"set-{number}.dblk"));
        compiled.Save(path);
        using Blocklist blocklist = compiled.Open();
        return new SwappedSet(path, compiled.Image.ToArray(), [.. Questions.Select(question => blocklist.Match(question))]);
    }
}
