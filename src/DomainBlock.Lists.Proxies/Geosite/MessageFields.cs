using DomainBlock.Lists.Proxies.Containers;
using Google.Protobuf;

namespace DomainBlock.Lists.Proxies.Geosite;

/// <summary>One field of a protobuf message. A field of a kind that no geosite file has, has neither value nor message.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Offset">Where it ends, in bytes of the file.</param>
/// <param name="Value">The number that it holds, if it does.</param>
/// <param name="Message">The text, octets or message that it holds, if it does: a part of the file.</param>
internal readonly record struct Field(int Number, int Offset, ulong? Value, ArraySegment<byte>? Message);

/// <summary>Reads the fields of a protobuf message one by one; of messages in it, nothing is built.</summary>
/// <param name="message">The message: a part of the file's bytes.</param>
internal sealed class MessageFields(ArraySegment<byte> message) : IDisposable
{
    private readonly CodedInputStream _input = new(message.Array!, message.Offset, message.Count);

    /// <summary>Reads the next field.</summary>
    /// <returns>False behind the last one.</returns>
    /// <exception cref="ContainerException">The message is damaged or cut off.</exception>
    public bool TryRead(out Field field)
    {
        int start = (int)_input.Position;
        try
        {
            uint tag = _input.ReadTag();
            field = tag == 0 ? default : ReadField(tag);
            return tag != 0;
        }
        catch (InvalidProtocolBufferException e)
        {
            throw ContainerException.Malformed($"a field is damaged or does not end ({e.Message.TrimEnd('.')})", start);
        }
    }

    public void Dispose() => _input.Dispose();

    private Field ReadField(uint tag)
    {
        int number = WireFormat.GetTagFieldNumber(tag);
        ulong? value = null;
        ArraySegment<byte>? content = null;
        switch (WireFormat.GetTagWireType(tag))
        {
            case WireFormat.WireType.Varint:
                value = _input.ReadUInt64();
                break;
            case WireFormat.WireType.LengthDelimited:
                // A copy that is thrown away: there is no other way to pass over a field and know its length.
                int length = _input.ReadBytes().Length;
                content = new ArraySegment<byte>(message.Array!, (int)_input.Position - length, length);
                break;
            default:
                _input.SkipLastField();
                break;
        }
        return new Field(number, (int)_input.Position, value, content);
    }
}
