using System.Globalization;
using System.Text;
using DomainBlock.Benchmarks.Synthetic;
using DomainBlock.Patterns;

namespace DomainBlock.Tests.Patterns;

public class PatternSetTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void The_same_patterns_in_any_order_give_the_same_bytes()
    {
        List<(ExpressionSyntax Syntax, string Text)> patterns = MakePatterns(300);
        byte[] section = Build(patterns).Section;
        var random = new SplitMix64(3);
        for (int trial = 0; trial < 5; trial++)
        {
            (ExpressionSyntax, string)[] shuffled = [.. patterns, .. patterns.Take(20)];
            random.Shuffle(shuffled.AsSpan());
            Assert.Equal(section, Build(shuffled).Section);
        }
    }

    [Fact]
    public void Texts_come_back_by_number()
    {
        PatternSetBuilder.Image image = Build(MakePatterns(100));
        var set = new PatternSet(PatternSetLayout.TryRead(image.Section)!, image.Section);
        Assert.Equal(image.Numbers.Count, set.Count);
        Assert.Equal(Enumerable.Range(0, set.Count), image.Numbers.Values.Order());
        foreach (((ExpressionSyntax syntax, string text), int number) in image.Numbers)
        {
            Assert.True(set.TryGetText(number, out ExpressionSyntax foundSyntax, out string? found));
            Assert.Equal((syntax, text), (foundSyntax, found));
        }
        Assert.False(set.TryGetText(set.Count, out _, out _));
        Assert.False(set.TryGetText(-1, out _, out _));
    }

    [Fact]
    public void No_patterns_are_no_section_and_match_nothing()
    {
        byte[] section = new PatternSetBuilder().Build(Token).Section;
        Assert.Empty(section);
        Assert.Empty(PatternTwinTests.Find(section, "www.example"));
        Assert.True(PatternSet.IsProven(section, out _, Token));
    }

    [Fact]
    public void Patterns_of_one_meaning_share_an_automaton_and_all_match()
    {
        (ExpressionSyntax, string)[] one = [(ExpressionSyntax.Keyword, "tracker")];
        (ExpressionSyntax, string)[] four = [.. one, (ExpressionSyntax.AdblockGlob, "*tracker*"), (ExpressionSyntax.AdGuardRegex, "tracker"), (ExpressionSyntax.Re2Regex, "(?i)Tracke(r)")];
        PatternSetLayout layout = PatternSetLayout.TryRead(Build(four).Section)!;
        Assert.Equal(PatternSetLayout.TryRead(Build(one).Section)!.AutomataSize, layout.AutomataSize);
        Assert.Equal([0, 1, 2, 3], PatternTwinTests.Find(Build(four).Section, "www.trackers.example"));
    }

    /// <summary>More stretches of postings than there is room for: then all patterns are tried.</summary>
    [Theory]
    [InlineData(10)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(200)]
    public void A_name_may_contain_any_number_of_literals(int literals)
    {
        string[] words = [.. Enumerable.Range(0, literals).Select(number => string.Create(CultureInfo.InvariantCulture, $"q{number:x3}"))];
        byte[] section = Build([.. words.Select(word => (ExpressionSyntax.Keyword, word)), (ExpressionSyntax.Keyword, "absent"), (ExpressionSyntax.Re2Regex, "[0-9]$")]).Section;
        List<int> found = PatternTwinTests.Find(section, string.Concat(words) + ".0");
        Assert.Equal(literals + 1, found.Count);
        Assert.Equal(found.Order(), found);
    }

    [Fact]
    public void Texts_longer_than_any_name_match_nothing()
    {
        byte[] section = Build([(ExpressionSyntax.Keyword, "track")]).Section;
        string longest = "track".PadRight(PatternSet.MaxTextLength, 'x');
        Assert.Equal([0], PatternTwinTests.Find(section, longest));
        Assert.Equal([0], PatternTwinTests.Find(section, new string([.. longest.Reverse()]).Replace("kcart", "track", StringComparison.Ordinal)));
        Assert.Empty(PatternTwinTests.Find(section, longest + "x"));
    }

    /// <summary>Raw octets in labels, which names in wire form may have.</summary>
    [Fact]
    public void Octets_that_text_never_has_are_matched_as_they_are()
    {
        byte[] section = Build([(ExpressionSyntax.Re2Regex, @"^a[^b]c$"), (ExpressionSyntax.Re2Regex, @"^a.c$"), (ExpressionSyntax.Re2Regex, @"^a\x00c$"), (ExpressionSyntax.Re2Regex, @"^a[!-~]c$")]).Section;
        Assert.Equal(3, PatternTwinTests.Find(section, "a\0c").Count);
        Assert.Equal(2, PatternTwinTests.Find(section, "a\u00FFc").Count);
        Assert.Equal(3, PatternTwinTests.Find(section, "a~c").Count);
    }

    [Fact]
    public void Proving_finds_every_changed_byte()
    {
        byte[] section = Build(MakePatterns(12)).Section;
        Assert.True(PatternSet.IsProven(section, out string? fault, Token), fault);
        byte[] damaged = [.. section];
        for (int place = 0; place < section.Length; place++)
        {
            damaged[place] ^= 0x10;
            Assert.False(PatternSet.IsProven(damaged, out fault, Token), string.Create(CultureInfo.InvariantCulture, $"byte {place}"));
            Assert.NotNull(fault);
            damaged[place] = section[place];
        }
    }

    /// <summary>The worked example of docs/patterns.md.</summary>
    [Fact]
    public void An_automaton_has_the_bytes_that_the_documentation_shows()
    {
        const string Shown = """
            08010200 0D40000020000000
            FF000000 02000000 10000000 80010000 00010000 02000000 02010000
            0A000000 42000000 12000000 82000000 26000000
            02000000 02000000
            0C000000 00000000 0C000000
            2025 00 00
            """;
        byte[] automaton = CompiledPattern.TryCompile(ExpressionSyntax.AdblockGlob, "||ad*.co^", out _)!.Automaton;
        Assert.Equal(string.Concat(Shown.Where(char.IsAsciiHexDigit)), Convert.ToHexString(automaton));
    }

    [Theory]
    [InlineData(ExpressionSyntax.AdblockGlob, "||ads*.example^", 8)]
    [InlineData(ExpressionSyntax.AdblockGlob, "*ad*", 2)]
    [InlineData(ExpressionSyntax.AdGuardRegex, "^(ads|tracker)[0-9]", 3)]
    [InlineData(ExpressionSyntax.PosixRegex, "^[a-z]+$", 0)]
    internal void A_guard_learns_how_much_a_name_must_share(ExpressionSyntax syntax, string text, int octets)
    {
        Assert.Equal(octets, CompiledPattern.TryCompile(syntax, text, out _)!.LiteralLength);
    }

    internal static PatternSetBuilder.Image Build(IEnumerable<(ExpressionSyntax Syntax, string Text)> patterns)
    {
        var builder = new PatternSetBuilder();
        foreach ((ExpressionSyntax syntax, string text) in patterns)
            Assert.True(builder.TryAdd(syntax, text, out PatternRefusal refusal), $"{text}: {refusal.Explanation}");
        return builder.Build(TestContext.Current.CancellationToken);
    }

    /// <summary>Patterns of every kind, by chance.</summary>
    internal static List<(ExpressionSyntax Syntax, string Text)> MakePatterns(int count)
    {
        var random = new SplitMix64(11);
        var patterns = new HashSet<(ExpressionSyntax, string)>();
        ExpressionSyntax[] syntaxes = Enum.GetValues<ExpressionSyntax>();
        while (patterns.Count < count)
        {
            ExpressionSyntax syntax = syntaxes[random.Below(syntaxes.Length)];
            string text = syntax.IsGlob() ? RandomGlob.Make(syntax, random) : RandomRegex.Make(syntax, random).Text;
            if (CompiledPattern.TryCompile(syntax, text, out _) is not null)
                patterns.Add((syntax, text));
        }
        return [.. patterns];
    }

    internal static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);
}
