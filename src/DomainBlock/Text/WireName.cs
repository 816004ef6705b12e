namespace DomainBlock;

/// <summary>
/// A name in DNS wire form, as it stands in a message: length-prefixed labels that end with the root's zero octet or
/// with a compression pointer (RFC 1035 §3.1, §4.1.4). It is a view of the caller's bytes that nobody has checked yet.
/// </summary>
public readonly ref struct WireName
{
    /// <summary>The name that begins at the first of these octets; what follows its end is ignored.</summary>
    /// <param name="octets">The name, without a message around it, so that any compression pointer in it is invalid.</param>
    public WireName(ReadOnlySpan<byte> octets)
        : this(octets, 0)
    {
    }

    /// <summary>The name that begins at <paramref name="offset"/> in a DNS message; what follows its end is ignored.</summary>
    /// <param name="message">The whole message, from its header on: compression pointers count from its start.</param>
    /// <param name="offset">Where the name begins, in octets. An offset outside the message makes the name invalid (truncated).</param>
    public WireName(ReadOnlySpan<byte> message, int offset)
    {
        Message = message;
        Offset = offset;
    }

    /// <summary>The octets that hold the name.</summary>
    public ReadOnlySpan<byte> Message { get; }

    /// <summary>Where in <see cref="Message"/> the name begins, in octets.</summary>
    public int Offset { get; }
}
