using System.IO.Compression;
using System.Text;
using DomainBlock.Lists.Tests.Lines;

namespace DomainBlock.Lists.Tests.Sources;

public sealed class GzipTests
{
    private static readonly byte[] Content =
        Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 120).Select(i => $"name{i * 7919 % 1000}.example{i % 13}\n")));

    [Fact]
    public void Gzip_is_read_as_what_it_holds()
    {
        (ListReport report, List<Rule> rules) = ListText.Read(ListFormat.Domains, Gzip(Content));
        Assert.Equal(ListText.Read(ListFormat.Domains, Content).Rules, rules);
        Assert.Equal((120, Content.Length), (report.Lines, (int)report.Bytes));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public void Members_of_a_gzip_file_are_read_as_one_list(int size)
    {
        byte[] gzip = [.. Content.Chunk(size).SelectMany(Gzip)];
        Assert.Equal(ListText.Read(ListFormat.Domains, Content).Rules, ListText.Read(ListFormat.Domains, gzip).Rules);
    }

    [Fact]
    public void A_member_without_content_changes_nothing()
    {
        byte[] gzip = [.. Gzip([]), .. Gzip(Content), .. Gzip([])];
        Assert.Equal(120, ListText.Read(ListFormat.Domains, gzip).Rules.Count);
    }

    /// <summary>Inside the header, the data and the trailer alike: a list that is cut off is never taken for a shorter list.</summary>
    [Fact]
    public void A_file_cut_off_anywhere_is_refused()
    {
        byte[] gzip = Gzip(Content);
        for (int length = 2; length < gzip.Length; length++)
            Assert.Equal(ListFault.DamagedGzip, ListText.Refusal(ListFormat.Domains, gzip[..length]).Fault);
        Assert.Equal(ListFault.Empty, ListText.Refusal(ListFormat.Domains, []).Fault);
        Assert.Equal(ListFault.TooFewAccepted, ListText.Refusal(ListFormat.Domains, gzip[..1]).Fault);
    }

    [Fact]
    public void Of_several_members_a_file_cut_off_anywhere_but_between_them_is_refused()
    {
        byte[] first = Gzip(Content[..600]);
        byte[] gzip = [.. first, .. Gzip(Content[600..])];
        for (int length = first.Length + 1; length < gzip.Length; length++)
            Assert.Equal(ListFault.DamagedGzip, ListText.Refusal(ListFormat.Domains, gzip[..length]).Fault);
    }

    [Fact]
    public void A_flipped_bit_is_refused_or_changes_nothing()
    {
        byte[] gzip = Gzip(Content);
        List<Rule> expected = ListText.Read(ListFormat.Domains, Content).Rules;
        int refused = 0;
        for (int bit = 0; bit < gzip.Length * 8; bit++)
        {
            byte[] flipped = [.. gzip];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            try
            {
                // Flags, time, level and system in the header, and the bits behind the data's end in its last octet,
                // mean nothing for the content.
                Assert.Equal(expected, ListText.Read(ListFormat.Domains, flipped).Rules);
                Assert.True(bit / 8 is >= 3 and <= 9 || bit / 8 == gzip.Length - 9, $"bit {bit}");
            }
            catch (ListRefusedException)
            {
                refused++;
            }
        }
        Assert.InRange(refused, (gzip.Length - 11) * 8, gzip.Length * 8);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("\0")]
    [InlineData("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0")]
    [InlineData("\u001f")]
    [InlineData("a.example\n")]
    public void What_follows_the_data_is_refused(string garbage)
    {
        ListRefusedException refusal = ListText.Refusal(ListFormat.Domains, [.. Gzip(Content), .. Encoding.Latin1.GetBytes(garbage)]);
        Assert.Equal(ListFault.DamagedGzip, refusal.Fault);
    }

    [Fact]
    public void Gzip_of_nothing_is_an_empty_list() =>
        Assert.Equal(ListFault.Empty, ListText.Refusal(ListFormat.Domains, Gzip([])).Fault);

    [Fact]
    public void Gzip_in_gzip_is_no_text() =>
        Assert.Equal(ListFault.Binary, ListText.Refusal(ListFormat.Domains, Gzip(Gzip(Content))).Fault);

    [Fact]
    public void A_bomb_is_refused_after_a_bounded_part_of_it()
    {
        const int Zeros = 200 << 20;
        using var bomb = new MemoryStream();
        using (var gzip = new GZipStream(bomb, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(Encoding.ASCII.GetBytes($"a.example\n# {new string('-', 8192)}\n"));
            byte[] piece = new byte[1 << 20];
            for (int i = 0; i < Zeros / piece.Length; i++)
                gzip.Write(piece);
        }
        long size = bomb.Length;
        Assert.InRange(Zeros / size, 900, 1100);

        var stream = new ChunkedStream(bomb.ToArray(), 1024);
        using var source = ListSource.Open(stream, "list");
        var refusal = Assert.Throws<ListRefusedException>(() =>
            source.Read(ListFormat.Domains, _ => { }, cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal(ListFault.DecompressionLimit, refusal.Fault);
        Assert.InRange(stream.Given, 1, size / 4);
    }

    private static byte[] Gzip(byte[] content)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize))
            gzip.Write(content);

        // .NET writes nothing at all for nothing; other programs write a member.
        return content.Length > 0 ? compressed.ToArray() : [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    }
}
