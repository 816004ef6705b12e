namespace DomainBlock.Text;

/// <summary>
/// A name with its labels in reverse order, each with its length octet: <c>a.bc</c> is 2, 'b', 'c', 1, 'a'. A name's key
/// is a prefix of the key of every name below it, so that sorting keys as octets puts a name directly before those.
/// </summary>
internal static class ReversedKey
{
    /// <summary>Writes the key of a canonical name.</summary>
    /// <param name="octets">The name: labels in wire form without the root octet.</param>
    /// <param name="key">Room for as many octets.</param>
    /// <returns>How many octets were written: as many as the name has.</returns>
    public static int Write(ReadOnlySpan<byte> octets, Span<byte> key)
    {
        int end = octets.Length;
        for (ReadOnlySpan<byte> rest = octets; !rest.IsEmpty;)
        {
            int size = 1 + rest[0];
            end -= size;
            rest[..size].CopyTo(key[end..]);
            rest = rest[size..];
        }
        return octets.Length;
    }
}
