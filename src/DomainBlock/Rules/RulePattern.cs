namespace DomainBlock;

/// <summary>
/// Which names a rule on a name matches.
/// </summary>
public enum RulePattern : byte
{
    /// <summary>The name itself and everything below it.</summary>
    Subtree = 0,

    /// <summary>Everything below the name, not the name itself.</summary>
    Subdomains = 1,

    /// <summary>The names that have exactly one label more: <c>x.a.b</c> for <c>a.b</c>, neither <c>a.b</c> nor <c>x.y.a.b</c>.</summary>
    OneLabel = 2,

    /// <summary>
    /// The rule's name is one label, <c>a</c> for <c>a.*</c>: the names that have it directly left of their public suffix, and everything below
    /// those: <c>a.com</c>, <c>a.co.uk</c> and <c>x.a.de</c>, neither <c>a</c> nor <c>a.x.com</c>. The Public Suffix List is
    /// <see cref="BlocklistBuilderOptions.PublicSuffixes"/>; of a top level that it does not know the last label is the suffix.
    /// </summary>
    AnySuffix = 3,

    /// <summary>The name itself only.</summary>
    Exact = 4,

    /// <summary>As <see cref="AnySuffix"/>, but nothing below: <c>=a.*</c>.</summary>
    AnySuffixExact = 6,

    /// <summary>The rule stands on no name; its <see cref="Rule.Expression"/>, literals and stars, says which names it matches.</summary>
    Glob = 7,

    /// <summary>The rule stands on no name; its <see cref="Rule.Expression"/>, a regular expression, says which names it matches.</summary>
    Regex = 8,
}
