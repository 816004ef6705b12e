namespace DomainBlock;

/// <summary>
/// The rule that a name breaks. Rules of UTS #46 are in the order of its steps; <see cref="IdnErrors.Code"/> gives the
/// status code that the standard's test files use for them.
/// </summary>
/// <remarks>
/// There is no V5 (a label holds a dot): names are cut at dots, no character is mapped to a string with a dot among others,
/// and Punycode takes the ASCII characters of a label as they stand in it.
/// </remarks>
public enum IdnError : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The name has more units, or a label more code points, than this library processes (2,048 units; 16,384 where lengths are not verified, with 1,024 code points a label).</summary>
    TooLong,

    /// <summary>A3: ill-formed UTF-8, or an unpaired surrogate.</summary>
    IllFormed,

    /// <summary>A backslash that begins no escape of RFC 1035 §5.1.</summary>
    BadEscape,

    /// <summary>A label has both an escape and a character beyond ASCII: escaped octets are never mapped, so it has no A-label.</summary>
    MixedEscape,

    /// <summary>P4: an <c>xn--</c> label that is no Punycode, or that decodes to nothing or to ASCII only (UTS #46 §4, step 4).</summary>
    Punycode,

    /// <summary>V1: an <c>xn--</c> label decodes to text that is not in Normalization Form C.</summary>
    NotNfc,

    /// <summary>V2: hyphens in the third and fourth place (CheckHyphens).</summary>
    Hyphens34,

    /// <summary>V3: a hyphen at the start or end of a label (CheckHyphens).</summary>
    EdgeHyphen,

    /// <summary>V4: an <c>xn--</c> label decodes to text that begins with <c>xn--</c> again.</summary>
    AcePrefix,

    /// <summary>V6: a label begins with a combining mark.</summary>
    LeadingMark,

    /// <summary>V7: a code point that UTS #46 doesn't allow.</summary>
    Disallowed,

    /// <summary>U1: an ASCII character other than letters, digits and hyphen (UseSTD3ASCIIRules).</summary>
    Std3Ascii,

    /// <summary>C1: ZERO WIDTH NON-JOINER where RFC 5892 appendix A.1 doesn't allow it (CheckJoiners).</summary>
    ZeroWidthNonJoiner,

    /// <summary>C2: ZERO WIDTH JOINER where RFC 5892 appendix A.2 doesn't allow it (CheckJoiners).</summary>
    ZeroWidthJoiner,

    /// <summary>B1: a label of a bidi domain begins with a character of no direction (RFC 5893 §2, condition 1; CheckBidi).</summary>
    Bidi1,

    /// <summary>B2: a character that no right-to-left label may hold.</summary>
    Bidi2,

    /// <summary>B3: a right-to-left label ends with a character that it may not end with.</summary>
    Bidi3,

    /// <summary>B4: European and Arabic digits in one right-to-left label.</summary>
    Bidi4,

    /// <summary>B5: a character that no left-to-right label of a bidi domain may hold.</summary>
    Bidi5,

    /// <summary>B6: a left-to-right label of a bidi domain ends with a character that it may not end with.</summary>
    Bidi6,

    /// <summary>A4_1: the name has no octet, or more than 253, the final dot not counted (VerifyDnsLength).</summary>
    NameLength,

    /// <summary>A4_2: a label is empty or has more than 63 octets; the root's, after a final dot, counts unless the profile drops it (VerifyDnsLength).</summary>
    LabelLength,

    /// <summary>X4_2: an empty label that is not the root's.</summary>
    EmptyLabel,

    /// <summary>A forbidden domain code point of the WHATWG URL Standard.</summary>
    Forbidden,

    /// <summary>The name is not what it would be mapped to (Registration).</summary>
    NotCanonical,

    /// <summary>A code point that IDNA2008 doesn't allow (RFC 5892).</summary>
    Idna2008,

    /// <summary>A code point outside the context in which RFC 5892 appendix A.3 to A.9 allows it.</summary>
    ContextO,

    /// <summary>The wire form ends before the root octet.</summary>
    WireTruncated,

    /// <summary>A label's first octet has the top bits 01 or 10.</summary>
    WireLabelType,

    /// <summary>A compression pointer doesn't point to an earlier place.</summary>
    WirePointer,
}
