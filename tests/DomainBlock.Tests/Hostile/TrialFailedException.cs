namespace DomainBlock.Tests.Hostile;

/// <summary>A reader did with a mutant what it may not.</summary>
internal sealed class TrialFailedException(string message) : Exception(message);
