using System.Globalization;
using System.Text;

namespace DomainBlock.Tests.Allocation;

/// <summary>Asking where rules have globs and regular expressions allocates nothing: 100,000 different names, of which some are touched by no literal, some lead to automata, some match.</summary>
[Collection(nameof(ZeroAllocationTests.Alone))]
public sealed class ExpressionAllocationTests
{
    private static readonly int Names = AllocatedBytes.Names;

    private static readonly DateTimeOffset Until = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("w{0}.plain.example", Verdict.None)]
    [InlineData("w{0}.tracker.example", Verdict.Blocked)]
    [InlineData("w{0}.trackers.good", Verdict.Allowed)]
    [InlineData("ad{0}.example", Verdict.Blocked)]
    [InlineData("ad{0}x.example", Verdict.None)]
    [InlineData("w{0}.listed.example", Verdict.Blocked)]
    [InlineData(@"w{0}\.x.tracker.example", Verdict.Blocked)]
    [InlineData(@"w{0}.b\255d.example", Verdict.Blocked)]
    [InlineData("w{0}..tracker", Verdict.None)]
    public void Asking_where_rules_have_expressions_allocates_nothing(string form, Verdict verdict)
    {
        using Blocklist blocklist = Compile();
        var context = new MatchContext { Type = 1 };
        string[] names = [.. Enumerable.Range(0, Names).Select(i => string.Format(CultureInfo.InvariantCulture, form, i))];
        byte[][] utf8 = [.. names.Select(Encoding.UTF8.GetBytes)];
        Assert.Equal(0, AllocatedBytes.Of(i => Check(blocklist.Match(names[i], context)), Names));
        Assert.Equal(0, AllocatedBytes.Of(i => Check(blocklist.Match(utf8[i], context)), Names));
        if (!DomainName.TryParse(names[0], out _))
            return;
        byte[][] wire = [.. names.Select(WireOf)];
        Assert.Equal(0, AllocatedBytes.Of(i => Check(blocklist.Match(new WireName(wire[i]), context)), Names));

        void Check(in MatchResult result)
        {
            if (result.Verdict != verdict)
                throw new InvalidOperationException(form);
        }
    }

    /// <summary>The control: what allocates by itself is seen, where an expression's validity asks the clock.</summary>
    [Fact]
    public void The_measure_sees_a_byte_that_is_allocated_for_an_expression()
    {
        using Blocklist blocklist = Compile(new AllocatingClock());
        Assert.NotEqual(0, AllocatedBytes.Of(_ => blocklist.Match("ad1.example"), count: 1));
        Assert.Equal(0, AllocatedBytes.Of(_ => blocklist.Match("w.tracker.example"), count: 1));
    }

    private static Blocklist Compile(TimeProvider? clock = null)
    {
        var builder = new BlocklistBuilder();
        builder.AddList(new ListInfo("list"));
        builder.Add(new Rule(DomainName.Parse("listed.example")));
        builder.Add(Rule.WithExpression(NameExpression.Parse(ExpressionSyntax.Keyword, "tracker")));
        builder.Add(Rule.WithExpression(NameExpression.Parse(ExpressionSyntax.AdblockGlob, "||tracker*.good^"), RuleAction.Allow));
        builder.Add(Rule.WithExpression(NameExpression.Parse(ExpressionSyntax.PosixRegex, @"^ad[0-9]+\.")) with { Options = new RuleOptions { Until = Until } });
        builder.Add(Rule.WithExpression(NameExpression.Parse(ExpressionSyntax.Re2Regex, @"\\255")) with { Options = new RuleOptions { QueryTypes = [1] } });
        return Blocklist.Load(builder.Build().Image, new BlocklistOpenOptions { TimeProvider = clock });
    }

    private static byte[] WireOf(string name)
    {
        byte[] wire = new byte[255];
        return wire[..DomainName.Parse(name).CopyWireTo(wire)];
    }

    private sealed class AllocatingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow()
        {
            _ = GC.AllocateUninitializedArray<byte>(1);
            return DateTimeOffset.UnixEpoch.AddYears(60);
        }
    }
}
