namespace DomainBlock;

/// <summary>Words for an <see cref="IdnError"/>. All are constant strings; nothing is allocated.</summary>
public static class IdnErrors
{
    /// <summary>The status code of the rule in the test files of UTS #46, such as <c>V7</c>; the error's own name where those have none.</summary>
    public static string Code(this IdnError error) => error switch
    {
        IdnError.IllFormed => "A3",
        IdnError.Punycode => "P4",
        IdnError.NotNfc => "V1",
        IdnError.Hyphens34 => "V2",
        IdnError.EdgeHyphen => "V3",
        IdnError.AcePrefix => "V4",
        IdnError.LeadingMark => "V6",
        IdnError.Disallowed => "V7",
        IdnError.Std3Ascii => "U1",
        IdnError.ZeroWidthNonJoiner => "C1",
        IdnError.ZeroWidthJoiner => "C2",
        IdnError.Bidi1 => "B1",
        IdnError.Bidi2 => "B2",
        IdnError.Bidi3 => "B3",
        IdnError.Bidi4 => "B4",
        IdnError.Bidi5 => "B5",
        IdnError.Bidi6 => "B6",
        IdnError.NameLength => "A4_1",
        IdnError.LabelLength => "A4_2",
        IdnError.EmptyLabel => "X4_2",
        IdnError.None => "None",
        IdnError.TooLong => "TooLong",
        IdnError.BadEscape => "BadEscape",
        IdnError.MixedEscape => "MixedEscape",
        IdnError.Forbidden => "Forbidden",
        IdnError.NotCanonical => "NotCanonical",
        IdnError.Idna2008 => "Idna2008",
        IdnError.ContextO => "ContextO",
        IdnError.WireTruncated => "WireTruncated",
        IdnError.WireLabelType => "WireLabelType",
        IdnError.WirePointer => "WirePointer",
        _ => throw new ArgumentOutOfRangeException(nameof(error), error, "Not a defined error."),
    };

    /// <summary>The rule that the name breaks, as a short English phrase for messages.</summary>
    public static string Describe(this IdnError error) => error switch
    {
        IdnError.None => "valid",
        IdnError.TooLong => "name too long to process",
        IdnError.IllFormed => "ill-formed text encoding",
        IdnError.BadEscape => "bad escape",
        IdnError.MixedEscape => "escape in a label with characters beyond ASCII",
        IdnError.Punycode => "invalid Punycode after xn--",
        IdnError.NotNfc => "decoded label not in NFC",
        IdnError.Hyphens34 => "hyphens in third and fourth place",
        IdnError.EdgeHyphen => "hyphen at the edge of a label",
        IdnError.AcePrefix => "xn-- twice",
        IdnError.LeadingMark => "label begins with a combining mark",
        IdnError.Disallowed => "character not allowed in domain names",
        IdnError.Std3Ascii => "ASCII character other than letters, digits and hyphen",
        IdnError.ZeroWidthNonJoiner => "zero width non-joiner out of context",
        IdnError.ZeroWidthJoiner => "zero width joiner out of context",
        IdnError.Bidi1 => "bidi rule 1: label begins with a character of no direction",
        IdnError.Bidi2 => "bidi rule 2: character not allowed in a right-to-left label",
        IdnError.Bidi3 => "bidi rule 3: end not allowed in a right-to-left label",
        IdnError.Bidi4 => "bidi rule 4: European and Arabic digits in one label",
        IdnError.Bidi5 => "bidi rule 5: character not allowed in a left-to-right label",
        IdnError.Bidi6 => "bidi rule 6: end not allowed in a left-to-right label",
        IdnError.NameLength => "name empty or over 253 characters",
        IdnError.LabelLength => "label empty or over 63 octets",
        IdnError.EmptyLabel => "empty label",
        IdnError.Forbidden => "forbidden character",
        IdnError.NotCanonical => "not in canonical form",
        IdnError.Idna2008 => "character not allowed by IDNA2008",
        IdnError.ContextO => "character out of its context",
        IdnError.WireTruncated => "truncated wire form",
        IdnError.WireLabelType => "unknown label type",
        IdnError.WirePointer => "bad compression pointer",
        _ => throw new ArgumentOutOfRangeException(nameof(error), error, "Not a defined error."),
    };
}
