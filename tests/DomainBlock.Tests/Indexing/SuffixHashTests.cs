using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DomainBlock.Indexing;
using DomainBlock.Tests.Format;
using FsCheck;
using FsCheck.Fluent;

namespace DomainBlock.Tests.Indexing;

/// <summary>The hash against the text of its specification, and that it sees the name only, wherever that lies.</summary>
public sealed class SuffixHashTests : IDisposable
{
    private readonly GuardedMemory _memory = new(256);

    public void Dispose() => ((IDisposable)_memory).Dispose();

    [Fact]
    public void Every_suffix_of_every_length_of_name_hashes_as_specified_between_unreadable_pages()
    {
        var random = new Random(1);
        for (int length = 0; length <= 254; length++)
        {
            byte[] name = new byte[length];
            random.NextBytes(name);
            ulong seed = (ulong)random.NextInt64();
            AssertSuffixes(_memory.AtEnd(name).Span, name, seed);
            AssertSuffixes(_memory.AtStart(name).Span, name, seed);
        }
    }

    [RuleSetProperty]
    public Property Any_name_hashes_as_specified_and_a_suffix_as_the_name_that_it_is() => Prop.ForAll(
        Gen.Choose(1, 63).SelectMany(length => Gen.Choose(0, 255).Select(octet => (byte)octet).ArrayOf(length)).ToArbitrary(),
        name =>
        {
            foreach (ulong seed in (ulong[])[0, 1, 0x0123456789ABCDEF, ulong.MaxValue])
                AssertSuffixes(name, name, seed);
        });

    [RuleSetProperty]
    public void Mixing_is_a_multiplication_of_128_bits(ulong word, ulong other)
    {
        Assert.Equal(Fold(word, other), SuffixHash.Multiply(word, other));
        Assert.Equal(Fold(word ^ (word >> 32), 0x9E3779B97F4A7C15), SuffixHash.Mix(word));
    }

    private static void AssertSuffixes(ReadOnlySpan<byte> laid, byte[] name, ulong seed)
    {
        // Whatever is in the room does not matter.
        Unsafe.SkipInit(out SuffixHash.Room room);
        Random.Shared.NextBytes(MemoryMarshal.AsBytes(MemoryMarshal.CreateSpan(ref room, 1)));
        var hash = new SuffixHash(laid, seed, ref room);
        for (int octets = 1; octets <= name.Length; octets++)
        {
            if (hash.Of(octets) != Twin(seed, name[^octets..]))
                Assert.Fail($"The last {octets} octets of {name.Length} hash differently.");
        }

        // Any part hashes as it would by itself: here some that end before the name does.
        for (int end = 1; end <= name.Length; end += 1 + (end / 3))
        {
            int start = Random.Shared.Next(end);
            if (SuffixHash.OfPart(laid, start, end, seed) != Twin(seed, name[start..end]))
                Assert.Fail($"The octets from {start} to {end} of {name.Length} hash differently.");
        }
    }

    /// <summary>
    /// While more than eight octets are left, the last eight as a word; then the others, zeros before them, and with them goes the name's length.
    /// </summary>
    private static ulong Twin(ulong seed, byte[] name)
    {
        ulong hash = seed;
        List<byte> left = [.. name];
        for (; left.Count > 8; left.RemoveRange(left.Count - 8, 8))
            hash = Fold(hash ^ Word(left.TakeLast(8)), 0xD1B54A32D192ED03);
        return Fold(hash ^ Word(Enumerable.Repeat((byte)0, 8 - left.Count).Concat(left)), 0x9E3779B97F4A7C15 ^ (ulong)name.Length);
    }

    private static ulong Fold(ulong left, ulong right)
    {
        UInt128 product = (UInt128)left * right;
        return (ulong)(product >> 64) ^ (ulong)product;
    }

    private static ulong Word(IEnumerable<byte> octets) => octets.Reverse().Aggregate(0UL, (word, octet) => (word << 8) | octet);
}
