using System.Text;

namespace DomainBlock.Lists.Proxies.Tests.Geosite;

/// <summary>Geosite files, put together from the description of the messages, without the library that reads them.</summary>
internal static class GeositeBytes
{
    /// <summary>A file of lists.</summary>
    public static byte[] File(params byte[][] sites) => [.. sites.SelectMany(site => Field(1, site))];

    /// <summary>A list under a code.</summary>
    public static byte[] Site(string code, params byte[][] domains) => [.. Field(1, code), .. domains.SelectMany(domain => Field(2, domain))];

    /// <summary>A domain: <c>keyword:</c>, <c>regexp:</c>, <c>domain:</c> or <c>full:</c>, a value, and attributes behind <c>@</c>.</summary>
    public static byte[] Domain(string text)
    {
        string[] words = text.Split(" @");
        int colon = words[0].IndexOf(':', StringComparison.Ordinal);
        byte type = words[0][..colon] switch { "keyword" => 0, "regexp" => 1, "domain" => 2, "full" => 3, _ => 9 };
        return
        [
            .. type == 0 ? [] : new byte[] { 1 << 3, type },
            .. Field(2, words[0][(colon + 1)..]),
            .. words[1..].SelectMany(attribute => Field(3, [.. Field(1, attribute), 2 << 3, 1])),
        ];
    }

    /// <summary>A field that holds octets.</summary>
    public static byte[] Field(int number, byte[] octets) => [(byte)(number << 3 | 2), .. SingBox.SrsBytes.Varint((ulong)octets.Length), .. octets];

    private static byte[] Field(int number, string text) => Field(number, Encoding.UTF8.GetBytes(text));
}
