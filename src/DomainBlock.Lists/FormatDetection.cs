namespace DomainBlock.Lists;

/// <summary>What a list's lines say of its format. A detection that is not <see cref="IsCertain"/> is no answer: ask the user.</summary>
/// <param name="Format">The format that most lines speak for; null where no line speaks for any.</param>
/// <param name="AgreementPercent">The share of lines, in percent, that speak for it.</param>
/// <param name="RunnerUp">The format that comes second, if any line speaks for it.</param>
/// <param name="RunnerUpPercent">The share of lines, in percent, that speak for the runner-up.</param>
/// <param name="LinesSeen">How many lines that are no comment were looked at.</param>
/// <param name="Evidence">The first lines that speak for the format; for an uncertain one also the first that do not.</param>
public sealed record FormatDetection(
    ListFormat? Format,
    double AgreementPercent,
    ListFormat? RunnerUp,
    double RunnerUpPercent,
    int LinesSeen,
    IReadOnlyList<LineSample> Evidence)
{
    /// <summary>The share of lines, in percent, that must agree.</summary>
    public const double RequiredPercent = 90;

    /// <summary>Whether enough lines agree.</summary>
    public bool IsCertain => Format is not null && AgreementPercent >= RequiredPercent;
}
