namespace DomainBlock.Lists;

/// <summary>One line as an example for a reason.</summary>
/// <param name="Line">Its number, from 1.</param>
/// <param name="Reason">What became of it.</param>
/// <param name="Text">At most 80 characters of it, escaped (<see cref="EscapedText"/>).</param>
/// <param name="Detail">What is wrong with it, where the reason alone does not say; else empty.</param>
public sealed record LineSample(int Line, LineReason Reason, string Text, string Detail = "");
