using DomainBlock.Indexing;
using DomainBlock.Tests.Format;
using FsCheck;
using FsCheck.Fluent;

namespace DomainBlock.Tests.Indexing;

/// <summary>The hash against the text of its specification, and that it sees the label only, wherever that lies.</summary>
public sealed class SuffixHashTests : IDisposable
{
    /// <summary>More than the widest load, so that every way to be near an end occurs.</summary>
    private const int MostAround = 18;

    private readonly GuardedMemory _memory = new(64 + (2 * MostAround));

    public void Dispose() => ((IDisposable)_memory).Dispose();

    [Fact]
    public void A_label_hashes_alike_at_every_place_between_unreadable_pages()
    {
        var random = new Random(1);
        for (int length = 1; length <= 63; length++)
        {
            byte[] label = new byte[length];
            random.NextBytes(label);
            ulong hash = (ulong)random.NextInt64();
            ulong expected = Twin(hash, label);
            Assert.Equal(expected, SuffixHash.Extend(hash, label));
            for (int before = 0; before <= MostAround; before++)
            {
                for (int behind = 0; behind <= MostAround; behind++)
                {
                    byte[] buffer = new byte[before + length + behind];
                    random.NextBytes(buffer);
                    label.CopyTo(buffer, before);
                    ulong atEnd = SuffixHash.Extend(hash, _memory.AtEnd(buffer).Span, before, length);
                    ulong atStart = SuffixHash.Extend(hash, _memory.AtStart(buffer).Span, before, length);
                    if (atEnd != expected || atStart != expected)
                        Assert.Fail($"{length} octets with {before} before and {behind} behind hash differently.");
                }
            }
        }
    }

    [RuleSetProperty]
    public Property Any_label_hashes_as_specified() => Prop.ForAll(
        Gen.Choose(1, 63).SelectMany(length => Gen.Choose(0, 255).Select(octet => (byte)octet).ArrayOf(length)).ToArbitrary(),
        label =>
        {
            foreach (ulong hash in (ulong[])[0, 1, 0x0123456789ABCDEF, ulong.MaxValue])
                Assert.Equal(Twin(hash, label), SuffixHash.Extend(hash, label));
        });

    [RuleSetProperty]
    public void Mixing_is_a_multiplication_of_128_bits(ulong word, ulong other)
    {
        Assert.Equal(Fold(word, other), SuffixHash.Multiply(word, other));
        Assert.Equal(Fold(word ^ (word >> 32), 0x9E3779B97F4A7C15), SuffixHash.Mix(word));
    }

    /// <summary>
    /// Pieces of 16 octets, while more than 16 are left, as two words; then of what is left the first word, filled up with zeros, and,
    /// where it has more than eight octets, its last eight once more; with it goes the label's length.
    /// </summary>
    private static ulong Twin(ulong hash, byte[] label)
    {
        List<byte> left = [.. label];
        for (; left.Count > 16; left.RemoveRange(0, 16))
            hash = Fold(hash ^ Word(left.Take(8)), Word(left.Skip(8).Take(8)) ^ 0xD1B54A32D192ED03);
        ulong last = left.Count > 8 ? Word(left.TakeLast(8)) : 0;
        return Fold(hash ^ Word(left.Take(8)), last ^ 0x9E3779B97F4A7C15 ^ (ulong)label.Length);
    }

    private static ulong Fold(ulong left, ulong right)
    {
        UInt128 product = (UInt128)left * right;
        return (ulong)(product >> 64) ^ (ulong)product;
    }

    private static ulong Word(IEnumerable<byte> octets) => octets.Reverse().Aggregate(0UL, (word, octet) => (word << 8) | octet);
}
