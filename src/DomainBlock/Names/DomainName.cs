using DomainBlock.Names;
using DomainBlock.Text;

namespace DomainBlock;

/// <summary>
/// A valid domain name in canonical form: lower-case ASCII, A-labels, no final dot. Two names are equal when DNS holds
/// them equal. The default value is the root.
/// </summary>
/// <remarks>
/// Immutable and safe to share between threads. Parsing allocates the name's octets once; to ask a
/// <see cref="Blocklist"/> no <see cref="DomainName"/> is needed, its <c>Match</c> takes text and wire form as they are.
/// </remarks>
public readonly struct DomainName : IEquatable<DomainName>, IComparable<DomainName>
{
    private readonly byte[]? _octets;

    private DomainName(ReadOnlySpan<byte> octets) => _octets = octets.IsEmpty ? null : octets.ToArray();

    /// <summary>
    /// The labels in wire form, from left to right, without the closing root octet: for <c>a.bc</c> the octets
    /// 1, 'a', 2, 'b', 'c'. At most 254 octets; empty for the root.
    /// </summary>
    public ReadOnlySpan<byte> Octets => _octets;

    /// <summary>Whether this is the root, the name without labels.</summary>
    public bool IsRoot => _octets is null;

    /// <summary>How many labels it has; 0 for the root.</summary>
    internal int LabelCount
    {
        get
        {
            int count = 0;
            for (ReadOnlySpan<byte> rest = Octets; !rest.IsEmpty; rest = rest[(1 + rest[0])..])
                count++;
            return count;
        }
    }

    /// <summary>Reads a name in RFC 1035 §5.1 presentation format, with or without the final dot.</summary>
    /// <exception cref="FormatException">The text is no valid name; the message says which rule it breaks and where.</exception>
    public static DomainName Parse(ReadOnlySpan<char> text)
    {
        NameStatus status = Read(text, out DomainName name, out int position);
        return status == NameStatus.Valid
            ? name
            : throw new FormatException($"Not a domain name: {status.Describe()} at character {position}.");
    }

    /// <summary>Reads a name in presentation format from UTF-16.</summary>
    /// <returns>Whether the text is a valid name.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out DomainName name) =>
        Read(text, out name, out _) == NameStatus.Valid;

    /// <summary>Reads a name in presentation format from UTF-8.</summary>
    /// <returns>Whether the text is a valid name.</returns>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out DomainName name) =>
        Read(utf8, out name, out _) == NameStatus.Valid;

    /// <summary>Reads a name in presentation format from UTF-16 and says what is wrong with it.</summary>
    /// <param name="text">The text, with or without the final dot.</param>
    /// <param name="name">The name, or the root where the text is invalid.</param>
    /// <param name="position">The first character that breaks a rule, or the text's length.</param>
    public static NameStatus Read(ReadOnlySpan<char> text, out DomainName name, out int position)
    {
        var buffer = default(NameBuffer);
        return Keep(NameReader.Read(text, ref buffer, out position), buffer, out name);
    }

    /// <summary>Reads a name in presentation format from UTF-8 and says what is wrong with it.</summary>
    /// <param name="utf8">The text, with or without the final dot.</param>
    /// <param name="name">The name, or the root where the text is invalid.</param>
    /// <param name="position">The first byte that breaks a rule, or the text's length.</param>
    public static NameStatus Read(ReadOnlySpan<byte> utf8, out DomainName name, out int position)
    {
        var buffer = default(NameBuffer);
        return Keep(NameReader.Read(utf8, ref buffer, out position), buffer, out name);
    }

    /// <summary>Reads a name in wire form and says what is wrong with it.</summary>
    /// <param name="wire">The name in its message.</param>
    /// <param name="name">The name, or the root where the wire form is invalid.</param>
    /// <param name="position">The octet of the message at which reading stopped.</param>
    public static NameStatus Read(WireName wire, out DomainName name, out int position)
    {
        var buffer = default(NameBuffer);
        return Keep(NameReader.Read(wire, ref buffer, out position), buffer, out name);
    }

    /// <summary>The name that has exactly these octets, which the caller knows to be canonical.</summary>
    internal static DomainName FromCanonical(ReadOnlySpan<byte> octets) => new(octets);

    /// <summary>Whether the octets are a canonical name as <see cref="Octets"/> gives it.</summary>
    internal static bool IsCanonical(ReadOnlySpan<byte> octets)
    {
        if (octets.Length > NameBuffer.MaxOctets)
            return false;
        while (!octets.IsEmpty)
        {
            int length = octets[0];
            if (length is 0 or > NameBuffer.MaxLabelOctets || length >= octets.Length)
                return false;
            foreach (byte octet in octets.Slice(1, length))
            {
                if (AsciiFold.IsUpper(octet))
                    return false;
            }
            octets = octets[(1 + length)..];
        }
        return true;
    }

    /// <summary>
    /// The name in presentation format, without the final dot; the root is <c>.</c>. Octets that text cannot hold are
    /// escaped, so that reading the text again gives this name.
    /// </summary>
    public override string ToString()
    {
        Span<char> text = stackalloc char[PresentationText.MaxLength];
        return text[..PresentationText.Write(Octets, text)].ToString();
    }

    /// <summary>Writes the name in wire form, the root octet included.</summary>
    /// <param name="destination">Room for the name; 255 octets always suffice.</param>
    /// <returns>How many octets were written, or 0 if the room is too small.</returns>
    public int CopyWireTo(Span<byte> destination)
    {
        ReadOnlySpan<byte> octets = Octets;
        if (destination.Length <= octets.Length)
            return 0;
        octets.CopyTo(destination);
        destination[octets.Length] = 0;
        return octets.Length + 1;
    }

    /// <inheritdoc/>
    public bool Equals(DomainName other) => Octets.SequenceEqual(other.Octets);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is DomainName other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(Octets);
        return hash.ToHashCode();
    }

    /// <summary>
    /// Orders names label by label from the right, each label by its length first, then by its octets. A name stands
    /// directly before the names below it. (This is the order of listings; it is not RFC 4034's canonical order.)
    /// </summary>
    public int CompareTo(DomainName other)
    {
        Span<byte> left = stackalloc byte[NameBuffer.MaxOctets];
        Span<byte> right = stackalloc byte[NameBuffer.MaxOctets];
        ReadOnlySpan<byte> mine = left[..ReversedKey.Write(Octets, left)];
        return mine.SequenceCompareTo(right[..ReversedKey.Write(other.Octets, right)]);
    }

    /// <summary>Whether both are the same name.</summary>
    public static bool operator ==(DomainName left, DomainName right) => left.Equals(right);

    /// <summary>Whether they are different names.</summary>
    public static bool operator !=(DomainName left, DomainName right) => !left.Equals(right);

    /// <summary>Whether <paramref name="left"/> comes first in the order of <see cref="CompareTo"/>.</summary>
    public static bool operator <(DomainName left, DomainName right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> comes first in the order of <see cref="CompareTo"/>, or is the same name.</summary>
    public static bool operator <=(DomainName left, DomainName right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> comes later in the order of <see cref="CompareTo"/>.</summary>
    public static bool operator >(DomainName left, DomainName right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> comes later in the order of <see cref="CompareTo"/>, or is the same name.</summary>
    public static bool operator >=(DomainName left, DomainName right) => left.CompareTo(right) >= 0;

    private static NameStatus Keep(NameStatus status, in NameBuffer buffer, out DomainName name)
    {
        name = status == NameStatus.Valid ? new DomainName(buffer.Octets) : default;
        return status;
    }
}
