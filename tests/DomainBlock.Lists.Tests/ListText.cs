using System.Text;
using DomainBlock.Lists.Grammars;

namespace DomainBlock.Lists.Tests;

/// <summary>Lists given as text or bytes, read through the public face or, for single lines, through a grammar.</summary>
internal static class ListText
{
    /// <summary>Reads a whole list.</summary>
    public static (ListReport Report, List<Rule> Rules) Read(ListFormat format, byte[] content, ListReadOptions options = default)
    {
        using ListSource source = Open(content);
        var rules = new List<Rule>();
        return (source.Read(format, rules.Add, options, cancellationToken: TestContext.Current.CancellationToken), rules);
    }

    /// <inheritdoc cref="Read(ListFormat, byte[], ListReadOptions)"/>
    public static (ListReport Report, List<Rule> Rules) Read(ListFormat format, string content, ListReadOptions options = default) =>
        Read(format, Encoding.UTF8.GetBytes(content), options);

    /// <summary>Compiles a whole list as its format has it.</summary>
    public static Blocklist Compile(ListFormat format, string content)
    {
        var builder = new BlocklistBuilder();
        builder.AddList(format.ListInfo("list"));
        foreach (Rule rule in Read(format, content).Rules)
            builder.Add(rule);
        return builder.Build(cancellationToken: TestContext.Current.CancellationToken).Open();
    }

    public static ListSource Open(byte[] content) => ListSource.Open(new MemoryStream(content), "list");

    /// <summary>The fault for which a list is refused when it is opened and read.</summary>
    public static ListRefusedException Refusal(ListFormat format, byte[] content, ListReadOptions options = default)
    {
        var refusal = Assert.Throws<ListRefusedException>(() => Read(format, content, options));
        Assert.Equal("list", refusal.List);
        Assert.NotEmpty(refusal.Message);
        return refusal;
    }

    /// <summary>Reads one line by itself.</summary>
    /// <returns>What became of it, its rules in adblock syntax parted by spaces, and what is wrong with it.</returns>
    public static (LineReason Reason, string Rules, string Detail) ReadLine(ListFormat format, ReadOnlySpan<byte> line, BareName bare = BareName.AsFormat)
    {
        var rules = new List<string>();
        var sink = new RuleSink(rule =>
        {
            Assert.Equal(7, rule.Line);
            rules.Add(rule.ToString());
        });
        sink.Begin(7);
        LineReason reason = LineGrammar.For(format, bare).Read(line, sink);
        sink.End();
        Assert.Equal(rules.Count, sink.Rules);
        return (reason, string.Join(' ', rules), sink.Detail);
    }

    /// <summary>Asserts what one line means.</summary>
    public static void AssertLine(ListFormat format, string line, LineReason reason, string rules)
    {
        (LineReason actualReason, string actualRules, _) = ReadLine(format, Encoding.UTF8.GetBytes(line));
        Assert.Equal((reason, rules), (actualReason, actualRules));
    }

    /// <summary>A line that blocks the name itself in the format, and may block more.</summary>
    public static string Line(ListFormat format, string name) => format switch
    {
        ListFormat.Hosts => $"0.0.0.0 {name}",
        ListFormat.Dnsmasq => $"local=/{name}/",
        ListFormat.Unbound => $"local-zone: \"{name}\" always_nxdomain",
        ListFormat.Rpz => $"{name} CNAME .",
        ListFormat.SingBox => $$"""{"version": 2, "rules": [{"domain": "{{name}}"}]}""",
        _ => name,
    };

    /// <summary>Counts by reason, without the reasons that no line has.</summary>
    public static Dictionary<LineReason, int> Counts(ListReport report) =>
        LineReasons.All.Where(reason => report.Count(reason) > 0).ToDictionary(reason => reason, report.Count);
}
