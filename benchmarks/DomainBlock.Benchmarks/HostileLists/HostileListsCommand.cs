using System.Diagnostics;
using System.Globalization;
using System.IO.Hashing;
using DomainBlock.Benchmarks.Compare;
using DomainBlock.Benchmarks.Synthetic;

namespace DomainBlock.Benchmarks.HostileLists;

/// <summary>
/// The <c>hostile-lists</c> command: what it costs to build from names made against the index, beside plain names in the
/// same number and of the same lengths, in one run.
/// </summary>
internal static class HostileListsCommand
{
    /// <summary>As many leading bits of a hash as can be made to agree for a million names in seconds.</summary>
    private const int EqualBits = 4;

    private static readonly IReadOnlyList<(string Name, Func<int, DomainName[]> Make)> Lists =
    [
        .. HostileNames.All,
        ("leading bits of XxHash3 equal", count => HostileNames.WithEqualCode(count, EqualBits, name => XxHash3.HashToUInt64(name.Octets))),
    ];

    public static void Run(HostileListsOptions options, TextWriter output)
    {
        output.WriteLine(Machine.Describe());
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"",-38} {"names",10} {"octets",7} {"build ns",9} {"plain ns",9} {"ratio",6} {"file B",7} {"plain B",8}   (ns and bytes a name)"));
        Build(HostileNames.All[0].Make(options.Names), out _);
        foreach ((string name, Func<int, DomainName[]> make) in Lists)
            Measure(name, make(options.Names), options.Rounds, output);
    }

    private static void Measure(string list, DomainName[] hostile, int rounds, TextWriter output)
    {
        // The generators give names in order, which plain twins are not in: neither shall gain from that.
        new SplitMix64(1).Shuffle<DomainName>(hostile);
        DomainName[] plain = HostileNames.PlainTwins(hostile);
        var hostileTimes = new List<double>(rounds);
        var plainTimes = new List<double>(rounds);
        int hostileBytes = 0;
        int plainBytes = 0;
        for (int round = 0; round < rounds; round++)
        {
            hostileTimes.Add(Build(hostile, out hostileBytes));
            plainTimes.Add(Build(plain, out plainBytes));
        }
        double ns = Median.Of(hostileTimes);
        double plainNs = Median.Of(plainTimes);
        double octets = hostile.Average(name => name.Octets.Length);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{list,-38} {hostile.Length,10:N0} {octets,7:F1} {ns,9:F0} {plainNs,9:F0} {ns / plainNs,6:F2} {(double)hostileBytes / hostile.Length,7:F2} {(double)plainBytes / plain.Length,8:F2}"));
    }

    // Redundant names are kept, so that as many rules are indexed as there are names.
    private static double Build(DomainName[] names, out int bytes)
    {
        GC.Collect();
        long started = Stopwatch.GetTimestamp();
        var builder = new BlocklistBuilder(new BlocklistBuilderOptions { Slim = true, KeepRedundant = true });
        builder.AddList(new ListInfo("listed"));
        foreach (DomainName name in names)
            builder.Add(new Rule(name));
        CompiledBlocklist compiled = builder.Build();
        double ns = Stopwatch.GetElapsedTime(started).TotalNanoseconds / names.Length;
        bytes = compiled.Image.Length;
        return ns;
    }
}
