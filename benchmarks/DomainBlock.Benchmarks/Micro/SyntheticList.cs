using DomainBlock.Benchmarks.Synthetic;

namespace DomainBlock.Benchmarks.Micro;

/// <summary>The synthetic list, and rules from it.</summary>
internal static class SyntheticList
{
    private const int NameCount = 100_000;

    /// <summary>The list with its queries.</summary>
    public static SyntheticNames Make() => SyntheticNames.Make(NameCount);

    /// <summary>Compiles a subtree rule for each name.</summary>
    public static CompiledBlocklist Compile(IEnumerable<DomainName> names)
    {
        var builder = new BlocklistBuilder(new BlocklistBuilderOptions { Slim = true });
        builder.AddList(new ListInfo("listed"));
        foreach (DomainName name in names)
            builder.Add(new Rule(name));
        return builder.Build();
    }

    /// <summary>Parses the listed names.</summary>
    public static DomainName[] Parse(SyntheticNames names) => [.. names.Listed.Select(n => DomainName.Parse(n))];
}
