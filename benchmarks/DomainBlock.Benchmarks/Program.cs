using BenchmarkDotNet.Running;
using DomainBlock.Benchmarks.Building;
using DomainBlock.Benchmarks.Compare;
using DomainBlock.Benchmarks.HostileLists;
using DomainBlock.Benchmarks.Kinds;
using DomainBlock.Benchmarks.Normalizing;
using DomainBlock.Benchmarks.Parsing;
using DomainBlock.Benchmarks.Patterns;
using DomainBlock.Benchmarks.Scaling;
using DomainBlock.Benchmarks.Synthetic;

const string Help = """
    Benchmarks of DomainBlock.

      compare [options]   Measures DomainBlock beside other structures, on the same names in one run.
        --block FILE      The listed names, one a line; each stands for itself and everything below it.
        --queries FILE    The names to ask for, one a line; may be given several times.
                          Files may be gzip. Blank lines and lines that begin with # are skipped.
                          Without --block and --queries a synthetic list and three synthetic query sets are made.
        --names N         How many names the synthetic list has (default 100000).
        --rounds N        How often each rival is measured on each query set (default 7).
        --json            Prints one JSON object instead of tables.

      normalize           Measures the normalisation of names beside .NET's IdnMapping. For ICU, which is the fair rival:
                          dotnet run -c Release -p:InvariantGlobalization=false --project ... -- normalize

      hostile-lists [options]   Measures building from names made against the index beside plain names of the same lengths.
        --names N         How many names each list has (default 1000000; long names fewer).
        --rounds N        How often each is built (default 3).

      patterns            Measures globs and regular expressions by themselves.

      kinds [FILE]        Measures what globs, regular expressions, options and rules under any public suffix cost those who ask, and forty lists in bytes; beside a
                          synthetic list, or that of FILE.

      stages N|FILE       Measures each stage of compiling N synthetic names, or those of a file, on one thread and on as many as there are
                          processors, and how soon a cancelled compilation ends.

      scaling             Asks one blocklist from one thread and from as many as there are processors.

      parse [FORMAT=FILE...]   Measures reading lists: the synthetic one in each format, or the files given.

      names N             Prints the synthetic list of N names, one a line, for programs that read lists.

      bdn [arguments]     Runs the BenchmarkDotNet benchmarks, for example: bdn --filter '*Match*'

    Exit codes: 0 done; 1 a file cannot be read or the rivals' answers differ; 2 wrong usage.
    """;

try
{
    switch (args)
    {
        case ["--help" or "-h", ..] or ["compare", "--help" or "-h", ..]:
            Console.WriteLine(Help);
            return 0;
        case ["compare", .. var rest]:
            CompareCommand.Run(CompareOptions.Parse(rest), Console.Out);
            return 0;
        case ["normalize"]:
            NormalizeCommand.Run(rounds: 101, Console.Out);
            return 0;
        case ["hostile-lists", .. var rest]:
            HostileListsCommand.Run(HostileListsOptions.Parse(rest), Console.Out);
            return 0;
        case ["patterns"]:
            PatternsCommand.Run(Console.Out);
            return 0;
        case ["kinds"]:
        case ["kinds", _]:
            KindsCommand.Run(args.ElementAtOrDefault(1), Console.Out);
            return 0;
        case ["stages", var names]:
            StagesCommand.Run(names, Console.Out);
            return 0;
        case ["scaling"]:
            ScalingCommand.Run(Console.Out);
            return 0;
        case ["parse", .. var rest]:
            ParseCommand.Run(rest, Console.Out);
            return 0;
        case ["names", var count] when int.TryParse(count, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int listed):
            using (var output = new StreamWriter(Console.OpenStandardOutput(), bufferSize: 1 << 16))
            {
                foreach (string name in SyntheticNames.Make(listed).Listed)
                    output.WriteLine(name);
            }
            return 0;
        case ["bdn", .. var rest]:
            BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(rest);
            return 0;
        case []:
            throw new UsageException("a command is missing: compare, normalize, hostile-lists, patterns, kinds, stages, scaling, parse, names or bdn");
        default:
            throw new UsageException($"unknown command '{args[0]}': compare, normalize, hostile-lists, patterns, kinds, stages, scaling, parse, names or bdn");
    }
}
catch (UsageException e)
{
    Console.Error.WriteLine($"Wrong usage: {e.Message}. See --help.");
    return 2;
}
catch (ComparisonException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
