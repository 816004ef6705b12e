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

    /// <summary>Finds the labels of a name that is canonical where it lies: not compressed, no upper case. Whatever else it may be is for <see cref="Read"/>.</summary>
    /// <param name="wire">The name in its message.</param>
    /// <param name="labels">The labels with their length octets, without the first of these and the root octet.</param>
    /// <param name="starts">Takes where each label starts in <paramref name="labels"/>, and one past the last one's end; room for 128 places.</param>
    /// <returns>How many places were written, or 0 if this is not for here.</returns>
    public static int ReadInPlace(WireName wire, out ReadOnlySpan<byte> labels, Span<byte> starts)
    {
        labels = default;
        if ((uint)wire.Offset >= (uint)wire.Message.Length)
            return 0;
        ReadOnlySpan<byte> name = wire.Message[wire.Offset..];
        int place = 0;
        int count = 0;
        while ((uint)place < (uint)name.Length && place <= NameBuffer.MaxOctets)
        {
            starts[count++] = (byte)place;
            int length = name[place];
            if (length == 0)
            {
                labels = place == 0 ? [] : name[1..place];
                return AsciiFold.HasUpper(labels) ? 0 : count;
            }
            if (length > NameBuffer.MaxLabelOctets)
                return 0;
            place += 1 + length;
        }
        return 0;
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
