using System.Text;

namespace DomainBlock.Lists.Tests.Detection;

public sealed class FormatDetectionTests
{
    [Theory]
    [InlineData("a.example\nb.example\n", ListFormat.Domains)]
    [InlineData(".a.example\nb.example\n", ListFormat.Domains)]
    [InlineData("bücher.example\nb.example\n", ListFormat.Domains)]
    [InlineData("a.example # comment\n", ListFormat.Domains)]
    [InlineData("*.a.example\n*.b.example\n", ListFormat.Wildcard)]
    [InlineData("127.0.0.1 localhost\n0.0.0.0 a.example\n", ListFormat.Hosts)]
    [InlineData("0.0.0.0\ta.example\r\n:: b.example\r\n", ListFormat.Hosts)]
    [InlineData("||a.example^\n@@||b.example^\n|c.example^\n", ListFormat.Adblock)]
    [InlineData("! comment\n[Adblock Plus]\n||a.example^$important\n", ListFormat.Adblock)]
    [InlineData("\uFEFF||a.example^\n", ListFormat.Adblock)]
    [InlineData("a.example", ListFormat.Domains)]
    [InlineData("server:\n  local-zone: \"a.example\" static\n  local-data: \"b.example A 0.0.0.0\"\n", ListFormat.Unbound)]
    [InlineData("; c\n$TTL 3600\n@ IN SOA a. b. (\n 1 ; serial\n 2 ; refresh\n 3 )\n  IN NS localhost.\na.example IN CNAME .\n", ListFormat.Rpz)]
    [InlineData("a.example CNAME rpz-passthru.\n*.b.example 300 IN CNAME .\n", ListFormat.Rpz)]
    [InlineData("=a.example\n=b.example\n", ListFormat.Dnscrypt)]
    [InlineData("full:a.example @cn\nregexp:^ads\ninclude:more\n", ListFormat.V2fly)]
    [InlineData("payload:\n  - '+.a.example'\n", ListFormat.Mihomo)]
    [InlineData("+.a.example\nDOMAIN-SUFFIX,b.example\n", ListFormat.Mihomo)]
    [InlineData("# c\naddress=/a.example/#\nserver=/b.example/\nlocal=/c.example/\n", ListFormat.Dnsmasq)]
    public void Each_format_is_told_by_its_lines(string content, ListFormat format)
    {
        FormatDetection detection = Detect(content);
        Assert.True(detection.IsCertain);
        Assert.Equal(format, detection.Format);
        Assert.Equal(100, detection.AgreementPercent);
        Assert.Null(detection.RunnerUp);
        Assert.NotEmpty(detection.Evidence);
        Assert.All(detection.Evidence, sample => Assert.Equal($"{format.Name()} line", sample.Detail));
    }

    [Fact]
    public void A_rule_set_is_told_by_its_beginning()
    {
        FormatDetection detection = Detect("\r\n {\n  \"version\": 1,\n  \"rules\": []\n}\n");
        Assert.True(detection.IsCertain);
        Assert.Equal(ListFormat.SingBox, detection.Format);
    }

    [Theory]
    [InlineData(10, 0, true)]
    [InlineData(9, 1, true)]
    [InlineData(90, 10, true)]
    [InlineData(89, 11, false)]
    [InlineData(899, 101, false)]
    [InlineData(900, 100, true)]
    [InlineData(8, 1, false)]
    [InlineData(5, 5, false)]
    public void Nine_lines_in_ten_must_agree(int hosts, int domains, bool isCertain)
    {
        FormatDetection detection = Detect(Lines("0.0.0.0 h", hosts) + Lines("d", domains));
        Assert.Equal(isCertain, detection.IsCertain);
        Assert.Equal(ListFormat.Hosts, hosts == domains ? ListFormat.Hosts : detection.Format);
        Assert.Equal(100.0 * hosts / (hosts + domains), detection.AgreementPercent, 9);
        Assert.Equal(hosts + domains, detection.LinesSeen);
        if (domains > 0)
        {
            Assert.Equal(100.0 * domains / (hosts + domains), detection.RunnerUpPercent, 9);
            Assert.Equal(hosts == domains ? ListFormat.Hosts : ListFormat.Domains, detection.RunnerUp);
        }
    }

    [Fact]
    public void What_a_star_means_differs_so_names_with_and_without_one_are_never_guessed()
    {
        FormatDetection detection = Detect(Lines("*.a", 50) + Lines("b", 50));
        Assert.False(detection.IsCertain);
        Assert.Equal(new[] { ListFormat.Domains, ListFormat.Wildcard }.Order(), new[] { detection.Format!.Value, detection.RunnerUp!.Value }.Order());
    }

    [Fact]
    public void Lines_of_no_format_count_against_every_format()
    {
        FormatDetection detection = Detect(Lines("d", 8) + "what is this\nand this\n");
        Assert.False(detection.IsCertain);
        Assert.Equal(ListFormat.Domains, detection.Format);
        Assert.Equal(80, detection.AgreementPercent);
        Assert.Null(detection.RunnerUp);
        Assert.Contains(detection.Evidence, sample => sample is { Detail: "line of no known format", Line: 9, Text: "what is this" });
    }

    [Fact]
    public void The_evidence_is_the_first_lines_with_their_numbers()
    {
        FormatDetection certain = Detect($"# c\n\n{Lines("||a", 10, "^")}");
        Assert.Equal([3, 4, 5], certain.Evidence.Select(sample => sample.Line));
        Assert.Equal("||a0.example^", certain.Evidence[0].Text);

        FormatDetection uncertain = Detect(Lines("||a", 5, "^") + Lines("d", 5));
        Assert.Equal([1, 2, 3, 6, 7, 8], uncertain.Evidence.Select(sample => sample.Line));
    }

    [Fact]
    public void Only_the_first_thousand_lines_that_are_no_comment_count()
    {
        string comments = string.Concat(Enumerable.Repeat("# comment\n\n", 1000));
        FormatDetection detection = Detect(comments + Lines("0.0.0.0 h", 1000) + Lines("d", 5000));
        Assert.True(detection.IsCertain);
        Assert.Equal((ListFormat.Hosts, 1000), (detection.Format!.Value, detection.LinesSeen));
    }

    [Theory]
    [InlineData("# only\n! comments\n; here\n// yes\n\n[header]\n")]
    [InlineData("\n\n")]
    public void A_list_of_comments_says_nothing_of_its_format(string content)
    {
        FormatDetection detection = Detect(content);
        Assert.Null(detection.Format);
        Assert.False(detection.IsCertain);
        Assert.Equal(0, detection.LinesSeen);
        Assert.Empty(detection.Evidence);
    }

    [Fact]
    public void Detecting_does_not_use_the_list_up()
    {
        using ListSource source = ListText.Open(Encoding.UTF8.GetBytes(Lines("d", 3000)));
        Assert.Equal(source.DetectFormat().AgreementPercent, source.DetectFormat().AgreementPercent);
        int rules = 0;
        ListReport report = source.Read(ListFormat.Domains, _ => rules++, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal((3000, 3000), (report.Lines, rules));
    }

    private static FormatDetection Detect(string content)
    {
        using ListSource source = ListText.Open(Encoding.UTF8.GetBytes(content));
        return source.DetectFormat();
    }

    private static string Lines(string beginning, int count, string end = "") =>
        string.Concat(Enumerable.Range(0, count).Select(i => $"{beginning}{i}.example{end}\n"));

    [Theory]
    [InlineData("1,google.com\n2,example.com\n")]
    [InlineData("\"ads.example\",\n\"track.example\",\n")]
    public void A_table_or_JSON_is_no_list_of_names(string content)
    {
        using var source = ListSource.Open(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(content)), "list");
        Assert.Null(source.DetectFormat().Format);
    }

    [Fact]
    public void A_hosts_file_may_write_its_address_as_one_zero()
    {
        using var source = ListSource.Open(new MemoryStream("0 ads.example\n0 track.example\n"u8.ToArray()), "list");
        Assert.Equal(ListFormat.Hosts, source.DetectFormat().Format);
    }
}
