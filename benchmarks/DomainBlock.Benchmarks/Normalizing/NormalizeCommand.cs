using System.Diagnostics;
using System.Globalization;
using DomainBlock.Benchmarks.Compare;

namespace DomainBlock.Benchmarks.Normalizing;

/// <summary>
/// The <c>normalize</c> command: our names' part beside .NET's <see cref="IdnMapping"/>, the same names in one run. It is
/// given what it asks for, UTF-16 strings; that it neither lower-cases ASCII nor takes a destination is in its favour.
/// </summary>
internal static class NormalizeCommand
{
    /// <summary>Long enough for the JIT's last tier, which compiles in the background a while after the calls that asked for it.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);

    private static readonly IdnMapping Mapping = new();

    /// <param name="rounds">How often each is timed on each set; the order changes from round to round.</param>
    /// <param name="output">Takes the table.</param>
    public static void Run(int rounds, TextWriter output)
    {
        // Without ICU IdnMapping is quicker, and wrong; the ratios mean something else then.
        string rival = IsInvariant() ? "IdnMapping WITHOUT ICU" : "IdnMapping (ICU)";
        output.WriteLine(Machine.Describe());
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"",-56} {rival,22}      UTF-8     UTF-16   ratio   goal   B"));
        foreach (NormalizingSet set in NormalizingSet.All())
        {
            Func<long>[] passes = [() => PassMapping(set), () => PassUtf8(set), () => PassUtf16(set)];
            double[] medians = Time(passes, rounds, set.Names.Length);
            long before = GC.GetAllocatedBytesForCurrentThread();
            _ = PassUtf8(set) + PassUtf16(set);
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{set.Title,-56} {medians[0],19:F1} ns {medians[1],7:F1} ns {medians[2],7:F1} ns {medians[1] / medians[0],7:F3} {set.Goal,6:F2} {allocated,3}"));
        }
    }

    private static bool IsInvariant() => AppContext.TryGetSwitch("System.Globalization.Invariant", out bool invariant) && invariant;

    private static double[] Time(Func<long>[] passes, int rounds, int names)
    {
        var times = passes.Select(_ => new List<double>(rounds)).ToArray();
        var warmUp = Stopwatch.StartNew();
        while (warmUp.Elapsed < WarmUp)
            Array.ForEach(passes, pass => pass());
        for (int round = 0; round < rounds; round++)
        {
            for (int turn = 0; turn < passes.Length; turn++)
            {
                int rival = (round + turn) % passes.Length;
                long started = Stopwatch.GetTimestamp();
                passes[rival]();
                times[rival].Add(Stopwatch.GetElapsedTime(started).TotalNanoseconds / names);
            }
        }
        return [.. times.Select(Median.Of)];
    }

    private static long PassMapping(NormalizingSet set)
    {
        long length = 0;
        foreach (string name in set.Names)
        {
            try
            {
                length += Mapping.GetAscii(name).Length;
            }
            catch (ArgumentException)
            {
                length--;
            }
        }
        return length;
    }

    private static long PassUtf8(NormalizingSet set)
    {
        Span<byte> ascii = stackalloc byte[DomainNameNormalizer.MaxPresentationLength];
        long length = 0;
        foreach (byte[] name in set.Utf8)
        {
            // A canonical name stays where it is: the caller goes on with its own bytes.
            if (DomainNameNormalizer.IsCanonical(name))
                length += name.Length;
            else if (!set.CheckOnly)
                length += DomainNameNormalizer.Normalize(name, ascii).Written;
        }
        return length;
    }

    private static long PassUtf16(NormalizingSet set)
    {
        Span<byte> ascii = stackalloc byte[DomainNameNormalizer.MaxPresentationLength];
        long length = 0;
        foreach (string name in set.Names)
        {
            if (DomainNameNormalizer.IsCanonical(name))
                length += name.Length;
            else if (!set.CheckOnly)
                length += DomainNameNormalizer.Normalize(name, ascii).Written;
        }
        return length;
    }
}
