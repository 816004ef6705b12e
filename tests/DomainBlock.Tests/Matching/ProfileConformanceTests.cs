using DomainBlock.Generators;

namespace DomainBlock.Tests.Matching;

/// <summary>
/// What the systems that a profile names do with rules that contradict each other, as far as rules can say it. Each case: the system and what it shows, the profile,
/// rules as "list:line text", and what wins for each name. The sources are the systems' own documentation and code, as told in each case.
/// </summary>
public class ProfileConformanceTests
{
    private const Profile Allow = Profile.AllowWins;
    private const Profile Specific = Profile.MostSpecific;
    private const Profile Order = Profile.Ordered;

    public static TheoryData<string, Profile, string[], string[]> Cases => new()
    {
        // Rule priorities of AdGuard's urlfilter: @@$important, $important, @@, the rest; the more specific name plays no part.
        { "AdGuard Home: important block over allow", Allow, ["0:1 ||e.com^$important", "0:2 @@||e.com^"], ["e.com 0:1", "a.e.com 0:1"] },
        { "AdGuard Home: important allow over important block", Allow, ["0:1 ||e.com^$important", "0:2 @@||e.com^", "0:3 @@||e.com^$important"], ["e.com 0:3"] },
        { "AdGuard Home: a wide allow over a narrow block", Allow, ["0:1 @@||e.com^", "0:2 ||ads.e.com^"], ["ads.e.com 0:1", "x.ads.e.com 0:1"] },
        { "AdGuard Home: the order of lists does not lift a block over an allow", Allow, ["0:1 ||e.com^", "1:1 @@||e.com^"], ["e.com 1:1"] },
        { "uBlock Origin: important over exception", Allow, ["0:1 @@||ads.e.com^", "0:2 ||e.com^$important"], ["ads.e.com 0:2"] },

        // Technitium: the allow zone is walked up to the root before the block zone.
        { "Technitium: an allowed parent lifts a blocked child", Allow, ["0:1 ||tracker.e.com^", "1:1 @@||e.com^"], ["tracker.e.com 1:1"] },
        { "Technitium: an allowed child in a blocked parent", Allow, ["0:1 ||e.com^", "1:1 @@||ok.e.com^"], ["ok.e.com 1:1", "e.com 0:1", "no.e.com 0:1"] },

        // blocky: allow lists of a group beat its block lists.
        { "blocky: allow beats block in a group", Allow, ["0:1 |e.com^", "1:1 @@|e.com^"], ["e.com 1:1", "a.e.com none"] },
        { "blocky: no block below an allowed wildcard", Allow, ["0:1 @@||e.com^", "1:1 |child.e.com^"], ["child.e.com 0:1"] },

        // Pi-hole's order, with its subscribed lists: exact and regex allow, then gravity.
        { "Pi-hole: a subscribed allow over a subscribed block", Allow, ["0:1 |ads.e.com^", "1:1 @@|ads.e.com^"], ["ads.e.com 1:1"] },

        // dnsmasq's manual: "the most specific domain wins"; server=/x/# is its exception; /x/ before /*.x/.
        { "dnsmasq: address=/e.com/ and server=/www.e.com/#", Specific, ["0:1 ||e.com^", "0:2 @@||www.e.com^"], ["e.com 0:1", "ads.e.com 0:1", "www.e.com 0:2", "a.www.e.com 0:2"] },
        { "dnsmasq: a block inside an exception", Specific, ["0:1 @@||e.com^", "0:2 ||ads.e.com^"], ["e.com 0:1", "ads.e.com 0:2", "x.ads.e.com 0:2"] },
        { "dnsmasq: three levels", Specific, ["0:1 ||com^", "0:2 @@||e.com^", "0:3 ||ads.e.com^"], ["com 0:1", "x.com 0:1", "e.com 0:2", "ads.e.com 0:3"] },

        // Unbound's manual: the most specific zone's type counts; transparent lets through.
        { "Unbound local-zone: transparent inside always_nxdomain", Specific, ["0:1 ||e.com^", "0:2 @@||ok.e.com^"], ["ok.e.com 0:2", "a.ok.e.com 0:2", "e.com 0:1"] },
        { "Unbound local-zone: always_nxdomain inside transparent", Specific, ["0:1 @@||e.com^", "0:2 ||bad.e.com^"], ["bad.e.com 0:2", "e.com 0:1"] },
        { "Unbound local-data: the name alone beats its zone", Specific, ["0:1 ||e.com^", "0:2 @@|e.com^"], ["e.com 0:2", "a.e.com 0:1"] },

        // dnsdist's SuffixMatchTree: the longest suffix.
        { "dnsdist: getBestMatch is the longest suffix", Specific, ["0:1 ||example^", "0:2 ||b.example^", "0:3 ||a.b.example^"], ["x.a.b.example 0:3", "x.b.example 0:2", "y.example 0:1"] },

        // Within one name: what fixes more of it, then level, action, list, line.
        { "most specific: exact, one label, subdomains, subtree", Specific, ["0:1 ||b.com^", "0:2 ||*.b.com^", "0:3 one-label:*.b.com", "0:4 |a.b.com^"], ["a.b.com 0:4", "c.b.com 0:3", "x.c.b.com 0:2", "b.com 0:1"] },
        { "most specific: important, then allow, then list, then line", Specific, ["0:5 ||e.com^", "0:4 ||e.com^", "1:1 @@||e.com^"], ["e.com 1:1"] },
        { "most specific: important before allow", Specific, ["1:9 ||e.com^$important", "0:1 @@||e.com^"], ["e.com 1:9"] },
        { "most specific: an important rule on a shorter name loses", Specific, ["0:1 ||com^$important", "0:2 @@||e.com^"], ["e.com 0:2", "x.com 0:1"] },
        { "most specific: the lower line", Specific, ["0:5 ||e.com^", "0:4 ||e.com^"], ["e.com 0:4"] },

        // BIND's manual on response-policy: zones in order, whatever the policy; within a zone the name itself, then the longest wildcard.
        { "BIND RPZ: passthru in an earlier zone ends it", Order, ["0:1 @@|e.com^", "1:1 |e.com^"], ["e.com 0:1"] },
        { "BIND RPZ: a block in an earlier zone ends it too", Order, ["0:1 |e.com^", "1:1 @@|e.com^"], ["e.com 0:1"] },
        { "BIND RPZ: a wildcard in an earlier zone before a name in a later one", Order, ["0:1 ||*.com^", "1:1 @@|a.e.com^"], ["a.e.com 0:1"] },
        { "BIND RPZ: in a zone the name itself before wildcards", Order, ["0:1 ||*.e.com^", "0:2 @@|a.e.com^"], ["a.e.com 0:2", "b.e.com 0:1"] },
        { "BIND RPZ: in a zone the wildcard with the most labels", Order, ["0:1 ||*.com^", "0:2 @@||*.e.com^"], ["a.e.com 0:2", "a.com 0:1", "e.com 0:1"] },
        { "ordered: an important rule of a later list loses", Order, ["0:9 ||e.com^", "1:1 @@||e.com^$important"], ["e.com 0:9"] },
        { "ordered: on one name the lower line, whatever it does", Order, ["0:2 @@||e.com^", "0:1 ||e.com^"], ["e.com 0:1"] },
        { "ordered: the lower line, not the narrower pattern", Order, ["0:1 ||e.com^", "0:2 @@||*.e.com^"], ["a.e.com 0:1"] },
        { "ordered: lines of two patterns that alternate", Order, ["0:1 ||*.e.com^", "0:2 ||e.com^", "0:3 ||*.e.com^"], ["a.e.com 0:1", "e.com 0:2"] },

        // Routing by rule sets: the first set with a match.
        { "xray, mihomo: the first set that matches", Order, ["0:1 ||ads.e.com^", "1:1 @@||e.com^", "2:1 ||com^"], ["ads.e.com 0:1", "e.com 1:1", "x.com 2:1", "org none"] },
        { "xray, mihomo: a wide rule of an earlier set before a narrow one", Order, ["0:1 @@||com^", "1:1 |ads.e.com^"], ["ads.e.com 0:1"] },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_winner_is_the_system_s(string system, Profile profile, string[] rules, string[] winners)
    {
        Rule[] parsed = [.. rules.Select(WrittenRule.Parse)];
        var set = new RuleSet(3, parsed) { Profile = profile };
        using Blocklist blocklist = set.Compile(new BlocklistBuilderOptions { KeepRedundant = true }).Open();
        blocklist.Verify();
        foreach (string[] words in winners.Select(winner => winner.Split(' ')))
        {
            MatchResult result = blocklist.Match(words[0]);
            string actual = WrittenRule.PlaceOf(result.Rule < 0 ? null : blocklist.GetRule(result.Rule));
            Assert.True(words[1] == actual, $"{system}: {actual} wins for {words[0]}, not {words[1]}.");
            Assert.Equal(words[1], WrittenRule.PlaceOf(set.Reference().Match(DomainName.Parse(words[0])).Winner));
        }
    }

    /// <summary>The zone of RFC 4592's kind that implementations split on: PowerDNS tries the wildcard of every name above, the profile does as BIND and Unbound.</summary>
    [Theory]
    [InlineData("x.b.example.com", Verdict.None)]
    [InlineData("a.b.example.com", Verdict.Allowed)]
    [InlineData("b.example.com", Verdict.None)]
    [InlineData("x.example.com", Verdict.Blocked)]
    public void BIND_and_Unbound_RPZ_stop_a_wildcard_at_an_empty_non_terminal(string name, Verdict expected)
    {
        var set = new RuleSet(1, [WrittenRule.Parse("0:1 ||*.example.com^"), WrittenRule.Parse("0:2 @@|a.b.example.com^")]) { Profile = Order, ClosestEncloserLists = [0] };
        foreach (Profile profile in Enum.GetValues<Profile>())
        {
            RuleSet same = set with { Profile = profile };
            using Blocklist blocklist = same.Compile().Open();
            blocklist.Verify();
            Assert.Equal(expected, blocklist.Match(name).Verdict);
            Assert.Equal(expected, same.Reference().Match(DomainName.Parse(name)).Verdict);
        }
    }

    [Fact]
    public void The_profile_and_the_chain_mode_are_in_the_file()
    {
        foreach (Profile profile in Enum.GetValues<Profile>())
        {
            foreach (ChainMode mode in Enum.GetValues<ChainMode>())
            {
                using Blocklist blocklist = new BlocklistBuilder(new BlocklistBuilderOptions { Profile = profile, ChainMode = mode }).Build().Open();
                Assert.Equal((profile, mode), (blocklist.Profile, blocklist.ChainMode));
            }
        }
        Assert.Throws<ArgumentException>(() => new BlocklistBuilder(new BlocklistBuilderOptions { Profile = (Profile)3 }));
        Assert.Throws<ArgumentException>(() => new BlocklistBuilder(new BlocklistBuilderOptions { ChainMode = (ChainMode)2 }));
    }
}
