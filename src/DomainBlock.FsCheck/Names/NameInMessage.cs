using FsCheck;
using FsCheck.Fluent;

namespace DomainBlock.Generators;

/// <summary>A name in wire form inside a message, compressed or not (RFC 1035 §4.1.4).</summary>
/// <param name="Name">The name.</param>
/// <param name="Message">The octets that the name stands in; what is before and behind it is of no meaning.</param>
/// <param name="Offset">Where the name begins.</param>
public sealed record NameInMessage(DomainName Name, IReadOnlyList<byte> Message, int Offset)
{
    /// <summary>The name as something to ask a blocklist for.</summary>
    /// <param name="octets">The octets of <see cref="Message"/>, wherever the test has put them.</param>
    public WireName ToWireName(ReadOnlySpan<byte> octets) => new(octets, Offset);

    /// <summary>Wire forms of names out of a generator: their suffixes somewhere before them, behind one or more pointers.</summary>
    public static Gen<NameInMessage> GeneratorFor(Gen<DomainName> names) =>
        from name in names
        from seed in Gen.Choose(0, int.MaxValue)
        select Lay(name, new Random(seed));

    /// <summary>The name, and the message in hexadecimal with a bar where the name begins.</summary>
    public override string ToString()
    {
        string octets = Convert.ToHexString([.. Message]);
        return $"{Name} in {octets[..(2 * Offset)]}|{octets[(2 * Offset)..]}";
    }

    internal static IEnumerable<NameInMessage> Shrink(NameInMessage laid)
    {
        byte[] plain = new byte[laid.Name.Octets.Length + 1];
        laid.Name.CopyWireTo(plain);
        if (laid.Offset != 0 || laid.Message.Count != plain.Length)
            yield return new NameInMessage(laid.Name, plain, 0);
        foreach (DomainName simpler in NameShrinker.Shrink(laid.Name))
            yield return Lay(simpler, new Random(laid.Message.Count));
    }

    private static NameInMessage Lay(DomainName name, Random random)
    {
        var message = new List<byte>();
        AppendNoise(message, random, random.Next(2) * 12);
        List<byte[]> left = [.. NameLabels.Split(name)];

        // From the right: the last labels first, each later piece ending in a pointer to the one before. A pointer
        // reaches 14 bits, which no message here exceeds.
        int? target = null;
        while (random.Next(2) == 0 && (left.Count > 0 || target is null))
        {
            int taken = random.Next(left.Count + 1);
            int start = message.Count;
            AppendLabels(message, left[^taken..], target, random);
            left.RemoveRange(left.Count - taken, taken);
            target = start;
            AppendNoise(message, random, random.Next(4));
        }

        int offset = message.Count;
        AppendLabels(message, left, target, random);
        AppendNoise(message, random, random.Next(4));
        return new NameInMessage(name, message, offset);
    }

    private static void AppendLabels(List<byte> message, List<byte[]> labels, int? target, Random random)
    {
        foreach (byte[] label in labels)
        {
            message.Add((byte)label.Length);
            foreach (byte octet in label)
                message.Add(octet is >= (byte)'a' and <= (byte)'z' && random.Next(3) == 0 ? (byte)(octet - 0x20) : octet);
        }
        if (target is { } place)
            message.AddRange([(byte)(0xC0 | (place >> 8)), (byte)place]);
        else
            message.Add(0);
    }

    private static void AppendNoise(List<byte> message, Random random, int count)
    {
        for (int i = 0; i < count; i++)
            message.Add((byte)random.Next(256));
    }
}
