namespace DomainBlock;

/// <summary>Whether a name as given is a valid domain name, and if not, which rule it breaks.</summary>
/// <remarks>Legal DNS names that are no legal host names (underscores, edge hyphens, undecodable <c>xn--</c> labels) are valid here.</remarks>
public enum NameStatus : byte
{
    /// <summary>The name is valid.</summary>
    Valid = 0,

    /// <summary>The text is empty. The root is written <c>.</c>.</summary>
    Empty,

    /// <summary>A label has no octets: two dots in a row, or a dot at the start.</summary>
    EmptyLabel,

    /// <summary>A label has more than 63 octets (RFC 1035 §2.3.4).</summary>
    LabelTooLong,

    /// <summary>The name has more than 255 octets in wire form, which is 253 in plain text (RFC 1035 §2.3.4).</summary>
    NameTooLong,

    /// <summary>A backslash is followed neither by three digits up to 255 nor by one printable ASCII character (RFC 1035 §5.1).</summary>
    BadEscape,

    /// <summary>The text is not well-formed UTF-8 or UTF-16.</summary>
    IllFormedText,

    /// <summary>An unescaped control, space, or other character that no domain name in text may hold (the forbidden domain code points of the WHATWG URL Standard).</summary>
    ForbiddenCharacter,

    /// <summary>A label beyond ASCII that UTS #46 refuses. <see cref="DomainNameNormalizer"/> says by which rule.</summary>
    InvalidUnicode,

    /// <summary>The wire form ends before the root octet.</summary>
    Truncated,

    /// <summary>A label's first octet has the top bits 01 or 10, which no label type uses (RFC 6891 §5, RFC 9499).</summary>
    BadLabelType,

    /// <summary>A compression pointer does not point to an earlier place in the message (RFC 1035 §4.1.4).</summary>
    BadPointer,
}
