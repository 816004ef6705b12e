using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace DomainBlock.Lists.Tests.Lines;

public sealed class LineReaderTests
{
    private const int Limit = LineReader.MaxLineLength;

    /// <summary>Pieces: one byte at a time, sizes that fall out of step with line ends, and everything at once.</summary>
    public static TheoryData<int> PieceSizes => [1, 2, 3, 7, 64, 65, 4096, int.MaxValue];

    [Theory]
    [InlineData("", "")]
    [InlineData("a", "a")]
    [InlineData("a\n", "a")]
    [InlineData("a\nb", "a|b")]
    [InlineData("a\nb\n", "a|b")]
    [InlineData("a\r\nb\r\n", "a|b")]
    [InlineData("a\rb\r", "a|b")]
    [InlineData("a\rb\nc\r\nd", "a|b|c|d")]
    [InlineData("\n", "")]
    [InlineData("\r", "")]
    [InlineData("\r\n", "")]
    [InlineData("\n\r", "|")]
    [InlineData("\r\r\n", "|")]
    [InlineData("\n\n\n", "||")]
    [InlineData("a\r\n\r\nb", "a||b")]
    [InlineData("a\fb\vc\u0085d\u2028e", "a\fb\vc\u0085d\u2028e")]
    public void Lines_end_at_LF_CRLF_or_CR_and_at_nothing_else(string text, string lines)
    {
        string[] expected = text.Length == 0 ? [] : lines.Split('|');
        foreach (int size in new[] { 1, 2, int.MaxValue })
            Assert.Equal(expected, Read(Encoding.UTF8.GetBytes(text), size).Select(line => Encoding.UTF8.GetString(line.Text)));
    }

    [Theory]
    [MemberData(nameof(PieceSizes))]
    public void A_line_is_too_long_from_one_byte_over_the_limit_on(int pieceSize)
    {
        foreach (string end in new[] { "", "\n", "\r\n", "\r" })
        {
            foreach (int length in new[] { Limit - 1, Limit, Limit + 1, Limit + 2, (2 * Limit) - 1, 2 * Limit, (2 * Limit) + 1, 5 * Limit })
            {
                byte[] content = Encoding.ASCII.GetBytes($"before\n{new string('x', length)}{end}{(end.Length > 0 ? "after" : "")}");
                List<(byte[] Text, bool IsTooLong)> lines = Read(content, pieceSize);

                Assert.Equal(end.Length > 0 ? 3 : 2, lines.Count);
                Assert.Equal("before"u8.ToArray(), lines[0].Text);
                Assert.Equal(length > Limit, lines[1].IsTooLong);
                Assert.Equal(Math.Min(length, Limit), lines[1].Text.Length);
                Assert.All(lines[1].Text, octet => Assert.Equal((byte)'x', octet));
                if (end.Length > 0)
                    Assert.Equal("after"u8.ToArray(), lines[2].Text);
            }
        }
    }

    [Fact]
    public void A_line_of_ten_megabytes_takes_memory_for_the_limit_only()
    {
        byte[] content = new byte[10_000_000];
        Array.Fill(content, (byte)'x');
        content[^3] = (byte)'\n';
        var reader = new LineReader(new MemoryStream(content));

        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.True(reader.TryRead(out ReadOnlySpan<byte> line, out bool isTooLong));
        Assert.True(isTooLong);
        Assert.Equal(Limit, line.Length);
        Assert.True(reader.TryRead(out line, out isTooLong));
        Assert.False(isTooLong);
        Assert.Equal("xx"u8, line);
        Assert.False(reader.TryRead(out _, out _));
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        // Doubling up to four times the limit, at most, and never with the length of the line.
        Assert.InRange(allocated, 0, 16 * Limit);
        Assert.Equal(content.Length, reader.BytesRead);
        Assert.Equal(2, reader.Count);
    }

    [Fact]
    public void The_end_stays_the_end()
    {
        var reader = new LineReader(new MemoryStream("a"u8.ToArray()));
        Assert.True(reader.TryRead(out _, out _));
        for (int i = 0; i < 3; i++)
        {
            Assert.False(reader.TryRead(out ReadOnlySpan<byte> line, out bool isTooLong));
            Assert.True(line.IsEmpty);
            Assert.False(isTooLong);
        }
        Assert.Equal(1, reader.Count);
    }

    [Property(MaxTest = 1000, QuietOnSuccess = true)]
    public Property However_the_bytes_arrive_the_lines_are_those_of_the_plain_twin()
    {
        Gen<byte> octet = Gen.Elements("ab\n\r\r\n\0"u8.ToArray());
        Gen<byte[]> soup = octet.ArrayOf().SelectMany(head => Gen.Choose(0, 200).Select(repeats => Enumerable.Repeat(head, repeats % 7).SelectMany(x => x).ToArray()));
        Gen<int[]> sizes = Gen.Choose(1, 9).NonEmptyListOf().Select(list => list.ToArray());
        return Prop.ForAll(soup.ToArbitrary(), sizes.ToArbitrary(), (content, pieces) =>
        {
            var reader = new LineReader(new ChunkedStream(content, pieces));
            var lines = new List<byte[]>();
            while (reader.TryRead(out ReadOnlySpan<byte> line, out _))
                lines.Add(line.ToArray());
            List<byte[]> expected = PlainLines.Split(content);
            return lines.Count == expected.Count && reader.Count == lines.Count && reader.BytesRead == content.Length
                && lines.Zip(expected).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second));
        });
    }

    private static List<(byte[] Text, bool IsTooLong)> Read(byte[] content, int pieceSize)
    {
        var reader = new LineReader(new ChunkedStream(content, pieceSize));
        var lines = new List<(byte[], bool)>();
        while (reader.TryRead(out ReadOnlySpan<byte> line, out bool isTooLong))
            lines.Add((line.ToArray(), isTooLong));
        Assert.Equal(lines.Count, reader.Count);
        Assert.Equal(content.Length, reader.BytesRead);
        return lines;
    }
}
