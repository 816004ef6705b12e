using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using DomainBlock.Benchmarks.Synthetic;
using DomainBlock.Patterns;

namespace DomainBlock.Tests.Patterns;

/// <summary>
/// Sets of patterns by chance against their twins: .NET's regular expressions without backtracking, and the plain way of matching a glob. The gate tries 100,000 pairs
/// of a pattern and a name, each whole set asked at once; DOMAINBLOCK_PATTERN_PAIRS=1000000 tries so many, from seed DOMAINBLOCK_PATTERN_SEED (0 if not given) on. A
/// fault names its seed.
/// </summary>
public class PatternTwinTests(ITestOutputHelper output)
{
    private const int PatternsInASet = 40;
    private const int NamesForASet = 125;

    private static readonly ExpressionSyntax[] Syntaxes = Enum.GetValues<ExpressionSyntax>();

    [Fact]
    public void Sets_of_patterns_match_what_their_twins_match()
    {
        long pairs = Number("DOMAINBLOCK_PATTERN_PAIRS") ?? 100_000;
        ulong seed = (ulong)(Number("DOMAINBLOCK_PATTERN_SEED") ?? 0);
        long tried = 0;
        long matched = 0;
        for (; tried < pairs; seed++)
        {
            matched += TrySet(seed);
            tried += PatternsInASet * NamesForASet;
        }
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{tried} pairs, {matched} matches"));

        // Otherwise chance tries nothing.
        Assert.InRange(matched, tried / 10, tried * 2 / 3);
    }

    private static long? Number(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? long.Parse(text, CultureInfo.InvariantCulture) : null;

    private static long TrySet(ulong seed)
    {
        var random = new SplitMix64(seed);
        var builder = new PatternSetBuilder();
        var twins = new Dictionary<(ExpressionSyntax, string), (Func<string, bool> IsMatch, string Spelled)>();
        var samples = new List<string>();
        for (int pattern = 0; pattern < PatternsInASet; pattern++)
        {
            ExpressionSyntax syntax = Syntaxes[random.Below(Syntaxes.Length)];
            string text = Add(syntax, twins, samples, random);
            // A few are too large when repetitions are written out; nothing else that is made here may be refused.
            if (!builder.TryAdd(syntax, text, out PatternRefusal refusal) && refusal.Fault != PatternFault.TooManyPositions)
                Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"Seed {seed}: {syntax} \"{text}\" is refused at {refusal.Position}: {refusal.Explanation}"));
        }

        PatternSetBuilder.Image image = builder.Build(TestContext.Current.CancellationToken);
        Assert.NotNull(PatternSetLayout.TryRead(image.Section));
        long matched = 0;
        for (int name = 0; name < NamesForASet; name++)
        {
            string text = MakeName(samples, random);
            var expected = image.Numbers.Where(pattern => twins[pattern.Key].IsMatch(text)).Select(pattern => pattern.Value).Order().ToList();
            List<int> found = Find(image.Section, text);
            if (!expected.SequenceEqual(found))
                Fail(seed, text, expected.Except(found).Concat(found.Except(expected)).First(), image, twins);
            matched += found.Count;
        }
        return matched;
    }

    private static string Add(ExpressionSyntax syntax, Dictionary<(ExpressionSyntax, string), (Func<string, bool>, string)> twins, List<string> samples, SplitMix64 random)
    {
        if (syntax.IsGlob())
        {
            string glob = RandomGlob.Make(syntax, random);
            samples.Add(RandomGlob.Sample(glob, random));
            twins[(syntax, glob)] = (name => RandomGlob.IsMatch(syntax, glob, name), glob);
            return glob;
        }
        RandomRegex regex;
        do
            regex = RandomRegex.Make(syntax, random);
        while (regex.Text.Length == 0 || regex.Text.Contains(';', StringComparison.Ordinal));
        samples.Add(regex.Sample);
        var twin = new Regex(regex.Twin, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        twins[(syntax, regex.Text)] = (twin.IsMatch, regex.Twin);
        return regex.Text;
    }

    private static void Fail(
        ulong seed, string name, int number, PatternSetBuilder.Image image, Dictionary<(ExpressionSyntax, string), (Func<string, bool> IsMatch, string Spelled)> twins)
    {
        (ExpressionSyntax Syntax, string Text) pattern = image.Numbers.Single(pair => pair.Value == number).Key;
        Assert.Fail(string.Create(
            CultureInfo.InvariantCulture,
            $"Seed {seed}: {pattern.Syntax} \"{pattern.Text}\" on \"{name}\": its twin \"{twins[pattern].Spelled}\" says {twins[pattern].IsMatch(name)}."));
    }

    /// <summary>What some pattern might match, in the middle of other octets, or chance alone.</summary>
    private static string MakeName(List<string> samples, SplitMix64 random)
    {
        var name = new StringBuilder(random.Happens(70) ? samples[random.Below(samples.Count)] : "");
        if (random.Happens(30))
            name.Append(samples[random.Below(samples.Count)]);
        if (name.Length > 0 && random.Happens(40))
            name[random.Below(name.Length)] = RandomRegex.Alphabet[random.Below(RandomRegex.Alphabet.Length)];
        for (int more = random.Below(6); more > 0; more--)
            name.Insert(random.Happens(50) ? 0 : name.Length, RandomRegex.Alphabet[random.Below(RandomRegex.Alphabet.Length)]);
        return name.ToString(0, Math.Min(name.Length, 253));
    }

    internal static List<int> Find(ReadOnlySpan<byte> section, string name)
    {
        var found = new List<int>();
        Unsafe.SkipInit(out PatternSearch.Room room);
        var search = new PatternSearch(new PatternSet(PatternSetLayout.TryRead(section)!, section), Encoding.Latin1.GetBytes(name), ref room);
        while (search.TryNext(out int pattern))
            found.Add(pattern);
        return found;
    }
}
