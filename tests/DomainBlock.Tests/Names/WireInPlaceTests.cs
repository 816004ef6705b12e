using DomainBlock.Generators;
using DomainBlock.Tests.Format;
using DomainBlock.Text;

namespace DomainBlock.Tests.Names;

/// <summary>Names that are asked for where they lie, against the reader that copies them.</summary>
public sealed class WireInPlaceTests : IDisposable
{
    private readonly GuardedMemory _memory = new(1024);

    public void Dispose() => ((IDisposable)_memory).Dispose();

    [RuleSetProperty]
    public void A_name_in_a_message_is_read_in_place_where_it_is_canonical_there(NameInMessage laid) => AssertAgree([.. laid.Message], laid.Offset);

    [RuleSetProperty]
    public void A_canonical_name_is_read_in_place(DomainName name)
    {
        byte[] wire = Wire(name);
        Assert.True(AssertAgree(wire, 0));
        Assert.True(AssertAgree([1, 2, 3, .. wire, 4, 5], 3));
        for (int cut = 0; cut < wire.Length; cut += 1 + (wire.Length / 20))
            Assert.False(AssertAgree(wire[..cut], 0));
    }

    [RuleSetProperty]
    public void One_changed_octet_is_judged_alike(DomainName name, byte place, byte octet)
    {
        byte[] wire = Wire(name);
        wire[place % wire.Length] = octet;
        AssertAgree(wire, 0);
    }

    [RuleSetProperty]
    public void Random_octets_are_judged_alike(byte[] octets, byte offset) => AssertAgree(octets[..Math.Min(octets.Length, 1024)], offset);

    [Fact]
    public void Names_at_the_limits_are_judged_alike()
    {
        // 254 octets are the most: 127 labels, or long ones; one octet more is too long.
        Assert.True(AssertAgree([.. Enumerable.Repeat<byte[]>([1, (byte)'x'], 127).SelectMany(l => l), 0], 0));
        Assert.False(AssertAgree([.. Enumerable.Repeat<byte[]>([1, (byte)'x'], 128).SelectMany(l => l), 0], 0));
        Assert.False(AssertAgree([.. Enumerable.Repeat<byte[]>([1, (byte)'x'], 126).SelectMany(l => l), 2, 1, 1, 0], 0));
        Assert.False(AssertAgree([.. Enumerable.Repeat((byte)1, 5_00)], 0));
        foreach (int last in (int[])[59, 60, 61, 62, 63])
        {
            byte[] wire = [.. new[] { 63, 63, 63, last }.SelectMany(length => (byte[])[(byte)length, .. new byte[length]]), 0];
            Assert.Equal(last <= 61, AssertAgree(wire, 0));
        }
        Assert.False(AssertAgree([64, .. new byte[64], 0], 0));
        Assert.False(AssertAgree([], 0));
        Assert.False(AssertAgree([0], -1));
        Assert.True(AssertAgree([0], 0));
    }

    /// <returns>Whether the name is read in place.</returns>
    private bool AssertAgree(byte[] message, int offset)
    {
        // The twin: uncompressed and already folded is what reads back as the very octets that stand there.
        NameStatus status = DomainName.Read(new WireName(message, offset), out DomainName name, out _);
        byte[] copied = Wire(name);
        bool expected = status == NameStatus.Valid && message.AsSpan(offset).StartsWith(copied);

        AssertOne(_memory.AtEnd(message).Span);
        AssertOne(_memory.AtStart(message).Span);
        return expected;

        void AssertOne(ReadOnlySpan<byte> octets)
        {
            Span<byte> starts = stackalloc byte[NameBuffer.MaxLabels + 1];
            int count = WireFormat.ReadInPlace(new WireName(octets, offset), out ReadOnlySpan<byte> labels, starts);
            Assert.Equal(expected, count > 0);
            if (count == 0)
                return;
            Assert.Equal(name.Octets.Length == 0 ? [] : name.Octets[1..].ToArray(), labels.ToArray());
            var ends = new List<byte> { 0 };
            for (int place = 0; place < name.Octets.Length; place += 1 + name.Octets[place])
                ends.Add((byte)(place + 1 + name.Octets[place]));
            Assert.Equal(ends, starts[..count].ToArray());
        }
    }

    private static byte[] Wire(DomainName name)
    {
        byte[] wire = new byte[name.Octets.Length + 1];
        name.CopyWireTo(wire);
        return wire;
    }
}
