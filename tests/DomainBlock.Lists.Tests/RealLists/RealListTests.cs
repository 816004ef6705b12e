using DomainBlock.Lists.Tests.Lines;

namespace DomainBlock.Lists.Tests.RealLists;

/// <summary>Lists that people publish, read from a folder beside the repository: other people's work, not part of it.</summary>
public sealed class RealListTests
{
    private const string Absent = "(no folder ../shared/data/lists)";

    private static readonly string? Folder = FindFolder();

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
        List<Rule> rules = ListText.Read(format, content).Rules;
        using var writer = new StringWriter();
        WriteReport written = ListWriter.Write(writer, format, rules, TestContext.Current.CancellationToken);
        (_, List<Rule> back) = ListText.Read(format, writer.ToString());

        Assert.True(written.IsComplete, string.Join(", ", written.Dropped));
        Assert.Equal(rules.Count, back.Count);
        Assert.All(rules.Zip(back), pair => Assert.True(pair.First with { Line = 0 } == pair.Second with { Line = 0 }));
    }

    private static ListFormat FormatOf(string file)
    {
        Assert.True(ListFormats.TryParse(file.Split('-')[0], out ListFormat format));
        return format;
    }

    private static byte[] Content(string file)
    {
        Assert.SkipWhen(Folder is null, "The real lists are not here: there is no folder ../shared/data/lists beside the repository.");
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
