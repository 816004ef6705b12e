namespace DomainBlock.Idn;

/// <summary>What an <see cref="IdnProfile"/> consists of. The first six are the parameters of UTS #46 §4 by their names there.</summary>
[Flags]
internal enum IdnRules : ushort
{
    None = 0,
    CheckHyphens = 1 << 0,
    CheckBidi = 1 << 1,
    CheckJoiners = 1 << 2,
    UseStd3AsciiRules = 1 << 3,
    VerifyDnsLength = 1 << 4,
    IgnoreInvalidPunycode = 1 << 5,
    BidiByLabel = 1 << 6,
    KeepAceLabels = 1 << 7,
    KeepAsciiNames = 1 << 8,
    ForbidUrlCharacters = 1 << 9,
    DropRootDot = 1 << 10,
    PresentationFormat = 1 << 11,
    Idna2008 = 1 << 12,
    RequireCanonical = 1 << 13,

    Dns = CheckBidi | CheckJoiners | VerifyDnsLength | BidiByLabel | KeepAceLabels | ForbidUrlCharacters | DropRootDot | PresentationFormat,
    Browser = CheckBidi | CheckJoiners | KeepAsciiNames | ForbidUrlCharacters,
    Strict = CheckHyphens | CheckBidi | CheckJoiners | UseStd3AsciiRules | VerifyDnsLength,
    Registration = Strict | Idna2008 | RequireCanonical,
}
