using System.Globalization;
using DomainBlock.Lists.Tests.RealLists;

namespace DomainBlock.Lists.Tests.Servers;

/// <summary>
/// The programs whose formats we read are the judges of what these mean: dnsmasq, Unbound and BIND (RPZ) are started with lists, asked, and compared with
/// a blocklist of the same list. Run where <c>DOMAINBLOCK_SERVERS</c> names the system that has them; <c>DOMAINBLOCK_SERVER_CASES</c> says how many random
/// lists each gets (30 if not given).
/// </summary>
public sealed class ServerTests
{
    private static readonly string[] Labels = ["a", "b", "c", "ads", "x"];

    private static readonly string[] TopLevels = ["com", "net", "test1"];

    /// <summary>A, AAAA and TXT.</summary>
    private static readonly ushort[] AskedTypes = [1, 28, 16];

    private static readonly int Cases = int.TryParse(Environment.GetEnvironmentVariable("DOMAINBLOCK_SERVER_CASES"), CultureInfo.InvariantCulture, out int cases) ? cases : 30;

    [Theory]
    [InlineData(ListFormat.Dnsmasq)]
    [InlineData(ListFormat.Unbound)]
    [InlineData(ListFormat.Rpz)]
    public async Task A_list_means_to_us_what_it_means_to_its_server(ListFormat format)
    {
        Assert.SkipWhen(RunningServer.Root is null, "No servers: DOMAINBLOCK_SERVERS is not set.");
        using var upstream = new AnsweringUpstream();
        for (int seed = 0; seed < Cases; seed++)
        {
            var random = new Random(seed);
            (string list, string[] owners) = MakeList(format, random);
            using Blocklist blocklist = Compile(format, list);
            using RunningServer server = await RunningServer.StartAsync(format, list, upstream.Port);
            foreach (string name in Queries(owners, random))
            {
                bool isBlocked = !await server.LetsPassAsync(name);
                Assert.True(isBlocked == blocklist.Match(name).IsBlocked, $"{name}: the server {(isBlocked ? "blocks it" : "lets it pass")}, seed {seed}\n{list}");
            }
        }
    }

    /// <summary>Two thousand names each: those of rules, names below and above them, and names that only end in the same letters.</summary>
    [Theory]
    [InlineData(ListFormat.Dnsmasq, "dnsmasq-stevenblack.conf")]
    [InlineData(ListFormat.Dnsmasq, "dnsmasq-piracy.conf")]
    [InlineData(ListFormat.Unbound, "unbound-easylist.conf")]
    [InlineData(ListFormat.Rpz, "rpz-mullvad-privacy.zone")]
    public async Task A_real_list_means_to_us_what_it_means_to_its_server(ListFormat format, string file)
    {
        const int Names = 2000;
        Assert.SkipWhen(RunningServer.Root is null, "No servers: DOMAINBLOCK_SERVERS is not set.");
        Assert.SkipWhen(RealListTests.Folder is null, RealListTests.Missing);
        string list = await File.ReadAllTextAsync(Path.Combine(RealListTests.Folder!, file), TestContext.Current.CancellationToken);
        using Blocklist blocklist = Compile(format, list);
        string[] listed = [.. blocklist.EnumerateRules().Select(rule => rule.Name.ToString())];
        var random = new Random(1);
        var names = new HashSet<string>();
        while (names.Count < Names)
        {
            string name = listed[random.Next(listed.Length)];
            string asked = random.Next(5) switch
            {
                0 or 1 => name,
                2 => $"new.{name}",
                3 => name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..],
                _ => $"bad{name}",
            };
            if (DomainName.TryParse(asked, out _))
                names.Add(asked);
        }
        using var upstream = new AnsweringUpstream();
        using RunningServer server = await RunningServer.StartAsync(format, list, upstream.Port);
        int blocked = 0;
        foreach (string name in names)
        {
            bool isBlocked = !await server.LetsPassAsync(name);
            Assert.True(isBlocked == blocklist.Match(name).IsBlocked, $"{name}: the server {(isBlocked ? "blocks it" : "lets it pass")}");
            blocked += isBlocked ? 1 : 0;
        }
        Assert.InRange(blocked, Names / 4, Names * 9 / 10);
    }

    [Theory]
    [InlineData(ListFormat.Dnsmasq)]
    [InlineData(ListFormat.Unbound)]
    [InlineData(ListFormat.Rpz)]
    public async Task A_wanted_answer_is_what_the_server_answers(ListFormat format)
    {
        Assert.SkipWhen(RunningServer.Root is null, "No servers: DOMAINBLOCK_SERVERS is not set.");
        string[] lines = AnswerLines(format);
        string list = Header(format) + string.Concat(lines.Select((line, i) => string.Format(CultureInfo.InvariantCulture, line, $"n{i}.example.com") + "\n"));
        using Blocklist blocklist = Compile(format, list);
        AssertSound(format, list);

        // What we write of it must be answered the same.
        using var writer = new StringWriter();
        WriteReport report = ListWriter.Write(writer, format, blocklist, TestContext.Current.CancellationToken);
        Assert.True(report.IsComplete, string.Join(", ", report.Dropped.Keys));
        using var upstream = new AnsweringUpstream();
        foreach (string text in new[] { list, writer.ToString() })
        {
            using RunningServer server = await RunningServer.StartAsync(format, text, upstream.Port);
            foreach (string name in lines.SelectMany((_, i) => (string[])[$"n{i}.example.com", $"below.n{i}.example.com"]))
            {
                foreach (ushort type in AskedTypes)
                {
                    MatchResult result = blocklist.Match(name, new MatchContext { Type = type });
                    string actual = await server.AnswerAsync(name, type);
                    string expected = result.IsBlocked ? ServerAnswer.Expect(blocklist.GetRule(result.Rule).Options.Answer, type) : ServerAnswer.Upstream;
                    bool isPlain = expected.Length == 0 && actual != ServerAnswer.Upstream;

                    // Resolvers do not pass the upstream's address on to who asked for something else.
                    bool isCleaned = !result.IsBlocked && type != AskedTypes[0] && actual == "NODATA";
                    Assert.True(isPlain || isCleaned || expected == actual, $"{name} {QueryType.ToText(type)}: {actual}, not {expected}\n{text}");
                }
            }
        }
    }

    [Theory]
    [InlineData(ListFormat.Dnsmasq)]
    [InlineData(ListFormat.Unbound)]
    [InlineData(ListFormat.Rpz)]
    public async Task What_we_write_is_sound_to_its_server_and_blocks_the_same(ListFormat format)
    {
        Assert.SkipWhen(RunningServer.Root is null, "No servers: DOMAINBLOCK_SERVERS is not set.");
        var random = new Random(7);
        Rule[] rules = [.. Enumerable.Range(0, 1000).Select(i => new Rule(DomainName.Parse($"n{i}.{MakeName(random, 2)}"), i % 7 == 0 ? RulePattern.Exact : RulePattern.Subtree, i % 10 == 0 ? RuleAction.Allow : RuleAction.Block))];
        using var blocklist = Blocklist.Create(rules);
        using var writer = new StringWriter();
        WriteReport report = ListWriter.Write(writer, format, blocklist, TestContext.Current.CancellationToken);
        string list = writer.ToString();
        AssertSound(format, list);

        // Rules that the format cannot carry are known; what it carries must be answered the same.
        using Blocklist carried = Compile(format, list);
        Assert.True(report.Written > 700);
        using var upstream = new AnsweringUpstream();
        using RunningServer server = await RunningServer.StartAsync(format, list, upstream.Port);
        foreach (Rule rule in rules)
        {
            foreach (string name in (string[])[rule.Name.ToString(), $"below.{rule.Name}"])
                Assert.True(await server.LetsPassAsync(name) != carried.Match(name).IsBlocked, name);
        }
    }

    private static void AssertSound(ListFormat format, string list)
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, format == ListFormat.Unbound ? $"server:\n  directory: \"{Path.GetTempPath()}\"\n  chroot: \"\"\n  username: \"\"\n{list}" : list);
            (int exitCode, string output) = format switch
            {
                ListFormat.Dnsmasq => RunningServer.Check("usr/sbin/dnsmasq", "--test", "-C", file),
                ListFormat.Unbound => RunningServer.Check("usr/sbin/unbound-checkconf", file),
                _ => RunningServer.Check("usr/bin/named-checkzone", "policy.test", file),
            };
            Assert.True(exitCode == 0 && !output.Contains("warning", StringComparison.OrdinalIgnoreCase), output);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Lines whose answers the format says; the addresses are of another block for documentation than the upstream's.</summary>
    private static string[] AnswerLines(ListFormat format) => format switch
    {
        ListFormat.Dnsmasq =>
        [
            "local=/{0}/", "address=/{0}/198.51.100.1", "address=/{0}/198.51.100.1\naddress=/{0}/198.51.100.2\naddress=/{0}/2001:db8::1", "address=/{0}/2001:db8::1",
            "address=/*.{0}/198.51.100.3", "address=/{0}/other.{0}/198.51.100.4", "server=/{0}/#",
        ],
        ListFormat.Unbound =>
        [
            "local-zone: \"{0}\" always_nxdomain", "local-zone: \"{0}\" always_nodata", "local-zone: \"{0}\" refuse", "local-zone: \"{0}\" always_refuse", "local-zone: \"{0}\" deny",
            "local-zone: \"{0}\" always_deny", "local-data: \"{0} A 198.51.100.1\"", "local-data: \"{0} A 198.51.100.1\"\nlocal-data: \"{0} A 198.51.100.2\"\nlocal-data: \"{0} AAAA 2001:db8::1\"",
            "local-data: \"{0} AAAA 2001:db8::1\"", "local-zone: \"{0}\" redirect\nlocal-data: \"{0} A 198.51.100.1\"\nlocal-data: \"{0} AAAA 2001:db8::1\"",
            "local-zone: \"{0}\" redirect\nlocal-data: \"{0} CNAME walled.garden.\"", "local-data: \"{0} CNAME walled.garden.\"", "local-zone: \"{0}\" transparent",
        ],
        _ =>
        [
            "{0} CNAME .", "{0} CNAME *.", "*.{0} CNAME *.", "{0} CNAME rpz-drop.", "{0} A 198.51.100.1\n*.{0} A 198.51.100.2", "{0} A 198.51.100.1\n  A 198.51.100.2\n  AAAA 2001:db8::1",
            "{0} AAAA 2001:db8::1", "{0} CNAME walled.garden.", "*.{0} CNAME {0}.", "{0} CNAME rpz-passthru.",
        ],
    };

    private static string Header(ListFormat format) => format switch
    {
        ListFormat.Unbound => "server:\n",
        ListFormat.Rpz => "$TTL 60\n@ SOA localhost. root.localhost. 1 3600 600 86400 60\n@ NS localhost.\n",
        _ => "",
    };

    private static (string List, string[] Owners) MakeList(ListFormat format, Random random)
    {
        string[] lines = format switch
        {
            ListFormat.Dnsmasq => ["local=/{0}/", "address=/{0}/", "address=/{0}/#", "address=/{0}/0.0.0.0", "server=/{0}/", "local=/.{0}/", "local=/*.{0}/", "server=/{0}/#", "server=/*.{0}/#"],
            ListFormat.Unbound =>
            [
                "local-zone: \"{0}\" always_nxdomain", "local-zone: \"{0}.\" static", "local-zone: {0} always_null", "local-data: \"{0} A 0.0.0.0\"",
                "local-zone: \"{0}\" redirect\nlocal-data: \"{0} A 0.0.0.0\"", "local-zone: \"{0}\" transparent", "local-zone: \"{0}\" typetransparent",

                // Not always_transparent: Unbound ignores data inside such a zone, for which rules of line by line have no words. docs/lists.md says so.
            ],
            _ => ["{0} CNAME .", "*.{0} CNAME .", "{0} IN CNAME .", "*.{0} 60 IN CNAME .", "{0} CNAME rpz-passthru.", "*.{0} CNAME rpz-passthru."],
        };
        // Servers take the last of two entries on one name, or refuse the file; which of them wins is no question of the format.
        string[] owners = [.. Enumerable.Range(0, random.Next(1, 13)).Select(_ => MakeName(random, 3)).Distinct()];
        return (Header(format) + string.Concat(owners.Select(owner => string.Format(CultureInfo.InvariantCulture, Line(owner), owner) + "\n")), owners);

        string Line(string owner)
        {
            // Unbound refuses a file with data below the top of a redirect zone.
            string line = lines[random.Next(lines.Length)];
            bool hasNamesBelow = owners.Any(other => other.EndsWith($".{owner}", StringComparison.Ordinal));
            return hasNamesBelow && line.Contains("redirect", StringComparison.Ordinal) ? lines[0] : line;
        }
    }

    private static IEnumerable<string> Queries(string[] owners, Random random) =>
        owners.SelectMany(owner => (string[])[owner, $"{Labels[random.Next(Labels.Length)]}.{owner}", $"new.{owner}", $"more.new.{owner}", owner[(owner.IndexOf('.', StringComparison.Ordinal) + 1)..]])
            .Concat(Enumerable.Range(0, 20).Select(_ => MakeName(random, 4)))
            .Where(name => name.Contains('.', StringComparison.Ordinal))
            .Distinct();

    private static string MakeName(Random random, int most) =>
        string.Join('.', Enumerable.Range(0, random.Next(1, most + 1)).Select(_ => Labels[random.Next(Labels.Length)]).Append(TopLevels[random.Next(TopLevels.Length)]));

    /// <summary>As the servers do: the most specific entry wins.</summary>
    private static Blocklist Compile(ListFormat format, string list)
    {
        var builder = new BlocklistBuilder(new BlocklistBuilderOptions { Profile = Profile.MostSpecific });
        builder.AddList(format.ListInfo("list"));
        foreach (Rule rule in ListText.Read(format, list).Rules)
            builder.Add(rule);
        return builder.Build(cancellationToken: TestContext.Current.CancellationToken).Open();
    }
}
