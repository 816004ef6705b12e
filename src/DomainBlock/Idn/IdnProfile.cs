using DomainBlock.Idn;

namespace DomainBlock;

/// <summary>
/// Which rules a name is read by: one of four profiles, or one of them with single rules changed
/// (<c>IdnProfile.Strict with { UseStd3AsciiRules = false }</c>). The default value is <see cref="Dns"/>.
/// </summary>
/// <remarks>
/// Immutable; two bytes. In every profile processing is non-transitional (UTS #46 deprecates the other), and letters
/// are mapped before they are judged, so that upper case is never an error but in <see cref="Registration"/>.
/// </remarks>
public readonly record struct IdnProfile
{
    // The difference from Dns, so that the default value is Dns.
    private readonly IdnRules _difference;

    private IdnProfile(IdnRules rules) => _difference = rules ^ IdnRules.Dns;

    /// <summary>
    /// Names as DNS software meets them. Text is in presentation format. ASCII labels, <c>xn--</c> labels among them, pass
    /// through lower-cased whatever they hold; a label beyond ASCII is mapped, validated and encoded by itself, the Bidi
    /// Rule included, so that a label's result never depends on its neighbours. Lengths are verified, a final dot is dropped.
    /// </summary>
    public static IdnProfile Dns => default;

    /// <summary>
    /// The domain parser of the WHATWG URL Standard with beStrict false, as of June 2026: a name of ASCII only is lower-cased
    /// and nothing else; any other goes through UTS #46. Lengths are not verified; forbidden domain code points are refused.
    /// </summary>
    public static IdnProfile Browser => new(IdnRules.Browser);

    /// <summary>UTS #46 with all its checks: CheckHyphens, CheckBidi, CheckJoiners, UseSTD3ASCIIRules, VerifyDnsLength.</summary>
    public static IdnProfile Strict => new(IdnRules.Strict);

    /// <summary>
    /// <see cref="Strict"/>, and what registries ask (RFC 5891 §4): only code points that IDNA2008 allows, each in its context,
    /// and a name that is already in canonical form.
    /// </summary>
    public static IdnProfile Registration => new(IdnRules.Registration);

    /// <summary>CheckHyphens (V2, V3): no hyphen at a label's edges, nor in both its third and fourth place. In labels that pass through nothing is checked.</summary>
    public bool CheckHyphens { get => Has(IdnRules.CheckHyphens); init => _difference = Set(IdnRules.CheckHyphens, value); }

    /// <summary>CheckBidi: the Bidi Rule of RFC 5893.</summary>
    public bool CheckBidi { get => Has(IdnRules.CheckBidi); init => _difference = Set(IdnRules.CheckBidi, value); }

    /// <summary>CheckJoiners: the ContextJ rules of RFC 5892.</summary>
    public bool CheckJoiners { get => Has(IdnRules.CheckJoiners); init => _difference = Set(IdnRules.CheckJoiners, value); }

    /// <summary>UseSTD3ASCIIRules (U1): of ASCII only letters, digits and hyphens.</summary>
    public bool UseStd3AsciiRules { get => Has(IdnRules.UseStd3AsciiRules); init => _difference = Set(IdnRules.UseStd3AsciiRules, value); }

    /// <summary>VerifyDnsLength: labels of 1 to 63 octets, names of 1 to 253. Wire form always asks for it.</summary>
    public bool VerifyDnsLength { get => Has(IdnRules.VerifyDnsLength); init => _difference = Set(IdnRules.VerifyDnsLength, value); }

    /// <summary>IgnoreInvalidPunycode: an <c>xn--</c> label that is no Punycode passes through as it is.</summary>
    public bool IgnoreInvalidPunycode { get => Has(IdnRules.IgnoreInvalidPunycode); init => _difference = Set(IdnRules.IgnoreInvalidPunycode, value); }

    /// <summary>Whether the Bidi Rule is asked only of labels that have right-to-left characters themselves, instead of all labels of a domain that has one.</summary>
    public bool BidiByLabel { get => Has(IdnRules.BidiByLabel); init => _difference = Set(IdnRules.BidiByLabel, value); }

    /// <summary>Whether <c>xn--</c> labels pass through instead of being decoded and validated.</summary>
    public bool KeepAceLabels { get => Has(IdnRules.KeepAceLabels); init => _difference = Set(IdnRules.KeepAceLabels, value); }

    /// <summary>Whether a name of ASCII only is lower-cased and nothing else.</summary>
    public bool KeepAsciiNames { get => Has(IdnRules.KeepAsciiNames); init => _difference = Set(IdnRules.KeepAsciiNames, value); }

    /// <summary>Whether the result may not have a forbidden domain code point of the WHATWG URL Standard: controls, space, and <c># % / : &lt; &gt; ? @ [ \ ] ^ |</c>.</summary>
    public bool ForbidUrlCharacters { get => Has(IdnRules.ForbidUrlCharacters); init => _difference = Set(IdnRules.ForbidUrlCharacters, value); }

    /// <summary>Whether a final dot is accepted and left out. Else it is an error where lengths are verified, and kept where not.</summary>
    public bool DropRootDot { get => Has(IdnRules.DropRootDot); init => _difference = Set(IdnRules.DropRootDot, value); }

    /// <summary>Whether text is RFC 1035 §5.1 presentation format, in which a backslash begins an escape; canonical text is then written the same way.</summary>
    public bool PresentationFormat { get => Has(IdnRules.PresentationFormat); init => _difference = Set(IdnRules.PresentationFormat, value); }

    /// <summary>Whether labels beyond ASCII may have only code points that RFC 5892 allows, each in its context.</summary>
    public bool Idna2008 { get => Has(IdnRules.Idna2008); init => _difference = Set(IdnRules.Idna2008, value); }

    /// <summary>Whether a name that mapping would change is an error.</summary>
    public bool RequireCanonical { get => Has(IdnRules.RequireCanonical); init => _difference = Set(IdnRules.RequireCanonical, value); }

    internal IdnRules Rules => _difference ^ IdnRules.Dns;

    private bool Has(IdnRules rule) => (Rules & rule) != 0;

    private IdnRules Set(IdnRules rule, bool value) => Has(rule) == value ? _difference : _difference ^ rule;
}
