using System.Globalization;
using DomainBlock.Benchmarks.Compare;

namespace DomainBlock.Benchmarks.HostileLists;

/// <summary>What the command line of <c>hostile-lists</c> asks for.</summary>
/// <param name="Names">How many names each list has.</param>
/// <param name="Rounds">How often each is built.</param>
internal sealed record HostileListsOptions(int Names = 1_000_000, int Rounds = 3)
{
    /// <exception cref="UsageException">The arguments are wrong.</exception>
    public static HostileListsOptions Parse(ReadOnlySpan<string> args)
    {
        var options = new HostileListsOptions();
        while (!args.IsEmpty)
        {
            int value = args.Length > 1 && int.TryParse(args[1], NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0
                ? number
                : throw new UsageException($"{args[0]} needs a whole number from 1");
            options = args[0] switch
            {
                "--names" => options with { Names = value },
                "--rounds" => options with { Rounds = value },
                _ => throw new UsageException($"unknown option '{args[0]}'"),
            };
            args = args[2..];
        }
        return options;
    }
}
