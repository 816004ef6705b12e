using DomainBlock.Patterns;

namespace DomainBlock.Tests.Patterns;

/// <summary>What each dialect means, where chance does not come or where the dialects differ.</summary>
public class DialectTests
{
    [Theory]
    // AdguardTeam/urlfilter, rules/simple_regex.go and shouldMatchHostname.
    [InlineData("||ads.example^", "x.ads.example", true)]
    [InlineData("||ads.example^", "ads.example", true)]
    [InlineData("||ads.example^", "bads.example", false)]
    [InlineData("||ads.example^", "ads.example.org", false)]
    [InlineData("||ads.example", "ads.example.org", true)]
    [InlineData("||ads*.example^", "www.ads1.b.example", true)]
    [InlineData("||*.ads.example^", "ads.example", false)]
    [InlineData("||*.ads.example^", "x.ads.example", true)]
    [InlineData("|ads.", "ads.example", true)]
    [InlineData("|ads.", "x.ads.example", false)]
    [InlineData(".example|", "x.example", true)]
    [InlineData(".example|", "x.example.org", false)]
    [InlineData("Track", "www.tracker.example", true)]
    [InlineData("://ads.", "ads.example", true)]
    [InlineData("://ads.", "x.ads.example", false)]
    [InlineData("/ads.", "ads.example", true)]
    [InlineData("/ads.", "x.ads.example", false)]
    [InlineData("||ads.example/*", "ads.example", true)]
    [InlineData("||ads.example/*", "ads.examples", false)]
    [InlineData("ads^x", "ads.x", false)]
    [InlineData("ads^x", "ads*x", true)]
    [InlineData("||", "anything", true)]
    [InlineData("*", "", true)]
    public void Adblock_globs_mean_what_AdGuard_Home_reads(string pattern, string name, bool matches) => Check(ExpressionSyntax.AdblockGlob, pattern, name, matches);

    [Theory]
    // dnsmasq's manual: *google.com is google.com, www.google.com and supergoogle.com.
    [InlineData(ExpressionSyntax.SuffixGlob, "*google.com", "google.com", true)]
    [InlineData(ExpressionSyntax.SuffixGlob, "*google.com", "a.supergoogle.com", true)]
    [InlineData(ExpressionSyntax.SuffixGlob, "*google.com", "google.com.org", false)]
    // dnscrypt-proxy, pattern_matcher.go and example-blocked-names.txt.
    [InlineData(ExpressionSyntax.DnscryptGlob, "*ads*", "www.bads.example", true)]
    [InlineData(ExpressionSyntax.DnscryptGlob, "ads.*", "ads.example", true)]
    [InlineData(ExpressionSyntax.DnscryptGlob, "ads.*", "x.ads.example", false)]
    [InlineData(ExpressionSyntax.DnscryptGlob, "*.example", "a.b.example", true)]
    [InlineData(ExpressionSyntax.DnscryptGlob, "*.example", "example", true)]
    [InlineData(ExpressionSyntax.DnscryptGlob, "*.example", "anexample", false)]
    [InlineData(ExpressionSyntax.DnscryptGlob, "ads*.example*", "ads.x.example.org", true)]
    [InlineData(ExpressionSyntax.DnscryptGlob, "ads*.example*", "x.ads.example.org", false)]
    [InlineData(ExpressionSyntax.DnscryptGlob, "ad[0-9].example", "ad7.example", true)]
    [InlineData(ExpressionSyntax.DnscryptGlob, "ad[^0-9]?example", "ads.example", true)]
    [InlineData(ExpressionSyntax.DnscryptGlob, "ad[^0-9].example", "ad7.example", false)]
    // mihomo's domain wildcards.
    [InlineData(ExpressionSyntax.LabelGlob, "*.a.b", "x.a.b", true)]
    [InlineData(ExpressionSyntax.LabelGlob, "*.a.b", "y.x.a.b", false)]
    [InlineData(ExpressionSyntax.LabelGlob, "a.*.c", "a.b.c", true)]
    [InlineData(ExpressionSyntax.LabelGlob, "+.a.*", "a.b", true)]
    [InlineData(ExpressionSyntax.LabelGlob, "+.a.*", "x.y.a.b", true)]
    [InlineData(ExpressionSyntax.LabelGlob, ".a.*", "a.b", false)]
    [InlineData(ExpressionSyntax.LabelGlob, ".a.*", "x.a.b", true)]
    [InlineData(ExpressionSyntax.Keyword, "track", "xtracky.example", true)]
    [InlineData(ExpressionSyntax.Keyword, "a.b*", "a.b", false)]
    internal void Other_globs_mean_what_their_programs_read(ExpressionSyntax syntax, string pattern, string name, bool matches) => Check(syntax, pattern, name, matches);

    [Theory]
    [InlineData(@"^AD[S]+\.", "adss.example", true)]
    [InlineData(@"(?i)^ads", "ads", true)]
    [InlineData(@"(?-i:A)d", "ad", false)]
    [InlineData(@"a{,2}", "a{,2}", true)]
    [InlineData(@"a{,2}", "aa", false)]
    [InlineData(@"x{", "x{", true)]
    [InlineData(@"\cA|ads", "ads", true)]
    [InlineData(@"[\b-z]", "q", true)]
    [InlineData(@"^(?:ads|track)(?<n>\d+)?\.", "ads12.x", true)]
    [InlineData(@"\bads\b", "x-ads.y", true)]
    [InlineData(@"\bads\b", "x_ads.y", false)]
    [InlineData(@"ads\B", "adsy", true)]
    [InlineData(@"ads\B", "ads", false)]
    [InlineData(@"^$", "", true)]
    [InlineData(@"a^b", "ab", false)]
    [InlineData(@"a$^|b", "b", true)]
    [InlineData(@"[^\u0000-\uffff]|x", "x", true)]
    public void Regular_expressions_of_adblock_lists(string pattern, string name, bool matches) => Check(ExpressionSyntax.AdGuardRegex, pattern, name, matches);

    [Theory]
    [InlineData(@"^ads", "ads.x", true)]
    [InlineData(@"^Ads", "ads.x", false)]
    [InlineData(@"(?i)^Ads", "ads.x", true)]
    [InlineData(@"a(?i)B|C", "c", true)]
    [InlineData(@"(a(?i)B)|C", "c", false)]
    [InlineData(@"\Aads\z", "ads", true)]
    [InlineData(@"\Q.*\E+", ".***", true)]
    [InlineData(@"\Qa.b", "a.b", true)]
    [InlineData(@"\x{61}\144s", "ads", true)]
    [InlineData(@"[[:alpha:][:^print:]]\_", "a_", true)]
    [InlineData(@"[]x]y", "]y", true)]
    [InlineData(@"\v|\s", " ", true)]
    [InlineData(@"^*x", "yx", true)]
    [InlineData(@"x{2}y", "xxy", true)]
    public void Regular_expressions_of_v2ray_and_sing_box(string pattern, string name, bool matches) => Check(ExpressionSyntax.Re2Regex, pattern, name, matches);

    [Theory]
    // pi-hole/FTL src/regex.c: REG_EXTENDED | REG_ICASE; laurikari/tre lib/tre-parse.c.
    [InlineData(@"^AD([sxv]?[0-9]*|system)[_.-]([^.[:space:]]+\.){1,}", "ads3.x.example", true)]
    [InlineData(@"(^|\.)facebook\.com$", "www.facebook.com", true)]
    [InlineData(@"(^|\.)facebook\.com$", "facebook.com.x", false)]
    [InlineData(@"*ads", "ads", true)]
    [InlineData(@"a|*b", "b", true)]
    [InlineData(@"a+*b", "b", true)]
    [InlineData(@"ads)", "ads)", true)]
    [InlineData(@"()x", "x", true)]
    [InlineData(@"a{,2}$", "", true)]
    [InlineData(@"^a{2}?$", "aa", true)]
    [InlineData(@"[]a-]", "-", true)]
    [InlineData(@"[\d]", @"\", true)]
    [InlineData(@"[\d]", "5", false)]
    [InlineData(@"\<ads\>", "x.ads-y", true)]
    [InlineData(@"\<ads\>", "xads", false)]
    [InlineData(@"ads\>", "adsy", false)]
    [InlineData(@"(?i)a|b", "b", true)]
    [InlineData(@"x(?-i:A)", "xa", false)]
    [InlineData(@"\Qa|b\E*", "a|b", true)]
    [InlineData(@"[[:upper:]]", "a", true)]
    public void Regular_expressions_of_Pi_hole(string pattern, string name, bool matches) => Check(ExpressionSyntax.PosixRegex, pattern, name, matches);

    private static void Check(ExpressionSyntax syntax, string pattern, string name, bool matches)
    {
        var builder = new PatternSetBuilder();
        Assert.True(builder.TryAdd(syntax, pattern, out PatternRefusal refusal), $"{refusal.Fault} at {refusal.Position}");
        Assert.Equal(matches ? [0] : [], PatternTwinTests.Find(builder.Build(TestContext.Current.CancellationToken).Section, name));
    }
}
