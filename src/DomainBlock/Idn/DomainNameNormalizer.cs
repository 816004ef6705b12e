using DomainBlock.Idn;
using DomainBlock.Text;

namespace DomainBlock;

/// <summary>
/// Brings domain names into canonical form, judges them, and shows them: UTS #46 (revision 35, Unicode 17) with tables of
/// its own, so that results are the same with ICU, without it, and in native programs.
/// </summary>
/// <remarks>
/// All members are thread-safe and allocate nothing, whatever the input; none throws on a name. Text may be UTF-16 or
/// UTF-8; destinations may not overlap their source.
/// </remarks>
public static class DomainNameNormalizer
{
    /// <summary>Octets that always suffice for a name in wire form, its root octet included (RFC 1035 §2.3.4).</summary>
    public const int MaxWireLength = NameBuffer.MaxOctets + 1;

    /// <summary>Octets that suffice for a name as text without escapes, in profiles that verify lengths.</summary>
    public const int MaxTextLength = NameBuffer.MaxOctets - 1;

    /// <summary>Octets that suffice for any name in presentation format: each octet may be written <c>\DDD</c>.</summary>
    public const int MaxPresentationLength = PresentationText.MaxLength;

    /// <summary>The version of the Unicode data.</summary>
    public static string UnicodeVersion => CodePointTable.UnicodeVersion;

    /// <summary>Writes a name's canonical text: ASCII, A-labels, lower case. The root alone is <c>.</c>.</summary>
    /// <param name="name">The name, as UTF-16.</param>
    /// <param name="ascii">Room for the result: <see cref="MaxTextLength"/>, or <see cref="MaxPresentationLength"/> where there may be escapes.</param>
    /// <param name="profile">The rules; <see cref="IdnProfile.Dns"/> unless given.</param>
    public static IdnResult Normalize(ReadOnlySpan<char> name, Span<byte> ascii, IdnProfile profile = default) =>
        NameNormalization.ToText(name, ascii, profile.Rules);

    /// <summary>Writes a name's canonical text: ASCII, A-labels, lower case. The root alone is <c>.</c>.</summary>
    /// <param name="utf8">The name, as UTF-8.</param>
    /// <param name="ascii">Room for the result: <see cref="MaxTextLength"/>, or <see cref="MaxPresentationLength"/> where there may be escapes.</param>
    /// <param name="profile">The rules; <see cref="IdnProfile.Dns"/> unless given.</param>
    public static IdnResult Normalize(ReadOnlySpan<byte> utf8, Span<byte> ascii, IdnProfile profile = default) =>
        NameNormalization.ToText(utf8, ascii, profile.Rules);

    /// <summary>Writes a name in canonical, uncompressed wire form, its root octet included. Lengths are verified in every profile.</summary>
    /// <param name="name">The name, as UTF-16.</param>
    /// <param name="wire">Room for <see cref="MaxWireLength"/> octets.</param>
    /// <param name="profile">The rules; <see cref="IdnProfile.Dns"/> unless given.</param>
    public static IdnResult NormalizeToWire(ReadOnlySpan<char> name, Span<byte> wire, IdnProfile profile = default) =>
        NameNormalization.ToWire(name, wire, profile.Rules);

    /// <summary>Writes a name in canonical, uncompressed wire form, its root octet included. Lengths are verified in every profile.</summary>
    /// <param name="utf8">The name, as UTF-8.</param>
    /// <param name="wire">Room for <see cref="MaxWireLength"/> octets.</param>
    /// <param name="profile">The rules; <see cref="IdnProfile.Dns"/> unless given.</param>
    public static IdnResult NormalizeToWire(ReadOnlySpan<byte> utf8, Span<byte> wire, IdnProfile profile = default) =>
        NameNormalization.ToWire(utf8, wire, profile.Rules);

    /// <summary>
    /// Writes a wire name in canonical, uncompressed wire form: pointers are followed, never in a loop, and A to Z are
    /// lower-cased. Octets beyond ASCII stay as they are (RFC 4343 §3).
    /// </summary>
    /// <param name="name">The name in its message.</param>
    /// <param name="wire">Room for <see cref="MaxWireLength"/> octets.</param>
    /// <param name="consumed">How many octets the name takes at its place in the message; 0 if it is invalid.</param>
    /// <remarks>
    /// The flags of a valid name: <see cref="IdnFlags.WasCanonical"/> where the octets at that place were the result,
    /// <see cref="IdnFlags.HadUpper"/> and <see cref="IdnFlags.HadAce"/>, labels behind pointers included. A compressed name is not
    /// canonical, whatever its case. The others are never set: wire form holds octets, not characters.
    /// </remarks>
    public static IdnResult NormalizeWire(WireName name, Span<byte> wire, out int consumed) =>
        NameNormalization.FromWire(name, wire, out consumed);

    /// <summary>
    /// Whether the text is its own canonical form by <see cref="IdnProfile.Dns"/>, so that nothing need be copied. Exact:
    /// true if and only if <see cref="Normalize(ReadOnlySpan{char}, Span{byte}, IdnProfile)"/> would write the same characters.
    /// </summary>
    public static bool IsCanonical(ReadOnlySpan<char> name) => CanonicalText.IsCanonical(name);

    /// <inheritdoc cref="IsCanonical(ReadOnlySpan{char})"/>
    public static bool IsCanonical(ReadOnlySpan<byte> utf8) => CanonicalText.IsCanonical(utf8);

    /// <summary>
    /// Writes a name for people to read: mapped, with <c>xn--</c> labels decoded. After an error it writes what there is
    /// (UTS #46 §4.3) and says so. In profiles that let <c>xn--</c> labels pass, one that is not valid stays as it is.
    /// </summary>
    /// <param name="name">The name, as UTF-16.</param>
    /// <param name="unicode">Room for the result. An <c>xn--</c> label never grows; a character beyond ASCII may be mapped to 18.</param>
    /// <param name="profile">The rules; <see cref="IdnProfile.Dns"/> unless given.</param>
    public static IdnResult ToUnicode(ReadOnlySpan<char> name, Span<char> unicode, IdnProfile profile = default) =>
        NameNormalization.ToUnicode(name, unicode, profile.Rules);

    /// <inheritdoc cref="ToUnicode(ReadOnlySpan{char}, Span{char}, IdnProfile)"/>
    public static IdnResult ToUnicode(ReadOnlySpan<char> name, Span<byte> unicode, IdnProfile profile = default) =>
        NameNormalization.ToUnicode(name, unicode, profile.Rules);

    /// <inheritdoc cref="ToUnicode(ReadOnlySpan{char}, Span{char}, IdnProfile)"/>
    /// <param name="utf8">The name, as UTF-8.</param>
    /// <param name="unicode">Room for the result, as UTF-16.</param>
    /// <param name="profile">The rules; <see cref="IdnProfile.Dns"/> unless given.</param>
    public static IdnResult ToUnicode(ReadOnlySpan<byte> utf8, Span<char> unicode, IdnProfile profile = default) =>
        NameNormalization.ToUnicode(utf8, unicode, profile.Rules);

    /// <inheritdoc cref="ToUnicode(ReadOnlySpan{byte}, Span{char}, IdnProfile)"/>
    public static IdnResult ToUnicode(ReadOnlySpan<byte> utf8, Span<byte> unicode, IdnProfile profile = default) =>
        NameNormalization.ToUnicode(utf8, unicode, profile.Rules);

    /// <summary>Finds every rule that a name breaks: the exact set of status codes that UTS #46 assigns, label by label.</summary>
    /// <param name="name">The name, as UTF-16.</param>
    /// <param name="labels">Room for one description a label; may be shorter, or empty.</param>
    /// <param name="profile">The rules; <see cref="IdnProfile.Dns"/> unless given.</param>
    /// <param name="operation">The operation that is asked about.</param>
    public static IdnDiagnosis Diagnose(
        ReadOnlySpan<char> name, Span<IdnLabelDiagnosis> labels, IdnProfile profile = default, IdnOperation operation = IdnOperation.ToAscii) =>
        NameDiagnosis.Diagnose(name, labels, profile.Rules, operation);

    /// <inheritdoc cref="Diagnose(ReadOnlySpan{char}, Span{IdnLabelDiagnosis}, IdnProfile, IdnOperation)"/>
    /// <param name="utf8">The name, as UTF-8.</param>
    /// <param name="labels">Room for one description a label; may be shorter, or empty.</param>
    /// <param name="profile">The rules; <see cref="IdnProfile.Dns"/> unless given.</param>
    /// <param name="operation">The operation that is asked about.</param>
    public static IdnDiagnosis Diagnose(
        ReadOnlySpan<byte> utf8, Span<IdnLabelDiagnosis> labels, IdnProfile profile = default, IdnOperation operation = IdnOperation.ToAscii) =>
        NameDiagnosis.Diagnose(utf8, labels, profile.Rules, operation);
}
