using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using DomainBlock.Tool.Tests.Running;

namespace DomainBlock.Tool.Tests.Reproducing;

/// <summary>A compiled file says of which bytes it was made.</summary>
public sealed class DigestTests : IDisposable
{
    private readonly CommandFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_list_s_digest_is_that_of_its_bytes_in_the_order_of_the_lists()
    {
        // Longer than what is read ahead, and a size that is no whole number of blocks of anything.
        byte[] plain = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 100_001).Select(i => $"n{i}.example\n")));
        byte[] packed = Pack("a.example\nb.example\n"u8);
        byte[] input = "c.example"u8.ToArray();
        _folder.Write("plain.txt", plain);
        _folder.Write("packed.txt.gz", packed);
        _folder.RunWithInput(input, "compile", "-o", "out", "domains=plain.txt", "domains=-", "domains=packed.txt.gz", "domains=plain.txt").AssertDone();

        string[] expected = [Line(plain, "plain.txt"), Line(input, "stdin"), Line(packed, "packed.txt.gz"), Line(plain, "plain.txt#2")];
        Assert.Equal(expected, Digests(_folder.Run("stats", "out").AssertDone()));
    }

    [Fact]
    public void A_refused_list_has_none()
    {
        _folder.Write("good.txt", "a.example\n");
        _folder.Write("bad.txt", Encoding.ASCII.GetBytes("<!DOCTYPE html><html>"));
        Assert.Equal(0, _folder.Run("compile", "-o", "out", "--keep-going", "domains=bad.txt", "domains=good.txt").ExitCode);
        Assert.Equal([Line(_folder.Read("good.txt"), "good.txt")], Digests(_folder.Run("stats", "out").AssertDone()));
    }

    private static string Line(byte[] bytes, string name) => $"list-sha256: {Convert.ToHexStringLower(SHA256.HashData(bytes))} {name}";

    private static IEnumerable<string> Digests(CommandRun run) =>
        run.Output.Split('\n').Where(line => line.StartsWith("list-sha256", StringComparison.Ordinal));

    private static byte[] Pack(ReadOnlySpan<byte> bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            gzip.Write(bytes);
        return packed.ToArray();
    }
}
