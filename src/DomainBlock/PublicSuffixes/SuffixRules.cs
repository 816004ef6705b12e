namespace DomainBlock.PublicSuffixes;

/// <summary>Which rules of the Public Suffix List a name has. Those of the private section are the same bits, further up.</summary>
[Flags]
internal enum SuffixRules : byte
{
    None = 0,

    /// <summary>The name is a public suffix.</summary>
    Plain = 1,

    /// <summary>Each name with one label more is one (<c>*.ck</c>).</summary>
    Wildcard = 2,

    /// <summary>It is none, though a wildcard says so (<c>!www.ck</c>): the name above it is.</summary>
    Exception = 4,

    /// <summary>In a table only: names below this one have rules too, so that a look-up goes on.</summary>
    LeadsOn = 0x80,
}

internal static class SuffixRulesExtensions
{
    /// <summary>How far up the private section's rules are.</summary>
    public const int PrivateShift = 3;

    /// <summary>The rules of the sections that count.</summary>
    public static SuffixRules In(this SuffixRules rules, bool withPrivate)
    {
        const int All = (1 << PrivateShift) - 1;
        return (SuffixRules)(((int)rules & All) | (withPrivate ? (int)rules >> PrivateShift : 0));
    }
}
