using FsCheck;
using FsCheck.Fluent;

namespace DomainBlock.Idn.Tests;

/// <summary>Text made of pieces that matter to UTS #46: valid, mapped, ignored, joining, right-to-left, ill-formed, and plain.</summary>
public sealed record NameText(string Text)
{
    public override string ToString() => Vectors.Show(Text);
}

/// <summary>A legal wire name: labels of any octets.</summary>
public sealed record WireOctets(byte[] Octets)
{
    public override string ToString() => Convert.ToHexString(Octets);
}

/// <summary>Generators of names.</summary>
public static class NameGenerators
{
    private static readonly string[] Pieces =
    [
        "a", "b", "z", "A", "Z", "0", "9", "-", "_", "xn--", "XN--", "bcher-kva", "--", ".", ".", ".", "\u3002", "\uFF0E", "\uFF61",
        "\u00FC", "\u00DC", "u\u0308", "\u00DF", "\u1E9E", "\u03C2", "\u03A3", "\u00AD", "\u200B", "\u034F", "\u200C", "\u200D",
        "\u094D", "\u0915", "\u0628", "\u064E", "\u05D0", "\u05D0\u05B0", "\u0661", "\u06F1", "\u00B7", "l", "\u30FB", "\u30AB",
        "\uFF21", "\uFDFA", "\u2100", "\u2260", "=\u0338", "<\u0338", "\u0300", "\u0301", "\u0327", "\u1100\u1161\u11A8", "\uAC00\u11A8",
        "\uD83D\uDE00", "\uD835\uDC00", "\uD800", "\uDC00", "\uFFFD", "\u0378", "\u202E", "\uF900", "\uD87E\uDC00", "\uD804\uDC99\uD804\uDCBA",
        "\\.", "\\046", "\\255", "\\", " ", "#", "%", "@", "*", "\0", "\u007F", "\u0080",
    ];

    private static readonly string[] CleanLabels =
    [
        "b\u00FCcher", "stra\u00DFe", "\u4F8B\u3048", "\u30C6\u30B9\u30C8", "\u0645\u062B\u0627\u0644", "\u05D0\u05D1", "\u03B2\u03CC\u03BB\u03BF\u03C2",
        "\u0928\u0940", "\u0915\u094D\u200D\u0937", "\uD83D\uDE00", "\uAC01", "\u1F02", "example", "a-b", "_dmarc", "r1---sn", "1", "x\u00DF_",
    ];

    public static Arbitrary<NameText> Names() => Arb.From(
        from pieces in Gen.ListOf(Gen.Frequency(
            (12, Gen.Elements(Pieces)),
            (2, from c in Gen.Choose(0x20, 0x24FF) select ((char)c).ToString()),
            (1, from c in Gen.Choose(0, 0x10FFFF) where c is < 0xD800 or > 0xDFFF select char.ConvertFromUtf32(c))))
        select new NameText(string.Concat(pieces)));

    /// <summary>Names of labels that are valid and canonical U-labels or plain ones.</summary>
    public static Arbitrary<string[]> UnicodeLabels() => Arb.From(
        from count in Gen.Choose(1, 5)
        from labels in Gen.ArrayOf(Gen.Elements(CleanLabels), count)
        select labels);

    public static Arbitrary<WireOctets> WireNames() => Arb.From(
        from labels in Gen.ListOf(
            from size in Gen.Frequency((8, Gen.Choose(1, 12)), (1, Gen.Choose(13, 63)))
            from octets in Gen.ArrayOf(Gen.Frequency((3, Gen.Elements("abzAZ019-_*xn.\\"u8.ToArray())), (1, from o in Gen.Choose(0, 255) select (byte)o)), size)
            select octets)
        select new WireOctets(Join(labels)));

    private static byte[] Join(IEnumerable<byte[]> labels)
    {
        var wire = new List<byte>();
        foreach (byte[] label in labels.TakeWhile(label => wire.Count + 1 + label.Length <= 254))
            wire.AddRange([(byte)label.Length, .. label]);
        wire.Add(0);
        return [.. wire];
    }
}
