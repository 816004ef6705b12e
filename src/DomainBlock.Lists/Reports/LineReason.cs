namespace DomainBlock.Lists;

/// <summary>Why a line of a list was accepted, ignored or refused. Every line has exactly one reason.</summary>
public enum LineReason
{
    /// <summary>It gave all the rules it holds.</summary>
    Rule,

    /// <summary>It takes back rules that say the same (adblock's <c>$badfilter</c>).</summary>
    Cancels,

    /// <summary>Every rule it gave is taken back by other lines of its list.</summary>
    Cancelled,

    /// <summary>Every rule it gave is covered by other lines of its list.</summary>
    Redundant,

    /// <summary>Every rule it gave is held back, as it would take strangers with it; the detail says why.</summary>
    HeldBack,

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

    /// <summary>A line of a configuration or zone that is about something else than names to block or allow.</summary>
    Directive,

    /// <summary>A record that every zone has for itself: SOA or NS at its top, or a signature.</summary>
    ZoneRecord,

    /// <summary>A piece of something of which another line has the reason: the beginning of what ends later, or further addresses of an answer.</summary>
    Continued,

    /// <summary>An address, a network, or a name that is an address.</summary>
    Address,

    /// <summary>A URL: a scheme, a path, a port or a query.</summary>
    Url,

    /// <summary>A pattern that is neither a name, a subtree nor subdomains: a star inside, or an end that is not anchored.</summary>
    Glob,

    /// <summary>A regular expression.</summary>
    Regex,

    /// <summary>A condition that rules cannot hold, or that nobody knows: an adblock modifier (<c>$…</c>), a query type. The detail names it.</summary>
    Modifier,

    /// <summary>An adblock rule for browsers: what it looks at (a request's kind, its page) is not known where names are asked for.</summary>
    Browser,

    /// <summary>A rule for some clients only. Lists for different clients are told apart by views of a compiled file.</summary>
    Client,

    /// <summary>A rule that is in force at certain times of the day or week.</summary>
    Schedule,

    /// <summary>A block with an answer of its own that rules cannot hold. The detail names it.</summary>
    Answer,

    /// <summary>Something else than a block or an exception is done with the name. The detail names it.</summary>
    Action,

    /// <summary>A rule that looks at something else than the name asked for: an address, a name server, a client. The detail names it.</summary>
    Trigger,

    /// <summary>Another file is to be read in this place; a list is one file.</summary>
    Include,

    /// <summary>
    /// An exception, or what cancels a rule, that is not supported: what it was meant to free stays blocked. The detail
    /// says which of the other unsupported kinds it is.
    /// </summary>
    LostException,

    /// <summary>A rule that changes how pages look; it has no meaning for names.</summary>
    Cosmetic,

    /// <summary>Answers with data that rules cannot hold; in a hosts file, with a real address.</summary>
    Redirect,

    /// <summary>Sends questions for names to a server of their own.</summary>
    Forward,

    /// <summary>A name that breaks a rule of DNS names, which the sample names.</summary>
    InvalidName,

    /// <summary>A name beyond ASCII that UTS #46 refuses; the sample names the rule.</summary>
    InvalidUnicode,

    /// <summary>Text after the name that is no comment.</summary>
    TrailingText,

    /// <summary>A line that breaks the grammar of its format; the sample says how.</summary>
    Syntax,

    /// <summary>A hosts line that does not begin with an address.</summary>
    NoAddress,

    /// <summary>A hosts line without a name.</summary>
    NoName,

    /// <summary>More bytes than a line may have.</summary>
    TooLong,
}
