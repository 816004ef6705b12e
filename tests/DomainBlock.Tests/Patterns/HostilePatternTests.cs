using System.Globalization;
using System.Runtime.CompilerServices;
using DomainBlock.Benchmarks.Synthetic;
using DomainBlock.Patterns;
using DomainBlock.Patterns.Literals;
using DomainBlock.Tests.Format;

namespace DomainBlock.Tests.Patterns;

/// <summary>Sections that nobody's builder wrote, between unreadable pages: they match wrongly at worst.</summary>
public class HostilePatternTests
{
    private const int Mutants = 3_000;

    [Fact]
    public void A_section_is_read_within_its_bounds()
    {
        byte[] section = PatternSetTests.Build(PatternSetTests.MakePatterns(60)).Section;
        using var memory = new GuardedMemory(section.Length);
        List<int>[] expected = [.. Names().Select(name => PatternTwinTests.Find(section, name))];
        Assert.Equal(expected, Names().Select(name => PatternTwinTests.Find(memory.AtEnd(section).Span, name)));
        Assert.Equal(expected, Names().Select(name => PatternTwinTests.Find(memory.AtStart(section).Span, name)));
    }

    [Fact]
    public void A_name_is_read_within_its_bounds()
    {
        byte[] section = PatternSetTests.Build([(ExpressionSyntax.Keyword, "track"), (ExpressionSyntax.Re2Regex, "[a-z]$")]).Section;
        PatternSetLayout layout = PatternSetLayout.TryRead(section)!;
        using var memory = new GuardedMemory(PatternSet.MaxTextLength);
        for (int length = 0; length <= PatternSet.MaxTextLength; length += length < 40 ? 1 : 97)
        {
            byte[] name = PatternSetTests.Ascii(new string('t', length));
            int expected = length == 0 ? 0 : 1;
            Assert.Equal(expected, Count(layout, section, memory.AtEnd(name).Span));
            Assert.Equal(expected, Count(layout, section, memory.AtStart(name).Span));
        }
    }

    [Fact]
    public void A_name_that_nothing_makes_a_pattern_match_is_looked_over_within_its_bounds()
    {
        // Keys of every length, and no pattern that is tried on every name.
        byte[] section = PatternSetTests.Build(
            [(ExpressionSyntax.Keyword, "tracking"), (ExpressionSyntax.Keyword, "statis"), (ExpressionSyntax.Keyword, "adsy"), (ExpressionSyntax.Keyword, "zzz")]).Section;
        PatternSetLayout layout = PatternSetLayout.TryRead(section)!;
        Assert.True(layout.Literals is { WordBits: > 0, ShortBits: > 0, TripleBits: > 0 } && layout.AlwaysTried == 0);
        using var memory = new GuardedMemory(PatternSet.MaxTextLength);
        for (int length = 0; length <= PatternSet.MaxTextLength; length += length < 70 ? 1 : 97)
        {
            byte[] name = PatternSetTests.Ascii(new string('q', length));
            bool isUntouched = new PatternSet(layout, section).IsUntouchedBy(name);
            Assert.Equal(isUntouched, new PatternSet(layout, section).IsUntouchedBy(memory.AtEnd(name).Span));
            Assert.Equal(isUntouched, new PatternSet(layout, section).IsUntouchedBy(memory.AtStart(name).Span));
        }
    }

    [Fact]
    public void Mutated_sections_do_no_harm()
    {
        byte[] section = PatternSetTests.Build(PatternSetTests.MakePatterns(60)).Section;
        using var memory = new GuardedMemory(section.Length + 64);
        int asked = 0;
        for (int seed = 0; seed < Mutants; seed++)
        {
            byte[] mutant = Mutate(section, new SplitMix64((ulong)seed));
            Memory<byte> guarded = memory.AtEnd(mutant);
            if (PatternSetLayout.TryRead(guarded.Span) is not { } layout)
                continue;
            asked++;
            var set = new PatternSet(layout, guarded.Span);
            try
            {
                // Past what is tried on every name.
                foreach (string name in Names())
                    new LiteralIndex(layout.Literals, guarded.Span[PatternSetLayout.HeaderSize..]).IsUntouchedBy(PatternSetTests.Ascii(name));
                foreach (string name in Names())
                    Assert.InRange(Count(layout, guarded.Span, PatternSetTests.Ascii(name)), 0, set.Count);
                for (int pattern = 0; pattern < Math.Min(set.Count, 1000); pattern++)
                    set.TryGetText(pattern, out _, out _);
                if (seed % 8 == 0)
                    PatternSet.IsProven(guarded.Span, out _, TestContext.Current.CancellationToken);
            }
            catch (Exception e) when (e is not Xunit.Sdk.XunitException)
            {
                Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"Mutant {seed}: {e}"));
            }
        }

        // Otherwise all mutants were refused on opening.
        Assert.InRange(asked, Mutants / 2, Mutants);
    }

    private static byte[] Mutate(byte[] section, SplitMix64 random)
    {
        byte[] mutant = [.. section];
        for (int edits = 1 + random.Below(8); edits > 0; edits--)
        {
            int place = random.Happens(15) ? random.Below(PatternSetLayout.HeaderSize) : random.Below(mutant.Length);
            switch (random.Below(4))
            {
                case 0:
                    mutant[place] ^= (byte)(1 << random.Below(8));
                    break;
                case 1:
                    mutant[place] = (byte)random.Next();
                    break;
                case 2:
                    mutant.AsSpan(place, Math.Min(4, mutant.Length - place)).Fill(random.Happens(50) ? byte.MaxValue : (byte)0);
                    break;
                default:
                    int length = Math.Min(1 + random.Below(64), mutant.Length - place);
                    mutant.AsSpan(random.Below(mutant.Length - length), length).ToArray().CopyTo(mutant, place);
                    break;
            }
        }
        return mutant;
    }

    private static IEnumerable<string> Names() =>
        ["", "a", "ads.example", "abc01.x-9._ab.abc", "aaaaaaaaaaaaaaaaaaaaaaaaaa", ".a.b.c.0.1.9.x.", "xbca-01.99_.a", new string('a', 253), string.Concat(Enumerable.Repeat("ab0.", 60))];

    private static int Count(PatternSetLayout layout, ReadOnlySpan<byte> section, ReadOnlySpan<byte> name)
    {
        Unsafe.SkipInit(out PatternSearch.Room room);
        var search = new PatternSearch(new PatternSet(layout, section), name, ref room);
        int count = 0;
        while (search.TryNext(out _))
            count++;
        return count;
    }
}
