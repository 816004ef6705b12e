namespace DomainBlock.Lists;

/// <summary>Why a list was refused as a whole. The names are stable: scripts may rely on them.</summary>
public enum ListFault
{
    /// <summary>There is not one byte in it.</summary>
    Empty,

    /// <summary>It is a page for a browser.</summary>
    Html,

    /// <summary>It is no text.</summary>
    Binary,

    /// <summary>It is text in UTF-16 or UTF-32.</summary>
    WideText,

    /// <summary>It is a compiled blocklist, not a list.</summary>
    Compiled,

    /// <summary>Its gzip data is damaged, cut off, or followed by other bytes.</summary>
    DamagedGzip,

    /// <summary>It would decompress to more than the limits allow.</summary>
    DecompressionLimit,

    /// <summary>Too few of its lines agree on one format.</summary>
    UnknownFormat,

    /// <summary>It ends inside of something that goes over several lines: it is cut off, or damaged.</summary>
    CutOff,

    /// <summary>It is not built as its format wants all of a file to be; none of it is taken.</summary>
    Malformed,

    /// <summary>It is many lists in one, and which of them is meant was not said, or is not in it.</summary>
    UnknownSelection,

    /// <summary>Too small a share of its lines gave rules.</summary>
    TooFewAccepted,
}
