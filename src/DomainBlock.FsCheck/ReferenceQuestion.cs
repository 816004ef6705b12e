namespace DomainBlock.Generators;

/// <summary>What else is asked of a <see cref="ReferenceMatcher"/>, besides the name and the lists.</summary>
/// <param name="Type">The type of the query; null: none.</param>
/// <param name="Instant">The instant; the default value is the year 1.</param>
/// <param name="ViaCname">Whether a record led to the name.</param>
public readonly record struct ReferenceQuestion(ushort? Type = null, DateTimeOffset Instant = default, bool ViaCname = false);
