namespace DomainBlock.Patterns.Syntax;

/// <summary>The classes that have names.</summary>
internal static class CharacterClasses
{
    /// <summary>What <c>\s</c> is in JavaScript, as far as it is ASCII, and <c>[[:space:]]</c>.</summary>
    public static OctetSet Space { get; } = OctetSet.Range('\t', '\r') | OctetSet.Of(' ');

    /// <summary>A POSIX class by its name; null where there is none of that name.</summary>
    public static OctetSet? FindPosix(ReadOnlySpan<char> name) => name switch
    {
        "alnum" => Letters | OctetSet.Digits,
        "alpha" => Letters,
        "blank" => OctetSet.OfAny(" \t"),
        "cntrl" => OctetSet.Range(0, 0x1F) | OctetSet.Of(0x7F),
        "digit" => OctetSet.Digits,
        "graph" => OctetSet.Range('!', '~'),
        "lower" => OctetSet.Range('a', 'z'),
        "print" => OctetSet.Range(' ', '~'),
        "punct" => OctetSet.Range('!', '~') & ~(Letters | OctetSet.Digits),
        "space" => Space,
        "upper" => OctetSet.Range('A', 'Z'),
        "xdigit" => OctetSet.Digits | OctetSet.Range('a', 'f') | OctetSet.Range('A', 'F'),
        _ => null,
    };

    private static OctetSet Letters => OctetSet.Range('a', 'z') | OctetSet.Range('A', 'Z');
}
