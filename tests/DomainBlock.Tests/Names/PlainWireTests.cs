using System.Runtime.CompilerServices;
using DomainBlock.Generators;
using DomainBlock.Tests.Format;
using DomainBlock.Text;

namespace DomainBlock.Tests.Names;

/// <summary>Names in wire form that are taken as they are, against the reader that reads them label by label.</summary>
public sealed class PlainWireTests : IDisposable
{
    private readonly GuardedMemory _memory = new(1024);

    public void Dispose() => ((IDisposable)_memory).Dispose();

    [RuleSetProperty]
    public void A_name_in_a_message_is_plain_unless_it_is_compressed(NameInMessage laid) => AssertAgree([.. laid.Message], laid.Offset);

    [RuleSetProperty]
    public void A_canonical_name_is_plain(DomainName name)
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

    /// <returns>Whether the name is plain.</returns>
    private bool AssertAgree(byte[] message, int offset)
    {
        // What is valid, and as long where it lies as when copied, has no pointer.
        NameStatus status = DomainName.Read(new WireName(message, offset), out DomainName name, out _);
        bool expected = status == NameStatus.Valid && WireFormat.LengthInPlace(new WireName(message, offset)) == name.Octets.Length + 1
            && message[offset + name.Octets.Length] == 0;

        AssertOne(_memory.AtEnd(message).Span);
        AssertOne(_memory.AtStart(message).Span);
        return expected;

        void AssertOne(ReadOnlySpan<byte> octets)
        {
            // Whatever is in it before does not matter.
            Unsafe.SkipInit(out TextCopy copy);
            Span<byte> room = copy.Octets;
            room.Fill(0xEE);
            Assert.Equal(expected, WireFormat.TryReadPlain(new WireName(octets, offset), ref copy, out LabelEnds ends, out bool isPlain));
            if (!expected)
                return;

            // The labels, and a dot between two of them; the last label ends where the text does.
            ReadOnlySpan<byte> wire = name.Octets;
            int end = -1;
            for (; !wire.IsEmpty; wire = wire[(1 + wire[0])..])
            {
                int start = end + 1;
                end = ends.LabelEnd(start);
                Assert.Equal(wire.Slice(1, wire[0]).ToArray(), room[start..end].ToArray());
                Assert.True(end == ends.Length || room[end] == '.');
            }
            Assert.Equal(Math.Max(0, end), ends.Length);

            // Plain is what presentation format has as it is; very short names are not looked at.
            bool isText = PlainScanner.TryScan((ReadOnlySpan<byte>)room[..ends.Length], out PlainScan scan) && scan.IsCanonical && scan.Ends.Count == ends.Count;
            Assert.Equal(isText && ends.Length >= sizeof(ulong), isPlain);
        }
    }

    private static byte[] Wire(DomainName name)
    {
        byte[] wire = new byte[name.Octets.Length + 1];
        name.CopyWireTo(wire);
        return wire;
    }
}
