namespace DomainBlock.Lists;

/// <summary>What the reasons stand for.</summary>
public static class LineReasons
{
    /// <summary>All reasons, in the order of reports.</summary>
    public static IReadOnlyList<LineReason> All { get; } = Enum.GetValues<LineReason>();

    /// <summary>What became of a line with this reason.</summary>
    public static LineOutcome Outcome(this LineReason reason) => reason switch
    {
        LineReason.Rule => LineOutcome.Accepted,
        LineReason.Redundant => LineOutcome.Redundant,
        LineReason.Partial => LineOutcome.Partial,
        LineReason.Blank or LineReason.Comment or LineReason.Header or LineReason.LocalName => LineOutcome.Ignored,
        LineReason.Address or LineReason.Url or LineReason.Glob or LineReason.Regex or LineReason.Modifier
            or LineReason.LostException or LineReason.Cosmetic or LineReason.Redirect => LineOutcome.Unsupported,
        LineReason.InvalidName or LineReason.InvalidUnicode or LineReason.TrailingText or LineReason.NoAddress or LineReason.NoName or LineReason.TooLong => LineOutcome.Invalid,
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "Not a defined reason."),
    };

    /// <summary>The reason as reports write it: lower case, words parted by hyphens. Stable.</summary>
    public static string Label(this LineReason reason) => reason switch
    {
        LineReason.Rule => "rule",
        LineReason.Redundant => "redundant",
        LineReason.Partial => "partial",
        LineReason.Blank => "blank",
        LineReason.Comment => "comment",
        LineReason.Header => "header",
        LineReason.LocalName => "local-name",
        LineReason.Address => "address",
        LineReason.Url => "url",
        LineReason.Glob => "glob",
        LineReason.Regex => "regex",
        LineReason.Modifier => "modifier",
        LineReason.LostException => "lost-exception",
        LineReason.Cosmetic => "cosmetic",
        LineReason.Redirect => "redirect",
        LineReason.InvalidName => "invalid-name",
        LineReason.InvalidUnicode => "invalid-unicode",
        LineReason.TrailingText => "trailing-text",
        LineReason.NoAddress => "no-address",
        LineReason.NoName => "no-name",
        LineReason.TooLong => "too-long",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "Not a defined reason."),
    };

    /// <summary>The outcome as reports write it: one lower-case word. Stable.</summary>
    public static string Label(this LineOutcome outcome) => outcome switch
    {
        LineOutcome.Accepted => "accepted",
        LineOutcome.Redundant => "redundant",
        LineOutcome.Partial => "partial",
        LineOutcome.Ignored => "ignored",
        LineOutcome.Unsupported => "unsupported",
        LineOutcome.Invalid => "invalid",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "Not a defined outcome."),
    };
}
