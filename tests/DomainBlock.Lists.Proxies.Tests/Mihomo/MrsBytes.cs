using System.Buffers.Binary;
using System.Text;
using DomainBlock.Lists.Proxies.Tests.Succinct;
using ZstdSharp;

namespace DomainBlock.Lists.Proxies.Tests.Mihomo;

/// <summary>Binary rule sets of mihomo, put together from what its own reader reads.</summary>
internal static class MrsBytes
{
    /// <summary>A file.</summary>
    public static byte[] File(byte[] list)
    {
        using var compressor = new Compressor();
        compressor.SetParameter(ZstdSharp.Unsafe.ZSTD_cParameter.ZSTD_c_checksumFlag, 1);
        return compressor.Wrap(list).ToArray();
    }

    /// <summary>A list of names, as mihomo's text has them.</summary>
    public static byte[] List(params string[] names)
    {
        (byte[] leaves, byte[] shape, byte[] labels) = new PlainSet(names.SelectMany(Keys).Select(key => Encoding.ASCII.GetBytes(ProxyText.Reverse(key)))).Write();
        return
        [
            .. "MRS\u0001"u8, 0, .. UInt64(names.Length), .. UInt64(0),
            1, .. UInt64(leaves.Length / 8), .. leaves, .. UInt64(shape.Length / 8), .. shape, .. UInt64(labels.Length), .. labels,
        ];
    }

    /// <summary>A number of 64 bits, big-endian.</summary>
    public static byte[] UInt64(long number)
    {
        byte[] octets = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(octets, number);
        return octets;
    }

    private static string[] Keys(string name) => name switch
    {
        ['+', '.', ..] => [name[2..], name],
        ['.', ..] => [$"+{name}"],
        _ => [name],
    };
}
