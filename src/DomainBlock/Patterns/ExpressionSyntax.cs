namespace DomainBlock;

/// <summary>The language that a <see cref="NameExpression"/> is written in. Numbers are stored in files. Globs come below <see cref="AdGuardRegex"/>.</summary>
public enum ExpressionSyntax : byte
{
    /// <summary>
    /// An adblock pattern as AdGuard Home reads it: <c>||</c>, <c>|</c>, <c>^</c>, <c>*</c>; open at both ends where nothing anchors it
    /// (AdguardTeam/urlfilter, <c>rules/simple_regex.go</c>). Letters of either case are the same.
    /// </summary>
    AdblockGlob = 1,

    /// <summary><c>*x</c>: names whose text ends with x, as dnsmasq's <c>/*x/</c> and the suffixes of sing-box's first version.</summary>
    SuffixGlob = 2,

    /// <summary>
    /// A pattern of dnscrypt-proxy (<c>pattern_matcher.go</c>): <c>*x*</c>, <c>x*</c>, <c>*x</c>, or with a <c>?</c>, a <c>[…]</c> or a star inside, which is Go's
    /// <c>filepath.Match</c>.
    /// </summary>
    DnscryptGlob = 3,

    /// <summary>As mihomo: <c>*</c> is one whole label, <c>+.x</c> is x and everything below, <c>.x</c> everything below.</summary>
    LabelGlob = 4,

    /// <summary>Names whose text contains the text: <c>keyword:</c>, <c>domain_keyword</c>.</summary>
    Keyword = 5,

    /// <summary>The whole name, in which <c>*</c> is any octets and <c>?</c> is one: mihomo's <c>DOMAIN-WILDCARD</c>.</summary>
    WildcardGlob = 6,

    /// <summary>
    /// What stands between an adblock rule's slashes: JavaScript's regular expressions (ECMA-262, Annex B, without the flag u), and what Go's understand beyond
    /// them. What the two engines read differently is refused. Letters of either case are the same, as in every rule without <c>$match-case</c>.
    /// </summary>
    AdGuardRegex = 16,

    /// <summary>RE2 as Go has it, for <c>regexp:</c> of v2ray and <c>domain_regex</c> of sing-box. Upper-case letters match no name.</summary>
    Re2Regex = 17,

    /// <summary>
    /// POSIX extended regular expressions as TRE reads them with the flags that Pi-hole gives it
    /// (<c>REG_EXTENDED | REG_ICASE | REG_NOSUB</c>; pi-hole/FTL, <c>src/regex.c</c>). Letters of either case are the same.
    /// </summary>
    PosixRegex = 18,
}
