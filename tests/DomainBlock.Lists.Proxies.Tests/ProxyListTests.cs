using DomainBlock.Lists.Proxies.Tests.Geosite;
using DomainBlock.Lists.Proxies.Tests.SingBox;

namespace DomainBlock.Lists.Proxies.Tests;

public sealed class ProxyListTests
{
    [Fact]
    public void Each_format_is_of_one_of_the_two_packages()
    {
        Assert.Equal(["geosite", "srs", "mrs", "mihomo-yaml"], ListFormats.All.Where(format => format.IsProxyFormat()).Select(format => format.Name()));
        foreach (ListFormat format in ListFormats.All.Where(format => !format.IsProxyFormat()))
            Assert.Throws<ArgumentOutOfRangeException>(() => ProxyText.Read(format, "x.example"u8.ToArray()));
        foreach (ListFormat format in ListFormats.All.Where(format => format.IsProxyFormat()))
        {
            using ListSource source = ListSource.Open(new MemoryStream("x.example"u8.ToArray()), "list");
            Assert.Throws<ArgumentOutOfRangeException>(() => source.Read(format, _ => { }));
        }
    }

    [Fact]
    public void An_empty_list_is_refused()
    {
        foreach (ListFormat format in ListFormats.All.Where(format => format.IsProxyFormat()))
            Assert.Equal(ListFault.Empty, ProxyText.Refusal(format, []).Fault);
    }

    [Theory]
    [InlineData(ListFormat.Srs)]
    [InlineData(ListFormat.Mrs)]
    [InlineData(ListFormat.Geosite)]
    [InlineData(ListFormat.MihomoYaml)]
    public void A_list_of_another_kind_is_refused(ListFormat format)
    {
        foreach (string text in new[] { "a", "||x.example^\n", "0.0.0.0 x.example\n", "<!doctype html>\n<html>", "PK\u0003\u0004 and more of it" })
        {
            ListRefusedException refusal = ProxyText.Refusal(format, System.Text.Encoding.UTF8.GetBytes(text));
            Assert.Equal(ListFault.Malformed, refusal.Fault);
        }
    }

    [Fact]
    public void Too_few_accepted_entries_are_told_as_entries()
    {
        byte[] file = SrsBytes.Of(2, SrsBytes.Rule(SrsBytes.Ranges(6, ([1, 2, 3, 4], [1, 2, 3, 5]))));
        ListRefusedException refusal = ProxyText.Refusal(ListFormat.Srs, file);
        Assert.Equal(ListFault.TooFewAccepted, refusal.Fault);
        Assert.Equal("Read as srs, not one entry gives a rule (entry 1: address: \"1.2.3.4-1.2.3.5\"). Is that its format?", refusal.Message);
    }

    [Fact]
    public void An_entry_beyond_the_limit_is_skipped_and_the_rest_is_read()
    {
        byte[] file = GeositeBytes.File(GeositeBytes.Site("x", GeositeBytes.Domain("full:a.example"), GeositeBytes.Domain($"full:{new string('x', 100_000)}"), GeositeBytes.Domain("full:b.example")));
        (ListReport report, List<Rule> rules) = ProxyText.Read(ListFormat.Geosite, file);
        Assert.Equal([1, 3], rules.Select(rule => rule.Line));
        Assert.Equal((2, LineReason.TooLong), (Assert.Single(report.Samples).Line, report.Samples[0].Reason));
    }

    [Fact]
    public void Progress_ends_with_the_whole_list_and_reading_ends_when_it_is_cancelled()
    {
        byte[] file = GeositeBytes.File(GeositeBytes.Site("x", [.. Enumerable.Range(0, 10_000).Select(i => GeositeBytes.Domain($"full:n{i}.example"))]));
        var reached = new List<ListProgress>();
        ProxyList.Read(new MemoryStream(file), "list", ListFormat.Geosite, _ => { }, progress: new Reports(reached));
        Assert.Equal(3, reached.Count);
        Assert.Equal(new ListProgress(file.Length, 10_000, 10_000), reached[^1]);
        Assert.Throws<OperationCanceledException>(() =>
            ProxyList.Read(new MemoryStream(file), "list", ListFormat.Geosite, _ => { }, cancellationToken: new CancellationToken(canceled: true)));
    }

    [Fact]
    public void The_stream_is_disposed_whatever_happens()
    {
        foreach (byte[] content in new[] { SrsBytes.Of(2, SrsBytes.Rule(SrsBytes.Names("x.example"))), [1, 2, 3] })
        {
            var stream = new MemoryStream(content);
            Record.Exception(() => ProxyList.Read(stream, "list", ListFormat.Srs, _ => { }));
            Assert.False(stream.CanRead);
        }
    }

    [Fact]
    public void A_blocklist_is_written_without_the_wildcards_of_zones()
    {
        var builder = new BlocklistBuilder();
        builder.AddList(new ListInfo("zone") { UsesClosestEncloser = true });
        builder.Add(new Rule(DomainName.Parse("x.example"), RulePattern.Subdomains));
        builder.Add(new Rule(DomainName.Parse("y.example"), RulePattern.Exact));
        using Blocklist blocklist = builder.Build().Open();
        using var stream = new MemoryStream();
        WriteReport report = ProxyList.Write(stream, ListFormat.Srs, blocklist);
        Assert.Equal(["a wildcard that ends at existing names"], report.Dropped.Keys);
        Assert.Equal(["|y.example^"], ProxyText.Rules(ListFormat.Srs, stream.ToArray()));
        Assert.Throws<ArgumentOutOfRangeException>(() => ProxyList.Write(stream, ListFormat.Mrs, blocklist));
        Assert.Throws<ArgumentOutOfRangeException>(() => ProxyList.Write(stream, ListFormat.SingBox, blocklist));
    }

    private sealed class Reports(List<ListProgress> reached) : IProgress<ListProgress>
    {
        public void Report(ListProgress value) => reached.Add(value);
    }
}
