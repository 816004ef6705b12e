using DomainBlock.Benchmarks.Synthetic;
using DomainBlock.Patterns;

namespace DomainBlock.Tests.Patterns;

/// <summary>What is refused, where, and why; and that no text does worse than that.</summary>
public class RefusalTests
{
    [Theory]
    [InlineData(PatternSyntax.AdGuardRegex, @"(a)\1", PatternFault.BackReference, 3)]
    [InlineData(PatternSyntax.AdGuardRegex, @"(?<n>a)\k<n>", PatternFault.BackReference, 7)]
    [InlineData(PatternSyntax.AdGuardRegex, @"ads(?=x)", PatternFault.LookAround, 3)]
    [InlineData(PatternSyntax.AdGuardRegex, @"ads(?!x)", PatternFault.LookAround, 3)]
    [InlineData(PatternSyntax.AdGuardRegex, @"(?<=x)ads", PatternFault.LookAround, 0)]
    [InlineData(PatternSyntax.AdGuardRegex, @"(?<!x)ads", PatternFault.LookAround, 0)]
    [InlineData(PatternSyntax.AdGuardRegex, @"\p{L}", PatternFault.UnicodeClass, 0)]
    [InlineData(PatternSyntax.AdGuardRegex, @"a**", PatternFault.Repetition, 2)]
    [InlineData(PatternSyntax.AdGuardRegex, @"*a", PatternFault.NothingToRepeat, 0)]
    [InlineData(PatternSyntax.AdGuardRegex, @"{2}a", PatternFault.NothingToRepeat, 0)]
    [InlineData(PatternSyntax.AdGuardRegex, @"a{3,2}", PatternFault.Repetition, 1)]
    [InlineData(PatternSyntax.AdGuardRegex, @"(ads", PatternFault.Parenthesis, 0)]
    [InlineData(PatternSyntax.AdGuardRegex, @"ads)", PatternFault.Parenthesis, 3)]
    [InlineData(PatternSyntax.AdGuardRegex, @"x[ads", PatternFault.Bracket, 1)]
    [InlineData(PatternSyntax.AdGuardRegex, @"[z-a]", PatternFault.Range, 1)]
    [InlineData(PatternSyntax.AdGuardRegex, @"[a-\d]", PatternFault.Range, 1)]
    [InlineData(PatternSyntax.AdGuardRegex, @"[[:alpha:]]", PatternFault.EnginesDisagree, 1)]
    [InlineData(PatternSyntax.AdGuardRegex, @"[]a]", PatternFault.EnginesDisagree, 0)]
    [InlineData(PatternSyntax.AdGuardRegex, @"ads\z", PatternFault.EnginesDisagree, 3)]
    [InlineData(PatternSyntax.AdGuardRegex, @"ads\", PatternFault.Escape, 3)]
    [InlineData(PatternSyntax.AdGuardRegex, @"\xe4", PatternFault.NotAscii, 0)]
    [InlineData(PatternSyntax.AdGuardRegex, @"(?>a)", PatternFault.Group, 2)]
    [InlineData(PatternSyntax.AdGuardRegex, "münchen", PatternFault.NotAscii, 1)]
    [InlineData(PatternSyntax.AdGuardRegex, "", PatternFault.Empty, 0)]
    [InlineData(PatternSyntax.Re2Regex, @"(a)\1", PatternFault.BackReference, 3)]
    [InlineData(PatternSyntax.Re2Regex, @"ads(?=x)", PatternFault.LookAround, 3)]
    [InlineData(PatternSyntax.Re2Regex, @"\pL", PatternFault.UnicodeClass, 0)]
    [InlineData(PatternSyntax.Re2Regex, @"a{1001}", PatternFault.Repetition, 1)]
    [InlineData(PatternSyntax.Re2Regex, @"a*+", PatternFault.Repetition, 2)]
    [InlineData(PatternSyntax.Re2Regex, @"ads\Z", PatternFault.Escape, 3)]
    [InlineData(PatternSyntax.Re2Regex, @"[\b]", PatternFault.Escape, 1)]
    [InlineData(PatternSyntax.Re2Regex, @"[[:nope:]]", PatternFault.Bracket, 1)]
    [InlineData(PatternSyntax.Re2Regex, @"(?P=n)", PatternFault.BackReference, 0)]
    [InlineData(PatternSyntax.PosixRegex, @"(a)\1", PatternFault.BackReference, 3)]
    [InlineData(PatternSyntax.PosixRegex, @"ads;querytype=A", PatternFault.PiHoleOption, 3)]
    [InlineData(PatternSyntax.PosixRegex, @"ads{~1}", PatternFault.ApproximateMatching, 4)]
    [InlineData(PatternSyntax.PosixRegex, @"a{256}", PatternFault.Repetition, 1)]
    [InlineData(PatternSyntax.PosixRegex, @"a{}", PatternFault.Repetition, 1)]
    [InlineData(PatternSyntax.PosixRegex, @"[a-c-e]", PatternFault.Range, 4)]
    [InlineData(PatternSyntax.PosixRegex, @"[[.a.]]", PatternFault.Bracket, 1)]
    [InlineData(PatternSyntax.PosixRegex, @"[[:nope:]]", PatternFault.Bracket, 1)]
    [InlineData(PatternSyntax.PosixRegex, @"a(?i)b|c", PatternFault.Group, 1)]
    [InlineData(PatternSyntax.PosixRegex, @"ads(?!x)", PatternFault.LookAround, 3)]
    [InlineData(PatternSyntax.PosixRegex, @"(ads", PatternFault.Parenthesis, 0)]
    [InlineData(PatternSyntax.SuffixGlob, "google.com", PatternFault.Star, 0)]
    [InlineData(PatternSyntax.SuffixGlob, "*google.*", PatternFault.Star, 8)]
    [InlineData(PatternSyntax.DnscryptGlob, "*", PatternFault.Star, 0)]
    [InlineData(PatternSyntax.DnscryptGlob, "ad[s", PatternFault.Bracket, 2)]
    [InlineData(PatternSyntax.LabelGlob, "a*.b", PatternFault.Star, 0)]
    [InlineData(PatternSyntax.LabelGlob, "a..b", PatternFault.Empty, 2)]
    internal void Refusals_say_where_and_why(PatternSyntax syntax, string pattern, PatternFault fault, int position)
    {
        Assert.False(new PatternSetBuilder().TryAdd(syntax, pattern, out PatternRefusal refusal));
        Assert.Equal(new PatternRefusal(fault, position), refusal);
    }

    [Theory]
    [InlineData("(a{16}){16}")]
    [InlineData("((((((a{9}){9}){9}){9}){9}){9}){9}")]
    [InlineData("(?:(?:x?){100}y){50}")]
    [InlineData("[a-z]{200}[0-9]{200}")]
    public void Too_many_positions_are_refused_before_they_are_made(string pattern)
    {
        foreach (PatternSyntax syntax in (PatternSyntax[])[PatternSyntax.AdGuardRegex, PatternSyntax.Re2Regex, PatternSyntax.PosixRegex])
        {
            // 256 sets and the beginning are one too many.
            Assert.False(new PatternSetBuilder().TryAdd(syntax, pattern, out PatternRefusal refusal));
            Assert.Equal(PatternFault.TooManyPositions, refusal.Fault);
        }
    }

    [Fact]
    public void The_largest_patterns_match_too()
    {
        foreach (int size in (int[])[31, 32, 63, 64, 127, 128, 129, 192, 193, 254, 255])
        {
            var builder = new PatternSetBuilder();
            Assert.True(builder.TryAdd(PatternSyntax.Re2Regex, $"^[a-c]{{{size - 1}}}x?[0-9]*$", out _) == size < 255);
            Assert.True(builder.TryAdd(PatternSyntax.Re2Regex, $"[a-c]{{{size}}}$", out _));
            byte[] section = builder.Build(TestContext.Current.CancellationToken).Section;
            string name = new('b', size - 1);
            int[] expected = size < 255 ? [1] : [];
            Assert.Equal(expected, PatternTwinTests.Find(section, name));
            Assert.Equal(expected, PatternTwinTests.Find(section, name + "x042"));
            Assert.Equal([0], PatternTwinTests.Find(section, "x" + name + "a"));
        }
    }

    [Fact]
    public void Groups_nest_to_a_limit()
    {
        Assert.True(new PatternSetBuilder().TryAdd(PatternSyntax.Re2Regex, new string('(', 32) + "a" + new string(')', 32), out _));
        foreach (PatternSyntax syntax in (PatternSyntax[])[PatternSyntax.AdGuardRegex, PatternSyntax.Re2Regex, PatternSyntax.PosixRegex])
        {
            Assert.False(new PatternSetBuilder().TryAdd(syntax, new string('(', 4000), out PatternRefusal refusal));
            Assert.Equal(new PatternRefusal(PatternFault.TooDeep, 32), refusal);
        }
        Assert.False(new PatternSetBuilder().TryAdd(PatternSyntax.Re2Regex, new string('a', 4097), out PatternRefusal length));
        Assert.Equal(PatternFault.TextTooLong, length.Fault);
    }

    /// <summary>Texts of the characters that mean something, in any order: each is compiled or refused at a place in it.</summary>
    [Fact]
    public void No_text_does_harm()
    {
        string[] words =
        [
            "(", ")", "[", "]", "{", "}", "*", "+", "?", "|", "^", "$", ".", "\\", "-", ",", ":", "=", "!", "<", ">", "a", "b", "Z", "0", "9", "2", "(?", "(?:", "(?i)", "(?P<n>",
            "[^", "[:alpha:]", "[[:", ":]]", "{1,3}", "{,", "\\Q", "\\E", "\\b", "\\B", "\\d", "\\x", "\\x{", "\\u00", "\\1", "\\<", "||", "://", "+.", "..", "\0", "\x7F", "i", "P", "#", "~", " ",
        ];
        PatternSyntax[] syntaxes = Enum.GetValues<PatternSyntax>();
        var random = new SplitMix64(5);
        int accepted = 0;
        for (int trial = 0; trial < 20_000; trial++)
        {
            PatternSyntax syntax = syntaxes[random.Below(syntaxes.Length)];
            string text = string.Concat(Enumerable.Range(0, 1 + random.Below(12)).Select(_ => words[random.Below(words.Length)]));
            if (CompiledPattern.TryCompile(syntax, text, out PatternRefusal refusal) is { } compiled)
            {
                accepted++;
                Assert.Equal(default, refusal);
                Assert.NotEmpty(compiled.Automaton);
                Assert.InRange(compiled.LiteralLength, 0, text.Length);
            }
            else
            {
                Assert.NotEqual(PatternFault.None, refusal.Fault);
                Assert.InRange(refusal.Position, 0, text.Length);
                Assert.NotEqual("refused", refusal.Explanation);
            }
        }
        Assert.InRange(accepted, 2_000, 18_000);
    }
}
