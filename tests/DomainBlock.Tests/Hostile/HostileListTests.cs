using System.IO.Hashing;
using DomainBlock.Benchmarks.Synthetic;

namespace DomainBlock.Tests.Hostile;

/// <summary>Lists made against the index compile into files that verify and answer as any other. (What they cost is measured in benchmarks/.)</summary>
public class HostileListTests
{
    private const int Names = 2000;
    private const int EqualBits = 8;

    public static TheoryData<string> Lists => [.. HostileNames.All.Select(list => list.Name)];

    [Theory]
    [MemberData(nameof(Lists))]
    public void A_list_made_against_the_index_answers_as_its_names_say(string list) =>
        AssertAnswers(HostileNames.All.Single(candidate => candidate.Name == list).Make(Names));

    [Fact]
    public void Names_whose_hashes_begin_alike_answer_as_they_say()
    {
        DomainName[] names = HostileNames.WithEqualCode(500, EqualBits, Code);
        Assert.Single(names.Select(name => Code(name) >> (64 - EqualBits)).Distinct());
        AssertAnswers(names);

        static ulong Code(DomainName name) => XxHash3.HashToUInt64(name.Octets);
    }

    [Fact]
    public void Plain_twins_are_as_long_as_what_they_stand_beside()
    {
        foreach ((_, Func<int, DomainName[]> make) in HostileNames.All)
        {
            DomainName[] names = make(Names);
            DomainName[] twins = HostileNames.PlainTwins(names);
            Assert.Equal(names.Select(name => name.Octets.Length), twins.Select(name => name.Octets.Length));
            Assert.Equal(names.Length, twins.Distinct().Count());
        }
    }

    private static void AssertAnswers(DomainName[] names)
    {
        var listed = names.ToHashSet();
        Assert.Equal(names.Length, listed.Count);

        var builder = new BlocklistBuilder(new BlocklistBuilderOptions { KeepRedundant = true });
        builder.AddList(new ListInfo("list"));
        for (int i = 0; i < names.Length; i++)
            builder.Add(new Rule(names[i], RulePattern.Exact) { Line = i + 1 });
        using Blocklist blocklist = builder.Build().Open();
        blocklist.Verify();
        Assert.Equal(listed.Order(), blocklist.EnumerateRules().Select(rule => rule.Name).Order());

        foreach (DomainName name in names)
        {
            MatchResult answer = blocklist.Match(new WireName([.. name.Octets, 0]));
            Assert.True(answer.IsBlocked);
            Assert.Equal(name, blocklist.GetRule(answer.Rule).Name);

            // A name that differs in one bit of one octet is listed only if the list says so.
            byte[] octets = [.. name.Octets, 0];
            octets[octets[0]] ^= 1;
            if (DomainName.Read(new WireName(octets), out DomainName other, out _) == NameStatus.Valid)
                Assert.Equal(listed.Contains(other), blocklist.Match(new WireName(octets)).IsBlocked);
        }
    }
}
