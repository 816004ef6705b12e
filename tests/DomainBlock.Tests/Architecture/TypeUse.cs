namespace DomainBlock.Tests.Architecture;

/// <summary>That one type mentions another, in a signature, an attribute or the code of a method.</summary>
/// <param name="User">The full name of the outermost type that mentions.</param>
/// <param name="Used">The full name of the outermost type that is mentioned.</param>
/// <param name="Assembly">The assembly of the mentioned type; null: the same one.</param>
internal readonly record struct TypeUse(string User, string Used, string? Assembly);
