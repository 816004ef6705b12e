using System.Text;

namespace DomainBlock.Idn.Tests;

/// <summary>
/// Nothing is allocated on any path, whatever the name; and the measurement sees what is allocated. Two threads, each
/// counting its own bytes; no other test beside, and no collection, which may count the rest of a thread's buffer.
/// </summary>
[Collection(nameof(Alone))]
public class AllocationTests
{
    /// <summary>Unoptimised code takes ten times as long, and runs no other paths: the gate asks it for fewer.</summary>
    private static readonly int Names = int.Parse(
        Environment.GetEnvironmentVariable("DOMAINBLOCK_ALLOCATION_NAMES") is { Length: > 0 } given ? given : "100000", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Names of a thousand characters take far longer.</summary>
    private static readonly int LongNames = Names / 100;

    private const int Threads = 2;

    private const long RoomWithoutCollection = 64 << 20;

    [CollectionDefinition(nameof(Alone), DisableParallelization = true)]
    public sealed class Alone;

    public static TheoryData<string> Kinds => new("plain", "mixed", "unicode", "nfc", "bidi", "ace", "escaped", "invalid", "illformed", "long");

    [Theory]
    [MemberData(nameof(Kinds))]
    public void No_path_allocates(string kind)
    {
        string[] names = [.. Enumerable.Range(0, kind == "long" ? LongNames : Names).Select(i => Name(kind, i))];
        byte[][] utf8 = [.. names.Select(Encoding.UTF8.GetBytes)];
        Assert.Equal(0, Measure(names, utf8, plant: false));
    }

    [Fact]
    public void A_planted_allocation_is_seen() =>
        Assert.NotEqual(0, Measure(["a.example", "b.example"], ["a.example"u8.ToArray(), "b.example"u8.ToArray()], plant: true));

    private static string Name(string kind, int i) => kind switch
    {
        "plain" => $"host-{i}.example.com",
        "mixed" => $"Host-{i}.Example.COM.",
        "unicode" => $"b\u00FCcher{i}.\u4F8B\u3048.example",
        "nfc" => $"BU\u0308CHER{i}.Example",
        "bidi" => $"www{i}.\u0645\u062B\u0627\u0644.\u05D0{i}",
        "ace" => $"xn--bcher-kva.xn--{i}a.example",
        "escaped" => $"a\\.{i}\\255.example",
        "invalid" => $"a{i}\u202E.\u0300b",
        "illformed" => $"a{i}\uD800",
        _ => $"{i}{new string('\u4E00', 900)}.{new string('\u0300', 400)}",
    };

    private static long Measure(string[] names, byte[][] utf8, bool plant)
    {
        // The process's first call may load types; it is excluded, once.
        RunAll(names[0], utf8[0]);
        Assert.True(GC.TryStartNoGCRegion(RoomWithoutCollection));
        try
        {
            return RunThreads(names, utf8, plant);
        }
        finally
        {
            GC.EndNoGCRegion();
        }
    }

    private static long RunThreads(string[] names, byte[][] utf8, bool plant)
    {
        long total = 0;
        using var start = new Barrier(Threads);
        var threads = new Thread[Threads];
        for (int i = 0; i < Threads; i++)
        {
            threads[i] = new Thread(() =>
            {
                start.SignalAndWait();
                long before = GC.GetAllocatedBytesForCurrentThread();
                for (int name = 0; name < names.Length; name++)
                    RunAll(names[name], utf8[name]);
                if (plant)
                    GC.KeepAlive(new byte[1]);
                Interlocked.Add(ref total, GC.GetAllocatedBytesForCurrentThread() - before);
            });
            threads[i].Start();
        }
        foreach (Thread thread in threads)
            thread.Join();
        return total;
    }

    private static void RunAll(string name, byte[] utf8)
    {
        Span<byte> octets = stackalloc byte[DomainNameNormalizer.MaxPresentationLength];
        Span<char> characters = stackalloc char[DomainNameNormalizer.MaxPresentationLength];
        Span<IdnLabelDiagnosis> labels = stackalloc IdnLabelDiagnosis[4];
        foreach (IdnProfile profile in (ReadOnlySpan<IdnProfile>)[IdnProfile.Dns, IdnProfile.Browser, IdnProfile.Strict, IdnProfile.Registration])
        {
            DomainNameNormalizer.Normalize(name, octets, profile);
            DomainNameNormalizer.Normalize(utf8, octets, profile);
            DomainNameNormalizer.NormalizeToWire(name, octets, profile);
            DomainNameNormalizer.NormalizeToWire(utf8, octets, profile);
            DomainNameNormalizer.ToUnicode(name, characters, profile);
            DomainNameNormalizer.ToUnicode(utf8, octets, profile);
            DomainNameNormalizer.Diagnose(name, labels, profile);
            DomainNameNormalizer.Diagnose(utf8, labels, profile, IdnOperation.ToUnicode);
        }
        DomainNameNormalizer.IsCanonical(name);
        DomainNameNormalizer.IsCanonical(utf8);
        DomainNameNormalizer.NormalizeWire(new WireName(utf8), octets, out _);
    }
}
