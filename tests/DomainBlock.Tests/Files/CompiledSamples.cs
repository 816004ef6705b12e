using System.Globalization;

namespace DomainBlock.Tests.Files;

/// <summary>Blocklists that differ in a generation's number: generation n blocks n.example, all block always.example.</summary>
internal static class CompiledSamples
{
    public static CompiledBlocklist Generation(int number)
    {
        var builder = new BlocklistBuilder();
        builder.AddList(new ListInfo("list"));
        builder.Add(new Rule(DomainName.Parse("always.example")) { Line = 1 });
        builder.Add(new Rule(DomainName.Parse(Name(number))) { Line = 2 });
        return builder.Build();
    }

    public static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"{number}.example");
}
