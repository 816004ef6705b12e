namespace DomainBlock;

/// <summary>Words for a <see cref="NameStatus"/>.</summary>
public static class NameStatusExtensions
{
    /// <summary>The rule that the name breaks, as a short English phrase for messages; <c>valid</c> for a valid name.</summary>
    /// <returns>A constant string; nothing is allocated.</returns>
    public static string Describe(this NameStatus status) => status switch
    {
        NameStatus.Valid => "valid",
        NameStatus.Empty => "the name is empty",
        NameStatus.EmptyLabel => "empty label",
        NameStatus.LabelTooLong => "label over 63 octets",
        NameStatus.NameTooLong => "name over 253 characters",
        NameStatus.BadEscape => "bad escape",
        NameStatus.IllFormedText => "ill-formed text encoding",
        NameStatus.ForbiddenCharacter => "forbidden character",
        NameStatus.InvalidUnicode => "not a valid internationalised name",
        NameStatus.Truncated => "truncated wire form",
        NameStatus.BadLabelType => "unknown label type",
        NameStatus.BadPointer => "bad compression pointer",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Not a defined status."),
    };
}
