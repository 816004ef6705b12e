using System.Xml;
using System.Xml.Linq;
using DomainBlock.Tool.Tests.Running;

namespace DomainBlock.Tool.Tests.Counting;

/// <summary>The page of <c>stats --html</c>: whole by itself, and nothing that a file says becomes a part of it but as text.</summary>
public sealed class StatisticsPageTests : IDisposable
{
    private const string Hostile = "</title></style><script>alert(\"1\")</script><img src=x onerror='alert(2)'>&amp;&#60;\u202E]]>{0}";

    private static readonly XNamespace None = XNamespace.None;

    private static readonly HashSet<string> Elements =
    [
        "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "p", "em", "code", "dl", "div", "dt", "dd", "details", "summary", "table", "thead", "tbody", "tr", "th", "td",
        "svg", "desc", "g", "rect", "text",
    ];

    private static readonly HashSet<string> Attributes =
    [
        "lang", "charset", "name", "content", "http-equiv", "class", "scope", "id", "role", "aria-labelledby", "viewBox", "x", "y", "width", "height", "rx", "fill-opacity",
    ];

    private readonly CommandFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_page_has_every_plot_with_a_title_and_every_number_as_text()
    {
        XDocument page = Write(["one", "two"]);
        Assert.Equal(["Bytes by section", "Rules by list and kind", "Overlap of lists"], page.Descendants(None + "svg").Select(svg => svg.Element(None + "title")!.Value));
        Assert.All(page.Descendants(None + "svg"), svg =>
        {
            Assert.Equal("img", svg.Attribute("role")!.Value);
            string labels = $"{svg.Element(None + "title")!.Attribute("id")!.Value} {svg.Element(None + "desc")!.Attribute("id")!.Value}";
            Assert.Equal(labels, svg.Attribute("aria-labelledby")!.Value);
        });
        string[] cells = [.. page.Descendants(None + "td").Select(cell => cell.Value)];
        Assert.Contains("LIST", cells);
        Assert.Contains("100.0 %", cells);
        Assert.Contains(page.Descendants(None + "title"), title => title.Value == "one: 100 % of its rules are in two");
        Assert.Contains(page.Descendants(None + "title"), title => title.Value == "two: 1 block subtree rules");
    }

    [Fact]
    public void No_text_of_a_file_becomes_markup()
    {
        XDocument page = Write([Hostile, $"{Hostile}2"]);
        AssertPlain(page);

        // What cannot be seen is escaped; all else is there to be read.
        string seen = Hostile.Replace("\u202E", @"\226\128\174", StringComparison.Ordinal);
        Assert.Contains(page.Descendants(None + "td"), cell => cell.Value == seen);
        Assert.Contains(page.Descendants(None + "title"), title => title.Value == $"{seen}: 100 % of its rules are in {seen}2");
        Assert.Contains(page.Descendants(None + "td"), cell => cell.Value == "regexp:<script>&");
    }

    [Fact]
    public void It_needs_nothing_from_elsewhere()
    {
        string text = Text(["one", "two"]);
        AssertPlain(Parse(text));
        foreach (string word in (string[])["http:", "https:", "//", "url(", "@import", "<script", "<link"])
            Assert.DoesNotContain(word, text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("default-src 'none'", text, StringComparison.Ordinal);
        Assert.Contains("prefers-color-scheme:dark", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_file_gives_the_same_page() => Assert.Equal(Text(["one", "two"]), Text(["one", "two"]));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(200, 2)]
    public void Any_number_of_lists_gives_a_page(int lists, int plots)
    {
        XDocument page = Write([.. Enumerable.Range(0, lists).Select(list => FormattableString.Invariant($"list {list}"))]);
        AssertPlain(page);
        Assert.Equal(plots + (lists > 0 ? 1 : 0), page.Descendants(None + "svg").Count());
        Assert.Equal(lists > 100, page.Descendants(None + "text").Any(text => text.Value.EndsWith("other lists", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_tables_are_written_all_the_same_and_the_page_replaces_a_file_as_a_whole()
    {
        _folder.Compile("out", "a.example\n");
        string table = _folder.Run("stats", "out").AssertDone().Output;
        _folder.Write("page.html", "old");
        Assert.Equal(table, _folder.Run("stats", "out", "--html", "page.html").AssertDone().Output);
        Assert.Equal("html", Parse(File.ReadAllText(_folder.PathOf("page.html"))).Root!.Name.LocalName);
        Assert.Equal(["out", "out.txt", "page.html"], _folder.Names);
        _folder.Run("stats", "out", "--html", "out").AssertWrongUsage("--html 'out' is also an input");
        _folder.Run("stats", "out", "--html", "-").AssertWrongUsage("--html takes a file");
        _folder.Run("stats", "out", "--html", "missing/page.html").AssertFailed("DB301", "missing/page.html");
    }

    private static void AssertPlain(XDocument page)
    {
        Assert.Subset(Elements, page.Descendants().Select(element => element.Name.ToString()).ToHashSet());
        Assert.Subset(Attributes, page.Descendants().Attributes().Select(attribute => attribute.Name.ToString()).ToHashSet());
        Assert.Single(page.Descendants(None + "style"));
    }

    private XDocument Write(string[] lists) => Parse(Text(lists));

    private string Text(string[] lists)
    {
        var builder = new BlocklistBuilder(new BlocklistBuilderOptions { KeepRedundant = true });
        foreach (string list in lists)
        {
            int number = builder.AddList(new ListInfo(list, Hostile));
            builder.Add(Rule.WithExpression(NameExpression.Parse(ExpressionSyntax.Re2Regex, "<script>&")) with { List = number, Line = 1 });
            builder.Add(new Rule(DomainName.Parse("a.example")) { List = number, Line = 2 });
        }
        builder.AddMetadata(Hostile, Hostile);
        _folder.Write("file.dblk", builder.Build().Image.ToArray());
        _folder.Run("stats", "file.dblk", "--json", "--html", "page.html").AssertDone();
        return File.ReadAllText(_folder.PathOf("page.html"));
    }

    private static XDocument Parse(string page)
    {
        using var reader = XmlReader.Create(new StringReader(page), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader);
    }
}
