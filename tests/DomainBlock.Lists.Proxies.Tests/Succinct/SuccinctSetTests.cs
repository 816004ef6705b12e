using System.Buffers.Binary;
using System.Text;
using DomainBlock.Lists.Proxies.Containers;
using DomainBlock.Lists.Proxies.Succinct;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace DomainBlock.Lists.Proxies.Tests.Succinct;

public sealed class SuccinctSetTests
{
    /// <summary>Few letters, so that keys share beginnings and are each other's; the signs that mean something among them.</summary>
    private static readonly Gen<byte[]> Key = Gen.Elements("ab.+\r\n*"u8.ToArray()).ListOf().Select(octets => octets.ToArray());

    [Property(MaxTest = 500, QuietOnSuccess = true)]
    public Property The_keys_of_a_set_are_those_it_was_made_of() => Prop.ForAll(Key.NonEmptyListOf().ToArbitrary(), keys =>
    {
        string[] expected = [.. keys.Select(Text).Distinct().Order(StringComparer.Ordinal)];
        Assert.Equal(expected, Walk(Open(keys), fold: null).Select(found => found.Key).Order(StringComparer.Ordinal));
    });

    [Property(MaxTest = 500, QuietOnSuccess = true)]
    public Property What_is_written_is_what_the_plain_twin_writes() => Prop.ForAll(Key.NonEmptyListOf().ToArbitrary(), keys =>
    {
        byte[][] sorted = [.. keys.DistinctBy(Text).OrderBy(Text, StringComparer.Ordinal)];
        (ulong[] leaves, ulong[] shape, byte[] labels) = SuccinctSetBuilder.Build(sorted);
        (byte[] plainLeaves, byte[] plainShape, byte[] plainLabels) = new PlainSet(keys).Write();
        Assert.Equal(plainLeaves, Octets(leaves));
        Assert.Equal(plainShape, Octets(shape));
        Assert.Equal(plainLabels, labels);
    });

    /// <summary>Each key once: by itself, or a name and what is below it as one.</summary>
    [Property(MaxTest = 1000, QuietOnSuccess = true)]
    public Property A_name_and_what_is_below_it_are_told_as_one() => Prop.ForAll(Key.NonEmptyListOf().ToArbitrary(), keys =>
    {
        HashSet<string> all = [.. keys.Select(Text)];
        List<(string Key, bool IsFolded)> found = Walk(Open(keys), (byte)'+');
        Assert.Equal(all.Order(StringComparer.Ordinal), found.SelectMany(f => f.IsFolded ? [f.Key, $"{f.Key}.+"] : new[] { f.Key }).Order(StringComparer.Ordinal));

        // A key that is below one name and has itself what is below it goes with the name: nothing is told twice.
        Assert.All(all.Where(key => all.Contains($"{key}.+") && !key.EndsWith(".+", StringComparison.Ordinal)), key => Assert.Contains((key, true), found));
    });

    /// <summary>Keys a, ab and c: of node 0 the labels a and c, of node 1 the label b; keys end at 1, 2 and 3. Lowest bits first: leaves 0111, shape 001 01 1 1.</summary>
    [Fact]
    public void The_example_of_the_text_is_read()
    {
        byte[] leaves = [0, 0, 0, 0, 0, 0, 0, 0b1110];
        byte[] shape = [0, 0, 0, 0, 0, 0, 0, 0b111_0100];
        var set = SuccinctSet.Open(leaves, shape, "acb"u8.ToArray(), 0);
        Assert.Equal(["ab", "a", "c"], Walk(set, fold: null).Select(found => found.Key));
    }

    [Fact]
    public void The_longest_key_is_told_and_a_longer_one_refuses_the_set()
    {
        byte[] longest = Encoding.ASCII.GetBytes(new string('a', SuccinctSet.MaxKeyLength));
        Assert.Equal(Text(longest), Assert.Single(Walk(Open([longest]), fold: null)).Key);
        Assert.Contains("4096", Assert.Throws<ContainerException>(() => Open([[.. longest, (byte)'a']])).Message, StringComparison.Ordinal);
    }

    /// <summary>Long keys that share all but their ends: little to read, and without a limit as much to tell as one likes.</summary>
    [Fact]
    public void Keys_that_are_long_together_are_told_up_to_a_limit()
    {
        const int Depth = 4000;
        const int Wide = 1_200_000;

        // A chain of nodes, and at its end one with many children, all of them keys: their labels need not be sorted or different to be read.
        var shape = new ulong[((Depth + Wide) * 2 + 1 + 63) / 64];
        int bit = 0;
        for (int node = 0; node < Depth; node++)
            bit += 2;
        for (int node = 0; node < Depth; node++)
            shape[(node * 2 + 1) / 64] |= 1UL << ((node * 2 + 1) % 64);
        bit += Wide;
        for (int last = 0; last <= Wide; last++, bit++)
            shape[bit / 64] |= 1UL << (bit % 64);
        var leaves = new ulong[(Depth + Wide + 1 + 63) / 64];
        for (int node = Depth + 1; node <= Depth + Wide; node++)
            leaves[node / 64] |= 1UL << (node % 64);
        var set = SuccinctSet.Open(Octets(leaves), Octets(shape), new byte[Depth + Wide], 0);

        long told = 0;
        var refusal = Assert.Throws<ContainerException>(() => set.Walk(null, (key, _) => told += key.Length));
        Assert.Equal(ListFault.DecompressionLimit, refusal.Fault);
        Assert.InRange(told, (4L << 30) - Depth - 1, 4L << 30);
    }

    /// <summary>What opens, walks to its end; what does not is refused. Nothing else happens.</summary>
    [Property(MaxTest = 3000, QuietOnSuccess = true)]
    public Property Any_bits_are_a_set_or_refused()
    {
        Gen<byte[]> octets = Gen.Choose(0, 255).Select(octet => (byte)octet).ListOf().Select(list => list.ToArray());
        Gen<byte[]> words = Gen.Elements(0UL, 1UL, 2UL, 6UL, 0x5555_5555_5555_5555UL, ulong.MaxValue, 1UL << 63).ListOf().Select(list => Octets([.. list]));
        return Prop.ForAll(words.ToArbitrary(), words.ToArbitrary(), octets.ToArbitrary(), (leaves, shape, labels) =>
        {
            try
            {
                var set = SuccinctSet.Open(leaves, shape, labels, 0);
                Assert.InRange(Walk(set, (byte)'+').Count, 0, labels.Length + 1);
            }
            catch (ContainerException e)
            {
                Assert.Equal(ListFault.Malformed, e.Fault);
            }
        });
    }

    /// <summary>Flips every bit of a sound set: of those that decide its shape, each is noticed unless it makes another sound shape of as many nodes.</summary>
    [Fact]
    public void A_flipped_bit_makes_another_set_or_none()
    {
        (byte[] leaves, byte[] shape, byte[] labels) = new PlainSet([.. new[] { "moc.a", "moc.a.+", "moc.b", "gro" }.Select(Encoding.ASCII.GetBytes)]).Write();
        int refused = 0;
        for (int bit = 0; bit < shape.Length * 8; bit++)
        {
            byte[] flipped = [.. shape];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            try
            {
                Walk(SuccinctSet.Open(leaves, flipped, labels, 0), fold: null);
            }
            catch (ContainerException)
            {
                refused++;
            }
        }

        // One flip changes how many nodes there are.
        Assert.Equal(shape.Length * 8, refused);
    }

    private static SuccinctSet Open(IEnumerable<byte[]> keys)
    {
        (byte[] leaves, byte[] shape, byte[] labels) = new PlainSet(keys).Write();
        return SuccinctSet.Open(leaves, shape, labels, 0);
    }

    private static List<(string Key, bool IsFolded)> Walk(SuccinctSet set, byte? fold)
    {
        var found = new List<(string Key, bool IsFolded)>();
        set.Walk(fold, (key, isFolded) => found.Add((Text(key.ToArray()), isFolded)));
        return found;
    }

    private static string Text(byte[] key) => Encoding.Latin1.GetString(key);

    private static byte[] Octets(ulong[] words)
    {
        byte[] octets = new byte[words.Length * 8];
        for (int i = 0; i < words.Length; i++)
            BinaryPrimitives.WriteUInt64BigEndian(octets.AsSpan(i * 8), words[i]);
        return octets;
    }
}
