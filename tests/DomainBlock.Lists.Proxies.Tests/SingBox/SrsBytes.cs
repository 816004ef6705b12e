using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using DomainBlock.Lists.Proxies.Tests.Succinct;

namespace DomainBlock.Lists.Proxies.Tests.SingBox;

/// <summary>Binary rule sets of sing-box, put together piece by piece, from what its own reader reads.</summary>
internal static class SrsBytes
{
    /// <summary>A file.</summary>
    public static byte[] File(byte version, byte[] list, CompressionLevel level = CompressionLevel.SmallestSize)
    {
        using var zlib = new MemoryStream();
        using (var stream = new ZLibStream(zlib, level, leaveOpen: true))
            stream.Write(list);
        return [.. "SRS"u8, version, .. zlib.ToArray()];
    }

    /// <summary>A file of plain rules.</summary>
    public static byte[] Of(byte version, params byte[][] rules) => File(version, [.. Varint((ulong)rules.Length), .. rules.SelectMany(rule => rule)]);

    /// <summary>A plain rule.</summary>
    public static byte[] Rule(params byte[][] items) => [0, .. items.SelectMany(item => item), 0xFF, 0];

    /// <summary>A plain rule that is inverted.</summary>
    public static byte[] Inverted(params byte[][] items) => [0, .. items.SelectMany(item => item), 0xFF, 1];

    /// <summary>A logical rule.</summary>
    public static byte[] Logical(bool isAnd, bool isInverted, params byte[][] rules) =>
        [1, (byte)(isAnd ? 0 : 1), .. Varint((ulong)rules.Length), .. rules.SelectMany(rule => rule), (byte)(isInverted ? 1 : 0)];

    /// <summary>An item of names; <c>$</c> stands for what marks the subtree, <c>^</c> for what marks whatever is below or ends so.</summary>
    public static byte[] Names(params string[] names) => [2, .. Set(1, names.Select(name => name.Replace('$', '\n').Replace('^', '\r')))];

    /// <summary>An item of AdGuard's rules; <c>_</c> stands for an open end.</summary>
    public static byte[] AdguardRules(params string[] rules) => [16, .. Set(0, rules.Select(rule => rule.Replace('$', '\n').Replace('^', '\r').Replace('_', '\b')))];

    /// <summary>An item of texts.</summary>
    public static byte[] Texts(byte item, params string[] texts) =>
        [item, .. Varint((ulong)texts.Length), .. texts.Select(Encoding.UTF8.GetBytes).SelectMany(text => (byte[])[.. Varint((ulong)text.Length), .. text])];

    /// <summary>An item of numbers of 16 bits.</summary>
    public static byte[] Numbers(byte item, params ushort[] numbers) =>
        [item, .. Varint((ulong)numbers.Length), .. numbers.SelectMany(number => (byte[])[(byte)(number >> 8), (byte)number])];

    /// <summary>An item of ranges of addresses.</summary>
    public static byte[] Ranges(byte item, params (byte[] From, byte[] To)[] ranges) =>
        [item, 1, .. UInt64((ulong)ranges.Length), .. ranges.SelectMany(range => (byte[])[(byte)range.From.Length, .. range.From, (byte)range.To.Length, .. range.To])];

    /// <summary>A number in groups of seven bits.</summary>
    public static byte[] Varint(ulong number) => number < 0x80 ? [(byte)number] : [(byte)(number | 0x80), .. Varint(number >> 7)];

    private static byte[] Set(byte version, IEnumerable<string> names)
    {
        (byte[] leaves, byte[] shape, byte[] labels) = new PlainSet(names.Select(name => Encoding.Latin1.GetBytes(ProxyText.Reverse(name)))).Write();
        return [version, .. Varint((ulong)leaves.Length / 8), .. leaves, .. Varint((ulong)shape.Length / 8), .. shape, .. Varint((ulong)labels.Length), .. labels];
    }

    private static byte[] UInt64(ulong number)
    {
        byte[] octets = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(octets, number);
        return octets;
    }
}
