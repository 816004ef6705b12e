using DomainBlock.Tests.Format;
using DomainBlock.Text;

namespace DomainBlock.Tests.Names;

public sealed class AsciiFoldTests : IDisposable
{
    private const int Longest = 70;

    private readonly GuardedMemory _memory = new(Longest);

    public void Dispose() => ((IDisposable)_memory).Dispose();

    [Fact]
    public void Every_octet_at_every_place_of_every_length_is_told_upper_case_or_not()
    {
        foreach (byte filler in (byte[])[0, (byte)'a', (byte)'@', (byte)'[', 0x7F, 0xC1, 0xFF])
        {
            for (int length = 0; length <= Longest; length++)
            {
                byte[] octets = new byte[length];
                octets.AsSpan().Fill(filler);
                Assert.False(AsciiFold.HasUpper(octets));
                for (int place = 0; place < length; place++)
                {
                    for (int octet = 0; octet < 256; octet += length > 18 ? 13 : 1)
                    {
                        octets[place] = (byte)octet;
                        if (AsciiFold.HasUpper(octets) != (octet is >= 'A' and <= 'Z'))
                            Assert.Fail($"Octet {octet} at {place} of {length}.");
                    }
                    octets[place] = filler;
                }
            }
        }
    }

    [RuleSetProperty]
    public void Random_octets_are_judged_as_one_by_one_and_within_their_bounds(byte[] octets)
    {
        octets = octets[..Math.Min(octets.Length, Longest)];
        bool expected = Array.Exists(octets, octet => octet is >= (byte)'A' and <= (byte)'Z');
        Assert.Equal(expected, AsciiFold.HasUpper(_memory.AtEnd(octets).Span));
        Assert.Equal(expected, AsciiFold.HasUpper(_memory.AtStart(octets).Span));

        byte[] folded = new byte[octets.Length];
        AsciiFold.Copy(octets, folded);
        Assert.Equal(octets.Select(octet => octet is >= (byte)'A' and <= (byte)'Z' ? (byte)(octet + 32) : octet), folded);
    }
}
