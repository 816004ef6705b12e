using System.Globalization;
using System.Runtime.CompilerServices;
using DomainBlock.Patterns;
using DomainBlock.Tests.Allocation;

namespace DomainBlock.Tests.Patterns;

/// <summary>Asking a set of patterns allocates nothing, over 100,000 different names of each kind.</summary>
[Collection(nameof(ZeroAllocationTests.Alone))]
public class PatternAllocationTests
{
    private static readonly int Names = AllocatedBytes.Names;

    private static readonly byte[] Section = PatternSetTests.Build(
        [
            .. Enumerable.Range(0, 500).Select(number => (ExpressionSyntax.AdblockGlob, string.Create(CultureInfo.InvariantCulture, $"||ads{number}*.example^"))),
            (ExpressionSyntax.PosixRegex, @"(^|\.)hit[0-9]+\.([^.]+\.){1,3}org$"),
            (ExpressionSyntax.AdGuardRegex, @"\b[a-z]{70}\b.*[0-9]{5,}"),
        ]).Section;

    private static readonly PatternSetLayout Layout = PatternSetLayout.TryRead(Section)!;

    [Theory]
    [InlineData("www.miss{0}.example.com", 0)]
    [InlineData("www.ads{0}.example", 1)]
    [InlineData("hit{0}.x.y.org", 1)]
    public void Asking_allocates_nothing(string names, int atLeast)
    {
        byte[][] texts = Make(names);
        Assert.Equal(0, AllocatedBytes.Of(i => Ask(texts[i], atLeast), Names));
    }

    [Fact]
    public void The_measure_sees_a_single_planted_byte()
    {
        byte[][] texts = Make("www.miss{0}.example.com");
        long allocated = AllocatedBytes.Of(
            i =>
            {
                Ask(texts[i], 0);
                if (i == Names - 1)
                    GC.KeepAlive(new byte[1]);
            },
            Names);
        Assert.NotEqual(0, allocated);
    }

    private static byte[][] Make(string names) =>
        [.. Enumerable.Range(0, Names).Select(i => PatternSetTests.Ascii(string.Format(CultureInfo.InvariantCulture, names, i)))];

    private static void Ask(byte[] text, int atLeast)
    {
        Unsafe.SkipInit(out PatternSearch.Room room);
        var search = new PatternSearch(new PatternSet(Layout, Section), text, ref room);
        int found = 0;
        while (search.TryNext(out _))
            found++;
        if (found < atLeast)
            throw new InvalidOperationException("The names are not what the test believes.");
    }
}
