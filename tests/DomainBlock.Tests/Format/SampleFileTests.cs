using DomainBlock.Generators;

namespace DomainBlock.Tests.Format;

/// <summary>
/// The files of docs/samples are what is compiled now, and read as their listings say. DOMAINBLOCK_WRITE_SAMPLES set to the full path of that folder
/// writes them anew; build and run once more to see them read.
/// </summary>
public class SampleFileTests
{
    private const int MostBytesTogether = 30_000;

    public static TheoryData<string> Samples => [.. SampleFile.All.Select(sample => sample.Name)];

    [Theory]
    [MemberData(nameof(Samples))]
    public void The_committed_file_is_what_is_compiled_now(string name)
    {
        SampleFile sample = Find(name);
        byte[] image = sample.Compile();
        string listing = sample.Describe(Blocklist.Load(image));
        if (Environment.GetEnvironmentVariable("DOMAINBLOCK_WRITE_SAMPLES") is { Length: > 0 } folder)
        {
            File.WriteAllBytes(Path.Combine(folder, $"{name}.dblk"), image);
            File.WriteAllText(Path.Combine(folder, $"{name}.txt"), listing);
            Assert.Skip("The sample was written.");
        }
        Assert.True(
            image.AsSpan().SequenceEqual(Committed(name)),
            $"{name}.dblk is not what is compiled now. If the format was changed on purpose: docs/samples/README.md says how the samples are written anew.");
        Assert.Equal(CommittedListing(name), listing);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void The_committed_file_reads_as_its_listing_says(string name)
    {
        using var blocklist = Blocklist.Load(Committed(name));
        blocklist.Verify();
        Assert.Equal(CommittedListing(name), Find(name).Describe(blocklist));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void The_listing_says_what_the_reference_says(string name)
    {
        SampleFile sample = Find(name);
        string[] lines = CommittedListing(name).TrimEnd('\n').Split('\n');
        string[][] rules = [.. lines.SkipWhile(line => line != "[rules]").Skip(1).TakeWhile(line => line != "[queries]").Select(line => line.Split('\t'))];
        string[][] queries = [.. lines.SkipWhile(line => line != "[queries]").Skip(1).Select(line => line.Split('\t'))];
        Assert.Equal(sample.Rules.Select(Shown).Order(StringComparer.Ordinal), rules.Select(fields => string.Join(' ', fields[1..])).Order(StringComparer.Ordinal));
        Assert.Equal(sample.Queries, queries.Select(fields => fields[0]));
        foreach (string[] query in queries)
        {
            ReferenceAnswer expected = sample.Reference(query[0]);
            Assert.Equal(expected.Verdict.ToString(), query[1], ignoreCase: true);
            int rule = int.Parse(query[2], System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal(expected.Until?.ToUnixTimeSeconds() ?? 0, long.Parse(query[5], System.Globalization.CultureInfo.InvariantCulture));
            Assert.Equal(expected.Winner is { } winner ? Shown(winner) : "", rule < 0 ? "" : string.Join(' ', rules[rule][1..]));
        }

        static string Shown(Rule rule) => FormattableString.Invariant($"{(rule.Expression is { } expression ? expression : rule.Name)} {rule.Pattern} {rule.Action} {rule.Level} {rule.List} {rule.Line} ").ToLowerInvariant() + $"{rule.OrderId} {rule.Options}";
    }

    [Fact]
    public void The_samples_are_small() =>
        Assert.InRange(SampleFile.All.Sum(sample => Committed(sample.Name).Length + CommittedListing(sample.Name).Length), 1, MostBytesTogether);

    private static SampleFile Find(string name) => SampleFile.All.Single(sample => sample.Name == name);

    private static byte[] Committed(string name) => File.ReadAllBytes(PathOf($"{name}.dblk"));

    private static string CommittedListing(string name) => File.ReadAllText(PathOf($"{name}.txt")).ReplaceLineEndings("\n");

    private static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "Samples", file);
}
