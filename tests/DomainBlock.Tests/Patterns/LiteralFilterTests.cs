using System.Runtime.Intrinsics.X86;
using System.Text;
using DomainBlock.Patterns.Literals;
using FsCheck;
using FsCheck.Fluent;

namespace DomainBlock.Tests.Patterns;

/// <summary>What stands in front of the index of literals: it never passes over a literal, and most texts that have none.</summary>
public class LiteralFilterTests
{
    private const string Octets = "abcdefghijklmnopqrstuvwxyz0123456789-.";

    private static readonly Gen<(string[] Literals, string Literal, string Text)> Touched =
        from seed in Gen.Choose(0, int.MaxValue)
        from count in Gen.Elements(1, 2, 30, 600)
        select Draw(new Random(seed), count);

    [RuleSetProperty]
    public Property A_text_with_a_literal_is_never_passed_over() => Prop.ForAll(Touched.ToArbitrary(), given =>
    {
        (LiteralIndexLayout layout, byte[] bytes) = Build(given.Literals);
        byte[] text = Encoding.ASCII.GetBytes(given.Text);
        Assert.False(new LiteralIndex(layout, bytes).IsUntouchedBy(text), $"\"{given.Text}\" has one of {given.Literals.Length} literals.");
        // A literal of three octets may stand between the places.
        if (text.Length < 8 || given.Literal.Length == LiteralIndex.ShortKey)
            return;
        var filter = new LiteralFilter(layout, bytes);
        Assert.True(filter.MayBeInOneByOne(text), $"\"{given.Text}\", one place after the other.");
        if (Avx2.IsSupported)
            Assert.True(text.Length <= 32 ? filter.MayBeInTogether(text) : filter.MayBeInLong(text), $"\"{given.Text}\", eight places together.");
    });

    [Theory]
    [InlineData(8, 12)]
    [InlineData(8, 20)]
    [InlineData(8, 60)]
    [InlineData(6, 20)]
    [InlineData(4, 20)]
    public void Most_texts_without_a_literal_are_passed_over(int literalLength, int textLength)
    {
        var random = new Random(literalLength);
        string[] literals = [.. Enumerable.Range(0, 500).Select(_ => Text(random, literalLength))];
        (LiteralIndexLayout layout, byte[] bytes) = Build(literals);
        int untouched = 0;
        for (int trial = 0; trial < 1_000; trial++)
            untouched += new LiteralIndex(layout, bytes).IsUntouchedBy(Encoding.ASCII.GetBytes(Text(random, textLength))) ? 1 : 0;
        Assert.InRange(untouched, 600, 1_000);
    }

    [Fact]
    public void Zeros_behind_a_text_are_no_key()
    {
        // The hash of zeros is zero: were the places behind the end looked at, a key in the first word would make every text look touched.
        var random = new Random(1);
        (LiteralIndexLayout layout, byte[] bytes) = Build([.. Enumerable.Range(0, 500).Select(_ => Text(random, 8))]);
        bytes.AsSpan(0, sizeof(uint)).Fill(0xFF);
        int untouched = 0;
        for (int length = 8; length <= 30; length++)
            untouched += new LiteralIndex(layout, bytes).IsUntouchedBy(Encoding.ASCII.GetBytes(Text(random, length))) ? 1 : 0;
        Assert.InRange(untouched, 12, 23);
    }

    [Fact]
    public void Texts_of_every_length_are_judged_alike_one_by_one_and_together()
    {
        if (!Avx2.IsSupported)
            Assert.Skip("This processor looks at no eight places together.");

        // Tables so full that many a place looks like a key; a place that only one of the two looks at would soon be seen.
        var random = new Random(3);
        (LiteralIndexLayout layout, byte[] bytes) = Build([.. Enumerable.Range(0, 40).Select(i => Text(random, 4 + (i % 5)))]);
        random.NextBytes(bytes.AsSpan(0, layout.TriplesStart));
        for (int word = 0; word < layout.TriplesStart; word += sizeof(uint))
            bytes[word] &= (byte)(word % 3 == 0 ? 0xFF : 0);
        int touched = 0;
        for (int trial = 0; trial < 5_000; trial++)
        {
            byte[] text = Encoding.ASCII.GetBytes(Text(random, random.Next(8, 81)));
            var filter = new LiteralFilter(layout, bytes);

            // Together, one place more is looked at in a text of even length: its last octet, behind which no key has room.
            bool isTouched = filter.MayBeInOneByOne(text) || (text.Length % 2 == 0 && filter.MayBeAt(text[^1]));
            Assert.Equal(isTouched, text.Length <= 32 ? filter.MayBeInTogether(text) : filter.MayBeInLong(text));
            touched += isTouched ? 1 : 0;
        }
        Assert.InRange(touched, 500, 4_900);
    }

    private static (string[] Literals, string Literal, string Text) Draw(Random random, int count)
    {
        string[] literals = [.. Enumerable.Range(0, count).Select(_ => Text(random, random.Next(3, 13)))];
        string literal = literals[random.Next(count)];
        string before = Text(random, random.Next(40));
        string behind = Text(random, random.Next(40));
        return random.Next(4) switch
        {
            0 => ([.. literals, LiteralFinder.End + literal], literal, literal + behind),
            1 => ([.. literals, literal + LiteralFinder.End], literal, before + literal),
            _ => (literals, literal, before + literal + behind),
        };
    }

    private static string Text(Random random, int length) => new(random.GetItems<char>(Octets, length));

    private static (LiteralIndexLayout Layout, byte[] Bytes) Build(string[] literals)
    {
        var builder = new LiteralIndexBuilder();
        var rarity = new LiteralRarity(literals.Select(literal => new[] { literal }));
        for (int pattern = 0; pattern < literals.Length; pattern++)
        {
            if (LiteralWindow.TryChoose(literals[pattern], rarity) is var (window, _))
                builder.Add(window, pattern);
        }
        return (builder.Layout, builder.Write([]));
    }
}
