namespace DomainBlock.Lists.Proxies.Tests;

/// <summary>Lists given as bytes, read through the public face.</summary>
internal static class ProxyText
{
    /// <summary>Reads a whole list.</summary>
    public static (ListReport Report, List<Rule> Rules) Read(ListFormat format, byte[] content, string? selection = null, ListReadOptions options = default)
    {
        var rules = new List<Rule>();
        ListReport report = ProxyList.Read(
            new MemoryStream(content), "list", format, rules.Add, selection is null ? null : GeositeSelection.Parse(selection), options, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(report.Lines, LineReasons.All.Sum(report.Count));
        Assert.Equal(rules.Count, report.Rules);
        return (report, rules);
    }

    /// <summary>The rules of a list in adblock syntax, sorted.</summary>
    public static string[] Rules(ListFormat format, byte[] content, string? selection = null) =>
        [.. Read(format, content, selection).Rules.Select(rule => rule.ToString()).Order(StringComparer.Ordinal)];

    /// <summary>The fault for which a list is refused.</summary>
    public static ListRefusedException Refusal(ListFormat format, byte[] content, string? selection = null)
    {
        var refusal = Assert.Throws<ListRefusedException>(() => Read(format, content, selection));
        Assert.Equal("list", refusal.List);
        Assert.NotEmpty(refusal.Message);
        return refusal;
    }

    /// <summary>Counts by reason, without the reasons that no entry has.</summary>
    public static string Counts(ListReport report) =>
        string.Join(", ", LineReasons.All.Where(reason => report.Count(reason) > 0).Select(reason => $"{reason.Label()} {report.Count(reason)}"));

    /// <summary>Turns a name around, letter by letter, as tries of names have it.</summary>
    public static string Reverse(string text) => new([.. text.Reverse()]);
}
