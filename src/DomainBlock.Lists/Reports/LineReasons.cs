namespace DomainBlock.Lists;

/// <summary>What the reasons stand for.</summary>
public static class LineReasons
{
    /// <summary>All reasons, in the order of reports.</summary>
    public static IReadOnlyList<LineReason> All { get; } = Enum.GetValues<LineReason>();

    /// <summary>What became of a line with this reason.</summary>
    public static LineOutcome Outcome(this LineReason reason) => reason switch
    {
        LineReason.Rule or LineReason.Cancels => LineOutcome.Accepted,
        LineReason.Cancelled => LineOutcome.Cancelled,
        LineReason.Redundant => LineOutcome.Redundant,
        LineReason.HeldBack => LineOutcome.HeldBack,
        LineReason.Partial => LineOutcome.Partial,
        >= LineReason.Blank and <= LineReason.Continued => LineOutcome.Ignored,
        >= LineReason.Address and <= LineReason.Forward => LineOutcome.Unsupported,
        >= LineReason.InvalidName and <= LineReason.TooLong => LineOutcome.Invalid,
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "Not a defined reason."),
    };

    /// <summary>The reason as reports write it: lower case, words parted by hyphens. Stable.</summary>
    public static string Label(this LineReason reason) => reason switch
    {
        LineReason.Rule => "rule",
        LineReason.Cancels => "cancels",
        LineReason.Cancelled => "cancelled",
        LineReason.Redundant => "redundant",
        LineReason.HeldBack => "held-back",
        LineReason.Partial => "partial",
        LineReason.Blank => "blank",
        LineReason.Comment => "comment",
        LineReason.Header => "header",
        LineReason.LocalName => "local-name",
        LineReason.Directive => "directive",
        LineReason.ZoneRecord => "zone-record",
        LineReason.Continued => "continued",
        LineReason.Address => "address",
        LineReason.Url => "url",
        LineReason.Glob => "glob",
        LineReason.Regex => "regex",
        LineReason.Modifier => "modifier",
        LineReason.Browser => "browser",
        LineReason.Client => "client",
        LineReason.Schedule => "schedule",
        LineReason.Answer => "answer",
        LineReason.Action => "action",
        LineReason.Trigger => "trigger",
        LineReason.Include => "include",
        LineReason.LostException => "lost-exception",
        LineReason.Cosmetic => "cosmetic",
        LineReason.Redirect => "redirect",
        LineReason.Forward => "forward",
        LineReason.InvalidName => "invalid-name",
        LineReason.InvalidUnicode => "invalid-unicode",
        LineReason.TrailingText => "trailing-text",
        LineReason.Syntax => "syntax",
        LineReason.NoAddress => "no-address",
        LineReason.NoName => "no-name",
        LineReason.TooLong => "too-long",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "Not a defined reason."),
    };

    /// <summary>The outcome as reports write it: lower case. Stable.</summary>
    public static string Label(this LineOutcome outcome) => outcome switch
    {
        LineOutcome.Accepted => "accepted",
        LineOutcome.Cancelled => "cancelled",
        LineOutcome.Redundant => "redundant",
        LineOutcome.HeldBack => "held back",
        LineOutcome.Partial => "partial",
        LineOutcome.Ignored => "ignored",
        LineOutcome.Unsupported => "unsupported",
        LineOutcome.Invalid => "invalid",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "Not a defined outcome."),
    };
}
