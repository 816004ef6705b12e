using System.Globalization;
using DomainBlock.Tests.Indexing;

namespace DomainBlock.Tests.Matching;

/// <summary>Sets of names that strain one part of the index each, and names just beside a name.</summary>
internal static class AdversarialNames
{
    /// <summary>The sets, by what is hard about them.</summary>
    public static IReadOnlyDictionary<string, Func<IEnumerable<DomainName>>> Sets { get; } = new Dictionary<string, Func<IEnumerable<DomainName>>>
    {
        ["no names"] = () => [],
        ["the root"] = () => [default],
        ["the root and one name"] = () => [default, Parse("com")],
        ["one name of one octet"] = () => [Parse("a")],
        ["two names of one octet"] = () => [Parse("a"), Parse("b")],
        ["all names of one letter"] = () => "abcdefghijklmnopqrstuvwxyz0123456789-_".Select(letter => Parse(letter.ToString())),
        ["all names of two letters out of two"] = () => Names("ab", 2),
        ["all names of up to seven labels out of two"] = () => Enumerable.Range(1, 7).SelectMany(labels => Names("ab", labels)).Append(default),
        ["labels that begin others"] = () => Enumerable.Range(1, 63).SelectMany(length => (DomainName[])[Parse(A(length)), Parse(A(length) + ".com"), Parse("com." + A(length))]),
        ["labels that end others"] = () => Enumerable.Range(0, 63).SelectMany(length => (DomainName[])[Parse("b" + A(length - 1) + ".com"), Parse(A(length) + "b.com")]),
        ["the longest labels"] = () => Enumerable.Range(0, 63).SelectMany(place => (DomainName[])[Parse(Marked(place) + ".com"), Parse("a." + Marked(place)), Parse(Marked(place) + "." + Marked(62 - place))]),
        ["the longest names"] = () => Enumerable.Range(57, 5).SelectMany(last => Enumerable.Range(0, 3).Select(level =>
            Parse(string.Join('.', Enumerable.Range(0, 4).Select(l => l == level ? Marked(l)[..(l == 0 ? last : 63)] : A(l == 0 ? last : 63)))))),
        ["the longest names of few octets a label"] = () => Enumerable.Range(0, 120).Select(place => Parse(string.Join('.', Enumerable.Range(0, 127).Select(l => l == place ? "b" : "a")))),
        ["every suffix of 127 labels"] = () => NameSet.Suffixes(Parse(string.Join('.', Enumerable.Range(0, 127).Select(l => (char)('a' + (l * 7 % 26)))))),
        ["every suffix of 127 equal labels"] = () => NameSet.Suffixes(Parse(string.Join('.', Enumerable.Repeat("x", 127)))),
        ["every octet"] = () => Enumerable.Range(0, 256).Select(octet => (byte)octet).SelectMany(octet => (DomainName[])[
            NameSet.Join([[octet]]), NameSet.Join([[octet], "net"u8.ToArray()]), NameSet.Join([[(byte)'x', octet, (byte)'y'], "net"u8.ToArray()]), NameSet.Join([[(byte)'x'], [octet, octet]])]),
        ["nothing but escapes"] = () => Enumerable.Range(128, 120).SelectMany(octet => (DomainName[])[
            NameSet.Join([Enumerable.Repeat((byte)octet, 63).ToArray(), [(byte)(octet + 1)]]),
            NameSet.Join([[(byte)octet], .. Enumerable.Repeat(Enumerable.Repeat((byte)(octet + 3), 62).ToArray(), 4)])]),
        ["dots inside labels"] = () => [.. new[]
        {
            "a.b.c", @"a\.b.c", @"a.b\.c", @"a\.b\.c", @"\..c", @"\.", @"\.\.", @"\..\.", @"\.\..\.", @"a\..b", @"a.\.b", @"\.a.b", @"\.com", @"\.com.com", "com", @"x\.com",
        }.Select(Parse)],
        ["thousands under one parent"] = () => Enumerable.Range(0, 3_000).Select(n => Parse(Text($"h{n * 7919 % 100_003}.parent.example"))).Append(Parse("parent.example")),
        ["deep roots"] = () => Enumerable.Range(1, 30).SelectMany(depth => Enumerable.Range(0, 20).Select(n =>
            Parse(Text($"n{n}.{string.Join('.', Enumerable.Range(0, depth).Reverse().Select(d => $"d{d}"))}.example")))),
        ["roots that are rules, beside their like"] = () => Enumerable.Range(0, 40).SelectMany(n => Enumerable.Range(0, 17).Select(m => Text($"m{m}.p{n}.org"))
            .Append(Text($"p{n}.org")).Append(Text($"xp{n}.org")).Append(Text($"p{n}x.org")).Append(Text($"p{n}.net"))).Select(Parse),
        ["odd names"] = () => NameSet.OddNames(),
        ["names like a list's"] = () => NameSet.Random(2_500, seed: 21).Names,
    };

    /// <summary>Names that differ from one in one label or one octet, and itself.</summary>
    public static IEnumerable<DomainName> Beside(DomainName name, Random random)
    {
        IReadOnlyList<byte[]> labels = NameSet.Labels(name);
        yield return name;
        foreach (byte[] label in (byte[][])["a"u8.ToArray(), "x"u8.ToArray(), [0], "\\."u8.ToArray(), "com"u8.ToArray()])
        {
            if (name.Octets.Length + label.Length + 1 > 254)
                continue;
            yield return NameSet.Join([label, .. labels]);
            yield return NameSet.Join([.. labels, label]);
        }
        if (labels.Count == 0)
            yield break;
        yield return NameSet.Join(labels.Skip(1));
        yield return NameSet.Join(labels.SkipLast(1));
        for (int change = 0; change < 4; change++)
        {
            byte[][] changed = [.. labels.Select(label => label.ToArray())];
            byte[] label = changed[change < 2 ? 0 : random.Next(changed.Length)];
            label[change == 0 ? label.Length - 1 : random.Next(label.Length)] ^= (byte)(1 << random.Next(8));
            yield return NameSet.Join(changed);
        }
        int longer = random.Next(labels.Count);
        if (labels[longer].Length < 63 && name.Octets.Length < 254)
            yield return NameSet.Join(labels.Select((label, index) => index == longer ? [.. label, (byte)'a'] : label));
        if (labels[longer].Length > 1)
            yield return NameSet.Join(labels.Select((label, index) => index == longer ? label[1..] : label));
    }

    private static DomainName Parse(string text) => DomainName.Parse(text);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string A(int length) => new('a', Math.Max(1, length));

    /// <summary>63 letters, one of which differs from the others.</summary>
    private static string Marked(int place) => new string('a', place) + "b" + new string('a', 62 - place);

    private static IEnumerable<DomainName> Names(string letters, int labels) => Enumerable.Range(0, 1 << labels)
        .Select(number => Parse(string.Join('.', Enumerable.Range(0, labels).Select(l => letters[number >> l & 1]))));
}
