using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using DomainBlock.Benchmarks.Compare;
using DomainBlock.Benchmarks.Synthetic;
using DomainBlock.Patterns;

namespace DomainBlock.Benchmarks.Patterns;

/// <summary>
/// The <c>patterns</c> command: what globs and regular expressions cost by themselves, without an index of names. Names that no literal touches, names as chance
/// draws them, and one that leads to fifty patterns.
/// </summary>
internal static class PatternsCommand
{
    private const int Globs = 10_000;
    private const int Regexes = 500;
    private const int Names = 2_000;
    private const int Rounds = 301;

    /// <summary>Long enough for the JIT's last tier.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);

    public static void Run(TextWriter output)
    {
        output.WriteLine(Machine.Describe());
        var building = Stopwatch.StartNew();
        byte[] section = PatternMix.Make(Globs, Regexes);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Globs} globs, {Regexes} regular expressions, {PatternMix.Crowd} that share a literal: {section.Length} bytes, built in {building.ElapsedMilliseconds} ms, {Layout(section).AlwaysTried} tried on every name"));

        var source = new NameSource(new SplitMix64(77));
        byte[][] drawn = [.. Enumerable.Range(0, Names).Select(_ => Encoding.ASCII.GetBytes(source.Name()))];
        byte[][] untouched = [.. drawn.Where(name => Candidates(section, name) == 0)];
        byte[][] ofTwenty = [.. untouched.Where(name => name.Length is >= 19 and <= 21)];
        byte[] crowded = Encoding.ASCII.GetBytes(PatternMix.CrowdedName);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{100.0 * untouched.Length / drawn.Length:F1} % of {Names} drawn names are touched by no literal"));
        if (CountMatches(Layout(section), section, crowded) != 0 || Candidates(section, crowded) == 0)
            throw new ComparisonException("The crowded name does not do what it is for.");

        (string Title, byte[][] Names)[] sets =
        [
            ("names of about 20 octets that no literal touches", ofTwenty),
            ("names that no literal touches", untouched),
            ("names as drawn", drawn),
            ($"a name that reaches {PatternMix.Crowd} automata", [.. Enumerable.Repeat(crowded, 200)]),
        ];
        foreach ((string title, byte[][] names) in sets)
        {
            (double ns, double least, long allocated) = Time(section, names);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{title,-52} {ns,9:F1} ns {least,9:F1} ns at best {allocated,3} B"));
        }
    }

    private static (double Nanoseconds, double Least, long Allocated) Time(byte[] section, byte[][] names)
    {
        var warmUp = Stopwatch.StartNew();
        while (warmUp.Elapsed < WarmUp)
            Pass(section, names);
        var times = new List<double>(Rounds);
        PatternSetLayout layout = Layout(section);
        long before = GC.GetAllocatedBytesForCurrentThread();
        foreach (byte[] name in names)
            CountMatches(layout, section, name);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        for (int round = 0; round < Rounds; round++)
        {
            long started = Stopwatch.GetTimestamp();
            Pass(section, names);
            times.Add(Stopwatch.GetElapsedTime(started).TotalNanoseconds / names.Length);
        }
        return (Median.Of(times), times.Min(), allocated);
    }

    private static PatternSetLayout Layout(ReadOnlySpan<byte> section) =>
        PatternSetLayout.TryRead(section) ?? throw new ComparisonException("The section is not sound.");

    private static int Pass(byte[] section, byte[][] names)
    {
        PatternSetLayout layout = Layout(section);
        int matches = 0;
        foreach (byte[] name in names)
            matches += CountMatches(layout, section, name);
        return matches;
    }

    [SkipLocalsInit]
    private static int CountMatches(PatternSetLayout layout, ReadOnlySpan<byte> section, ReadOnlySpan<byte> name)
    {
        Unsafe.SkipInit(out PatternSearch.Room room);
        var set = new PatternSet(layout, section);
        if (set.IsUntouchedBy(name))
            return 0;
        var search = new PatternSearch(set, name, ref room);
        int matches = 0;
        while (search.TryNext(out _))
            matches++;
        return matches;
    }

    /// <summary>How many rows of patterns literals in a name lead to.</summary>
    public static int Candidates(byte[] section, ReadOnlySpan<byte> name)
    {
        PatternSetLayout layout = Layout(section);
        Unsafe.SkipInit(out PatternSearch.Room room);
        _ = new PatternSearch(new PatternSet(layout, section), name, ref room);
        return room.Candidates.Count;
    }
}
