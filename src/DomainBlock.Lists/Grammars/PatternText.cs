using System.Buffers;

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
    private static readonly SearchValues<byte> Signs = SearchValues.Create("*?[]^|"u8);

    /// <summary>The text may stand anywhere in a name.</summary>
    public static GlobShape Anywhere => default;

    /// <summary>The text is the whole name.</summary>
    public static GlobShape Whole => new(GlobEnd.NameEnd, GlobEnd.NameEnd);

    /// <summary>
    /// The name of which a glob means everything below, where that is all it means: anything, a dot, and this name to the end. Empty for
    /// other globs. What stands before a dot is at least one label, for no name begins with a dot.
    /// </summary>
    public ReadOnlySpan<byte> NameAbove(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> rest = text.TrimStart((byte)'*');
        bool beginsAnywhere = rest.Length < text.Length || Left == GlobEnd.Open;
        bool isName = beginsAnywhere && Right == GlobEnd.NameEnd && !StarsStayInLabel && rest is [(byte)'.', _, ..] && !rest.ContainsAny(Signs);
        return isName ? rest[1..] : default;
    }
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
