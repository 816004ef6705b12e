using System.Diagnostics;
using System.Globalization;
using DomainBlock.Fuzz.Targets;
using DomainBlock.Lists;

namespace DomainBlock.Fuzz.Tests;

/// <summary>
/// What eng/fuzz gives the readers, without a fuzzer: the corpus, and mutants of it, bounded in number, in time and in memory. <c>DOMAINBLOCK_FUZZ_MUTANTS</c> says how many a
/// reader (3,000 if not given), <c>DOMAINBLOCK_FUZZ_SEED</c> the first one's seed (0 if not given); a fault names its seed.
/// </summary>
public sealed class ReplayTests
{
    /// <summary>For one input, on a machine that is busy with others; the slowest takes a few milliseconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static TheoryData<string> Targets => [.. FuzzTarget.All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Every_reader_refuses_or_reads_its_corpus_and_mutants_of_it(string name)
    {
        FuzzTarget target = FuzzTarget.All.Single(candidate => candidate.Name == name);
        byte[][] corpus = [.. Corpus(name).Select(File.ReadAllBytes)];
        foreach (byte[] bytes in corpus)
            Try(target, bytes, "the corpus");
        int first = Number("DOMAINBLOCK_FUZZ_SEED", 0);
        for (int seed = first; seed < first + Number("DOMAINBLOCK_FUZZ_MUTANTS", 3000); seed++)
            Try(target, Mutation.Make(corpus, seed), $"seed {seed}");
    }

    /// <summary>What reads nothing of its corpus would be tested by mutants of nothing.</summary>
    [Fact]
    public void Every_reader_has_a_corpus_and_every_corpus_a_reader()
    {
        Assert.Equal(FuzzTarget.All.Select(target => target.Name).Order(StringComparer.Ordinal), Directory.GetDirectories(Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(FuzzTarget.All, target => Assert.NotEmpty(Corpus(target.Name)));
        foreach (ListFormat format in ListFormats.All)
            Assert.Contains(FuzzTarget.All, target => target.Name == format.Name());
    }

    [Fact]
    public void Lists_of_the_corpus_give_rules()
    {
        foreach (ListFormat format in ListFormats.All.Where(format => !format.IsProxyFormat()))
        {
            foreach (string file in Corpus(format.Name()))
            {
                int rules = 0;
                using var source = ListSource.Open(File.OpenRead(file), "list");
                source.Read(format, _ => rules++);
                Assert.InRange(rules, 1, 100);
            }
        }
    }

    [Fact]
    public void The_same_seed_makes_the_same_mutant()
    {
        byte[][] corpus = [.. Corpus("hosts").Select(File.ReadAllBytes)];
        Assert.Equal(Mutation.Make(corpus, 7), Mutation.Make(corpus, 7));
        Assert.InRange(Enumerable.Range(0, 100).Select(seed => Convert.ToHexString(Mutation.Make(corpus, seed))).Distinct().Count(), 80, 100);
    }

    /// <summary>The control: each kind of fault that a reader may have is noticed.</summary>
    [Fact]
    public void A_planted_fault_is_found()
    {
        Assert.Throws<IndexOutOfRangeException>(() => new FuzzTarget("throws", bytes => bytes[bytes.Length]++).Try([1, 2]));
        Assert.Throws<FuzzFault>(() => new FuzzTarget("allocates", bytes => GC.KeepAlive(new byte[100 << 20])).Try([1, 2]));
        Assert.Throws<FuzzFault>(() => FuzzFault.Unless(condition: false, "it says what cannot be"));
        Exception? late = Record.Exception(() => Try(new FuzzTarget("sleeps", _ => Thread.Sleep(20)), [1], "a test", TimeSpan.FromMilliseconds(1)));
        Assert.Contains("took", Assert.IsAssignableFrom<Exception>(late).Message, StringComparison.Ordinal);
    }

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Corpus");

    private static IEnumerable<string> Corpus(string target) => Directory.GetFiles(Path.Combine(Folder, target)).Order(StringComparer.Ordinal);

    private static void Try(FuzzTarget target, byte[] bytes, string origin, TimeSpan? patience = null)
    {
        var time = Stopwatch.StartNew();
        Exception? fault = Record.Exception(() => target.Try(bytes));
        Assert.True(fault is null, $"{target.Name}, {origin}: {fault}\n{Convert.ToBase64String(bytes)}");
        Assert.True(time.Elapsed < (patience ?? Patience), $"{target.Name}, {origin}: it took {time.Elapsed}\n{Convert.ToBase64String(bytes)}");
    }

    private static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
