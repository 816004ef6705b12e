using System.Globalization;
using System.Text;

namespace DomainBlock.Tests.Allocation;

/// <summary>Asking allocates nothing: 100,000 different names of each kind, each input form, with and without a view.</summary>
[Collection(nameof(Alone))]
public sealed class ZeroAllocationTests : IDisposable
{
    /// <summary>Tests that run while no other does, because what is measured belongs to the whole process.</summary>
    [CollectionDefinition(nameof(Alone), DisableParallelization = true)]
    public sealed class Alone;

    private static readonly int Names = AllocatedBytes.Names;
    private const int Rules = 10_000;

    private readonly Blocklist _blocklist = Blocklist.Create(
        Enumerable.Range(0, Rules).Select(i => new Rule(DomainName.Parse(string.Create(CultureInfo.InvariantCulture, $"hit{i}.example")), (RulePattern)(i % 2))));

    public static TheoryData<string> Kinds => ["miss", "hit", "non-ASCII", "bad"];

    public void Dispose() => _blocklist.Dispose();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Asking_with_text_allocates_nothing(string kind)
    {
        string[] names = MakeNames(kind);
        var context = new MatchContext { View = _blocklist.Select("rules") };
        Assert.Equal(0, AllocatedBytes.Of(i => CheckKind(kind, _blocklist.Match(names[i])), Names));
        Assert.Equal(0, AllocatedBytes.Of(i => CheckKind(kind, _blocklist.Match(names[i], context)), Names));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Asking_with_utf8_allocates_nothing(string kind)
    {
        byte[][] names = [.. MakeNames(kind).Select(Encoding.UTF8.GetBytes)];
        var context = new MatchContext { View = _blocklist.Select("rules") };
        Assert.Equal(0, AllocatedBytes.Of(i => CheckKind(kind, _blocklist.Match(names[i])), Names));
        Assert.Equal(0, AllocatedBytes.Of(i => CheckKind(kind, _blocklist.Match(names[i], context)), Names));
    }

    [Theory]
    [InlineData("miss")]
    [InlineData("hit")]
    [InlineData("bad")]
    public void Asking_with_a_wire_name_allocates_nothing(string kind)
    {
        byte[][] names = [.. MakeNames(kind == "bad" ? "miss" : kind).Select(name => MakeWire(name, broken: kind == "bad"))];
        var context = new MatchContext { View = _blocklist.Select("rules") };
        Assert.Equal(0, AllocatedBytes.Of(i => CheckKind(kind, _blocklist.Match(new WireName(names[i]))), Names));
        Assert.Equal(0, AllocatedBytes.Of(i => CheckKind(kind, _blocklist.Match(new WireName(names[i]), context)), Names));
    }

    [Fact]
    public void Asking_where_wildcards_end_at_existing_names_allocates_nothing()
    {
        using Blocklist blocklist = MakeZones();
        Assert.NotEqual(0, blocklist.StopCount);
        string[] names = MakeNames("hit");
        var context = new MatchContext { View = blocklist.Select("zone") };
        Assert.Equal(0, AllocatedBytes.Of(i => CheckKind("hit", blocklist.Match(names[i])), Names));
        Assert.Equal(0, AllocatedBytes.Of(i => CheckKind("non-ASCII", blocklist.Match(names[i], context)), Names));
    }

    [Fact]
    public void The_measure_sees_a_single_planted_byte()
    {
        string[] names = MakeNames("miss");
        long allocated = AllocatedBytes.Of(
            i =>
            {
                _ = _blocklist.Match(names[i]);
                if (i == Names - 1)
                    GC.KeepAlive(new byte[1]);
            },
            Names);
        Assert.NotEqual(0, allocated);
    }

    [Fact]
    public void The_names_of_each_kind_are_different()
    {
        foreach (string kind in Kinds.Select(row => row.Data))
            Assert.Equal(Names, MakeNames(kind).Distinct(StringComparer.Ordinal).Count());
    }

    // A zone in which every "hit" name is below a stop, so that only the other list's wildcard matches.
    private static Blocklist MakeZones()
    {
        var builder = new BlocklistBuilder();
        int zone = builder.AddList(new ListInfo("zone") { UsesClosestEncloser = true });
        int other = builder.AddList(new ListInfo("other"));
        foreach (int list in new[] { zone, other })
            builder.Add(new Rule(DomainName.Parse("example"), RulePattern.Subdomains) { List = list });
        for (int i = 0; i < Rules; i++)
            builder.Add(new Rule(DomainName.Parse(string.Create(CultureInfo.InvariantCulture, $"hit{i}.example")), RulePattern.Exact) { List = zone });
        return builder.Build().Open();
    }

    // Throws only if the names are not what the test believes; on the way it keeps the call from being optimised away.
    private static void CheckKind(string kind, MatchResult result)
    {
        bool asExpected = kind switch
        {
            "miss" => result is { Status: NameStatus.Valid, Rule: < 0 },
            "hit" => result.IsBlocked,
            "non-ASCII" => result.Rule < 0,
            _ => result.Status != NameStatus.Valid,
        };
        if (!asExpected)
            throw new InvalidOperationException(kind);
    }

    private static string[] MakeNames(string kind) =>
        [.. Enumerable.Range(0, Names).Select(i => string.Create(CultureInfo.InvariantCulture, $"{MakeName(kind, i)}"))];

    private static FormattableString MakeName(string kind, int i) => kind switch
    {
        "miss" => $"www.Miss{i}.Example.COM",
        "hit" => $"w{i}.ads.hit{i % Rules}.example.",
        "non-ASCII" => $"münchen-{i}.de",
        _ => (i % 6) switch
        {
            0 => $"double..dot{i}",
            1 => $"space {i}.example",
            2 => $"escape{i}\\999.example",
            3 => $"lone\uD800surrogate{i}.example",
            4 => $"{new string('l', 70)}{i}.example",
            _ => $"{new string('x', 60)}.{new string('x', 60)}.{new string('x', 60)}.{new string('x', 60)}.{i:D20}",
        },
    };

    private static byte[] MakeWire(string text, bool broken)
    {
        byte[] wire = new byte[255];
        byte[] name = wire[..DomainName.Parse(text).CopyWireTo(wire)];
        if (broken)
            name[^1] = (byte)(name.Length % 3 == 0 ? 0xC0 : 0x40 + name.Length);
        return name;
    }
}
