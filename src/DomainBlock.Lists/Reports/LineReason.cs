namespace DomainBlock.Lists;

/// <summary>Why a line of a list was accepted, ignored or refused. Every line has exactly one reason.</summary>
public enum LineReason
{
    /// <summary>It gave all the rules it holds.</summary>
    Rule,

    /// <summary>Every rule it gave is covered by other lines of its list.</summary>
    Redundant,

    /// <summary>It holds several names, of which some were refused.</summary>
    Partial,

    /// <summary>Nothing but white space.</summary>
    Blank,

    /// <summary>A comment.</summary>
    Comment,

    /// <summary>A header in brackets.</summary>
    Header,

    /// <summary>Names of the machine itself (<c>localhost</c> and the like), which hosts files begin with.</summary>
    LocalName,

    /// <summary>An address, a network, or a name that is an address.</summary>
    Address,

    /// <summary>A URL: a scheme, a path, a port or a query.</summary>
    Url,

    /// <summary>A pattern that is neither a name, a subtree nor subdomains: a star inside, or an end that is not anchored.</summary>
    Glob,

    /// <summary>A regular expression.</summary>
    Regex,

    /// <summary>An adblock modifier (<c>$…</c>).</summary>
    Modifier,

    /// <summary>
    /// An exception, or what cancels a rule, that is not supported: what it was meant to free stays blocked. The detail
    /// says which of the other unsupported kinds it is.
    /// </summary>
    LostException,

    /// <summary>A rule that changes how pages look; it has no meaning for names.</summary>
    Cosmetic,

    /// <summary>A hosts line that sends names to a real address; it redirects, it does not block.</summary>
    Redirect,

    /// <summary>A name that breaks a rule of DNS names, which the sample names.</summary>
    InvalidName,

    /// <summary>A name beyond ASCII that UTS #46 refuses; the sample names the rule.</summary>
    InvalidUnicode,

    /// <summary>Text after the name that is no comment.</summary>
    TrailingText,

    /// <summary>A hosts line that does not begin with an address.</summary>
    NoAddress,

    /// <summary>A hosts line without a name.</summary>
    NoName,

    /// <summary>More bytes than a line may have.</summary>
    TooLong,
}
