using System.Text;

namespace DomainBlock.Benchmarks.Synthetic;

/// <summary>
/// Names made against an index: against its sort order, its text code, its groups, its hash. Each list has as many
/// names as are asked for, all different, or fewer where <see cref="MaxOctets"/> is reached.
/// </summary>
internal static class HostileNames
{
    /// <summary>No list has more octets: a million names of 253 would take the memory of a real list ten times over.</summary>
    public const int MaxOctets = 1 << 26;

    private const int MaxLabel = 63;
    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyz";

    /// <summary>All lists by name, each a function of the number of names.</summary>
    public static IReadOnlyList<(string Name, Func<int, DomainName[]> Make)> All { get; } =
    [
        ("all but the last characters shared", count => Make(count, i => [[.. Run('a', 40), .. Number(i)], [.. "com"u8]])),
        ("all but the first characters shared", count => Make(count, i => [[.. Number(i), .. Run('a', 40)], [.. "com"u8]])),
        ("all but the top label shared", count => Make(count, i => [Run('a', 20), Run('b', 20), Number(i)])),
        ("one parent", count => Make(count, i => [Number(i), [.. "parent"u8], [.. "com"u8]])),
        ("a parent each", count => Make(count, i => [[.. "www"u8], Number(i), [.. "com"u8]])),
        ("labels of 63 octets", count => Make(count, i => [[.. Run('a', MaxLabel - 5), .. Number(i)], [.. "com"u8]])),
        ("253 octets, shared but for the last", count => Make(count, i => [[.. Run('a', MaxLabel - 7), .. Number(i)], Run('b', MaxLabel), Run('c', MaxLabel), Run('d', MaxLabel)])),
        ("253 octets, shared but for the top", count => Make(count, i => [Run('a', MaxLabel - 2), Run('b', MaxLabel), Run('c', MaxLabel), [.. Run('d', MaxLabel - 5), .. Number(i)]])),
        ("127 labels of one bit", count => Make(count, Bits)),
        ("high octets only", count => Make(count, i => [[.. HighOctets(i)], [0xE9, 0xFF]])),
        ("every octet alike often", count => Make(count, i => [[.. Scrambled(i)]])),
        ("one label each", count => Make(count, i => [Number(i)])),
        ("each below another", Chains),
    ];

    /// <summary>
    /// Names whose code agrees in its leading bits: what someone makes who knows the code, such as a hash with the seed
    /// that an earlier compilation chose. It tries 2^bits names for each that it finds.
    /// </summary>
    /// <param name="count">How many names.</param>
    /// <param name="bits">How many leading bits agree.</param>
    /// <param name="code">The code that the index is believed to use.</param>
    public static DomainName[] WithEqualCode(int count, int bits, Func<DomainName, ulong> code)
    {
        var names = new List<DomainName>(count);
        ulong wanted = code(Name([Number(0), [.. "com"u8]])) >> (64 - bits);
        for (int i = 0; names.Count < count; i++)
        {
            DomainName name = Name([Number(i), [.. "com"u8]]);
            if (code(name) >> (64 - bits) == wanted)
                names.Add(name);
        }
        return [.. names];
    }

    /// <summary>
    /// For each name a plain one of as many octets: letters in the usual unevenness, labels of usual lengths. Two lists
    /// of the same size in every respect, of which one was made against the index.
    /// </summary>
    public static DomainName[] PlainTwins(IReadOnlyList<DomainName> names)
    {
        var random = new SplitMix64(1);
        var seen = new HashSet<DomainName>(names.Count);
        var twins = new DomainName[names.Count];
        for (int i = 0; i < twins.Length; i++)
        {
            do
                twins[i] = Plain(names[i].Octets.Length, random);
            while (!seen.Add(twins[i]));
        }
        return twins;
    }

    private static DomainName[] Make(int count, Func<int, byte[][]> labels)
    {
        var names = new List<DomainName>(count);
        long octets = 0;
        for (int i = 0; i < count && octets < MaxOctets; i++)
        {
            names.Add(Name(labels(i)));
            octets += names[^1].Octets.Length;
        }
        return [.. names];
    }

    // a, b.a, c.b.a and so on to the longest name, then the next chain.
    private static DomainName[] Chains(int count)
    {
        var names = new List<DomainName>(count);
        for (int chain = 0; names.Count < count; chain++)
        {
            var labels = new List<byte[]> { Number(chain) };
            int length = 1 + labels[0].Length;
            while (names.Count < count && length <= 250)
            {
                names.Add(Name([.. labels]));
                labels.Insert(0, [(byte)'a']);
                length += 2;
            }
        }
        return [.. names];
    }

    private static DomainName Plain(int octets, SplitMix64 random)
    {
        const string Letters = "etaoinsrhldcumfpgwybvkxjqz0123456789";
        var name = new byte[octets + 1];
        int position = 0;
        while (octets - position > 0)
        {
            // No single octet may be left over, which would be a label of none; the longest name needs no care beyond that.
            int rest = octets - position;
            int label = Math.Min(3 + random.Below(10), rest - 1);
            if (rest - 1 - label == 1)
                label++;
            name[position++] = (byte)label;
            for (; label > 0; label--)
                name[position++] = (byte)Letters[octets < 8 ? random.Below(Letters.Length) : random.ZipfBelow(Letters.Length)];
        }
        return Read(name);
    }

    private static byte[] Run(char letter, int length) => Encoding.ASCII.GetBytes(new string(letter, length));

    // Five digits to the base of 36: names differ in the last first.
    private static byte[] Number(int number)
    {
        byte[] digits = new byte[5];
        for (int i = digits.Length - 1; i >= 0; i--)
        {
            digits[i] = (byte)Digits[number % Digits.Length];
            number /= Digits.Length;
        }
        return digits;
    }

    private static byte[][] Bits(int number)
    {
        byte[][] labels = new byte[127][];
        for (int i = 0; i < labels.Length; i++)
            labels[i] = [(byte)('a' + (i < 32 ? (number >> i) & 1 : 0))];
        return labels;
    }

    private static byte[] HighOctets(int number)
    {
        byte[] octets = new byte[8];
        for (int i = octets.Length - 1; i >= 0; i--)
        {
            octets[i] = (byte)(0x80 | (number & 0x7F));
            number >>= 7;
        }
        return octets;
    }

    // Upper-case letters are the lower-case ones: they get the high bit instead. The number behind keeps names different.
    private static byte[] Scrambled(int number)
    {
        var random = new SplitMix64((ulong)number);
        byte[] octets = [.. Enumerable.Range(0, 12).Select(_ => (byte)random.Below(256)), .. Number(number)];
        foreach (ref byte octet in octets.AsSpan())
            octet = octet is >= (byte)'A' and <= (byte)'Z' ? (byte)(octet | 0x80) : octet;
        return octets;
    }

    private static DomainName Name(byte[][] labels)
    {
        Span<byte> wire = stackalloc byte[256];
        int position = 0;
        foreach (byte[] label in labels)
        {
            wire[position++] = (byte)label.Length;
            label.CopyTo(wire[position..]);
            position += label.Length;
        }
        wire[position++] = 0;
        return Read(wire[..position]);
    }

    private static DomainName Read(ReadOnlySpan<byte> wire)
    {
        NameStatus status = DomainName.Read(new WireName(wire), out DomainName name, out _);
        return status == NameStatus.Valid ? name : throw new InvalidOperationException($"A generated name is invalid: {status}.");
    }
}
