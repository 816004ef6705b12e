namespace DomainBlock;

/// <summary>How far a compilation has come. What is counted is up to the stage: the share is what counts.</summary>
/// <param name="Stage">What is being done.</param>
/// <param name="Done">How much of it is done, from 0.</param>
/// <param name="Total">How much there is to do, as far as can be told; never less than <paramref name="Done"/>.</param>
public readonly record struct BuildProgress(BuildStage Stage, long Done, long Total);
