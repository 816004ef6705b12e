namespace DomainBlock.Tool.Output;

/// <summary>The command line is wrong: what is wrong with it, and what to write instead.</summary>
internal sealed class UsageException(string explanation) : Exception(explanation);
