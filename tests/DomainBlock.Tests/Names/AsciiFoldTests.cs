using DomainBlock.Tests.Format;
using DomainBlock.Text;

namespace DomainBlock.Tests.Names;

public sealed class AsciiFoldTests : IDisposable
{
    private const int Longest = 70;

    private readonly GuardedMemory _memory = new(Longest);

    public void Dispose() => ((IDisposable)_memory).Dispose();

    [Fact]
    public void Every_octet_at_every_place_of_every_length_is_folded_or_not()
    {
        byte[] folded = new byte[Longest];
        foreach (byte filler in (byte[])[0, (byte)'a', (byte)'@', (byte)'[', 0x7F, 0xC1, 0xFF])
        {
            for (int length = 0; length <= Longest; length++)
            {
                byte[] octets = new byte[length];
                octets.AsSpan().Fill(filler);
                for (int place = 0; place < length; place++)
                {
                    for (int octet = 0; octet < 256; octet += length > 18 ? 13 : 1)
                    {
                        octets[place] = (byte)octet;
                        AsciiFold.Copy(octets, folded);
                        byte expected = (byte)(octet is >= 'A' and <= 'Z' ? octet + 32 : octet);
                        if (folded[place] != expected || folded.AsSpan(0, length).Count(filler) < length - 1)
                            Assert.Fail($"Octet {octet} at {place} of {length}.");
                    }
                    octets[place] = filler;
                }
            }
        }
    }

    [RuleSetProperty]
    public void Random_octets_are_folded_as_one_by_one_and_within_their_bounds(byte[] octets)
    {
        octets = octets[..Math.Min(octets.Length, Longest)];
        IEnumerable<byte> expected = octets.Select(octet => octet is >= (byte)'A' and <= (byte)'Z' ? (byte)(octet + 32) : octet);
        foreach (Memory<byte> laid in (Memory<byte>[])[_memory.AtEnd(octets), _memory.AtStart(octets)])
        {
            byte[] folded = new byte[octets.Length];
            AsciiFold.Copy(laid.Span, folded);
            Assert.Equal(expected, folded);
            AsciiFold.Copy(laid.Span, laid.Span);
            Assert.Equal(expected, laid.Span.ToArray());
        }
    }
}
