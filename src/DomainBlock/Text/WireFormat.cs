namespace DomainBlock.Text;

/// <summary>Names in DNS wire form (RFC 1035 §3.1), compressed or not.</summary>
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
    /// <param name="room">Takes the name as text, in lower case; room for <see cref="NameBuffer.MaxOctets"/> octets.</param>
    /// <param name="ends">Where labels end.</param>
    /// <returns>False if this is not for here.</returns>
    public static bool TryReadPlain(WireName wire, Span<byte> room, out LabelEnds ends)
    {
        ends = default;
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
        AsciiFold.Copy(name.Slice(1, octets), room);
        ends = new LabelEnds(bits, octets);
        foreach (int start in ends.StartsFromRight)
        {
            if (start > 0)
                room[start - 1] = (byte)'.';
        }
        return true;
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
