using DomainBlock.Benchmarks.Synthetic;
using DomainBlock.Patterns;

namespace DomainBlock.Tests.Patterns;

/// <summary>What is refused, where, and why; and that no text does worse than that.</summary>
public class RefusalTests
{
    [Theory]
    [InlineData(ExpressionSyntax.AdGuardRegex, @"(a)\1", PatternFault.BackReference, 3)]
    [InlineData(ExpressionSyntax.AdGuardRegex, @"(?<n>a)\k<n>", PatternFault.BackReference, 7)]
    [InlineData(ExpressionSyntax.AdGuardRegex, @"ads(?=x)", PatternFault.LookAround, 3)]
    [InlineData(ExpressionSyntax.AdGuardRegex, @"ads(?!x)", PatternFault.LookAround, 3)]
    [InlineData(ExpressionSyntax.AdGuardRegex, @"(?<=x)ads", PatternFault.LookAround, 0)]
    [InlineData(ExpressionSyntax.AdGuardRegex, @"(?<!x)ads", PatternFault.LookAround, 0)]
    [InlineData(ExpressionSyntax.AdGuardRegex, @"\p{L}", PatternFault.UnicodeClass, 0)]
    [InlineData(ExpressionSyntax.AdGuardRegex, @"a**", PatternFault.Repetition, 2)]
    [InlineData(ExpressionSyntax.AdGuardRegex, @"*a", PatternFault.NothingToRepeat, 0)]
    [InlineData(ExpressionSyntax.AdGuardRegex, @"{2}a", PatternFault.NothingToRepeat, 0)]
    [InlineData(ExpressionSyntax.AdGuardRegex, @"a{3,2}", PatternFault.Repetition, 1)]
    [InlineData(ExpressionSyntax.AdGuardRegex, @"(ads", PatternFault.Parenthesis, 0)]
    [InlineData(ExpressionSyntax.AdGuardRegex, @"ads)", PatternFault.Parenthesis, 3)]
    [InlineData(ExpressionSyntax.AdGuardRegex, @"x[ads", PatternFault.Bracket, 1)]
    [InlineData(ExpressionSyntax.AdGuardRegex, @"[z-a]", PatternFault.Range, 1)]
    [InlineData(ExpressionSyntax.AdGuardRegex, @"[a-\d]", PatternFault.Range, 1)]
    [InlineData(ExpressionSyntax.AdGuardRegex, @"[[:alpha:]]", PatternFault.EnginesDisagree, 1)]
    [InlineData(ExpressionSyntax.AdGuardRegex, @"[]a]", PatternFault.EnginesDisagree, 0)]
    [InlineData(ExpressionSyntax.AdGuardRegex, @"ads\z", PatternFault.EnginesDisagree, 3)]
    [InlineData(ExpressionSyntax.AdGuardRegex, @"ads\", PatternFault.Escape, 3)]
    [InlineData(ExpressionSyntax.AdGuardRegex, @"\xe4", PatternFault.NotAscii, 0)]
    [InlineData(ExpressionSyntax.AdGuardRegex, @"(?>a)", PatternFault.Group, 2)]
    [InlineData(ExpressionSyntax.AdGuardRegex, "münchen", PatternFault.NotAscii, 1)]
    [InlineData(ExpressionSyntax.AdGuardRegex, "", PatternFault.Empty, 0)]
    [InlineData(ExpressionSyntax.Re2Regex, @"(a)\1", PatternFault.BackReference, 3)]
    [InlineData(ExpressionSyntax.Re2Regex, @"ads(?=x)", PatternFault.LookAround, 3)]
    [InlineData(ExpressionSyntax.Re2Regex, @"\pL", PatternFault.UnicodeClass, 0)]
    [InlineData(ExpressionSyntax.Re2Regex, @"a{1001}", PatternFault.Repetition, 1)]
    [InlineData(ExpressionSyntax.Re2Regex, @"a*+", PatternFault.Repetition, 2)]
    [InlineData(ExpressionSyntax.Re2Regex, @"ads\Z", PatternFault.Escape, 3)]
    [InlineData(ExpressionSyntax.Re2Regex, @"[\b]", PatternFault.Escape, 1)]
    [InlineData(ExpressionSyntax.Re2Regex, @"[[:nope:]]", PatternFault.Bracket, 1)]
    [InlineData(ExpressionSyntax.Re2Regex, @"(?P=n)", PatternFault.BackReference, 0)]
    [InlineData(ExpressionSyntax.PosixRegex, @"(a)\1", PatternFault.BackReference, 3)]
    [InlineData(ExpressionSyntax.PosixRegex, @"ads;querytype=A", PatternFault.PiHoleOption, 3)]
    [InlineData(ExpressionSyntax.PosixRegex, @"ads{~1}", PatternFault.ApproximateMatching, 4)]
    [InlineData(ExpressionSyntax.PosixRegex, @"a{256}", PatternFault.Repetition, 1)]
    [InlineData(ExpressionSyntax.PosixRegex, @"a{}", PatternFault.Repetition, 1)]
    [InlineData(ExpressionSyntax.PosixRegex, @"[a-c-e]", PatternFault.Range, 4)]
    [InlineData(ExpressionSyntax.PosixRegex, @"[[.a.]]", PatternFault.Bracket, 1)]
    [InlineData(ExpressionSyntax.PosixRegex, @"[[:nope:]]", PatternFault.Bracket, 1)]
    [InlineData(ExpressionSyntax.PosixRegex, @"a(?i)b|c", PatternFault.Group, 1)]
    [InlineData(ExpressionSyntax.PosixRegex, @"ads(?!x)", PatternFault.LookAround, 3)]
    [InlineData(ExpressionSyntax.PosixRegex, @"(ads", PatternFault.Parenthesis, 0)]
    [InlineData(ExpressionSyntax.SuffixGlob, "google.com", PatternFault.Star, 0)]
    [InlineData(ExpressionSyntax.SuffixGlob, "*google.*", PatternFault.Star, 8)]
    [InlineData(ExpressionSyntax.DnscryptGlob, "*", PatternFault.Star, 0)]
    [InlineData(ExpressionSyntax.DnscryptGlob, "ad[s", PatternFault.Bracket, 2)]
    [InlineData(ExpressionSyntax.LabelGlob, "a*.b", PatternFault.Star, 0)]
    [InlineData(ExpressionSyntax.LabelGlob, "a..b", PatternFault.Empty, 2)]
    internal void Refusals_say_where_and_why(ExpressionSyntax syntax, string pattern, PatternFault fault, int position)
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
        foreach (ExpressionSyntax syntax in (ExpressionSyntax[])[ExpressionSyntax.AdGuardRegex, ExpressionSyntax.Re2Regex, ExpressionSyntax.PosixRegex])
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
            Assert.True(builder.TryAdd(ExpressionSyntax.Re2Regex, $"^[a-c]{{{size - 1}}}x?[0-9]*$", out _) == size < 255);
            Assert.True(builder.TryAdd(ExpressionSyntax.Re2Regex, $"[a-c]{{{size}}}$", out _));
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
        Assert.True(new PatternSetBuilder().TryAdd(ExpressionSyntax.Re2Regex, new string('(', 32) + "a" + new string(')', 32), out _));
        foreach (ExpressionSyntax syntax in (ExpressionSyntax[])[ExpressionSyntax.AdGuardRegex, ExpressionSyntax.Re2Regex, ExpressionSyntax.PosixRegex])
        {
            Assert.False(new PatternSetBuilder().TryAdd(syntax, new string('(', 4000), out PatternRefusal refusal));
            Assert.Equal(new PatternRefusal(PatternFault.TooDeep, 32), refusal);
        }
        Assert.False(new PatternSetBuilder().TryAdd(ExpressionSyntax.Re2Regex, new string('a', 4097), out PatternRefusal length));
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
        ExpressionSyntax[] syntaxes = Enum.GetValues<ExpressionSyntax>();
        var random = new SplitMix64(5);
        int accepted = 0;
        for (int trial = 0; trial < 20_000; trial++)
        {
            ExpressionSyntax syntax = syntaxes[random.Below(syntaxes.Length)];
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
