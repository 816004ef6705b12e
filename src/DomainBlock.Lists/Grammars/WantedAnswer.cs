namespace DomainBlock.Lists.Grammars;

/// <summary>What a line wants a blocked name to be answered with.</summary>
internal enum WantedAnswer
{
    /// <summary>What the server answers where no rule says anything.</summary>
    Any,

    /// <summary>NXDOMAIN: there is no such name. What most servers answer unasked.</summary>
    NoSuchName,

    /// <summary>The addresses that lead nowhere, 0.0.0.0 and ::. What the others answer unasked.</summary>
    NullAddress,

    /// <summary>NODATA: the name is there, and has nothing of the type asked for.</summary>
    NoData,

    /// <summary>REFUSED.</summary>
    Refused,

    /// <summary>No answer at all.</summary>
    Drop,
}
