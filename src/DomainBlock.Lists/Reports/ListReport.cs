using System.Globalization;
using DomainBlock.Lists.Reports;

namespace DomainBlock.Lists;

/// <summary>
/// What became of every line of a list. The counts over all reasons add up to the number of lines, the last one included
/// where it has no line end; reading fails if they do not. Immutable.
/// </summary>
public sealed class ListReport
{
    /// <summary>How many samples are kept for each reason.</summary>
    public const int SamplesPerReason = 5;

    private readonly LineTally _tally;

    internal ListReport(string list, ListFormat format, long bytes, int rules, LineTally tally)
    {
        List = list;
        Format = format;
        Bytes = bytes;
        Rules = rules;
        _tally = tally;
    }

    /// <summary>What the list is called.</summary>
    public string List { get; }

    /// <summary>The format it was read as.</summary>
    public ListFormat Format { get; }

    /// <summary>Its size in bytes, after decompression.</summary>
    public long Bytes { get; }

    /// <summary>How many lines it has; entries, where its format has no lines (<see cref="ListFormats.CountedNoun"/>).</summary>
    public int Lines => _tally.Lines;

    /// <summary>How many rules it gave. A line may give several.</summary>
    public int Rules { get; }

    /// <summary>
    /// The first lines of each reason, but for those that were accepted or are not meant to give a rule. The sample of a line
    /// whose rules were cancelled, redundant or held back has no text: its detail names the line that takes back or covers, or the rule and why.
    /// </summary>
    public IReadOnlyList<LineSample> Samples => _tally.Samples;

    /// <summary>The share, in percent, of the lines meant as rules that gave one; 100 where no line is.</summary>
    public double AcceptedPercent
    {
        get
        {
            int meant = Lines - Count(LineOutcome.Ignored);
            int gave = Count(LineOutcome.Accepted) + Count(LineOutcome.Cancelled) + Count(LineOutcome.Redundant) + Count(LineOutcome.HeldBack) + Count(LineOutcome.Partial);
            return meant == 0 ? 100 : 100.0 * gave / meant;
        }
    }

    /// <summary>How many lines have this reason.</summary>
    public int Count(LineReason reason) => _tally.Count(reason);

    /// <summary>How many lines came to this.</summary>
    public int Count(LineOutcome outcome) => LineReasons.All.Where(r => r.Outcome() == outcome).Sum(Count);

    /// <summary>
    /// The same report after compiling: a line all of whose rules were left out counts as redundant instead of accepted.
    /// (A line that was accepted in part stays so.)
    /// </summary>
    /// <param name="redundant">The rules of this list that were left out; those of other lists must not be among them.</param>
    public ListReport WithRedundant(IEnumerable<RedundantRule> redundant) =>
        new(List, Format, Bytes, Rules, _tally.With(LineReason.Redundant, redundant.Select(rule => (rule.Line, $"covered by line {rule.CoveringLine}"))));

    /// <summary>
    /// The same report after compiling: a line all of whose rules its own list takes back counts as cancelled instead of accepted.
    /// (A line that was accepted in part stays so.)
    /// </summary>
    /// <param name="cancelled">The rules of this list that were left out; those of other lists must not be among them.</param>
    public ListReport WithCancelled(IEnumerable<CancelledRule> cancelled) =>
        new(List, Format, Bytes, Rules, _tally.With(LineReason.Cancelled, cancelled.Select(rule => (rule.Line, $"taken back by line {rule.CancellingLine}"))));

    /// <summary>
    /// The same report after a guard judged the rules: a line all of whose rules were held back counts as that instead of accepted.
    /// (A line that was accepted in part stays so.)
    /// </summary>
    /// <param name="heldBack">For each rule of this list that was held back its line, and why.</param>
    public ListReport WithHeldBack(IEnumerable<(int Line, string Why)> heldBack) =>
        new(List, Format, Bytes, Rules, _tally.With(LineReason.HeldBack, heldBack));

    /// <summary>Refuses the list if too few of its lines gave rules.</summary>
    /// <param name="minPercent">The least share, in percent; 0 asks for one line at least.</param>
    internal void RequireAccepted(double minPercent)
    {
        bool noneAccepted = Rules + Count(LineReason.Cancels) == 0 && Count(LineOutcome.Ignored) < Lines;
        if (!noneAccepted && AcceptedPercent >= minPercent)
            return;
        LineSample first = Samples[0];
        string example = $"{Format.CountedNoun()} {first.Line}: {first.Reason.Label()}{(first.Detail.Length > 0 ? $", {first.Detail}" : "")}: \"{first.Text}\"";
        string share = noneAccepted
            ? $"not one {Format.CountedNoun()} gives a rule"
            : string.Create(CultureInfo.InvariantCulture, $"{AcceptedPercent:F1} % of its {Format.CountedNoun(2)} give rules, {minPercent:F1} % are asked for");
        throw new ListRefusedException(List, ListFault.TooFewAccepted, $"Read as {Format.Name()}, {share} ({example}). Is that its format?");
    }
}
