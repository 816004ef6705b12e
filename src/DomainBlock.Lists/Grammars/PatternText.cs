namespace DomainBlock.Lists.Grammars;

/// <summary>Where an end of a glob must lie.</summary>
internal enum GlobEnd
{
    /// <summary>Anywhere in the name.</summary>
    Open,

    /// <summary>At a dot or at the name's end.</summary>
    LabelBoundary,

    /// <summary>At the name's end.</summary>
    NameEnd,
}

/// <summary>How a format means the text of a glob.</summary>
/// <param name="Left">Where its left end must lie.</param>
/// <param name="Right">Where its right end must lie.</param>
/// <param name="StarsStayInLabel">Whether a star matches no dot.</param>
internal readonly record struct GlobShape(GlobEnd Left, GlobEnd Right, bool StarsStayInLabel = false)
{
    /// <summary>The text may stand anywhere in a name.</summary>
    public static GlobShape Anywhere => default;

    /// <summary>The text is the whole name.</summary>
    public static GlobShape Whole => new(GlobEnd.NameEnd, GlobEnd.NameEnd);
}

/// <summary>Whose regular expressions a format has.</summary>
internal enum RegexDialect
{
    /// <summary>JavaScript's, as AdGuard reads them.</summary>
    AdGuard,

    /// <summary>POSIX extended with TRE's additions: Pi-hole.</summary>
    Posix,

    /// <summary>RE2, Go's: v2fly, sing-box, mihomo, RouteDNS.</summary>
    Re2,
}
