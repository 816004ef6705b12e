using System.Buffers;

namespace DomainBlock.Lists.Proxies;

/// <summary>
/// Which of the many lists of a geosite file are meant: <c>CODE[@ATTRIBUTE…]</c>, several parted by commas. An attribute takes only entries that have it, <c>@-ATTRIBUTE</c> only
/// those that do not; of several, all must hold. Codes and attributes are read in any case. Immutable.
/// </summary>
public sealed class GeositeSelection
{
    private static readonly SearchValues<char> Signs = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_.!");

    private readonly (string Code, string[] Attributes)[] _parts;

    private GeositeSelection((string Code, string[] Attributes)[] parts) => _parts = parts;

    /// <summary>The codes, in lower case.</summary>
    public IReadOnlyList<string> Codes => [.. _parts.Select(part => part.Code).Distinct()];

    /// <summary>Reads a selection.</summary>
    /// <param name="text">As <c>google@ads,category-ads-all</c>.</param>
    /// <exception cref="FormatException">It is none; the message says why.</exception>
    public static GeositeSelection Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new GeositeSelection([.. text.ToLowerInvariant().Split(',').Select(ParsePart)]);
    }

    /// <summary>The list of one code, whatever signs it has.</summary>
    internal static GeositeSelection Of(string code) => new([(code, [])]);

    /// <summary>The selection as it would be written.</summary>
    public override string ToString() => string.Join(',', _parts.Select(part => string.Concat([part.Code, .. part.Attributes.Select(a => $"@{a}")])));

    /// <summary>Whether the list of a code is meant.</summary>
    /// <param name="code">The code, in lower case.</param>
    internal bool TakesCode(string code) => Array.Exists(_parts, part => part.Code == code);

    /// <summary>Whether an entry of a list is meant.</summary>
    /// <param name="code">The list's code, in lower case.</param>
    /// <param name="attributes">The entry's attributes, in lower case.</param>
    internal bool Takes(string code, IReadOnlyList<string> attributes) =>
        Array.Exists(_parts, part => part.Code == code && Array.TrueForAll(part.Attributes, wanted => Holds(wanted, attributes)));

    private static bool Holds(string wanted, IReadOnlyList<string> attributes) =>
        wanted[0] == '-' ? !attributes.Contains(wanted[1..], StringComparer.Ordinal) : attributes.Contains(wanted, StringComparer.Ordinal);

    private static (string Code, string[] Attributes) ParsePart(string text)
    {
        string[] words = text.Split('@');
        foreach (string word in words)
        {
            bool isWord = word is not ("" or "-") && !word.AsSpan().ContainsAnyExcept(Signs);
            if (!isWord)
                throw new FormatException($"'{text}' is no selection of a geosite file: CODE or CODE@ATTRIBUTE, several parted by commas.");
        }
        return (words[0], words[1..]);
    }
}
