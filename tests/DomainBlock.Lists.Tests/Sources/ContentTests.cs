using System.IO.Compression;
using System.Text;

namespace DomainBlock.Lists.Tests.Sources;

/// <summary>What is no list at all is refused as a whole; what is a list with a stray octet is read line by line.</summary>
public sealed class ContentTests
{
    public static TheoryData<string, byte[]> BinaryFiles
    {
        get
        {
            byte[] noise = new byte[4096];
            new Random(20260819).NextBytes(noise);
            return new TheoryData<string, byte[]>
            {
                { "random bytes", noise },
                { "PNG", [0x89, .. "PNG\r\n\x1A\n"u8, 0, 0, 0, 13, .. "IHDR"u8, 0, 0, 0, 16, 0, 0, 0, 16, 8, 6, 0, 0, 0] },
                { "ELF", [0x7F, .. "ELF"u8, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 62, 0, 1, 0, 0, 0] },
                { "zip", Zip("a.example\n") },
                { "UTF-16 without a mark", Encoding.Unicode.GetBytes("a.example\nb.example\n") },
            };
        }
    }

    [Theory]
    [MemberData(nameof(BinaryFiles))]
    public void A_file_that_is_no_text_is_refused(string kind, byte[] content)
    {
        ListRefusedException refusal = ListText.Refusal(ListFormat.Domains, content);
        Assert.True(refusal.Fault == ListFault.Binary, kind);
    }

    [Theory]
    [InlineData("<!DOCTYPE html>\n<html></html>")]
    [InlineData("<!doctype HTML PUBLIC>\n")]
    [InlineData("\r\n\r\n  <html lang=en>")]
    [InlineData("<?xml version=\"1.0\"?>")]
    [InlineData("<head><title>404</title>")]
    [InlineData("\uFEFF<!DOCTYPE html>\n<html></html>")]
    [InlineData("\uFEFF\n<html>")]
    public void A_page_is_refused_and_shown(string content)
    {
        ListRefusedException refusal = ListText.Refusal(ListFormat.Adblock, Encoding.UTF8.GetBytes(content));
        Assert.Equal(ListFault.Html, refusal.Fault);
        Assert.Contains(content.TrimStart('\uFEFF').Trim().Split('\n')[0], refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_in_UTF_16_is_refused_by_its_mark()
    {
        foreach (Encoding encoding in new[] { Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32 })
        {
            byte[] content = [.. encoding.GetPreamble(), .. encoding.GetBytes("a.example\n")];
            Assert.Equal(ListFault.WideText, ListText.Refusal(ListFormat.Domains, content).Fault);
        }
    }

    [Fact]
    public void A_compiled_blocklist_is_no_list()
    {
        var builder = new BlocklistBuilder();
        builder.AddList(new ListInfo("list"));
        builder.Add(new Rule(DomainName.Parse("a.example")));
        Assert.Equal(ListFault.Compiled, ListText.Refusal(ListFormat.Domains, builder.Build(cancellationToken: TestContext.Current.CancellationToken).Image.ToArray()).Fault);
    }

    [Fact]
    public void A_list_without_a_byte_but_its_mark_is_empty()
    {
        Assert.Equal(ListFault.Empty, ListText.Refusal(ListFormat.Domains, []).Fault);
        Assert.Equal(ListFault.Empty, ListText.Refusal(ListFormat.Domains, [0xEF, 0xBB, 0xBF]).Fault);
    }

    [Fact]
    public void The_mark_is_no_part_of_the_first_line()
    {
        Assert.Equal("|a.example^", Assert.Single(ListText.Read(ListFormat.Domains, "\uFEFFa.example\n").Rules).ToString());
        Assert.Empty(ListText.Read(ListFormat.Domains, "\uFEFF# comment\n").Rules);
    }

    [Fact]
    public void A_small_text_with_a_NUL_is_read_line_by_line()
    {
        (ListReport report, List<Rule> rules) = ListText.Read(ListFormat.Domains, "a.example\nb\0.example\nc.example\n");
        Assert.Equal(["|a.example^", "|c.example^"], rules.Select(rule => rule.ToString()));
        Assert.Equal(1, report.Count(LineReason.InvalidName));
        Assert.Equal("b\\000.example", Assert.Single(report.Samples).Text);
    }

    [Fact]
    public void Text_in_an_old_encoding_is_read_line_by_line()
    {
        byte[] content = Encoding.Latin1.GetBytes("# für alle\na.example\nbücher.example\n");
        (ListReport report, List<Rule> rules) = ListText.Read(ListFormat.Domains, content);
        Assert.Single(rules);
        Assert.Equal(1, report.Count(LineReason.InvalidName));
    }

    [Fact]
    public void A_list_is_read_once_and_its_stream_disposed()
    {
        var stream = new MemoryStream("a.example\n"u8.ToArray());
        using var source = ListSource.Open(stream, "list");
        source.Read(ListFormat.Domains, _ => { }, cancellationToken: TestContext.Current.CancellationToken);
        Assert.False(stream.CanRead);
        Assert.Throws<InvalidOperationException>(() =>
            source.Read(ListFormat.Domains, _ => { }, cancellationToken: TestContext.Current.CancellationToken));

        var refused = new MemoryStream([]);
        Assert.Throws<ListRefusedException>(() => ListSource.Open(refused, "list"));
        Assert.False(refused.CanRead);
    }

    private static byte[] Zip(string content)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create))
        {
            using Stream entry = archive.CreateEntry("list.txt").Open();
            entry.Write(Encoding.UTF8.GetBytes(content));
        }
        return file.ToArray();
    }
}
