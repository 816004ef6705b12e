using DomainBlock.Lists.Tests.Lines;

namespace DomainBlock.Lists.Tests.RealLists;

/// <summary>Lists that people publish, read from a folder beside the repository: other people's work, not part of it.</summary>
public sealed class RealListTests
{
    internal const string Missing = "The real lists are not here: there is no folder ../shared/data/lists beside the repository.";

    private const string Absent = "(no folder ../shared/data/lists)";

    internal static readonly string? Folder = FindFolder();

    public static TheoryData<string> Files => Folder is null
        ? [Absent]
        : [.. ListFormats.All.SelectMany(format => Directory.GetFiles(Folder, $"{format.Name()}-*")).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_line_of_a_real_list_is_accounted_for(string file)
    {
        byte[] content = Content(file);
        (ListReport report, List<Rule> rules) = ListText.Read(FormatOf(file), content);

        Assert.Equal(PlainLines.Count(content), LineReasons.All.Sum(report.Count));
        Assert.Equal(content.Length, report.Bytes);
        Assert.Equal(rules.Count, report.Rules);
        Assert.All(report.Samples, sample => Assert.InRange(sample.Text.Length, 0, EscapedText.SampleLength));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void What_a_real_list_gave_and_a_format_carries_comes_back(string file)
    {
        byte[] content = Content(file);
        ListFormat format = FormatOf(file);
        Assert.SkipWhen(format == ListFormat.Rpz, "Zones are written by verdict.");
        List<Rule> rules = ListText.Read(format, content).Rules;
        using var writer = new StringWriter();
        WriteReport written = ListWriter.Write(writer, format, rules, TestContext.Current.CancellationToken);
        (_, List<Rule> back) = ListText.Read(format, writer.ToString());

        Assert.True(written.IsComplete, string.Join(", ", written.Dropped));
        Assert.Equal(rules.Count, back.Count);
        Assert.All(rules.Zip(back), pair => Assert.True(pair.First with { Line = 0 } == pair.Second with { Line = 0 }));
    }

    [Fact]
    public void Every_line_of_the_domain_lists_of_v2fly_has_a_reason_that_its_form_explains()
    {
        Assert.SkipWhen(Folder is null, Missing);
        string[] files = Directory.GetFiles(Path.Combine(Folder!, "v2fly-data"));
        Assert.NotEmpty(files);
        byte[] content = [.. files.Order(StringComparer.Ordinal).SelectMany(file => (byte[])[.. File.ReadAllBytes(file), (byte)'\n'])];
        (ListReport report, List<Rule> rules) = ListText.Read(ListFormat.V2fly, content);

        Assert.Equal(PlainLines.Count(content), LineReasons.All.Sum(report.Count));
        Assert.Equal(rules.Count, report.Count(LineReason.Rule));
        string[] entries = [.. System.Text.Encoding.UTF8.GetString(content).Split('\n').Select(line => line.Split('#')[0].Trim()).Where(line => line.Length > 0)];
        int Begins(string kind) => entries.Count(entry => entry.StartsWith(kind, StringComparison.Ordinal));
        Assert.Equal(Begins("include:"), report.Count(LineReason.Include));
        int Has(ExpressionSyntax syntax) => rules.Count(rule => rule.Expression?.Syntax == syntax);
        Assert.Equal(Begins("regexp:"), Has(ExpressionSyntax.Re2Regex));
        Assert.Equal(Begins("keyword:"), Has(ExpressionSyntax.Keyword));
    }

    private static ListFormat FormatOf(string file)
    {
        Assert.True(ListFormats.TryParse(file.Split('-')[0], out ListFormat format));
        return format;
    }

    private static byte[] Content(string file)
    {
        Assert.SkipWhen(Folder is null, Missing);
        return File.ReadAllBytes(Path.Combine(Folder!, file));
    }

    private static string? FindFolder()
    {
        DirectoryInfo? root = new(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "DomainBlock.sln")))
            root = root.Parent;
        string? folder = root?.Parent is { } beside ? Path.Combine(beside.FullName, "shared", "data", "lists") : null;
        return Directory.Exists(folder) ? folder : null;
    }
}
