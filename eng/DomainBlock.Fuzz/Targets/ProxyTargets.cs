using System.IO.Compression;
using DomainBlock.Lists;
using DomainBlock.Lists.Proxies;

namespace DomainBlock.Fuzz.Targets;

/// <summary>Lists of proxy programs. A fuzzer does not get far through a checksum, so what is packed in them is given to it unpacked, too.</summary>
internal static class ProxyTargets
{
    private static readonly GeositeSelection Selection = GeositeSelection.Parse("cn,ads@-cn");

    /// <summary>Reads a list as a format.</summary>
    public static void Read(ListFormat format, byte[] bytes)
    {
        try
        {
            var rules = new RuleCheck();
            ListReport report = ProxyList.Read(
                new MemoryStream(bytes), "list", format, rules.Take, format == ListFormat.Geosite && bytes.Length % 2 == 0 ? Selection : null, new ListReadOptions { Tell = RuleCheck.Tell });
            rules.RequireAgreement(report);
        }
        catch (ListRefusedException e)
        {
            FuzzFault.Unless(e.Message.Length is > 0 and < 5000, "a refusal without words, or with far too many");
        }
    }

    /// <summary>A binary rule set of sing-box around bytes. The first of them says the version.</summary>
    public static byte[] PackSrs(byte[] list)
    {
        using var file = new MemoryStream();
        file.Write("SRS"u8);
        file.WriteByte((byte)(1 + (list.Length % 4)));
        using (var zlib = new ZLibStream(file, CompressionLevel.NoCompression, leaveOpen: true))
            zlib.Write(list);
        return file.ToArray();
    }

    /// <summary>A binary rule set of mihomo around bytes: a frame of raw blocks.</summary>
    public static byte[] PackMrs(byte[] list)
    {
        using var file = new MemoryStream();
        file.Write([0x28, 0xB5, 0x2F, 0xFD, 0x80, 0x58]);

        // Its header says the window (2 MiB) and, in four octets, the size of the content.
        file.Write(BitConverter.GetBytes(list.Length));
        int header = (list.Length << 3) | 1;
        file.Write([(byte)header, (byte)(header >> 8), (byte)(header >> 16)]);
        file.Write(list);
        return file.ToArray();
    }
}
