using DomainBlock.Format;

namespace DomainBlock.Tests.Format;

/// <summary>Faults in what files say of globs and regular expressions: opening refuses what queries rely on, verifying finds the others.</summary>
public class ExpressionFileTests
{
    private const int RecordSize = 12;

    private static readonly Dictionary<string, Action<EditedImage>> Faults = new(StringComparer.Ordinal)
    {
        ["two rules that share a place"] = image => image.Content(Sections.ExpressionOrder)[0] = image.Content(Sections.ExpressionOrder)[4],
        ["a place that there is not"] = image => image.Content(Sections.ExpressionOrder)[0] = 99,
        ["two rules in each other's place"] = image => Swap(image.Content(Sections.ExpressionOrder), 0, 4, 4),
        ["another text"] = image => image.Content(Sections.Expressions)[^1] ^= 1,
        ["no language"] = image => Text(image, "\u0010^ad[0-9]")[0] = 99,
        ["another automaton"] = image => Text(image, "\u0005track")[^7] ^= 1,
        ["a literal that is another"] = image => image.Content(Sections.Expressions)[8 + 32]++,
        ["a regular expression that is said to be a glob"] = image => RecordOf(image, 8)[0] = 7,
        ["a glob that is said to be a regular expression"] = image => RecordOf(image, 7)[0] = 8,
        ["an expression that is said to stand on a name"] = image => RecordOf(image, 7)[0] = 0,
        ["a name that is said to be an expression"] = image => RecordOf(image, 4)[0] = 7,
        ["a stop on an expression"] = image => RecordOf(image, 7)[0] = 5,
        ["another number of rules"] = image => image.Content(Sections.Index)[12]--,
    };

    public static TheoryData<string> FaultNames => [.. Faults.Keys];

    [Theory]
    [MemberData(nameof(FaultNames))]
    public void A_fault_is_found_on_opening_or_by_verifying(string fault)
    {
        foreach (bool isSlim in (bool[])[false, true])
        {
            var image = new EditedImage(MakeSample(isSlim));
            Faults[fault](image);
            byte[] bytes = image.Seal().Bytes;
            BlocklistFileException refusal = Assert.Throws<BlocklistFileException>(() =>
            {
                using var blocklist = Blocklist.Load(bytes);
                foreach (string name in (string[])["a.track.example", "ad7.example", "listed.example", "."])
                    _ = blocklist.Match(name);
                blocklist.Verify();
            });
            Assert.Equal(BlocklistFileFault.InconsistentStructure, refusal.Fault);
        }
    }

    [Fact]
    public void The_sample_is_sound()
    {
        using var blocklist = Blocklist.Load(MakeSample(isSlim: false));
        blocklist.Verify();
        Assert.Equal(["|listed.example^", "keyword:track", "keyword:track", "@@/^ad[0-9]/"], blocklist.EnumerateRules().Select(rule => rule.ToString()));
    }

    private static byte[] MakeSample(bool isSlim)
    {
        var builder = new BlocklistBuilder(new BlocklistBuilderOptions { Slim = isSlim });
        builder.AddList(new ListInfo("first"));
        builder.AddList(new ListInfo("second"));
        builder.Add(new Rule(DomainName.Parse("listed.example"), RulePattern.Exact) { Line = 1 });
        builder.Add(Rule.WithExpression(NameExpression.Parse(ExpressionSyntax.Keyword, "track")) with { Line = 2 });
        builder.Add(Rule.WithExpression(NameExpression.Parse(ExpressionSyntax.Keyword, "track")) with { List = 1, Line = 1 });
        builder.Add(Rule.WithExpression(NameExpression.Parse(ExpressionSyntax.AdGuardRegex, "^ad[0-9]"), RuleAction.Allow) with { Line = 3 });
        return builder.Build().Image.ToArray();
    }

    /// <summary>The first record of a pattern.</summary>
    private static Span<byte> RecordOf(EditedImage image, byte pattern)
    {
        Span<byte> records = image.Records;
        while (records[0] != pattern)
            records = records[RecordSize..];
        return records;
    }

    /// <summary>An expression's text, which its language comes before, to the section's end.</summary>
    private static Span<byte> Text(EditedImage image, string text)
    {
        Span<byte> section = image.Content(Sections.Expressions);
        return section[section.IndexOf(System.Text.Encoding.ASCII.GetBytes(text))..];
    }

    private static void Swap(Span<byte> bytes, int first, int second, int length)
    {
        Span<byte> kept = stackalloc byte[length];
        bytes.Slice(first, length).CopyTo(kept);
        bytes.Slice(second, length).CopyTo(bytes.Slice(first, length));
        kept.CopyTo(bytes.Slice(second, length));
    }
}
