using System.Text;
using DomainBlock.Lists.Tests.Lines;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace DomainBlock.Lists.Tests.Accounting;

/// <summary>Every line has one reason, and the counts add up to the lines.</summary>
public sealed class AccountingTests
{
    /// <summary>All formats of lines; a rule set is no list of lines, see <see cref="RuleSets.SingBoxTests"/>.</summary>
    public static TheoryData<ListFormat> Formats => [.. ListFormats.All.Where(format => format != ListFormat.SingBox && !format.IsProxyFormat())];

    /// <summary>Bytes, and pieces of lines that the formats know, so that the soup reaches more than the first check.</summary>
    private static readonly string[] Pieces =
    [
        "\n", "\n", "\r\n", "\r", " ", "\t", "#", "!", ";", "//", "[x]", "0.0.0.0 ", "127.0.0.1\t", "10.0.0.1 ", "localhost", "a.example", "B.Example",
        "*.", ".", "..", "||", "|", "^", "@@", "$important", "$denyallow=x", "$dnstype=~A|AAAA", "$dnsrewrite=10.0.0.1", "$dnsrewrite=NOERROR;CNAME;", ",badfilter", "##", "/re/", "1.2.3.4", "::1", "http://", "münchen.de", "\\000", "\\", "xn--", "*",
        "address=/", "server=/", "local=/", "/", "conf-file=", "\"", "=", "+.", ",", ":", "[", "]", "{", "}", "(", ")", "?", "@", "&", "-", "$ORIGIN ", "$TTL 5", "rpz-passthru.",
        " CNAME ", " CNAME *.", " A ", " A 10.0.0.2", " AAAA 2001:db8::1", "IN", "SOA", "NS", "local-zone:", "local-data:", "server:", "view:", " static", " redirect", "full:", "domain:", "keyword:", "regexp:", "include:", "@cn",
    ];

    [Property(MaxTest = 500, QuietOnSuccess = true)]
    public Property In_any_soup_of_bytes_the_reasons_add_up_to_the_lines()
    {
        Gen<byte[]> piece = Gen.Frequency(
            (5, Gen.Elements(Pieces).Select(Encoding.UTF8.GetBytes)),
            (1, Gen.Choose(0, 255).Select(octet => new[] { (byte)octet })));
        Gen<byte[]> soup = piece.ListOf().Select(pieces => pieces.SelectMany(bytes => bytes).ToArray());
        return Prop.ForAll(soup.ToArbitrary(), Gen.Elements(Formats.Select(row => row.Data).ToArray()).ToArbitrary(), (bytes, format) =>
        {
            // A first line that gives a rule, behind a comment as long as what is looked at to tell text from other
            // files: what is tested here is lines, not the refusal of whole lists.
            byte[] content = [.. Encoding.ASCII.GetBytes($"{(format == ListFormat.Rpz ? ';' : '#')}{new string('-', 5000)}\n{GoodLine(format)}\n"), .. bytes];
            if (format == ListFormat.Rpz && IsCutOff(content))
                return true;
            (ListReport report, List<Rule> rules) = ListText.Read(format, content);
            return AddsUp(report, content) && report.Rules == rules.Count && report.Bytes == content.Length;
        });
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_line_beyond_the_limit_is_one_line_with_its_reason_and_the_rest_is_read(ListFormat format)
    {
        string good = GoodLine(format);
        string content = $"{good}\n{new string('x', 10_000_000)}\n{good.Replace("good", "better", StringComparison.Ordinal)}";
        (ListReport report, List<Rule> rules) = ListText.Read(format, content);

        Assert.Equal(1, report.Count(LineReason.TooLong));
        Assert.Equal(2, rules.Count);
        Assert.Equal([1, 3], rules.Select(rule => rule.Line));
        Assert.Equal(3, report.Lines);
        LineSample sample = Assert.Single(report.Samples);
        Assert.Equal(EscapedText.SampleLength, sample.Text.Length);
        Assert.Equal("more than 65536 bytes", sample.Detail);
    }

    [Theory]
    [InlineData("a.example\nb.example", 2)]
    [InlineData("a.example\nb.example\n", 2)]
    [InlineData("a.example\r\nb.example\r\n", 2)]
    [InlineData("a.example\rb.example\r", 2)]
    [InlineData("\uFEFFa.example\nb.example", 2)]
    [InlineData("\n\na.example\n\nb.example\n\n", 6)]
    public void Line_ends_a_byte_order_mark_and_the_last_line_change_no_rule(string content, int lines)
    {
        (ListReport report, List<Rule> rules) = ListText.Read(ListFormat.Domains, content);
        Assert.Equal(["|a.example^", "|b.example^"], rules.Select(rule => rule.ToString()));
        Assert.Equal(lines, report.Lines);
        Assert.Equal(2, report.Count(LineReason.Rule));
    }

    [Fact]
    public void Each_reason_has_an_outcome_and_a_label_of_its_own()
    {
        Assert.Equal(LineReasons.All.Count, LineReasons.All.Select(reason => reason.Label()).Distinct().Count());
        foreach (LineReason reason in LineReasons.All)
        {
            Assert.Matches("^[a-z]+(-[a-z]+)*$", reason.Label());
            Assert.True(Enum.IsDefined(reason.Outcome()));
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => ((LineReason)99).Label());
        Assert.Throws<ArgumentOutOfRangeException>(() => ((LineReason)99).Outcome());
    }

    [Fact]
    public void Progress_ends_with_the_whole_list()
    {
        byte[] content = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 10_000).Select(i => $"n{i}.example\n")));
        var progress = new LastReport();
        using ListSource source = ListText.Open(content);
        source.Read(ListFormat.Domains, _ => { }, default, progress, TestContext.Current.CancellationToken);
        Assert.Equal(new ListProgress(content.Length, 10_000, 10_000), progress.Last);
        Assert.Equal(3, progress.Count);
    }

    [Fact]
    public void Reading_ends_when_it_is_cancelled()
    {
        byte[] content = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 10_000).Select(i => $"n{i}.example\n")));
        using ListSource source = ListText.Open(content);
        int rules = 0;
        Assert.Throws<OperationCanceledException>(() =>
            source.Read(ListFormat.Domains, _ => rules++, cancellationToken: new CancellationToken(canceled: true)));
        Assert.InRange(rules, 0, 4096);
    }

    /// <summary>Whether the list is refused because a parenthesis is not closed; of such a list no line counts.</summary>
    private static bool IsCutOff(byte[] content)
    {
        using ListSource source = ListText.Open(content);
        try
        {
            source.Read(ListFormat.Rpz, _ => { });
            return false;
        }
        catch (ListRefusedException e) when (e.Fault == ListFault.CutOff)
        {
            return true;
        }
    }

    private static bool AddsUp(ListReport report, byte[] content) =>
        LineReasons.All.Sum(report.Count) == PlainLines.Count(content)
        && Enum.GetValues<LineOutcome>().Sum(report.Count) == report.Lines
        && report.Lines == PlainLines.Count(content);

    private static string GoodLine(ListFormat format) => ListText.Line(format, "good.example");

    private sealed class LastReport : IProgress<ListProgress>
    {
        public int Count { get; private set; }

        public ListProgress Last { get; private set; }

        public void Report(ListProgress value)
        {
            Count++;
            Last = value;
        }
    }
}
