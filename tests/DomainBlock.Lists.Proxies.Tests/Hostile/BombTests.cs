using System.IO.Compression;
using DomainBlock.Lists.Proxies.Tests.Mihomo;
using DomainBlock.Lists.Proxies.Tests.SingBox;

namespace DomainBlock.Lists.Proxies.Tests.Hostile;

/// <summary>What would grow beyond the limits is refused before it has grown.</summary>
public sealed class BombTests
{
    private const int Zeros = 200 << 20;

    /// <summary>Bytes that reading may allocate: what is unpacked before the ratio counts, grown by doubling, and some.</summary>
    private const long MaxAllocated = 100 << 20;

    [Fact]
    public void A_zlib_bomb_is_refused() => AssertRefused(ListFormat.Srs, SrsBytes.File(2, new byte[Zeros]), 150_000, 250_000);

    [Fact]
    public void A_zstd_bomb_is_refused() => AssertRefused(ListFormat.Mrs, MrsBytes.File(new byte[Zeros]), 1_000, 30_000);

    [Fact]
    public void A_gzip_bomb_is_refused()
    {
        foreach (ListFormat format in new[] { ListFormat.Geosite, ListFormat.MihomoYaml, ListFormat.Srs })
        {
            using var gzip = new MemoryStream();
            using (var stream = new GZipStream(gzip, CompressionLevel.SmallestSize, leaveOpen: true))
                stream.Write(new byte[Zeros]);
            AssertRefused(format, gzip.ToArray(), 150_000, 250_000);
        }
    }

    /// <summary>The header of a frame asks for two gigabytes to look back into; nothing of it is given.</summary>
    [Fact]
    public void A_zstd_window_beyond_the_limit_is_refused()
    {
        byte[] frame = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 0xA8, 0x01, 0x00, 0x00];
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(ListFault.Malformed, ProxyText.Refusal(ListFormat.Mrs, frame).Fault);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    /// <summary>Where the content is small, a high ratio is no bomb.</summary>
    [Fact]
    public void A_small_list_may_shrink_by_any_ratio()
    {
        byte[] list = [1, .. SrsBytes.Rule(SrsBytes.Ranges(6, [.. Enumerable.Repeat<(byte[], byte[])>(([10, 0, 0, 0], [10, 0, 0, 1]), 200_000)]), SrsBytes.Names("x.example"))];
        byte[] file = SrsBytes.File(2, list);
        Assert.InRange(list.Length / file.Length, 500, 1100);
        Assert.Equal(200_001, ProxyText.Read(ListFormat.Srs, file).Report.Lines);
    }

    [Fact]
    public void Gzip_around_a_list_is_unpacked()
    {
        using var gzip = new MemoryStream();
        using (var stream = new GZipStream(gzip, CompressionLevel.SmallestSize, leaveOpen: true))
            stream.Write(SrsBytes.Of(2, SrsBytes.Rule(SrsBytes.Names("x.example"))));
        Assert.Equal(["|x.example^"], ProxyText.Rules(ListFormat.Srs, gzip.ToArray()));
    }

    private static void AssertRefused(ListFormat format, byte[] bomb, int least, int most)
    {
        Assert.InRange(bomb.Length, least, most);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(ListFault.DecompressionLimit, ProxyText.Refusal(format, bomb).Fault);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, format is ListFormat.Geosite or ListFormat.MihomoYaml or ListFormat.Srs ? 3 * MaxAllocated : MaxAllocated);
    }
}
