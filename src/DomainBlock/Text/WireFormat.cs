using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DomainBlock.Text;

/// <summary>
/// Names in DNS wire form (RFC 1035 §3.1), compressed or not.
/// <para>
/// <b>Unchecked code.</b> What is copied in vectors is loaded by reference and offset, as <see cref="PlainScanner"/> says: from a slice of the message, which was checked.
/// </para>
/// </summary>
internal static class WireFormat
{
    /// <summary>Reads a wire name into its canonical name. Takes at most 127 labels and as many pointers as the message has octets.</summary>
    /// <param name="wire">The name in its message.</param>
    /// <param name="name">The canonical name; of no meaning unless the status is <see cref="NameStatus.Valid"/>.</param>
    /// <param name="position">Where in the message reading stopped, in octets.</param>
    public static NameStatus Read(WireName wire, ref NameBuffer name, out int position)
    {
        name.Clear();
        ReadOnlySpan<byte> message = wire.Message;
        position = wire.Offset;

        // Each pointer must point before the place where this stretch of labels began, so that the places only fall
        // and no loop can form.
        int stretchStart = position;
        while ((uint)position < (uint)message.Length)
        {
            byte length = message[position];
            switch (length & 0xC0)
            {
                case 0 when length == 0:
                    return NameStatus.Valid;

                case 0:
                    if (message.Length - position - 1 < length)
                        return NameStatus.Truncated;
                    NameStatus status = name.TryAppendLabel(message.Slice(position + 1, length));
                    if (status != NameStatus.Valid)
                        return status;
                    position += 1 + length;
                    break;

                case 0xC0:
                    if (position + 1 >= message.Length)
                        return NameStatus.Truncated;
                    int target = ((length & 0x3F) << 8) | message[position + 1];
                    if (target >= stretchStart)
                        return NameStatus.BadPointer;
                    stretchStart = position = target;
                    break;

                default:
                    return NameStatus.BadLabelType;
            }
        }
        return NameStatus.Truncated;
    }

    /// <summary>Whether a valid name has upper-case letters, labels behind pointers included.</summary>
    public static bool HasUpper(WireName wire)
    {
        ReadOnlySpan<byte> message = wire.Message;
        int position = wire.Offset;
        while (message[position] is not 0 and byte length)
        {
            if (length >= 0xC0)
            {
                position = ((length & 0x3F) << 8) | message[position + 1];
                continue;
            }
            foreach (byte octet in message.Slice(position + 1, length))
            {
                if (AsciiFold.IsUpper(octet))
                    return true;
            }
            position += 1 + length;
        }
        return false;
    }

    /// <summary>Reads a valid name that is not compressed. Whatever else it may be is for <see cref="Read"/>.</summary>
    /// <param name="wire">The name in its message.</param>
    /// <param name="copy">Takes the name as text, in lower case.</param>
    /// <param name="ends">Where labels end.</param>
    /// <param name="isPlain">Whether it was seen that presentation format has the octets as they are, see <see cref="NameText.IsPlain"/>: not looked for in every name.</param>
    /// <returns>False if this is not for here.</returns>
    public static bool TryReadPlain(WireName wire, ref TextCopy copy, out LabelEnds ends, out bool isPlain)
    {
        ends = default;
        isPlain = false;
        if ((uint)wire.Offset >= (uint)wire.Message.Length)
            return false;
        ReadOnlySpan<byte> name = wire.Message[wire.Offset..];
        LabelEnds.EndBits bits = default;
        int place = 0;
        for (int length; (length = name[place]) != 0; bits.Set(place - 1))
        {
            place += 1 + length;
            if (length > NameBuffer.MaxLabelOctets || place > NameBuffer.MaxOctets || place >= name.Length)
                return false;
        }
        int octets = Math.Max(0, place - 1);
        ends = new LabelEnds(bits, octets);
        isPlain = CopyText(name.Slice(1, octets), bits, ref copy);
        return true;
    }

    /// <summary>Copies a name in lower case, with dots in place of the length octets.</summary>
    /// <returns>See <see cref="NameText.IsPlain"/>; not looked for where a name is very short.</returns>
    private static bool CopyText(ReadOnlySpan<byte> name, in LabelEnds.EndBits ends, ref TextCopy copy)
    {
        const int Block = TextCopy.Block;
        ref byte first = ref MemoryMarshal.GetReference(name);
        int end = name.Length;
        if (end < Block / 2)
        {
            ulong word = 0;
            for (int place = 0; place < end; place++)
                word = (word >> 8) | (ulong)((ends[0] >> place & 1) != 0 ? (byte)'.' : AsciiFold.Lower(name[place])) << 56;
            copy.PutWord(word, end);
            return false;
        }

        bool isPlain = true;
        if (end < Block)
        {
            uint dots = ends.Sixteen(0);
            copy.PutHalves(Separate(PlainScanner.LoadHalves(ref first, end, out _), (dots & 0xFF) | (dots >> (end - (Block / 2)) & 0xFF) << 8, ref isPlain), end);
            return isPlain;
        }
        for (; end > Block; end -= Block)
            copy.Put(Separate(PlainScanner.Load(ref first, end - Block, name.Length), ends.Sixteen(end - Block), ref isPlain), end);
        copy.PutFirst(Separate(PlainScanner.Load(ref first, 0, name.Length), ends.Sixteen(0), ref isPlain), end);
        return isPlain;
    }

    /// <summary>Sixteen octets in lower case, with dots in some places.</summary>
    /// <param name="octets">The octets.</param>
    /// <param name="dots">The places, the first one's bit the lowest.</param>
    /// <param name="isPlain">Made false if the octets are not plain then, or have a dot beside these.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Separate(Vector128<byte> octets, uint dots, ref bool isPlain)
    {
        Vector128<byte> bits = Vector128.Create(1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, (byte)128);
        var spread = Vector128.ShuffleNative(Vector128.CreateScalar((ushort)dots).AsByte(), Vector128.Create(0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, (byte)1));
        isPlain &= (PlainScanner.DotsOf(octets) & ~dots) == 0;
        octets = Vector128.ConditionalSelect(Vector128.Equals(spread & bits, bits), Vector128.Create((byte)'.'), TextCopy.Lower(octets));
        isPlain &= PlainScanner.IsPlain(octets);
        return octets;
    }

    /// <summary>How many octets a valid name takes at its place in the message: up to its root octet or first pointer.</summary>
    public static int LengthInPlace(WireName wire)
    {
        int position = wire.Offset;
        while (wire.Message[position] is not 0 and < 0xC0)
            position += 1 + wire.Message[position];
        return position + (wire.Message[position] == 0 ? 1 : 2) - wire.Offset;
    }
}
