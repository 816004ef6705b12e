namespace DomainBlock;

/// <summary>A list that rules came from, as the compiled file records it.</summary>
/// <param name="Name">What the list is called in answers and reports; unique in its file, not empty.</param>
/// <param name="Format">The name of the format it was read as; empty where rules were given as such.</param>
public sealed record ListInfo(string Name, string Format = "");
