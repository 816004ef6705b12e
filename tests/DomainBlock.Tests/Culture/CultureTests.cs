using System.Globalization;

namespace DomainBlock.Tests.Culture;

/// <summary>
/// The same answers and texts in cultures that fold i to İ, or write digits and separators their own way. The suite runs
/// without cultures unless built with <c>-p:InvariantGlobalization=false</c>; these tests then say that they did not run.
/// </summary>
public class CultureTests
{
    public static TheoryData<string> Cultures => ["tr-TR", "ar-SA", "th-TH", ""];

    [Theory]
    [MemberData(nameof(Cultures))]
    public void Reading_printing_and_matching_do_not_depend_on_the_culture(string culture)
    {
        bool isInvariant = AppContext.TryGetSwitch("System.Globalization.Invariant", out bool on) && on;
        Assert.SkipWhen(isInvariant && culture.Length > 0, "This run has no cultures: build with -p:InvariantGlobalization=false.");

        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new CultureInfo(culture);
        try
        {
            AssertTextsStayTheSame();
        }
        finally
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = before;
        }
    }

    private static void AssertTextsStayTheSame()
    {
        Assert.Equal(@"ii.a\000b\255.title", DomainName.Parse(@"II.A\000b\255.TITLE").ToString());
        Assert.Equal("@@||*.title^$important", new Rule(DomainName.Parse("TITLE"), RulePattern.Subdomains, RuleAction.Allow, RuleLevel.Important).ToString());
        Assert.Equal(
            "Not a domain name: forbidden character at character 12.",
            Assert.Throws<FormatException>(() => DomainName.Parse("012345678901 ")).Message);

        using Blocklist blocklist = Blocklist.Create([new Rule(DomainName.Parse("TITLE.info")) { Line = 12345 }]);
        Assert.True(blocklist.Match("WWW.TITLE.INFO").IsBlocked);
        Assert.True(blocklist.Match("WWW.TITLE.INFO"u8).IsBlocked);
        Assert.Equal(12345, blocklist.GetRule(0).Line);
        Assert.StartsWith(
            "This is no compiled blocklist (at byte 0).",
            Assert.Throws<BlocklistFileException>(() => Blocklist.Load(ReadOnlyMemory<byte>.Empty)).Message,
            StringComparison.Ordinal);
    }
}
