using System.Globalization;
using System.Text;

namespace DomainBlock.Tests.Allocation;

/// <summary>Asking where rules have options, or stand under any suffix, allocates nothing either: 100,000 different names, each reason for which a rule applies or not.</summary>
[Collection(nameof(ZeroAllocationTests.Alone))]
public sealed class OptionAllocationTests : IDisposable
{
    private static readonly int Names = AllocatedBytes.Names;
    private const int Rules = 1_000;
    private const ushort Type = 28;

    private static readonly DateTimeOffset From = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Now = From.AddYears(5);

    private readonly ReadOnlyMemory<byte> _image = Compile();
    private readonly Blocklist _blocklist;

    public OptionAllocationTests() => _blocklist = Blocklist.Load(_image);

    public void Dispose() => _blocklist.Dispose();

    [Theory]
    [InlineData("all hold", true)]
    [InlineData("all hold by the clock", true)]
    [InlineData("another type", false)]
    [InlineData("no type", false)]
    [InlineData("via CNAME", false)]
    [InlineData("cancelled", false)]
    [InlineData("exempt", false)]
    [InlineData("another list", false)]
    [InlineData("not yet", false)]
    [InlineData("no longer", false)]
    public void Asking_where_rules_have_options_allocates_nothing(string question, bool isBlocked)
    {
        MatchContext context = Context(question);
        foreach (string form in (string[])["w{0}.ads.hit{1}.example", "W{0}.any{1}.co.uk"])
        {
            string[] names = [.. Enumerable.Range(0, Names).Select(i => string.Format(CultureInfo.InvariantCulture, form, i, i % Rules))];
            byte[][] utf8 = [.. names.Select(Encoding.UTF8.GetBytes)];
            byte[][] wire = [.. names.Select(WireOf)];
            Assert.Equal(0, AllocatedBytes.Of(i => Check(_blocklist.Match(names[i], context)), Names));
            Assert.Equal(0, AllocatedBytes.Of(i => Check(_blocklist.Match(utf8[i], context)), Names));
            Assert.Equal(0, AllocatedBytes.Of(i => Check(_blocklist.Match(new WireName(wire[i]), context)), Names));
        }

        void Check(in MatchResult result)
        {
            bool isExpected = result.Status == NameStatus.Valid && result.IsBlocked == isBlocked
                && (question == "not yet" ? result.Until == From : result.Until is null == !isBlocked);
            if (!isExpected)
                throw new InvalidOperationException(question);
        }
    }

    /// <summary>The control: a clock that allocates one byte a reading, and is read only where a rule's validity is looked at.</summary>
    [Fact]
    public void The_measure_sees_a_byte_that_is_allocated_for_an_option()
    {
        using var blocklist = Blocklist.Load(_image, new BlocklistOpenOptions { TimeProvider = new AllocatingClock() });
        var context = new MatchContext { View = blocklist.Select("options"), Type = Type };
        Assert.NotEqual(0, AllocatedBytes.Of(_ => blocklist.Match("w.hit1.example", context), count: 1));
        Assert.Equal(0, AllocatedBytes.Of(_ => blocklist.Match("w.hit1.example", context with { Type = 15 }), count: 1));
    }

    private MatchContext Context(string question)
    {
        var context = new MatchContext { View = _blocklist.Select("options"), Type = Type, Instant = Now };
        return question switch
        {
            "all hold" => context,
            "all hold by the clock" => context with { Instant = null },
            "another type" => context with { Type = 15 },
            "no type" => context with { Type = null },
            "via CNAME" => context with { ViaCname = true },
            "cancelled" => context with { View = null },
            "exempt" => context with { View = _blocklist.Select("exempt") },
            "another list" => context with { View = _blocklist.Select("cancels") },
            "not yet" => context with { Instant = From.AddDays(-1) },
            "no longer" => context with { Instant = RuleOptions.Latest },
            _ => throw new ArgumentOutOfRangeException(nameof(question), question, "Not a question of this test."),
        };
    }

    private static ReadOnlyMemory<byte> Compile()
    {
        var suffixes = PublicSuffixList.Read(new MemoryStream(Encoding.ASCII.GetBytes("uk\nco.uk\n")));
        var builder = new BlocklistBuilder(new BlocklistBuilderOptions { PublicSuffixes = suffixes });
        int options = builder.AddList(new ListInfo("options"));
        int exempt = builder.AddList(new ListInfo("exempt"));
        int cancels = builder.AddList(new ListInfo("cancels"));
        for (int i = 0; i < Rules; i++)
        {
            // Exempt names that no question is below, and that differ, so that there are many sets of options.
            RuleOptions every = Options([cancels], "ads.example", string.Create(CultureInfo.InvariantCulture, $"x.hit{i}.example"));
            RuleOptions never = Options([], "example", "uk");
            foreach ((int list, RuleOptions chosen) in new[] { (options, every), (exempt, never) })
            {
                builder.Add(new Rule(Name($"hit{i}.example")) { List = list, Options = chosen });
                builder.Add(new Rule(Name($"any{i}"), RulePattern.AnySuffix) { List = list, Options = chosen });
            }
        }
        return builder.Build().Image;
    }

    private static RuleOptions Options(int[] cancelledBy, params string[] exempt) => new()
    {
        QueryTypes = [1, Type],
        NotViaCname = true,
        CancelledBy = cancelledBy,
        From = From,
        Until = RuleOptions.Latest,
        ExemptNames = [.. exempt.Select(name => DomainName.Parse(name))],
    };

    private static DomainName Name(FormattableString text) => DomainName.Parse(FormattableString.Invariant(text));

    private static byte[] WireOf(string text)
    {
        byte[] wire = new byte[255];
        return wire[..DomainName.Parse(text).CopyWireTo(wire)];
    }

    private sealed class AllocatingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow()
        {
            GC.KeepAlive(new byte[1]);
            return Now;
        }
    }
}
