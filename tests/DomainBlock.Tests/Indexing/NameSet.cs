using System.Globalization;
using System.Text;
using DomainBlock.Indexing.Building;
using DomainBlock.Text;

namespace DomainBlock.Tests.Indexing;

/// <summary>Names to build the parts of an index from: each once, as sorted as a builder hands them over.</summary>
internal sealed class NameSet : INameSource
{
    private readonly byte[][] _keys;

    public NameSet(IEnumerable<DomainName> names)
    {
        Names = [.. names.Distinct()];
        _keys = [.. Names.Select(ReversedKeyOf)];
        DomainName[] inOrder = Names;
        Array.Sort(_keys, inOrder, Comparer<byte[]>.Create((left, right) => left.AsSpan().SequenceCompareTo(right)));
    }

    /// <summary>The names, in the order of their numbers.</summary>
    public DomainName[] Names { get; }

    public int Count => _keys.Length;

    public ReadOnlySpan<byte> ReversedKey(int name) => _keys[name];

    /// <summary>
    /// Names like those of blocklists, with a few of every odd kind: octets of all values, dots inside labels, the longest labels, the
    /// longest names, 127 labels, one label.
    /// </summary>
    public static NameSet Random(int count, int seed)
    {
        var random = new Random(seed);
        var names = new HashSet<DomainName>();
        while (names.Count < count)
            names.Add(random.Next(100) == 0 ? OddName(random) : CommonName(random));
        return new NameSet(names);
    }

    /// <summary>One name of each odd kind, and the root.</summary>
    public static IEnumerable<DomainName> OddNames()
    {
        yield return default;
        yield return DomainName.Parse("a");
        yield return DomainName.Parse(@"a\.b.c");
        yield return DomainName.Parse(@"a.b\.c");
        yield return DomainName.Parse("a.b.c");
        yield return DomainName.Parse(string.Join('.', Enumerable.Repeat("x", 127)));
        yield return DomainName.Parse(string.Join('.', Enumerable.Repeat(new string('z', 63), 3).Append(new string('9', 61))));
        yield return DomainName.Parse(string.Join('.', Enumerable.Repeat(string.Concat(Enumerable.Repeat(@"\255", 63)), 3).Append(@"\000")));
        for (int octet = 0; octet < 256; octet++)
            yield return DomainName.Parse(string.Create(CultureInfo.InvariantCulture, $@"x\{octet:D3}y.net"));
    }

    public static DomainName OddName(Random random)
    {
        var labels = new List<byte[]>();
        int kind = random.Next(6);
        int octetsLeft = kind == 0 ? random.Next(2, 12) : NameBuffer.MaxOctets;
        int longest = kind switch { 1 => 1, 2 => 63, 3 => 2, _ => 20 };
        for (int most = kind == 5 ? 1 : 127; most > 0 && octetsLeft >= 2; most--)
        {
            byte[] label = new byte[kind == 2 ? Math.Min(63, octetsLeft - 1) : random.Next(1, Math.Min(longest, octetsLeft - 1) + 1)];
            for (int i = 0; i < label.Length; i++)
                label[i] = kind is 0 or 4 ? (byte)random.Next(256) : (byte)random.GetItems("abcxyz019-_."u8, 1)[0];
            labels.Add(label);
            octetsLeft -= 1 + label.Length;
        }
        return Join(labels);
    }

    public static DomainName CommonName(Random random)
    {
        string[] tops = ["com", "com", "com", "net", "org", "co.uk", "com.br", "info", "xn--p1ai", "example", "blogspot.com", "cdn.example.net"];
        string[] hosts = ["", "", "", "www.", "ads.", "a.b.", "_dmarc.", "track-1."];
        var text = new StringBuilder(hosts[random.Next(hosts.Length)]);
        for (int syllables = random.Next(1, 6); syllables > 0; syllables--)
            text.Append("bcdfghklmnprst"[random.Next(14)]).Append("aeiou"[random.Next(5)]);
        if (random.Next(3) == 0)
            text.Append(random.Next(1000));
        return DomainName.Parse(text.Append('.').Append(tops[random.Next(tops.Length)]).ToString());
    }

    public static DomainName Join(IEnumerable<byte[]> labels)
    {
        byte[] wire = [.. labels.SelectMany(label => label.Prepend((byte)label.Length)), 0];
        Assert.Equal(NameStatus.Valid, DomainName.Read(new WireName(wire), out DomainName name, out _));
        return name;
    }

    public static IReadOnlyList<byte[]> Labels(DomainName name)
    {
        var labels = new List<byte[]>();
        for (ReadOnlySpan<byte> rest = name.Octets; !rest.IsEmpty; rest = rest[(1 + rest[0])..])
            labels.Add(rest.Slice(1, rest[0]).ToArray());
        return labels;
    }

    /// <summary>The name and those above it, the root last.</summary>
    public static IEnumerable<DomainName> Suffixes(DomainName name)
    {
        IReadOnlyList<byte[]> labels = Labels(name);
        return Enumerable.Range(0, labels.Count + 1).Select(dropped => Join(labels.Skip(dropped)));
    }

    public static byte[] ReversedKeyOf(DomainName name)
    {
        byte[] key = new byte[name.Octets.Length];
        Text.ReversedKey.Write(name.Octets, key);
        return key;
    }
}
