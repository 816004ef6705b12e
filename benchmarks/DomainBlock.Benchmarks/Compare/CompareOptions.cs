using System.Globalization;

namespace DomainBlock.Benchmarks.Compare;

/// <summary>What the command line of <c>compare</c> asks for.</summary>
internal sealed record CompareOptions
{
    private const int DefaultNames = 100_000;
    private const int DefaultRounds = 7;

    /// <summary>The file of listed names; null: a synthetic list.</summary>
    public string? Block { get; private init; }

    /// <summary>The files of queries; none with a synthetic list.</summary>
    public IReadOnlyList<string> Queries { get; private init; } = [];

    /// <summary>How many names a synthetic list has.</summary>
    public int Names { get; private init; } = DefaultNames;

    /// <summary>How often every rival is measured on every query set.</summary>
    public int Rounds { get; private init; } = DefaultRounds;

    /// <summary>Whether to print JSON.</summary>
    public bool Json { get; private init; }

    /// <exception cref="UsageException">The arguments are wrong.</exception>
    public static CompareOptions Parse(ReadOnlySpan<string> args)
    {
        string? block = null;
        var queries = new List<string>();
        int? names = null;
        int rounds = DefaultRounds;
        bool json = false;
        while (args is [string option, .. var rest])
        {
            args = rest;
            switch (option)
            {
                case "--block" when block is not null:
                    throw new UsageException("--block is given twice");
                case "--block":
                    block = Value(option, ref args);
                    break;
                case "--queries":
                    queries.Add(Value(option, ref args));
                    break;
                case "--names":
                    names = Count(option, ref args);
                    break;
                case "--rounds":
                    rounds = Count(option, ref args);
                    break;
                case "--json":
                    json = true;
                    break;
                default:
                    throw new UsageException($"unknown option '{option}'");
            }
        }

        if (block is null != (queries.Count == 0))
            throw new UsageException("--block and --queries go together: give both, or neither for synthetic names");
        if (block is not null && names is not null)
            throw new UsageException("--names is the size of the synthetic list and does not go with --block");
        return new CompareOptions { Block = block, Queries = queries, Names = names ?? DefaultNames, Rounds = rounds, Json = json };
    }

    private static string Value(string option, ref ReadOnlySpan<string> args)
    {
        if (args.IsEmpty || args[0].StartsWith("--", StringComparison.Ordinal))
            throw new UsageException($"{option} needs a value");
        string value = args[0];
        args = args[1..];
        return value;
    }

    private static int Count(string option, ref ReadOnlySpan<string> args)
    {
        string value = Value(option, ref args);
        return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count > 0
            ? count
            : throw new UsageException($"{option} needs a whole number from 1, not '{value}'");
    }
}
