using FsCheck;
using FsCheck.Fluent;

namespace DomainBlock.Generators;

/// <summary>Generators of valid names, for composing into other generators.</summary>
public static class NameGenerators
{
    // Few labels, so that independent names share suffixes, and labels that are string suffixes of others, so that a
    // matcher that compares strings instead of labels is found out.
    private static readonly byte[][] SharedLabels =
        [.. new[] { "a", "b", "www", "ads", "example", "badexample", "ample", "com", "net", "co", "x-com" }.Select(NameLabels.Label)];

    private static readonly string[] SharedSuffixes =
        ["", "com", "example.com", "ads.example.com", "badexample.com", "co.net", "a.b.co.net", "x-com", "xn--p1ai", "_tcp.example.com"];

    // The octets that text and case folding treat specially, with their neighbours.
    private static readonly byte[] SpecialOctets =
        [0, 1, 0x1F, 0x20, (byte)'.', (byte)'\\', (byte)'/', (byte)'@', (byte)'A', (byte)'Z', (byte)'[', (byte)'`', (byte)'z', (byte)'{', 0x7F, 0x80, 0xC0, 0xE9, 0xFF];

    /// <summary>A label of 1 to 63 octets: mostly of a small vocabulary, sometimes of any octets, sometimes as long as can be.</summary>
    public static Gen<byte[]> Label { get; } = Gen.Frequency(
        (12, Gen.Elements(SharedLabels)),
        (3, LettersAndDigits(1, 8)),
        (2, AnyOctets(1, 6)),
        (1, LettersAndDigits(NameLabels.MaxLabelOctets, NameLabels.MaxLabelOctets)),
        (1, AnyOctets(8, NameLabels.MaxLabelOctets)));

    /// <summary>A valid name that likely shares a suffix with another one.</summary>
    public static Gen<DomainName> Name { get; } = Gen.Frequency(
        (20, Below(Gen.Elements(SharedSuffixes).Select(suffix => suffix.Length == 0 ? default : DomainName.Parse(suffix)), 0, 4)),
        (1, Gen.Constant(default(DomainName))),
        (1, LongestName));

    /// <summary>A name of 254 octets, the most there can be: long labels, or 127 labels of one octet.</summary>
    public static Gen<DomainName> LongestName => Gen.OneOf(
        LettersAndDigits(1, 1).ArrayOf(127).Select(NameLabels.Join),
        LettersAndDigits(NameLabels.MaxLabelOctets, NameLabels.MaxLabelOctets).ArrayOf(3)
            .Zip(AnyOctets(61, 61), (labels, first) => NameLabels.Join([first, .. labels])),
        Label.ArrayOf(127).Select(NameLabels.Join));

    /// <summary>A name with some labels more than another; as many of them as there is room for.</summary>
    /// <param name="names">Where the other name comes from.</param>
    /// <param name="fewest">The fewest labels more.</param>
    /// <param name="most">The most labels more.</param>
    public static Gen<DomainName> Below(Gen<DomainName> names, int fewest, int most) =>
        from name in names
        from count in Gen.Choose(fewest, most)
        from labels in Label.ArrayOf(count)
        select NameLabels.Join([.. labels, .. NameLabels.Split(name)]);

    private static Gen<byte[]> LettersAndDigits(int shortest, int longest) =>
        Octets(Gen.Elements("abcxyz0189-".Select(character => (byte)character)), shortest, longest);

    private static Gen<byte[]> AnyOctets(int shortest, int longest) =>
        Octets(Gen.OneOf(Gen.Elements(SpecialOctets), Gen.Choose(0, 255).Select(octet => (byte)octet)), shortest, longest);

    private static Gen<byte[]> Octets(Gen<byte> octet, int shortest, int longest) =>
        from length in Gen.Choose(shortest, longest)
        from octets in octet.ArrayOf(length)
        select octets;
}
