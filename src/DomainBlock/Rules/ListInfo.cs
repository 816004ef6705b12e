namespace DomainBlock;

/// <summary>A list that rules came from, as the compiled file records it.</summary>
/// <param name="Name">What the list is called in answers and reports; unique in its file, not empty.</param>
/// <param name="Format">The name of the format it was read as; empty where rules were given as such.</param>
public sealed record ListInfo(string Name, string Format = "")
{
    /// <summary>
    /// Whether the list is a zone in the sense of RFC 4592, as a response policy zone is: its wildcards (<see cref="RulePattern.Subdomains"/>)
    /// do not reach past a name that exists in it. A name exists if a rule of the list stands on it or below it. A wildcard then matches a
    /// name only if that does not exist and the wildcard stands on the longest existing name above it. Rules of other patterns match as
    /// ever. No rule of such a list is left out as redundant.
    /// </summary>
    public bool UsesClosestEncloser { get; init; }
}
